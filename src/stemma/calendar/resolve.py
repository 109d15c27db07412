"""Resolve: the TIMEX3 value of a time expression from its form, the publication date and the narrative.

A form (`stemma.model.TimeForm`) says how an expression is resolved. Its kinds and their arguments:

    fixed     type, value                    explicit, or tied to nothing
    monthday  month, day, suffix, anchor, weekday or None   "April 7", "Friday, May 7"
    month     month, rel, anchor             "in May", "last June"
    weekday   day 1..7, rel, suffix, anchor  "Thursday", "next Monday", "Sunday night"
    season    code, rel, anchor              "last summer", "the spring"
    feast     rule, anchor                   "Christmas"
    unit      unit, n, suffix                "this week" (0), "last year" (-1), "tomorrow" (D, 1)
    same      unit, n, suffix                "that year" (0), "the following day" (1): from the narrative
    shift     n, unit, anchor                "two years ago", "two days later"
    ofyear    month, day or None, n, anchor  "May of that year" (0), "March of last year" (-1)
    clock     suffix, anchor                 "8 p.m.", "that morning"

``anchor`` is ``pub`` (publication date) or ``ref`` (the date the narrative has reached); ``rel`` is "", ``last``,
``this``, ``next`` or ``same``; ``suffix`` is appended to a day (``TMO``, ``T15:00``) and makes it a TIME.
What cannot be resolved keeps X: ``XXXX-WXX-4``.

Source: the rules follow HeidelTime (Strötgen and Gertz 2013, Language Resources and Evaluation 47).
Differs: tense from a dependency parse; forms are kept, so that a later publication date resolves them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import msgspec

from stemma.calendar.iso import feast
from stemma.calendar.point import Point, month_end, point, shift_days, unit_value, year_value
from stemma.model import TimeForm


class Anchors(msgspec.Struct, frozen=True):
    """What a form is resolved against: the publication date and the point the narrative has reached."""

    published: Point | None
    narrative: Point | None
    tense: str

    def of(self, name: object) -> Point | None:
        """Return the anchor a form names."""
        return self.narrative if name == "ref" else self.published

    @property
    def forward(self) -> bool:
        """Whether the verb looks ahead of the publication date."""
        return self.tense in ("future", "present")


Args = tuple[str | int | None, ...]


def resolve(form: TimeForm, published: str | None, narrative: str | None) -> tuple[str, str]:
    """Return the TIMEX3 type and value of a time expression.

    Args:
        form: how it is resolved.
        published: ISO date as precise as known, or None.
        narrative: value of the date the text has reached, or None.

    Example:
        >>> resolve(TimeForm("weekday", (4, "", "", "pub"), "past"), "2019-04-19", None)
        ('DATE', '2019-04-18')
        >>> resolve(TimeForm("same", ("Y", 1, "")), None, "2001")
        ('DATE', '2002')
        >>> resolve(TimeForm("weekday", (4, "", "", "pub"), "past"), None, None)
        ('DATE', 'XXXX-WXX-4')
    """
    if form.kind == "fixed":
        return str(form.args[0]), str(form.args[1])
    value = _KINDS[form.kind](form.args, Anchors(point(published), point(narrative), form.tense))
    if form.part[:1] in ("H", "Q", "W", "D"):
        value = part_of_unit(value, form.part)
    elif form.part == "end" and form.kind == "unit" and form.tense == "past":
        value = _end_behind(value, point(published))
    return ("TIME" if "T" in value else "DATE"), value


def resolve_all(forms: Sequence[TimeForm], published: str | None) -> tuple[tuple[str, str], ...]:
    """Return type and value of all expressions of a text, in reading order; each dated one moves the narrative on.

    What was said on another day counts from that day, and leaves the narrative where it is.

    Example:
        >>> sunday, tomorrow = TimeForm("weekday", (7, "", "", "pub"), "past"), TimeForm("unit", ("D", 1, ""), said=0)
        >>> resolve_all([sunday, tomorrow], "2019-04-19")
        (('DATE', '2019-04-14'), ('DATE', '2019-04-15'))
    """
    narrative, chapter = published, None
    found: list[tuple[str, str]] = []
    for form in forms:
        if form.said is not None:
            found.append(("DATE", ""))
            continue
        undated = form.kind in ("month", "monthday", "season")
        kind, value = resolve(form, published, _reached(chapter, narrative) if undated else narrative)
        found.append((kind, value))
        if kind in ("DATE", "TIME") and form.kind != "unit" and moves(value):
            narrative = value
            told = point(value)
            chapter = value if told and (told.month or told.season) else chapter
    return tuple(pair if form.said is None else resolve(form, found[form.said][1], None) for form, pair in zip(forms, found, strict=True))


AHEAD = 4
"""Years from the last told month to a bare year that still moves the narrative on; chosen 2026-11 on WikiWars (dev)."""


def _reached(chapter: str | None, narrative: str | None) -> str | None:
    """Return what a month without year belongs to: the last month told, unless a bare year has moved on from it.

    A bare year far from it, or before it, is an aside ("papers released in 2005", "the constitution of 1920").
    """
    month, year = point(chapter), point(narrative)
    if month is None or year is None or (month.month is None and not month.season):
        return narrative
    return narrative if month.year <= year.year <= month.year + AHEAD else chapter


def part_of_unit(value: str, part: str) -> str:
    """Return half a year, half a month, a quarter, or a week or day of a month (``WL``: the last week).

    TIMEX3 has no value for half a month or its first week, so they are ranges of days.

    Example:
        >>> part_of_unit("2019-04", "H2"), part_of_unit("2008", "H1"), part_of_unit("XXXX-04", "H2")
        ('2019-04-16/2019-04-30', '2008-H1', 'XXXX-04')
        >>> part_of_unit("2019-04", "W1"), part_of_unit("2019-04", "WL"), part_of_unit("2019-04", "DL")
        ('2019-04-01/2019-04-07', '2019-04-24/2019-04-30', '2019-04-30')
    """
    if part[0] in "WD":
        return _counted_part(value, part)
    if len(value) == 4 and value.isdigit():
        return f"{value}-{part}"
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit() and part[0] == "H":
        end = month_end(int(value[:4]), int(value[5:]))
        return f"{value}-01/{value}-15" if part == "H1" else f"{value}-16/{value}-{end:02}"
    return value


def _counted_part(value: str, part: str) -> str:
    if len(value) != 7 or not (value[:4] + value[5:]).isdigit():
        return value
    last, length = month_end(int(value[:4]), int(value[5:])), 7 if part[0] == "W" else 1
    end = last if part[1:] == "L" else int(part[1:]) * length
    if not length <= end <= last:
        return value
    return f"{value}-{end - length + 1:02}/{value}-{end:02}" if length > 1 else f"{value}-{end:02}"


FRESH = 3
"""Months into a year during which a past verb with "the end of the year" means the year before; chosen 2026-11."""


def _end_behind(value: str, published: Point | None) -> str:
    """Return the year whose end a past verb looks back on: in a year's first months "the end of the year" is the last's."""
    this_year = published is not None and value == year_value(published.year)
    if published is None or not this_year or published.month is None or published.month > FRESH:
        return value
    return year_value(published.year - 1)


def moves(value: str) -> bool:
    """Return whether a value names at least a year, so that later expressions may refer to it."""
    return point(value) is not None


def _suffixed(day: str, suffix: object) -> str:
    """Return a day with its time; a time needs a whole day, so unknown parts are filled with X."""
    if not suffix:
        return day
    head = day.removeprefix("BC")
    return day + ("-XX-XX" if len(head) == 4 else "-XX" if len(head) == 7 and "W" not in head else "") + str(suffix)


def _monthday(args: Args, at: Anchors) -> str:
    month, day, suffix, anchor, weekday = args
    base = at.of(anchor)
    if base is None:
        return _suffixed(f"XXXX-{month:02}-{day:02}", suffix)
    year = _year_for(Point(base.year, int(month or 1), int(day or 1)), base, at, anchor)
    years = [y for y in (year, year + 1, year - 1) if _falls_on(y, int(month or 1), int(day or 1), weekday)]
    year = years[0] if years else year
    if month == 2 and day == 29 and year > 0 and year % 4:
        year = min((y for y in range(year - 3, year + 4) if y % 4 == 0), key=lambda y: (abs(y - base.year), y))
    return _suffixed(Point(year, int(month or 1), int(day or 1)).value, suffix)


def _month(args: Args, at: Anchors) -> str:
    month, rel, anchor = args
    base = at.of(anchor)
    if base is None:
        return f"XXXX-{month:02}"
    number = int(month or 1)
    if rel == "last":
        year = base.year - (base.month is None or number >= base.month)
    elif rel == "next":
        year = base.year + (base.month is None or number <= base.month)
    elif rel in ("this", "same"):
        year = base.year
    else:
        year = _year_for(Point(base.year, number), base, at, anchor)
    return Point(year, number).value


def _year_for(wanted: Point, base: Point, at: Anchors, anchor: object) -> int:
    """Return the year of a month or day printed without one: before or after publication by tense, else the nearest."""
    if base.month is None or wanted.month is None:
        return base.year
    if anchor == "ref":
        months = wanted.month - base.month
        return base.year + (months < -NEAREST) - (months > NEAREST) if base.year > 0 else base.year
    whole_month = wanted.day is None or base.day is None
    order = wanted.month - base.month or (0 if whole_month else (wanted.day or 0) - (base.day or 0))
    if at.tense == "future":
        return base.year + (order < 0)
    if at.tense == "past":
        return base.year - (order > 0 and not _near(wanted, base))
    months = wanted.month - base.month
    return base.year + (months < -NEAREST) - (months > NEAREST)


SOON = 60
"""Days ahead within which a day with a past verb is still this year's ("which was due to end on July 26"), since one so
far back would be printed with its year; chosen 2026-11 on Giveme5W1H's news."""


