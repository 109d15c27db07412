"""People: whom a sentence names, so that what is told of one person is not held against what is told of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.align.units import Unit

People = Mapping[tuple[str, int], frozenset[str]]
"""Ids of the people named in a sentence, by article id and start of the sentence."""


def people_of(units: Sequence[Unit]) -> People:
    """Return the people each sentence's statements name, those who merely say so left out."""
    found: dict[tuple[str, int], set[str]] = {}
    for unit in units:
        found.setdefault((unit.article, unit.sentence.start), set()).update(_named(unit))
    return {key: frozenset(ids) for key, ids in found.items()}


def _named(unit: Unit) -> frozenset[str]:
    return frozenset(e for e in unit.entities | {unit.subject} if e.startswith("person-") and e != unit.source)


def other_people(a: Unit, b: Unit, people: People) -> bool:
    """Return whether both statements, or both their sentences, name people and none in common."""
    if _named(a) and _named(b) and not _named(a) & _named(b):
        return True
    left, right = (people.get((u.article, u.sentence.start), frozenset()) for u in (a, b))
    return bool(left) and bool(right) and not left & right
