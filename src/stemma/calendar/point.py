"""Points: a year, month and day as far as known, with years before Christ, and steps between them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from stemma.calendar.iso import add_months, last_day, week_of

_POINT = re.compile(r"(BC)?(\d{4})(?:-(W\d\d|\d\d|SP|SU|FA|WI|H1|H2|Q[1-4])(?:-(\d\d))?)?")
_FIRST_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 12, "H1": 1, "H2": 7, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}


class Point(msgspec.Struct, frozen=True):
    """A date as precise as known; ``year`` is negative before Christ (-480 is 480 BC).

    Attributes:
        season: the sub-year code the date was given by (``SU``, ``H2``), "" otherwise.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: str = ""

    @property
    def value(self) -> str:
        """The date as a TIMEX3 value."""
        text = year_value(self.year)
        if self.month is not None:
            text += f"-{self.month:02}"
            if self.day is not None:
                text += f"-{self.day:02}"
        return text

    def as_date(self) -> date | None:
        """Return the calendar day, or None when the day is not known or does not exist."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def point(value: str | None) -> Point | None:
    """Return the point a TIMEX3 or ISO value names, or None when it names no year.

    Example:
        >>> point("2019-04-18T15:00").value, point("BC0480-08").year, point("XXXX-WXX-4")
        ('2019-04-18', -480, None)
    """
    match = _POINT.match(value or "")
    if not match:
        return None
    year = -int(match[2]) if match[1] else int(match[2])
    part, day = match[3], match[4]
    if part is None:
        return Point(year)
    if part[0] == "W" and part != "WI":
        return _of_week(year, int(part[1:]))
    if part in _FIRST_MONTH:
        return Point(year, None, None, part)
    return Point(year, int(part), int(day) if day else None)


def _of_week(year: int, week: int) -> Point:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return Point(year)
    return Point(monday.year, monday.month)


def year_value(year: int) -> str:
    """Return a year as a TIMEX3 value.

    Example:
        >>> year_value(1939), year_value(-480)
        ('1939', 'BC0480')
    """
    return f"{year:04}" if year > 0 else f"BC{-year:04}"


def of_date(day: date) -> Point:
    """Return a calendar day as a point."""
    return Point(day.year, day.month, day.day)


def shift_days(start: Point, days: int) -> Point | None:
    """Return the day so many days away, or None when the start is no calendar day or the result lies outside it."""
    day = start.as_date()
    try:
        return of_date(day + timedelta(days)) if day else None
    except OverflowError:
        return None


def unit_value(start: Point, unit: str, n: int) -> str | None:
    """Return the calendar unit ``n`` units from the one that holds ``start``, or None when it is not known.

    Args:
        start: where to count from.
        unit: code of `words.UNITS`.
        n: how many units on, negative for back.

    Example:
        >>> unit_value(Point(2019, 4, 18), "W", 1), unit_value(Point(2019, 4), "M", -4), unit_value(Point(2019), "DE", 0)
        ('2019-W17', '2018-12', '201')
    """
    if abs(n) > 100_000:
        return None
    if unit == "D":
        moved = shift_days(start, n)
        return moved.value if moved else None
    if unit in ("W", "WE", "FN"):
        moved = shift_days(start, 7 * n * (2 if unit == "FN" else 1))
        day = moved.as_date() if moved else None
        return None if day is None else week_of(day) + ("-WE" if unit == "WE" else "")
    if unit in ("M", "Q"):
        return _month_value(start, unit, n)
    return _years_value(start.year, unit, n)


def _month_value(start: Point, unit: str, n: int) -> str | None:
    if start.month is None or start.year <= 0:
        return None
    year, month = add_months(start.year, start.month, n * (3 if unit == "Q" else 1))
    if not 0 < year < 10_000:
        return None
    return f"{year:04}-{month:02}" if unit == "M" else f"{year:04}-Q{(month + 2) // 3}"


def _years_value(year: int, unit: str, n: int) -> str | None:
    length = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if length is None:
        return None
    moved = year + n * length
    if not -9999 <= moved <= 9999 or moved == 0:
        return None
    digits = {1: 4, 10: 3, 100: 2}[length]
    text = year_value(moved)
    return text[: len(text) - 4 + digits]


def month_end(year: int, month: int) -> int:
    """Return the number of days of a month, 31 where the calendar does not reach."""
    return last_day(year, month).day if 0 < year < 10_000 else 31