def _near(wanted: Point, base: Point) -> bool:
    day, now = wanted.as_date(), base.as_date()
    return day is not None and now is not None and 0 < (day - now).days <= SOON


def _falls_on(year: int, month: int, day: int, weekday: object) -> bool:
    """Tell whether a day falls on the weekday printed with it; without one it always does."""
    found = Point(year, month, day).as_date() if weekday is not None else None
    return weekday is None or (found is not None and found.isoweekday() == weekday)


NEAREST = 6
"""Months within which a date printed without year and tense stays in the year of publication."""


def _weekday(args: Args, at: Anchors) -> str:
    weekday, rel, suffix, anchor = args
    base = at.of(anchor)
    start = base.as_date() if base else None
    if start is None:
        return _suffixed(f"XXXX-WXX-{weekday}", suffix)
    back = (start.isoweekday() - int(weekday or 1)) % 7
    if rel == "last":
        days = -(back or 7)
    elif rel == "next":
        days = 7 - back
    elif rel == "this":
        days = int(weekday or 1) - start.isoweekday()
    else:
        days = (7 - back) % 7 if at.forward and anchor == "pub" else -back
    try:
        return _suffixed((start + timedelta(days)).isoformat(), suffix)
    except OverflowError:
        return _suffixed(f"XXXX-WXX-{weekday}", suffix)


