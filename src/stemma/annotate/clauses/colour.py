"""Colour: whether a proposition is denied, planned, possible, demanded or conditional, and its tense.

Source: Saurí and Pustejovsky 2009, "FactBank", LRE 43 (polarity and modality of event mentions); the classes here are coarser.
"""

from __future__ import annotations

from stemma.annotate.clauses.heads import DEMANDING, DOUBTING, PLANNING, is_coloured
from stemma.annotate.syntax import Token
from stemma.model.analysis import Tense

NEGATIVE = frozenset("not n't no never neither nor nobody none nothing nowhere hardly scarcely without n’t cannot".split())
NEGATING = frozenset("fail refuse decline unlikely cease stop deny reject avoid unable rule_out impossible".split())
RAISING = frozenset("think believe expect suppose seem appear likely say".split())
DOUBTFUL = frozenset("possibly perhaps maybe likely probably reportedly allegedly apparently supposedly potentially".split())
UNSURE = frozenset(
    "denial claim allegation accusation suggestion idea notion rumour rumor speculation fear hope possibility prospect threat "
    "chance risk belief theory assertion question concern suspicion evidence doubt sign indication proof reason".split()
)
"""Nouns whose content clause is not said to be so: "denials that Russia meddled"."""
MAY = frozenset("may might could can".split())
WILL = frozenset("will shall 'll ’ll wo".split())
MUST = frozenset("must should ought".split())


def governors(head: Token) -> list[Token]:
    """Return the verbs and adjectives that colour the head, nearest first."""
    chain = []
    token = head
    while is_coloured(token):
        token = token.head
        chain.append(token)
        if token.dep in ("acomp", "oprd") and token.head is not token:
            token = token.head  # the copula of "is likely to"
            chain.append(token)
    return chain


def is_negated(head: Token) -> bool:
    """Return whether the proposition is denied: an even number of negations cancel out."""
    chain = [head, *governors(head)]
    count = sum(_own_negation(token) for token in chain)
    count += sum(token.lemma.lower() in NEGATING for token in chain[1:])
    count += _raised(chain[-1])
    return count % 2 == 1


def _own_negation(token: Token) -> bool:
    for child in token.children:
        if child.dep == "neg" or (child.lower in NEGATIVE and child.dep in ("advmod", "preconj", "mark")):
            return True
        if child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and _none(child):
            return True
    return token.dep == "pcomp" and token.head.lower == "without"


def _none(token: Token) -> bool:
    if token.lower in ("nobody", "none", "nothing", "neither"):
        return True
    return any(c.lower in ("no", "neither") and c.dep in ("det", "neg") for c in token.children)


def _raised(head: Token) -> bool:
    """Return whether "do not think that" or "no sign that" above the clause denies it."""
    above = head.head
    if head.dep == "acl":
        return above.lemma.lower() in UNSURE and any(c.lower == "no" for c in above.children)
    if head.dep != "ccomp" or above.lemma.lower() not in RAISING or above.lemma.lower() == "say":
        return False
    return any(child.dep == "neg" for child in above.children)


def modality(head: Token) -> str:
    """Return ``fact``, ``planned``, ``possible``, ``demanded`` or ``conditional``."""
    chain = [head, *governors(head)]
    helpers = {c.lower for token in chain for c in token.children if c.dep in ("aux", "auxpass")}
    adverbs = {c.lower for token in chain for c in token.children if c.dep == "advmod"}
    above = {token.lemma.lower() for token in chain[1:]}
    if any(c.dep == "mark" and c.lower in ("if", "unless", "whether") for c in chain[-1].children):
        return "conditional"
    if _demanded(chain[-1]) or helpers & MUST:
        return "demanded"
    unsure = chain[-1].dep == "acl" and chain[-1].head.lemma.lower() in UNSURE
    if unsure or helpers & MAY or adverbs & DOUBTFUL or above & DOUBTING:
        return "possible"
    if "would" in helpers:
        return "conditional" if _under_condition(chain[-1]) else "planned"
    is_to = len(chain) > 1 and chain[1].lemma.lower() == "be" and any(c.tag == "TO" for c in head.children)
    if is_to or helpers & WILL or above & PLANNING or _bare_infinitive(chain[-1]):
        return "planned"
    return _inherited(chain[-1])


def _inherited(head: Token) -> str:
    """Return the modality a purpose or coordinated verb takes from the clause it hangs on, else ``fact``."""
    infinitive = head.dep in ("advcl", "xcomp", "acl", "relcl") and any(c.tag == "TO" for c in head.children)
    bare = head.dep == "conj" and head.tag == "VB"
    if not (infinitive or bare) or head.head is head:
        return "fact"
    helpers = {c.lower for c in head.head.children if c.dep in ("aux", "auxpass")}
    if helpers & MUST:
        return "demanded"
    if helpers & MAY:
        return "possible"
    # What is done "in order to" has not been done yet, unless the text says so elsewhere.
    return "planned"


def _demanded(head: Token) -> bool:
    if head.dep not in ("ccomp", "xcomp", "advcl"):
        return False
    above = head.head
    if above.lemma.lower() not in DEMANDING:
        return False
    infinitive = any(c.tag == "TO" for c in head.children)
    return infinitive or (head.dep == "ccomp" and head.tag == "VB")


def _under_condition(head: Token) -> bool:
    return any(
        child.dep == "advcl" and any(c.dep == "mark" and c.lower in ("if", "unless") for c in child.children)
        for child in head.children
    )


def _bare_infinitive(head: Token) -> bool:
    """Return whether a headline's "Minister to visit" stands where a finite verb would."""
    return head.dep in ("ROOT", "ccomp") and head.tag == "VB" and any(c.tag == "TO" for c in head.children)


def tense(head: Token) -> Tense:
    """Return the tense of the clause's finite verb; ``none`` where it has none."""
    chain = [head, *governors(head)]
    finite = chain[-1]
    helpers = [c for token in chain for c in token.children if c.dep in ("aux", "auxpass")]
    words = {c.lower for c in helpers}
    if words & WILL or _bare_infinitive(finite):
        return "future"
    if any(c.tag == "TO" for c in finite.children):
        return "none"
    tags = {c.tag for c in helpers if c.head is finite} | {finite.tag}
    if "VBD" in tags or words & {"have", "has", "had", "'ve", "’ve"}:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return "past" if finite.tag == "VBN" else "none"
