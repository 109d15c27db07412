"""Dating from the text: the day a report prints as its own, and no more than it settles.

Evidence, strongest first: words that stamp a date ("Published", "Updated"), a line that is a date, a dateline,
and a date that the report's own weekdays tie to now. A date among others in the story is no evidence.

Source: own rules; chosen 2026-11 on the texts of Giveme5W1H's news clusters, Wikinews sources and BASIL (dev halves).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from stemma.calendar.printed import Printed, day_of, find_dates
from stemma.calendar.words import WEEKDAYS
from stemma.model import Block, Published

HEAD = 600
TAIL = 400
"""Code points at the start and end of a text where a line of its own may be the report's date; chosen 2026-11."""

_STAMP = re.compile(
    r"(?:\b(?P<first>(?:first\s)?(?:published|posted|filed|publié|created)(?:\s(?:on|at))?|publication\sdate|date)|"
    r"\b(?P<later>(?:last\s)?(?:updated|modified|revised)(?:\s(?:on|at))?|update))\W{0,4}(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?\W{1,3})?\Z",
    re.IGNORECASE,
)
_TWEET = re.compile(r"\(@\w{1,40}\)\s{0,2}\Z")
_TOLD = re.compile(r"\b(?:on|of|since|until|till|by|from|after|before|between|and|to|the|in|for|posted|this)\s(?:the\s)?\Z", re.IGNORECASE)
"""Words before a date that make it part of what is told; a picture's or a post's own date stands without them."""
_WIRE_AFTER = re.compile(r"\s{0,2}\((?:[A-Z][\w. /&-]{1,40})\)\s{0,2}[-–—]")
_WIRE_BEFORE = re.compile(r"\([A-Z][\w. /&-]{1,40}\)\s{0,2}[-–—]{1,2}\s{0,2}\Z")
_WEEKDAY = re.compile(r"(?<!\w)(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w)")
_YEAR = re.compile(r"(?<![\w$£€.,#/-])(?:19|20)\d\d(?![\w%/]|,\d|\.\d)")


def date_from_text(text: str, blocks: Sequence[Block]) -> Published | None:
    r"""Return when a report says it was published, with basis ``text``, or None when its words do not settle it.

    Args:
        text: the whole text, never changed.
        blocks: its blocks; words of boilerplate count too, because that is where pages print their date.

    Example:
        >>> date_from_text("Two hurt in fire\\nPublished July 15, 2018 at 3:05 pm\\nA fire broke out.", ())
        Published(value='2018-07-15', precision='day', basis='text')
    """
    dates = find_dates(text)
    headed = _headed(blocks, dates)
    for rule in (_stamped, _own_line, _datelined, _anchored):
        found = headed or rule(text, dates)
        if found is not None:
            return Published(found.isoformat(), "day", "text")
    return None


def _headed(blocks: Sequence[Block], dates: Sequence[Printed]) -> date | None:
    """Return the first full date in a byline or dateline."""
    heads = [block for block in blocks if block.role in ("byline", "dateline")]
    starts = [block.start for block in heads]
    for printed in dates:
        i = bisect_right(starts, printed.start) - 1
        if printed.date and i >= 0 and printed.end <= heads[i].end:
            return printed.date
    return None


def _stamped(text: str, dates: Sequence[Printed]) -> date | None:
    """Return the first date that a word stamps as publication, else the first that one stamps as an update."""
    later = None
    for printed in dates:
        match = _STAMP.search(text, max(0, printed.start - 60), printed.start)
        if match is None or printed.date is None or not _starts_clause(text, match.start()):
            continue
        if match["first"]:
            return printed.date
        later = later or printed.date
    return later


def _starts_clause(text: str, start: int) -> bool:
    """Tell whether a stamp opens a line or follows a mark: "a report published May 5, 2010" stamps something else."""
    before = text[max(0, start - 3) : start].rstrip(" \t\xa0")
    return not before or (not before[-1].isalnum() and before[-1] != ",")


