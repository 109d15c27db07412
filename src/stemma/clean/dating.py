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
    r"(?:\b(?P<first>(?:first\s)?(?:published|posted|filed|publié|created)(?:\s(?:on|at))?|publication\sdate)|"
    r"\b(?P<later>(?:last\s)?(?:updated|modified|revised)(?:\s(?:on|at))?))\W{0,4}(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?\W{1,3})?\Z",
    re.IGNORECASE,
)
_TWEET = re.compile(r"\(@\w{1,40}\)\s{0,2}\Z")
_TOLD = re.compile(r"\b(?:[a-z]+|On|Of|Since|Until|By|From|After|Before|Between|The|In|An?|This)\s(?:the\s)?\Z")
"""Words before a date that make it part of what is told; a picture's or a post's own date stands without them."""
_AHEAD = re.compile(r"\b(?:will|to be|scheduled|set for|until|begins?|starts?)\b[^.]*\Z")
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
        >>> date_from_text("Two hurt in fire\nPublished July 15, 2018 at 3:05 pm\nA fire broke out.", ())
        Published(value='2018-07-15', precision='day', basis='text')
    """
    dates = find_dates(text)
    headed = _headed(blocks, dates)
    for rule in (_stamped, _own_line, _datelined, _noted, _anchored, _twice_told):
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
    later: set[date] = set()
    for printed in dates:
        match = _STAMP.search(text, max(0, printed.start - 60), printed.start)
        if match is None or printed.date is None or text[max(0, match.start() - 1) : match.start()] == "(":
            continue  # in brackets it is a video's date, not the report's
        if ":" not in match[0] and not _starts_clause(text, match.start()):
            continue
        if match["first"]:
            return printed.date
        later.add(printed.date)
    # More than two updates are a list of other pages, each with its own.
    return min(later) if 0 < len(later) < _A_LIST else None


_A_LIST = 3
"""Different days stamped as updates from which they are a list's (2026-11, on tls_t17)."""


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
        if _ANOTHER_S.search(line):
            continue
        if rest <= 30 and not re.search(r"[a-z]{3,}\s[a-z]{3,}|[.?!]\s*\Z", line):
            return printed.date
    return None


_ANOTHER_S = re.compile(r"\b(?:re)?tweet\b|\b(?:posted by|born|died|birth)\b", re.IGNORECASE)
"""Words that make a line's date that of a post or a life."""


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
    """Return a day printed without year in the latest year that the text names, when its first weekday agrees."""
    years = _years(text, dates)
    if not years or printed.day is None:
        return None
    day = day_of(max(years), printed.month, printed.day)
    told = _weekdays(text, printed)
    return day if day is not None and told and day.isoweekday() == told[0] else None


def _weekdays(text: str, printed: Printed) -> list[int]:
    if printed.weekday:
        return [printed.weekday]
    return [WEEKDAYS[m["day"].lower()] for m in _WEEKDAY.finditer(text)]


def _anchored(text: str, dates: Sequence[Printed]) -> date | None:
    """Return the latest full date when the report itself lives on it: a tweet's or picture's day, named as a weekday."""
    full = [(printed.date, printed) for printed in dates if printed.date is not None]
    if not full:
        return None
    latest = max(day for day, _ in full)
    if not _last_year(latest, _years(text, dates)):
        return None
    beside = [printed for day, printed in full if day == latest]
    live = any(_own_date(text, printed) for printed in beside)
    printed_with = {p.start for p in dates if p.weekday}
    weekdays = {WEEKDAYS[m["day"].lower()] for m in _WEEKDAY.finditer(text) if m.start() not in printed_with}
    if any(_beyond(printed, latest) for printed in dates):
        return None
    if not live and any(_pictured(text, printed) for printed in beside):
        return latest if latest.isoweekday() in weekdays else None
    near = {(latest - timedelta(back)).isoweekday() for back in (0, 1)}
    later = {(latest + timedelta(on)).isoweekday() for on in (2, 3)}
    return latest if live and weekdays & near and not weekdays & later else None


_NOTE = re.compile(
    r"\b(?:(?:appears?|appeared|published) in print|article was (?:first )?(?:amended|corrected|published)) (?:on )?\Z"
)


