"""Slots: whether two statements fill a place (number, date, polarity) with what excludes each other.

Being vaguer excludes nothing: "in April" and "on 18 April", "at least 10" and "12" agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.align.words import stem
from stemma.calendar.iso import interval
from stemma.model import Quantity

ROUNDING = 0.1
"""Part by which two figures may differ when one of them is rounded or "about" (2026-11)."""


def numbers_clash(a: Quantity, b: Quantity) -> bool:
    """Return whether two figures of the same thing cannot both be right."""
    if a.high >= b.low and b.high >= a.low:
        return False
    if any(q.approximate and q.high > q.low for q in (a, b)):
        return False  # "several", "dozens": too vague to exclude a figure
    if a.approximate or b.approximate:
        gap = max(a.low, b.low) - min(a.high, b.high)
        return gap > ROUNDING * max(abs(a.low), abs(b.low))
    return not (_rounds(a.low, b.low) or _rounds(b.low, a.low))


def _rounds(exact: float, printed: float) -> bool:
    """Return whether ``printed`` may be ``exact`` rounded to its own last digit that is not zero (1,000 of 1,012)."""
    if printed != int(printed) or abs(printed) < 100 or exact == printed:
        return False
    step = 1
    while int(printed) % (step * 10) == 0 and step < abs(printed):
        step *= 10
    return step >= 100 and abs(exact - printed) <= step / 2


def same_kind(a: Quantity, b: Quantity) -> bool:
    """Return whether two figures count the same kind of thing."""
    if a.role or b.role:
        return a.role == b.role
    return bool(a.unit) and stem(a.unit) == stem(b.unit)


def any_shared(left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Return whether some figure of the one is also in the other."""
    return any(same_kind(a, b) and not numbers_clash(a, b) for a in left for b in right)


def clashing(left: Sequence[Quantity], right: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return the first pair of figures of one kind that exclude each other, if no pair of that kind agrees."""
    for a in left:
        for b in right:
            if same_kind(a, b) and numbers_clash(a, b):
                kin = [(x, y) for x in left for y in right if same_kind(a, x) and same_kind(a, y)]
                if all(numbers_clash(x, y) for x, y in kin):
                    return a, b
    return None


def days(values: Iterable[str]) -> list[tuple[str, str]]:
    """Return the ranges of days of those values that the calendar knows, sorted."""
    return sorted({span for value in values if (span := interval(value)) is not None})


def dates_meet(left: Iterable[str], right: Iterable[str]) -> bool:
    """Return whether some date of the one may be a date of the other."""
    b = days(right)
    return any(x[0] <= y[1] and y[0] <= x[1] for x in days(left) for y in b)


def dates_clash(left: Iterable[str], right: Iterable[str]) -> bool:
    """Return whether both statements are dated and no date of the one can be one of the other."""
    a, b = days(left), days(right)
    return bool(a) and bool(b) and not any(x[0] <= y[1] and y[0] <= x[1] for x in a for y in b)