def _own_line(text: str, dates: Sequence[Printed]) -> date | None:
    """Return the date that is a line of its own, up to a clock time and a name of the paper, at the head or tail."""
    for printed in dates:
        near = printed.start < HEAD or printed.end > len(text) - TAIL
        if printed.date is None or not near:
            continue
        first = text.rfind("\n", 0, printed.start) + 1
        last = text.find("\n", printed.end)
        line = text[first : last if last >= 0 else len(text)]
        rest = len(line) - (printed.end - printed.start)
        if rest <= 30 and not re.search(r"[a-z]{3,}\s[a-z]{3,}|[.?!]\s*\Z", line):
            return printed.date
    return None


def _datelined(text: str, dates: Sequence[Printed]) -> date | None:
    """Return the date of a dateline ("OSLO, Dec 31 (Agency) -", "(Agency) - Jan 5") when its year is settled."""
    for printed in dates:
        if printed.start > HEAD * 2 or printed.day is None:
            continue
        after = _WIRE_AFTER.match(text, printed.end)
        before = _WIRE_BEFORE.search(text, max(0, printed.start - 50), printed.start)
        if after or before:
            return printed.date or _with_year(text, printed, dates)
    return None


def _with_year(text: str, printed: Printed, dates: Sequence[Printed]) -> date | None:
    """Return a day printed without year in the one year that the text's latest year and its weekdays allow."""
    years = _years(text, dates)
    if not years or printed.day is None:
        return None
    options = [day_of(year, printed.month, printed.day) for year in (max(years), max(years) + 1)]
    told = _weekdays(text, printed)
    exact = [day for day in options if day is not None and told and day.isoweekday() == told[0]]
    fitting = exact or [day for day in options if day is not None and (not told or _fits(day, told))]
    return fitting[0] if len(fitting) == 1 else None


def _weekdays(text: str, printed: Printed) -> list[int]:
    if printed.weekday:
        return [printed.weekday]
    return [WEEKDAYS[m["day"].lower()] for m in _WEEKDAY.finditer(text)]


def _fits(day: date, weekdays: Sequence[int]) -> bool:
    """Tell whether the report's first weekday is the day itself or the day before."""
    return (day.isoweekday() - weekdays[0]) % 7 <= 1


def _anchored(text: str, dates: Sequence[Printed]) -> date | None:
    """Return the latest full date when the report itself lives on it: a tweet's or picture's day, named as a weekday."""
    full = [(printed.date, printed) for printed in dates if printed.date is not None]
    if not full:
        return None
    latest = max(day for day, _ in full)
    if latest.year < max(_years(text, dates)):
        return None
    beside = [printed for day, printed in full if day == latest]
    live = any(_own_date(text, printed) for printed in beside)
    printed_with = {p.start for p in dates if p.weekday}
    weekdays = {WEEKDAYS[m["day"].lower()] for m in _WEEKDAY.finditer(text) if m.start() not in printed_with}
    if any(_beyond(printed, latest) for printed in dates):
        return None
    near = {(latest - timedelta(back)).isoweekday() for back in (0, 1)}
    return latest if live and weekdays & near else None


def _own_date(text: str, printed: Printed) -> bool:
    before = text[max(0, printed.start - 50) : printed.start]
    return bool(_TWEET.search(before)) or not _TOLD.search(before[-20:])


def _beyond(printed: Printed, latest: date) -> bool:
    """Tell whether a date without year lies days after ``latest``, so that the report may be later."""
    if printed.year is not None or printed.day is None:
        return False
    day = day_of(latest.year, printed.month, printed.day)
    return day is not None and 1 < (day - latest).days <= 14


def _years(text: str, dates: Sequence[Printed]) -> set[int]:
    return {int(m[0]) for m in _YEAR.finditer(text)} | {d.year for d in dates if d.year is not None}
