"""Reality: whether two statements say of one act alike that it was done, wanted, asked about, or had been done before.

Source: Karttunen 1971, "Implicative Verbs", Language 47: what is needed, wanted or tried is not said to be done.
"""

from __future__ import annotations

import re

from stemma.align.units import Unit
from stemma.align.words import stem

_CLASSES = """
want wish hope seek aim
try attempt struggle
need
threaten
refuse decline
fail hesitate
ask wonder consider
seem appear
call urge demand insist
offer propose
plan expect prepare
vow promise pledge agree
"""

NOT_DONE = {stem(word): line.split()[0] for line in _CLASSES.strip().splitlines() for word in line.split()}
"""Verbs whose complement is not said to be done, each with the class of those that say so in one way."""

_EARLIER = re.compile(
    r"\b(?:before|previously|earlier|in the past)\W*$|\b(?:twice|previously|three times|ever) \w+|\b(?:twice|once) before\b"
    r"|\b(?:during|in|under|throughout) the (?:[\w.-]+ ){1,3}(?:era|reign|dynasty|empire|dictatorship)\b",
    re.IGNORECASE,
)
"""Words by which an act is one of former times, or of a time with a name of its own."""

_PRONOUN = re.compile(r"\b(?:he|she)\b|^I\b", re.IGNORECASE)


def other_reality(a: Unit, b: Unit) -> bool:
    """Return whether one statement tells an act and the other only that it was needed, wanted or asked about.

    Both may speak of wanting alike: then the same is wanted.
    """
    if any(x.predicate in NOT_DONE and x.predicate != y.predicate and y.predicate in x.acts for x, y in ((a, b), (b, a))):
        return True
    governed = a.predicate != b.predicate and bool(a.acts & b.acts)
    return governed and NOT_DONE.get(a.predicate) != NOT_DONE.get(b.predicate)


def only_possible(a: Unit, b: Unit) -> bool:
    """Return whether one says only that something may be, and the other that it is, was or will be: no support for it."""
    return (a.modality == "possible") != (b.modality == "possible")


def other_time(a: Unit, b: Unit) -> bool:
    """Return whether only one tells an act of former times: "have met before", "met"."""
    return (_EARLIER.search(a.text) is None) != (_EARLIER.search(b.text) is None) and a.predicate == b.predicate


def unsure_actor(a: Unit, b: Unit) -> bool:
    """Return whether a pronoun that could not be resolved acts in one, and a named person in the other."""
    return any(
        not x.subject and not x.agentless and _PRONOUN.search(x.text) is not None and y.subject.startswith("person-") for x, y in ((a, b), (b, a))
    )
