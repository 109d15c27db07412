"""TIMEX3 and ISO arithmetic: which days a value covers, and what lies so many units away.

A value is a TIMEX3 string: ``2019-04-18``, ``2019-W16``, ``2019-SU``, ``2019-H1``, ``201`` (a decade),
``20`` (a century: the years 2000 to 2099), ``BC0480``, ``2019-04-18T15:00``, ``2019-04-16/2019-04-30``.

Source: TimeML 1.2.1, section TIMEX3 (Pustejovsky et al. 2005); TIDES 2005 guidelines for value strings.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

SEASON_SPANS = {"SP": ("03-20", "06-20"), "SU": ("06-21", "09-21"), "FA": ("09-22", "12-20"), "WI": ("12-21", "03-19")}
"""First and last day of the astronomical seasons of the north; winter ends in the following year."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z", re.DOTALL)
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX(?:T.*)?)?\Z", re.DOTALL)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|H[12]|Q[1-4])\Z")
_YEARS = re.compile(r"(\d{2,4})(?:-XX(?:-XX)?(?:T.*)?)?\Z", re.DOTALL)


def interval(value: str, part: str = "") -> tuple[str, str] | None:
    """Return the first and last day a value covers, ISO 8601, or None when it is not tied to the calendar.

    Args:
        value: a TIMEX3 value.
        part: what part of it is meant: ``early``, ``mid``, ``late`` (thirds), ``start``, ``end`` (a twelfth of a year,
            a sixth of a month), or "" for the whole.

    Example:
        >>> interval("2019-04"), interval("2019-02", "late"), interval("P3D")
        (('2019-04-01', '2019-04-30'), ('2019-02-20', '2019-02-28'), None)
    """
    if "/" in value:
        low, _, high = value.partition("/")
        first, last = interval(low), interval(high)
        return (first[0], last[1]) if first and last else None
    days = _days(value)
    if days is None:
        return None
    low_day, high_day = _narrow(*days, part)
    return low_day.isoformat(), high_day.isoformat()


def _days(value: str) -> tuple[date, date] | None:
    try:
        for pattern, read in _READERS:
            if match := pattern.match(value):
                return read(*match.groups())
    except (ValueError, OverflowError):  # a day that no calendar has, such as 30 February or the year 0000
        return None
    return None


def _day(year: str, month: str, day: str) -> tuple[date, date]:
    found = date(int(year), int(month), int(day))
    return found, found


def _month(year: str, month: str) -> tuple[date, date]:
    return date(int(year), int(month), 1), last_day(int(year), int(month))


def _week(year: str, week: str, weekend: str | None) -> tuple[date, date]:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return (monday + timedelta(5 if weekend else 0), monday + timedelta(6))


def _part_of_year(year: str, code: str) -> tuple[date, date]:
    if code in SEASON_SPANS:
        low, high = SEASON_SPANS[code]
        return date.fromisoformat(f"{year}-{low}"), date.fromisoformat(f"{int(year) + (code == 'WI'):04}-{high}")
    months = 6 if code[0] == "H" else 3
    first = (int(code[1]) - 1) * months + 1
    return date(int(year), first, 1), last_day(int(year), first + months - 1)


def _years(digits: str) -> tuple[date, date]:
    missing = 4 - len(digits)
    return date(int(digits + "0" * missing), 1, 1), date(int(digits + "9" * missing), 12, 31)


_READERS = (
    (_DAY, _day), (_MONTH, _month), (_WEEK, _week), (_PART, _part_of_year), (_YEARS, _years),
)


def _narrow(low: date, high: date, part: str) -> tuple[date, date]:
    """Return the part of a range that is meant, whole days; tens of days in a month."""
    length = (high - low).days + 1
    if length < 3 or part not in ("start", "early", "mid", "late", "end"):
        return low, high
    month = 28 <= length <= 31
    edge = 5 if month else (length + 11) // 12
    third = 10 if month else length // 3
    return {
        "start": (low, low + timedelta(edge - 1)),
        "early": (low, low + timedelta(third - 1)),
        "mid": (low + timedelta(third), low + timedelta(2 * third - 1)),
        "late": (low + timedelta(2 * third - month), high),
        "end": (high - timedelta(edge - 1), high),
    }[part]


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month that lie ``months`` after a month.

    Example:
        >>> add_months(2019, 11, 3)
        (2020, 2)
    """
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def week_of(day: date) -> str:
    """Return the ISO week of a day as a TIMEX3 value.

    Example:
        >>> week_of(date(2019, 4, 18))
        '2019-W16'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def easter(year: int) -> date:
    """Return Easter Sunday of a year from 1583 on.

    Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).

    Example:
        >>> easter(2019).isoformat()
        '2019-04-21'
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def feast(rule: str, year: int) -> date | None:
    """Return the day a feast's rule (`words.FEASTS`) names in a year, or None."""
    try:
        if rule.startswith("E"):
            return easter(year) + timedelta(int(rule[1:]))
        parts = rule.split("-")
        if len(parts) == 2:
            return date(year, int(parts[0]), int(parts[1]))
        return _nth_weekday(year, int(parts[0]), parts[1], int(parts[2]))
    except (ValueError, OverflowError):  # years no calendar has
        return None


def _nth_weekday(year: int, month: int, nth: str, weekday: int) -> date:
    if nth == "L":
        last = last_day(year, month)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (int(nth) - 1))
