"""Schedules: reports that give different dates to one thing still to come.

``Will open on 2 May`` and ``will not open before June`` exclude each other: the second leaves all days from June on.

Source: own; ranges of days after Allen 1983 ("before" and "after" leave no day in common).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from stemma.align.people import other_people, people_of
from stemma.align.slots import days
from stemma.align.units import Unit
from stemma.align.words import stem
from stemma.lexicon.pronouns import is_pronoun
from stemma.model import Analysis

_LAST_DAY = "9999-12-31"
_NOT_BEFORE = re.compile(r"\b(?:not|n['’]t|never)\b[^.;]{0,60}\b(?:before|until|till)\s+\W*(?:\w+ ){0,3}$", re.IGNORECASE)
ALIKE = 0.6
"""Part of the shorter statement's words the two share (2026-11)."""

_DAYS_APART = 7
"""Least days between two dates of one plan in conflict: nearer ones may be a first and a second day (2026-11)."""


class _Plan(msgspec.Struct, frozen=True):
    unit: Unit
    first: str
    last: str


def schedule_pairs(units: Sequence[Unit], analyses: Mapping[str, Analysis]) -> list[tuple[list[Unit], list[Unit]]]:
    """Return pairs of planned statements of different reports whose dates have no day in common, sorted.

    Args:
        units: the statements of a story.
        analyses: its articles by id.
    """
    people = people_of(units)
    plans: dict[tuple[str, str], list[_Plan]] = {}
    for unit in sorted(units, key=lambda u: (u.article, u.start, u.end)):
        plan = _plan(unit, analyses[unit.article])
        if plan is not None:
            plans.setdefault((unit.predicate, _subject(unit, analyses[unit.article])), []).append(plan)
    return [
        ([a.unit], [b.unit])
        for (_, subject), group in sorted(plans.items())
        for k, a in enumerate(group)
        for b in group[k + 1 :]
        if subject and a.unit.article != b.unit.article and _apart(a, b)
        and _one_plan(a.unit, b.unit) and not other_people(a.unit, b.unit, people)
    ]


def _plan(unit: Unit, analysis: Analysis) -> _Plan | None:
    """Return the one range of days a statement gives its plan, or None."""
    text = analysis.article.text
    marks = [m for m in analysis.article.times if unit.start <= m.start and m.end <= unit.end and m.value in unit.times]
    if unit.denied or len(marks) != 1 or not _is_date(marks[0].value):
        return None
    known = days([marks[0].value])
    if text[marks[0].end : marks[0].end + 1].isalnum():  # a name: "Long March 4C"
        return None
    if not known or not any(c.isalpha() for c in text[marks[0].start : marks[0].end]):
        return None
    (first, last), at = known[0], marks[0].start
    if unit.negated:
        return _Plan(unit, first, _LAST_DAY) if _NOT_BEFORE.search(text, min(unit.start, unit.sentence.start), at) else None
    if unit.modality != "planned" or _OPEN.search(text[max(0, at - 12) : at]):
        return None
    return _Plan(unit, first, last)


_OPEN = re.compile(r"\b(?:before|after|until|till|by|since|from|through|to|between)\s+\W*$", re.IGNORECASE)


def _is_date(value: str) -> bool:
    """Return whether a value is a printed month or day, not a clock time, a length or a year."""
    return re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", value) is not None


def _subject(unit: Unit, analysis: Analysis) -> str:
    """Return the stem of the noun the plan is about: the last word of the subject, whoever possesses it."""
    k = bisect_left(analysis.clauses, unit.start, key=lambda c: c.start)
    for clause in analysis.clauses[max(0, k - _NEAR) : k + _NEAR]:
        subject = clause.subject if clause.predicate_span.start == unit.at else None
        if subject is None and clause.predicate_span.start == unit.at and clause.objects:
            subject = clause.objects[0]
        if subject is not None:
            words = subject.of(analysis.article.text).split()
            return stem(words[-1].lower()) if words and not is_pronoun(words[-1].lower()) else unit.subject
    return unit.subject


_NEAR = 8
"""Clauses around a place among which the one of a statement is looked for."""


def _apart(a: _Plan, b: _Plan) -> bool:
    """Return whether the two ranges of days lie apart by more than a program's first and second day."""
    early, late = sorted((a, b), key=lambda p: (p.first, p.last))
    if early.last == _LAST_DAY or late.first <= early.last:
        return False
    return (date.fromisoformat(late.first) - date.fromisoformat(early.last)).days >= _DAYS_APART


def _one_plan(a: Unit, b: Unit) -> bool:
    """Return whether two statements of one subject and predicate tell one plan."""
    left, right = a.terms | a.objects, b.terms | b.objects
    return len(left & right) >= ALIKE * min(len(left), len(right)) and len(a.objects - b.objects) * len(b.objects - a.objects) == 0
