"""Actors: whether two statements are of other people, or say other things of the same.

Source: own, by reading joined statements by hand (2026-11); compare entity coreference as a condition of event
coreference, Cybulska and Vossen 2015, "Bag of Events Approach to Event Coreference Resolution".
"""

from __future__ import annotations

from stemma.align.slots import any_shared
from stemma.align.units import Unit
from stemma.align.words import stem

MUTUAL = frozenset(map(stem, "meet discuss shake greet agree sit speak face hold argue".split()))
"""Acts two people do together, so that either may be named first."""


def two_people(a: Unit, b: Unit) -> bool:
    """Return whether two people act, and the act is none that two do together."""
    named = all(u.subject.startswith("person-") for u in (a, b))
    return named and a.subject != b.subject and not {a.predicate, b.predicate} & MUTUAL


def other_person(a: Unit, b: Unit) -> bool:
    """Return whether two people act, or one and members of a group, and the act is none that two do together."""
    if two_people(a, b):
        return True
    if {a.predicate, b.predicate} & MUTUAL or a.subject == b.subject:
        return False
    return a.predicate == b.predicate and (_one_of_many(a, b) or _one_of_many(b, a))


def _one_of_many(one: Unit, many: Unit) -> bool:
    """Return whether a person acts here, and there members of a group act whom the person is not named with."""
    grouped = many.subject.startswith("group-") or (many.subject.isalpha() and any(e.startswith("group-") for e in many.entities))
    return one.subject.startswith("person-") and grouped and one.subject not in many.entities


LEAST_OWN = 2
"""Words and names beside the shared ones from which a statement says something of its own (2026-11)."""


def other_rest(a: Unit, b: Unit) -> bool:
    """Return whether each says things of the subject that the other does not, and they share hardly a word of it."""
    verbs = {a.predicate, b.predicate, a.subject, b.subject}
    left, right = ((u.core | u.entities) - verbs for u in (a, b))
    apart = len(left - right) >= LEAST_OWN and len(right - left) >= LEAST_OWN and len(left & right) == 1
    return apart and not any_shared(a.quantities, b.quantities) and not (a.entities & b.entities) - {a.subject, b.subject}


def other_lack(a: Unit, b: Unit) -> bool:
    """Return whether both say what was not done, each of its own subject: that two give no details is two things."""
    return a.negated and b.negated and bool(a.subject) and bool(b.subject) and a.subject != b.subject


def other_name(a: Unit, b: Unit) -> bool:
    """Return whether both name somebody beside their subjects, and nobody is named by both."""
    beside = [u.entities - {u.subject} for u in (a, b)]
    return bool(beside[0]) and bool(beside[1]) and not a.entities & b.entities
