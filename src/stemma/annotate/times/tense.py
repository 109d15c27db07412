"""Tense: whether the verb that governs a time expression looks back or ahead, from the parse."""

from __future__ import annotations

from stemma.annotate.syntax import Parse, Token
from stemma.calendar.words import word_set
from stemma.model.analysis import Tense

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "may", "might", "could", "would", "should", "must", "can", "wo"})
_PLANS = word_set(
    "expect plan schedule set due slate intend aim hope want need prepare promise agree vow pledge order ask urge "
    "await postpone delay propose seek poise likely ready extend defer"
)
"""Words whose infinitive ("is due to", "plans to") or date ("scheduled for May") lies ahead."""
_FIXED = word_set("expect plan schedule set due slate intend prepare poise postpone delay bind")
"""Those of them whose participle tells of what lies ahead; "was asked on Friday" or "proposed in May" tells of the act."""

_AWAITING = frozenset({"expect", "await", "anticipate", "plan", "schedule"})
"""Verbs whose object lies ahead, whatever their own tense."""

_COMING = frozenset({"upcoming", "planned", "scheduled", "expected", "awaited", "long-awaited", "coming", "forthcoming", "proposed"})
"""Adjectives of things that lie ahead: "the long-awaited meeting on Monday"."""
_UNTIL = frozenset({"until", "till"})
_COMPLEMENT = frozenset({"ccomp", "xcomp", "oprd"})
_LOOKING_BACK = frozenset({"at", "since", "in", "around"})
"""Prepositions by which a past verb looks back on a year's end; "by" it or as a deadline it lies ahead."""
CLIMB = 12


def tense_at(parse: Parse, start: int, end: int) -> Tense:
    """Return the tense of the verb that governs the span; ``none`` where the text is not parsed."""
    tokens = parse.within(start, end)
    head = parse.head_of(tokens) if tokens else None
    if head is None:
        return "none"
    if head.head.lower in _UNTIL and head.head is not head:
        return "future"
    return _climb(head)


def tense_of_end(parse: Parse, start: int, end: int) -> Tense:
    """Return the tense by which the end of a year is told: past only when the words look back on it."""
    tokens = parse.within(start, end)
    head = parse.head_of(tokens) if tokens else None
    back = head is not None and head.head.lower in _LOOKING_BACK
    return tense_at(parse, start, end) if back else "none"


def _climb(token: Token) -> Tense:
    below = token
    for _ in range(CLIMB):
        if token.pos in ("VERB", "AUX"):
            if token.lemma in _AWAITING and below.dep == "dobj" and below.pos in ("NOUN", "PROPN"):
                return "future"  # "expected a meeting on Monday"
            found = _of_verb(token)
            if found is not None:
                return found
        if token.head is token:
            break
        if token.pos == "NOUN" and any(c.lemma.lower() in _COMING for c in token.children if c.dep == "amod"):
            return "future"
        below, token = token, token.head
    return "none"


def _of_verb(verb: Token) -> Tense | None:
    """Return the tense of a verb with its auxiliaries, None where the governing verb decides ("saying Monday")."""
    helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    words = {helper.lower for helper in helpers}
    if verb.tag == "VBN" and words <= {"be"} and _wanted(verb):
        return "future"
    if words & _AHEAD:
        return "past" if "have" in words else "future"
    if "to" in words:
        return "future" if _planned(verb) else "none"
    if verb.lemma in _FIXED and verb.tag == "VBN" and helpers:
        return "future"
    if verb.tag in ("VBD", "VBN") or words & _HAVE or any(h.tag == "VBD" for h in helpers):
        return "past"
    present = verb.tag in ("VBP", "VBZ", "VB", "MD") or (verb.tag == "VBG" and bool(helpers))
    return "present" if present else None


def _wanted(verb: Token) -> bool:
    """Tell whether a participle is what a plan or order is about: "ordered the shops (to be) closed on Sunday"."""
    if verb.dep == "acl":
        return verb.head.dep == "dobj" and verb.head.head.lemma == "order"
    return verb.dep in _COMPLEMENT and verb.head.lemma in _PLANS


_HAVE = frozenset({"has", "have", "'ve", "’ve"})


def _planned(verb: Token) -> bool:
    head = verb.head
    return head.lemma in _PLANS or head.lemma in ("go", "be", "have")
