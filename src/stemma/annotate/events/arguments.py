"""Arguments: the subject, objects and complements of a predicate, found over passives, control and coordination.

Source: the ClearNLP dependency labels (Choi and Palmer 2012) as spaCy's English pipelines use them; control
after Levin 1993, "English Verb Classes", and Huddleston and Pullum 2002, chapter 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.events.frames import Frames
from stemma.annotate.straying import reporter_of
from stemma.annotate.syntax import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MAX_CLIMB = 6
"""Steps up the tree in search of a shared subject; longer chains are misparses (2026-11)."""

_OBJECT_CONTROL = frozenset(
    ["ask", "urge", "tell", "order", "force", "allow", "permit", "enable", "help", "encourage", "persuade", "press", "push", "pressure", "warn", "advise", "invite", "require", "request", "beg", "appeal", "call", "compel", "lead", "direct", "instruct", "want", "expect", "authorize", "authorise", "see", "let", "demand", "accuse", "suspect", "blame", "prevent", "stop", "ban", "bar", "prohibit", "keep", "leave", "send"]
)
"""Verbs whose object, not subject, does what their complement tells."""


def child(token: Token, *labels: str) -> Token | None:
    """Return the first dependant with one of these labels, or None."""
    return next((c for c in token.children if c.dep in labels), None)


def is_passive(verb: Token) -> bool:
    """Return whether a verb is in the passive: ``was arrested``, ``the man arrested by police``."""
    if child(verb, "auxpass", "agent") is not None:
        return True
    has_object = child(verb, "dobj") is not None
    if child(verb, "nsubjpass") is not None:
        return not has_object
    if has_object or verb.tag != "VBN" or verb.dep not in _REDUCED:
        return False
    if any(c.dep == "nsubj" or (c.dep == "aux" and c.lemma == "have") for c in verb.children):
        return False
    first = verb
    for _ in range(_MAX_CLIMB):
        if first.dep != "conj" or first.head.pos != "VERB":
            break
        first = first.head
    if first is not verb:
        return child(first, "auxpass", "agent", "nsubjpass") is not None or first.dep in ("acl", "amod")
    return verb.dep in ("acl", "amod", "advcl", "xcomp")


_REDUCED = frozenset({"acl", "conj", "advcl", "amod", "xcomp"})
"""Where a participle without auxiliary may be a passive."""


def agent_of(verb: Token) -> Token | None:
    """Return the noun after ``by`` in a passive, or None."""
    for c in verb.children:
        if c.dep == "agent" or (c.dep == "prep" and c.lower == "by"):
            noun = child(c, "pobj")
            if noun is not None and noun.label not in ("DATE", "TIME"):
                return noun
    return None


def grammatical_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the noun a verb is predicated of: its own subject, or the one it shares with its governor.

    Args:
        verb: a verb, participle or copula.
        depth: steps climbed so far; after six the search ends.
    """
    own = child(verb, "nsubjpass", "nsubj")
    if own is not None:
        return _antecedent(own, verb)
    stranded = _stranded(verb) if verb.tag in ("VBD", "VBZ", "VBP") and verb.dep in ("ROOT", "ccomp") else None
    if stranded is not None or depth >= _MAX_CLIMB or verb.head is verb:
        return stranded
    if verb.dep in ("acl", "relcl"):
        return _subject_by_noun(verb, depth)
    if verb.dep == "pcomp":
        return _subject_by_preposition(verb.head, depth)
    if verb.dep in _SHARING:
        return _shared_subject(verb, depth)
    return None


def _stranded(verb: Token) -> Token | None:
    """Return the subject the parser has hung on an opening phrase: *On a visit to X, President Y praised*."""
    opening = next((c for c in verb.children if c.dep == "prep" and c.i < verb.i), None)
    if opening is None:
        return None
    words = opening.subtree()
    for token in words:
        after_comma = token.dep in ("conj", "appos") and child(token.head, "cc") is None and child(token.head, "punct") is not None
        if after_comma and token.pos in ("PROPN", "NOUN") and token.subtree()[-1] is words[-1] and verb.i - words[-1].i <= 2:
            return token
    return None


_SHARING = frozenset({"conj", "advcl", "xcomp", "ccomp", "dep", "prt", "acomp", "oprd"})


def _subject_by_noun(verb: Token, depth: int) -> Token | None:
    """Return the noun a clause hangs on, or, for *plans to withdraw*, who has them."""
    head = verb.head
    if verb.tag == "VB" and head.head is not head and head.dep in ("dobj", "attr", "nsubj", "pobj"):
        return clause_subject(head, depth)
    return head


def _subject_by_preposition(preposition: Token, depth: int) -> Token | None:
    """Return who does what stands after a preposition: *accused X of killing*, *by killing*."""
    governor = preposition.head
    if governor.pos not in ("VERB", "AUX"):
        return clause_subject(governor, depth)
    if preposition.lower in ("of", "for", "from", "into"):
        return patient(governor, depth + 1) or grammatical_subject(governor, depth + 1)
    return _doer(governor, depth)


def _shared_subject(verb: Token, depth: int) -> Token | None:
    """Return the subject a verb shares with the one it hangs on; some verbs hand on their object."""
    head = reporter_of(verb) or verb.head
    if verb.dep == "xcomp" and head.lemma in _OBJECT_CONTROL:
        controlled = child(head, "dobj", "nsubjpass")
        if controlled is not None:
            return controlled
    return grammatical_subject(head, depth + 1) if head.pos in ("VERB", "AUX", "ADJ") else None


def _doer(verb: Token, depth: int) -> Token | None:
    return agent_of(verb) if is_passive(verb) else grammatical_subject(verb, depth + 1)