def _noted(text: str, dates: Sequence[Printed]) -> date | None:
    """Return the day a note of the paper names: of the printed edition, or of the first amendment, mostly the next day."""
    for printed in dates:
        if printed.date and _NOTE.search(text, max(0, printed.start - 40), printed.start):
            return printed.date
    return None


def _twice_told(text: str, dates: Sequence[Printed]) -> date | None:
    """Return the day of the latest full date where it stands with its weekday, and the report's prose says that weekday.

    Where the first weekday of the prose is the next one, the report is of the day after: *Wednesday* ... *on Tuesday,
    Dec. 26, 2017*. A later weekday in the prose leaves it open, and so does a picture from the files.
    """
    full = [(printed.date, printed) for printed in dates if printed.date is not None]
    latest = max((day for day, _ in full), default=None)
    if latest is None or not _last_year(latest, _years(text, dates)) or any(_beyond(p, latest) for p in dates):
        return None
    told = [p for day, p in full if day == latest and p.weekday == latest.isoweekday()]
    if not told or any(_from_the_files(text, p) or _not_now(text, p) for p in told):
        return None
    with_date = {p.start for p in dates if p.weekday}
    bare = [WEEKDAYS[m["day"].lower()] for m in _WEEKDAY.finditer(text) if m.start() not in with_date]
    later = {(latest + timedelta(on)).isoweekday() for on in (2, 3)}
    if latest.isoweekday() not in bare or later & set(bare):
        return None
    next_day = latest + timedelta(1)
    return next_day if bare[0] == next_day.isoweekday() else latest


def _not_now(text: str, printed: Printed) -> bool:
    """Tell whether a date lies ahead, or is a post's that the report shows."""
    before = text[max(0, printed.start - 80) : printed.start]
    return bool(_AHEAD.search(before) or _POSTED.search(before))


_POSTED = re.compile(r"\bPosted by\b[^\n.]*\Z")


def _last_year(latest: date, years: set[int]) -> bool:
    """Tell whether no later year is named; at the end of December the next one may be."""
    return max(years) <= latest.year + (latest.month == _DECEMBER and latest.day > _END)


_DECEMBER, _END = 12, 24
"""Days of the year on which reports speak of the next one as begun or at hand (2026-11)."""


def _from_the_files(text: str, printed: Printed) -> bool:
    return bool(re.search(r"\bfile\b", _line(text, printed), re.IGNORECASE))


def _line(text: str, printed: Printed) -> str:
    """Return the line a date stands in, up to 400 characters before and 200 behind."""
    first = text.rfind("\n", max(0, printed.start - 400), printed.start) + 1
    last = text.find("\n", printed.end, printed.end + 200)
    return text[max(first, printed.start - 400) : last if last >= 0 else printed.end + 200]


_PICTURE = re.compile(r"©|\b(?:REUTERS|Reuters|AP Photo|AP\b|AFP|Getty|EPA|Xinhua|\(Photo|Photograph:)")


def _pictured(text: str, printed: Printed) -> bool:
    """Tell whether a date stands in a line with a picture's credit, and not with the word "file"."""
    return bool(_PICTURE.search(_line(text, printed))) and not _from_the_files(text, printed)


def _own_date(text: str, printed: Printed) -> bool:
    before = text[max(0, printed.start - 80) : printed.start]
    if _AHEAD.search(before):
        return False
    beside = before[-20:] + text[printed.end : printed.end + 10]
    return bool(_TWEET.search(before)) or not (_TOLD.search(before[-20:]) or _ANOTHER_S.search(beside))


def _beyond(printed: Printed, latest: date) -> bool:
    """Tell whether a date without year lies days after ``latest``, so that the report may be later."""
    if printed.year is not None or printed.day is None:
        return False
    day = day_of(latest.year, printed.month, printed.day)
    return day is not None and 1 < (day - latest).days <= 14


def _years(text: str, dates: Sequence[Printed]) -> set[int]:
    return {int(m[0]) for m in _YEAR.finditer(text)} | {d.year for d in dates if d.year is not None}
