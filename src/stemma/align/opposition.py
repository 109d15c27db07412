"""Opposition: when two statements that exclude each other do conflict, and are not merely two different things.

Every rule here keeps out a kind of false conflict met when reading pairs by hand (2026-11): negation lost by the
parse, wishes against facts, rounds of talks on different days, minutes of different waits.

Source: de Marneffe, Rafferty and Manning 2008, "Finding Contradictions in Text", ACL, section 3 (event coreference is
to be settled before contradiction).
"""

from __future__ import annotations

import re
from datetime import date

from stemma.align.figures import misread
from stemma.align.slots import clashing, days
from stemma.align.units import Unit
from stemma.model import Quantity
from stemma.model.record import ConflictKind

LEAST: dict[ConflictKind, float] = {"polarity": 1.0, "quantity": 0.0, "date": 2.5}
"""Least log-odds, by kind, that but for what excludes them the two are one proposition (2026-11)."""

WIDEST_DATE = 3
"""Days a date may leave open and still be in conflict with another (2026-11)."""

_NEGATIVE = re.compile(
    r"\b(?:not|never|no|none|nothing|nobody|nor|neither|without|cannot|hardly|den(?:y|ies|ied|ying|ials?)|refus\w+|reject\w*|"
    r"unlikely|rul(?:e|es|ed|ing) out|fail\w*|declin\w+|false|untrue)\b|n['’]t\b",
    re.IGNORECASE,
)
_PHASE = re.compile(
    r"\b(?:initially|at first|yet|until|till|still|any ?more|any longer|no longer|immediately|at the time|then|so far)\b",
    re.IGNORECASE,
)
"""Words of what was not so for a while only."""

ALIKE = 0.7
"""Part of the content words both must have: with less, the denial was of something else (2026-11)."""

FIGURE_ALIKE = 0.5
_PART = re.compile(r"\bof (?:his|her|its|their|the|them|those|these|whom|which)\b", re.IGNORECASE)
"""A figure that counts a part ("two of the victims")."""

_AGE = re.compile(r"\b\d{1,3}-year-old (\w+)")
"""Whose age it is: "an 11-year-old son" and "a 14-year-old brother" are two people."""

_DURATIONS = frozenset("second minute hour day week month year decade time percent point".split())


def opposes(a: Unit, b: Unit, kind: ConflictKind, score: float) -> bool:
    """Return whether two statements of different reports, which exclude each other, are in conflict.

    Args:
        a: a statement.
        b: another.
        kind: what excludes them.
        score: log-odds that they would else be one proposition.
    """
    if a.article == b.article or score < LEAST.get(kind, 0.0) or not (holds(a) and holds(b)):
        return False
    if kind == "polarity":
        return _denies(a, b) or _denies(b, a)
    if kind == "quantity":
        return counts_the_same(a, b)
    return _same_occasion(a, b)


def holds(unit: Unit) -> bool:
    """Return whether the statement says that something is so, or is not so."""
    return unit.modality == "fact" or (unit.modality == "possible" and unit.negated)


def _denies(denial: Unit, claim: Unit) -> bool:
    """Return whether the one plainly denies what the other plainly says: one has words of denial, the other none."""
    if not denial.negated or claim.negated or claim.denied or _NEGATIVE.search(claim.text):
        return False
    if _PHASE.search(denial.text) and not denial.denied:
        return False
    if not denial.denied and len(_NEGATIVE.findall(denial.text)) != 1:
        return False
    shared, all_terms = denial.terms & claim.terms, denial.terms | claim.terms
    if denial.denied:
        told = denial.predicate == claim.predicate or denial.predicate in claim.terms
        return bool(denial.entities & claim.entities) and len(shared) >= 1 and told
    return denial.subject == claim.subject != "" and len(shared) >= ALIKE * len(all_terms) and _one_voice(denial, claim)


def _one_voice(a: Unit, b: Unit) -> bool:
    """Return whether neither speaks of itself as "I" or "we", whose meaning the other's words do not share."""
    return not any(re.search(r"\b(?:I|we|you|us|me)\b", u.text) for u in (a, b))


def counts_the_same(a: Unit, b: Unit) -> bool:
    """Return whether two statements give one thing figures that exclude each other, and agree on the rest."""
    pair = clashing(a.quantities, b.quantities)
    if pair is None or misread(*pair) or _adds_up(pair[0], a, pair[1]) or _adds_up(pair[1], b, pair[0]):
        return False
    if a.negated != b.negated or any(sum(q.unit == pair[0].unit for q in u.quantities) > 1 for u in (a, b)):
        return False
    ages = [_AGE.findall(u.text.lower()) for u in (a, b)]
    if (ages[0] or ages[1]) and (len(ages[0]) != 1 or ages[0] != ages[1]):
        return False
    shared, all_terms = a.terms & b.terms, a.terms | b.terms
    if any(_PART.search(u.text) for u in (a, b)) or (pair[0].unit in _DURATIONS and a.subject != b.subject):
        return False
    return a.predicate == b.predicate and len(shared) >= 2 and len(shared) >= FIGURE_ALIKE * len(all_terms)


def _adds_up(part: Quantity, unit: Unit, whole: Quantity) -> bool:
    """Return whether a figure with another of its statement makes the other's: ten passengers and two pilots are twelve people."""
    return any(part.low + q.low == whole.low for q in unit.quantities if q is not part)


def _same_occasion(a: Unit, b: Unit) -> bool:
    """Return whether both tell one act of one actor, each with one date known to a few days."""
    if a.negated != b.negated or a.predicate != b.predicate or a.subject != b.subject or not a.subject:
        return False
    spans = [days(u.times) for u in (a, b)]
    if not (a.exact_dates and b.exact_dates) or any("T" in t for u in (a, b) for t in u.times):
        return False  # of a clock time the day is guessed
    exact = all(len(s) == 1 and _width(*s[0]) <= WIDEST_DATE for s in spans)
    return exact and a.entities == b.entities and len(a.terms & b.terms) >= ALIKE * len(a.terms | b.terms)


def _width(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
