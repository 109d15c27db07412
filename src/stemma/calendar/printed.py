"""Printed dates: explicit dates in a text, found without a parser, with or without their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from stemma.calendar.words import MONTHS, WEEKDAYS

_MONTH = "|".join(sorted((m.capitalize() for m in MONTHS), key=len, reverse=True))
_WEEKDAY = "|".join(sorted((w.capitalize() for w in WEEKDAYS), key=len, reverse=True))


def _clock_after(name: str) -> str:
    """Return the pattern of a clock time after a date, its group names beginning with ``name``."""
    return rf"(?:[\s,]{{1,2}}(?:at\s|-\s|\|\s)?(?P<{name}>\d{{1,2}}[:.]\d\d)\s?(?P<{name}half>[apAP]\.?[mM]\b)?)?"


_PATTERN = re.compile(
    rf"""
    (?<![\w/.-])(?:
      (?:(?P<wd1>{_WEEKDAY})\.?,?\s)?(?P<m1>{_MONTH})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<y1>(?:19|20)\d\d)(?!\d))?{_clock_after("t1")}
    | (?:(?P<wd2>{_WEEKDAY})\.?,?\s)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})\b\.?(?:,?\s(?P<y2>(?:19|20)\d\d)(?!\d))?{_clock_after("t2")}
    | (?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)(?:T(?P<t3>\d\d:\d\d))?
    | (?P<a4>\d{{1,2}})[/.](?P<b4>\d{{1,2}})[/.](?P<y4>(?:19|20)\d\d)(?!\d)
    | (?P<m5>{_MONTH})\.?,?\s(?P<y5>(?:19|20)\d\d)(?!\d)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Printed(msgspec.Struct, frozen=True):
    """A date as printed; offsets are code points of the text.

    Attributes:
        year: None when none is printed; ``day`` None when only month and year are.
        weekday: ISO number of the weekday printed with it, or None.
        clock: ``HH:MM`` printed with it, 24 hours, or "".
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    clock: str = ""

    @property
    def date(self) -> date | None:
        """The calendar day, or None when year or day is not printed or no calendar has it."""
        return None if self.year is None or self.day is None else day_of(self.year, self.month, self.day)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the calendar day, or None when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str) -> tuple[Printed, ...]:
    """Return the explicit dates of a text in reading order.

    Where figures alone could be read either way (``3/4/2018``), the month is taken to come first.

    Example:
        >>> [(d.year, d.month, d.day, d.weekday) for d in find_dates("On Tuesday, Jan. 2, 2018 and on 5 May")]
        [(2018, 1, 2, 2), (None, 5, 5, None)]
    """
    return tuple(_read_all(text))


def _read_all(text: str) -> Iterator[Printed]:
    for match in _PATTERN.finditer(text):
        found = _read(match)
        if found is not None:
            yield found


def _read(match: re.Match[str]) -> Printed | None:
    if match["m5"]:
        return Printed(match.start(), match.end(), int(match["y5"]), MONTHS[match["m5"].lower()], None)
    if match["y4"]:
        first, second = int(match["a4"]), int(match["b4"])
        month, day = (second, first) if first > 12 else (first, second)
        return _made(match, match["y4"], month, day)
    if match["y3"]:
        return _made(match, match["y3"], int(match["m3"]), int(match["d3"]), clock=match["t3"] or "")
    n = "1" if match["m1"] else "2"
    month_word = match[f"m{n}"]
    if not month_word[0].isupper():
        return None
    weekday = WEEKDAYS.get((match[f"wd{n}"] or "").lower())
    clock = _clock(match[f"t{n}"], match[f"t{n}half"])
    return _made(match, match[f"y{n}"], MONTHS[month_word.lower()], int(match[f"d{n}"]), weekday=weekday, clock=clock)


def _made(
    match: re.Match[str], year: str | None, month: int, day: int, *, weekday: int | None = None, clock: str = ""
) -> Printed | None:
    if day_of(int(year) if year else 2000, month, day) is None:
        return None
    return Printed(match.start(), match.end(), int(year) if year else None, month, day, weekday, clock)


def _clock(time: str | None, half: str | None) -> str:
    """Return a printed clock time as ``HH:MM``, "" when there is none."""
    if not time:
        return ""
    hour, minute = (int(part) for part in time.replace(".", ":").split(":"))
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half[0].lower() == "p")
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