def clause_subject(noun: Token, depth: int = 0) -> Token | None:
    """Return the subject of the clause a noun stands in: ``X announced plans to withdraw``."""
    if noun.children:
        owner = child(noun, "poss")
        if owner is not None:
            return owner
    for up in noun.ancestors():
        if up.pos in ("VERB", "AUX"):
            found = _doer(up, depth) if depth < _MAX_CLIMB else None
            return found if found is not noun else None
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for."""
    if subject.tag in ("WP", "WDT") or (subject.lower == "that" and verb.dep == "relcl"):
        if verb.dep == "relcl":
            return verb.head
        if verb.dep == "conj" and verb.head.dep == "relcl":
            return verb.head.head
    return subject


def doer(verb: Token) -> Token | None:
    """Return who does what the verb tells, or None when nobody is named."""
    return _doer(verb, 0)


def patient(verb: Token, depth: int = 0) -> Token | None:
    """Return the direct object, or the subject of a passive, or None."""
    if is_passive(verb):
        subject = grammatical_subject(verb, depth)
        second = child(verb, "dobj", "oprd")
        return subject if subject is not None else second
    found = child(verb, "dobj")
    if found is not None:
        return _antecedent(found, verb) if found.tag in ("WP", "WDT") else found
    if verb.dep == "conj" and verb.head.pos == "VERB" and child(verb, "prep", "xcomp", "ccomp", "prt") is None:
        shared = child(verb.head, "dobj")
        return shared if shared is not None and shared.i > verb.i else None
    return None


def prepositional(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, noun) of the phrases that hang on a verb or noun, nested ``from among`` included."""
    for prep in token.children:
        if prep.dep in ("prep", "dative", "agent") and prep.pos in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
            inner = next((c for c in prep.children if c.dep == "prep"), None)
            for holder in (prep, inner):
                noun = child(holder, "pobj") if holder is not None else None
                if noun is not None:
                    yield prep.lower, noun


def complement(verb: Token) -> Token | None:
    """Return the verb of the clause that completes a verb, adjective or noun, or None."""
    for label in ("xcomp", "ccomp"):
        found = child(verb, label)
        if found is not None and found.pos in ("VERB", "AUX", "ADJ", "NOUN"):
            return found
    return _after_preposition(verb) or _of_object(verb) or _infinitive(verb)


_BEFORE_CLAUSE = frozenset({"for", "from", "to", "of", "on", "in", "against", "with", "into"})


def _after_preposition(verb: Token) -> Token | None:
    for prep in verb.children:
        if prep.dep == "prep" and prep.lower in _BEFORE_CLAUSE:
            found = child(prep, "pcomp")
            if found is not None:
                return found
    return None


def _of_object(verb: Token) -> Token | None:
    """Return the clause an object or adjective governs: *announced plans to leave*, *is ready to leave*."""
    target = child(verb, "dobj", "attr")
    found = child(target, "acl", "relcl") if target is not None else None
    if found is not None and found.tag == "VB":
        return found
    adjective = child(verb, "acomp", "oprd")
    return child(adjective, "xcomp", "ccomp") if adjective is not None else None


def _infinitive(verb: Token) -> Token | None:
    found = child(verb, "advcl")
    if found is None or _for_whom(found):
        return found
    return found if found.tag == "VB" and child(found, "mark") is None and found.i > verb.i else None


def _for_whom(clause: Token) -> bool:
    """Return whether an infinitive has its own subject after ``for``: *called for him to be removed*."""
    return any(c.dep == "mark" and c.lower == "for" for c in clause.children)


_PARTICLES = frozenset({"in", "up", "out", "off", "down"})
"""Words that belong to a verb only as particles: `gave in`, but not `gave one in 2008`."""

_WITH_IN = frozenset({"arrive", "participate", "take", "engage", "stop"})


def _tells_when(preposition: Token) -> bool:
    """Return whether a preposition belongs to a time: *called X on Wednesday* is not *called on X*."""
    noun = child(preposition, "pobj")
    return noun is not None and noun.label in ("DATE", "TIME")


def verb_key(verb: Token, frames: Frames) -> list[str]:
    """Return the keys to look a verb up by, the most specific first: ``call_for``, ``call``; ``be_ready``."""
    lemma = verb.lemma.lower()
    if lemma not in frames.heads and f"{lemma}e" in frames.heads:
        lemma = f"{lemma}e"  # the small pipeline takes *staged* for a form of *stag*
    keys = []
    for c in verb.children:
        if c.dep in ("prt", "prep", "advmod") and c.i > verb.i and not _tells_when(c):
            inner = child(c, "prep") if c.dep in ("prep", "advmod", "prt") else None
            if inner is not None:
                keys.append(f"{lemma}_{c.lower}_{inner.lower}")
            if c.dep == "prt" or c.lower not in _PARTICLES or lemma in _WITH_IN:
                keys.append(f"{lemma}_{c.lower}")
        elif c.dep in ("advcl", "ccomp", "xcomp") and c.i > verb.i and _for_whom(c):
            keys.append(f"{lemma}_for")
        elif c.dep in ("acomp", "oprd", "attr", "ccomp", "xcomp") and c.pos == "ADJ":
            keys.append(f"{'be' if lemma in ('remain', 'stay', 'become') else lemma}_{c.lemma.lower()}")
    known = [k for k in keys if k in frames.keys]
    turned = next((c.lower for c in verb.children if c.dep == "prt" and c.lower in _TURNING), None) if lemma in _BODILY else None
    return [*known, f"{lemma}_{turned}" if turned else lemma]


_BODILY = frozenset("kick hit strike beat whip knock punch slap".split())
_TURNING = frozenset({"off", "back", "around", "up", "out"})
"""Particles with which a blow is none: "the talks kick off", "hit back at critics"."""
