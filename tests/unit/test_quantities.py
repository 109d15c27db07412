"""Quantities: a table of our own sentences with the numbers they give."""

from __future__ import annotations

import math

import pytest

from stemma.annotate import Annotator
from stemma.annotate.quantities import mark_quantities
from stemma.model import Raw
from stemma.run.collect import collect

GIVEN = [
    # (text, printed, low, high, unit, approximate, role)
    ("At least 40 people were killed.", "At least 40 people", 40, math.inf, "people", False, "killed"),
    ("Twenty-five sailors drowned.", "Twenty-five sailors", 25, 25, "sailor", False, None),
    ("Nearly 300 houses burned.", "Nearly 300 houses", 300, 300, "house", True, None),
    ("It cost $3.5 billion.", "$3.5 billion", 3.5e9, 3.5e9, "USD", False, None),
    ("Prices rose 12 per cent.", "12 per cent", 12, 12, "percent", False, None),
    ("The flood left five dead.", "five", 5, 5, "", False, "killed"),
    ("Five to seven men fled.", "Five to seven men", 5, 7, "man", False, None),
    ("Police arrested two dozen students.", "two dozen students", 24, 24, "student", False, "arrested"),
    ("Tens of thousands of people marched.", "Tens of thousands of people", 20_000, 99_000, "people", True, None),
    ("Up to 10 soldiers were wounded.", "Up to 10 soldiers", 0, 10, "soldier", False, "injured"),
    ("A 13-year-old girl won.", "13-year-old", 13, 13, "year-old", False, None),
    ("No one was hurt.", "No one", 0, 0, "", False, "injured"),
    ("The storm caused 16 deaths.", "16 deaths", 16, 16, "death", False, "killed"),
    ("Half a million voters stayed away.", "Half a million voters", 500_000, 500_000, "voter", False, None),
]


@pytest.mark.parametrize(("text", "printed", "low", "high", "unit", "approximate", "role"), GIVEN)
def test_quantity(
    annotator: Annotator, text: str, printed: str, low: float, high: float, unit: str, approximate: bool, role: str | None
) -> None:
    """A number is read with its bound, unit and role, and its span is the printed words."""
    parse = annotator._parser.parse(collect([Raw(text=text, id="x")]).articles[0])
    found = [(text[q.start : q.end], q.low, q.high, q.unit, q.approximate, q.role) for q in mark_quantities(parse)]
    assert (printed, low, high, unit, approximate, role) in found


@pytest.mark.parametrize("text", ["She was born in 1987.", "They met on May 5.", "It began at 5:30 p.m.", "The year 2014 was wet."])
def test_dates_are_no_quantities(annotator: Annotator, text: str) -> None:
    """Years, days of a month and clock times are no quantities."""
    parse = annotator._parser.parse(collect([Raw(text=text, id="x")]).articles[0])
    assert mark_quantities(parse) == ()
