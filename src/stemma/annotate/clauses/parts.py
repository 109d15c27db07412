"""Parts: subject and objects of a proposition, also those that stand elsewhere in the sentence."""

from __future__ import annotations

from stemma.annotate.clauses.colour import governors
from stemma.annotate.clauses.heads import is_verbal
from stemma.annotate.straying import reporter_of
from stemma.annotate.syntax import Token

COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "dative", "oprd"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
LIGHT = frozenset("make take pay hold conduct stage carry do".split())
"""Verbs that leave the meaning to their object: "hold talks", "pay a visit"."""


def is_passive(head: Token) -> bool:
    """Return whether the head is a passive verb: what stands as its subject is its object."""
    if any(c.dep in ("auxpass", "nsubjpass", "csubjpass") for c in head.children):
        return True
    return head.dep == "acl" and head.tag == "VBN"


def surface_subject(head: Token) -> Token | None:
    """Return the token that stands as subject, its own or that of the clause it hangs on."""
    token, seen = head, 0
    while seen < 12:
        seen += 1
        own = next((c for c in token.children if c.dep in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return _antecedent(own, token)
        if token.dep in ("relcl", "acl"):
            return token.head
        if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "acomp", "oprd") or token.head is token:
            return None
        token = reporter_of(token) or _above(token)
    return None


def _above(token: Token) -> Token:
    above = token.head
    while above.dep in ("prep", "pobj", "pcomp") and not is_verbal(above) and above.head is not above:
        above = above.head
    return above


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower in RELATIVE and verb.dep == "relcl":
        return verb.head
    return subject


def subject_of(head: Token) -> Token | None:
    """Return the token of who acts, or None."""
    if not is_passive(head):
        return surface_subject(head)
    for child in head.children:
        if child.dep == "agent":
            return next((c for c in child.children if c.dep == "pobj"), None)
    return None


def objects_of(head: Token) -> list[Token]:
    """Return the tokens of objects and complements, in reading order; a passive's subject is among them."""
    found = [c for c in head.children if c.dep in COMPLEMENTS]
    found += [o for c in head.children if c.dep in ("prep", "dative") for o in c.children if o.dep == "pobj"]
    found += [c for c in head.children if c.dep == "xcomp"]
    if is_passive(head):
        patient = surface_subject(head)
        found += [patient] if patient is not None else []
    return sorted({t.i: t for t in found}.values(), key=lambda t: t.i)


def predicate_of(head: Token) -> str:
    """Return the lemma of the predicate; a light verb gives way to its object, a copula to its complement."""
    lemma = head.lemma.lower()
    wanted = ("dobj",) if lemma in LIGHT else ("attr", "acomp") if lemma == "be" else ()
    for child in head.children:
        if child.dep in wanted and child.pos in ("NOUN", "ADJ", "VERB"):
            return child.lemma.lower()
    particle = next((c.lower for c in head.children if c.dep == "prt"), None)
    return f"{lemma}_{particle}" if particle else lemma


def own_tokens(head: Token, heads: frozenset[int]) -> list[Token]:
    """Return the tokens that belong to the head's clause and to no clause inside it, in reading order."""
    found: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if child.i not in heads)
    found += _coloured_words(head, heads)
    return sorted(found, key=lambda t: t.i)


def _coloured_words(head: Token, heads: frozenset[int]) -> list[Token]:
    """Return the words of "is expected to" and of their subject, which the proposition below shares."""
    found: list[Token] = []
    for token in governors(head):
        stack = [token]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(c for c in word.children if c.i not in heads)
    return found