_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(args: Args, at: Anchors) -> str:
    code, rel, anchor = args
    base = at.of(anchor)
    if base is None:
        return f"XXXX-{code}"
    month = base.month or 12
    starts = _SEASON_STARTS[str(code)]
    year = base.year
    inside = starts <= month < starts + 3 or (code == "WI" and month < 3)
    if code == "WI" and month < 3 and (anchor == "pub"):
        year -= 1
    if rel == "last":
        year -= inside or month < starts
    elif rel == "next":
        year += inside or month >= starts
    elif anchor == "pub" and rel == "" and not inside and at.tense == "past" and month < starts:
        year -= 1
    elif anchor == "pub" and rel in ("", "this") and not inside and at.tense == "future" and month >= starts + 3:
        year += 1
    return f"{year_value(year)}-{code}"


def _feast(args: Args, at: Anchors) -> str:
    rule, anchor = str(args[0]), args[1]
    base = at.of(anchor)
    if base is None:
        return f"XXXX-{rule}" if rule[2] == "-" and len(rule) == 5 else "XXXX-XX-XX"
    day = feast(rule, base.year)
    if day is None:
        return year_value(base.year) + "-XX-XX"
    now = base.as_date()
    if anchor == "pub" and now is not None:
        if at.tense == "past" and day > now:
            day = feast(rule, base.year - 1) or day
        elif at.tense == "future" and day < now:
            day = feast(rule, base.year + 1) or day
    return day.isoformat()


