"""Apart: whether two statements' figures, read where they are printed, do tell reports apart.

Where each sentence prints the other's number too, where a figure is a bound or a conversion in brackets, and where both
sentences are full of numbers (a game's statistics), figures that exclude each other mostly count two things.

Source: own, by reading conflicts on sets no rule was made on (2026-11: ECB+, Wikinews).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.align.slots import clashing
from stemma.align.titles import NUMBERS
from stemma.align.units import Unit
from stemma.model import Analysis

FULL = 3
"""Numbers, years apart, from which a sentence is statistics (2026-11)."""

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?|\b(?:" + "|".join(NUMBERS) + r")\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BOUND = re.compile(r"\(\s*\$?$|\b(?:less than|fewer than|within|under|up to|below|no more than|at most|as many as)\s+\S{0,2}$", re.IGNORECASE)
_WHILE = re.compile(
    r"\b(?:during|in|over) (?:the|his|her|its|their|a) [^,.;]{0,30}?\b(?:half|quarter|period|run|innings?|minutes?|stretch|round|set|spell|hours?)\b", re.IGNORECASE
)
"""A part of the time, in which a part of all was done."""

_LOOK_BACK = 20


def figures_apart(left: Sequence[Unit], right: Sequence[Unit], analyses: Mapping[str, Analysis]) -> bool:
    """Return whether some statement of the one side and one of the other print figures that cannot both be of one thing.

    Args:
        left: the statements of a side.
        right: those of the other.
        analyses: the story's articles by id.
    """
    return any(_apart(a, b, analyses) for a in distinct(left)[:MOST] for b in distinct(right)[:MOST])


MOST = 40
"""Differing statements of a side that are compared (2026-11)."""


def distinct(units: Sequence[Unit]) -> list[Unit]:
    """Return one statement for all that give the same figures in the same words: of five hundred copies one."""
    found: dict[tuple[object, ...], Unit] = {}
    for unit in units:
        found.setdefault((tuple((q.unit, q.low, q.high) for q in unit.quantities), unit.terms, unit.predicate), unit)
    return list(found.values())


def _apart(a: Unit, b: Unit, analyses: Mapping[str, Analysis]) -> bool:
    pair = clashing(a.quantities, b.quantities)
    if pair is None or 0 in (pair[0].low, pair[1].low):
        return False
    texts = [analyses[u.article].article.text for u in (a, b)]
    if any(_BOUND.search(text[max(0, q.start - _LOOK_BACK) : q.start]) for text, q in zip(texts, pair, strict=True)):
        return False
    one, other = (_numbers(u, analyses[u.article]) for u in (a, b))
    if len({_WHILE.search(text, u.sentence.start, u.sentence.end) is None for text, u in zip(texts, (a, b), strict=True)}) > 1:
        return False
    if pair[0].low in other or pair[1].low in one:
        return False
    return min(len(one), len(other)) < FULL


def _numbers(unit: Unit, analysis: Analysis) -> frozenset[float]:
    """Return the numbers a statement's sentence prints, scaled and as they stand, without years."""
    text, (start, end) = analysis.article.text, (unit.sentence.start, unit.sentence.end)
    found = {q.low for c in analysis.clauses for q in c.quantities if start <= q.start < end}
    for match in _NUMBER.finditer(text, start, end):
        word = match[0].lower().replace(",", "")
        if not _YEAR.fullmatch(word):
            found.add(float(NUMBERS[word]) if word in NUMBERS else float(word))
    return frozenset(found)