_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
            "DE": "XXX", "CE": "XX"}


def _unit(args: Args, at: Anchors) -> str:
    unit, n, suffix = args
    day = at.published.as_date() if at.published else None
    if unit == "WE" and n == 0 and day is not None and day.isoweekday() < 6 and at.tense in ("past", "none"):
        n = -1  # told on a weekday, "over the weekend" is the one just past
    return _units_from(at.published, unit, n, suffix)


def _same(args: Args, at: Anchors) -> str:
    unit, n, suffix = args
    base = at.narrative
    if unit == "SN":
        return year_value(base.year) + f"-{base.season}" if base and base.season else "XXXX"
    return _units_from(base, unit, n, suffix)


def _units_from(base: Point | None, unit: object, n: object, suffix: object) -> str:
    assert isinstance(n, int)
    found = unit_value(base, str(unit), n) if base else None
    if found is None:
        found = _known_part(base, str(unit), n)
    return _suffixed(found, suffix)


def _known_part(base: Point | None, unit: str, n: int) -> str:
    """Return the unit with X for what the anchor does not tell: "that day" after a month is a day of that month."""
    if base is None or (n and unit != "D"):
        return _UNKNOWN.get(unit, "XXXX")
    if unit in ("D", "M") and base.month is not None:
        return f"{year_value(base.year)}-{base.month:02}" + ("-XX" if unit == "D" else "")
    tail = _UNKNOWN.get(unit, "XXXX")[4:]
    return year_value(base.year) + tail


def _shift(args: Args, at: Anchors) -> str:
    n, unit, anchor = args
    base = at.of(anchor)
    assert isinstance(n, int)
    if unit in ("H", "m", "S"):
        found = base.value if base and base.day else "XXXX-XX-XX"
        return found + "TXX"
    if base is not None and unit == "W" and anchor == "ref":
        moved = shift_days(base, 7 * n)
        return moved.value if moved else _UNKNOWN["W"]
    found_unit = unit_value(base, str(unit), n) if base else None
    return found_unit or _UNKNOWN.get(str(unit), "XXXX")


def _clock(args: Args, at: Anchors) -> str:
    suffix, anchor = args
    base = at.of(anchor)
    if base is None:
        return "XXXX-XX-XX" + str(suffix)
    return _suffixed(base.value, suffix)


def _ofyear(args: Args, at: Anchors) -> str:
    month, day, n, anchor = args
    base = at.of(anchor)
    tail = (f"-{month:02}" if isinstance(month, int) else f"-{month}") + (f"-{day:02}" if day else "")
    return ("XXXX" if base is None else year_value(base.year + int(n or 0))) + tail


_KINDS: dict[str, Callable[[Args, Anchors], str]] = {
    "monthday": _monthday, "month": _month, "weekday": _weekday, "season": _season, "feast": _feast,
    "unit": _unit, "same": _same, "shift": _shift, "clock": _clock, "ofyear": _ofyear,
}

