"""Parts: "early", "the end of", "the second half of", and the times of the day, as rules name them."""

from __future__ import annotations

from stemma.annotate.times.hits import Hit
from stemma.calendar.words import ORDINALS, PARTS

PRE = (
    "(?P<pre>THE? EDGE (?:IN (?:THE)?)? | THE? MID DASH? | THE? (?:EDGE|MID)? SIDE OF THE? "
    "| THE? (?:LAST|EDGE|MID|SIDE|FIRST|ORDWORD) (?:HALF|SIDE|QUARTER) OF THE?)?"
)
"""An optional beginning that names a part of what follows."""

_START = frozenset({"beginning", "start", "outset", "turn"})
_END = frozenset({"end", "close"})
_EARLY = frozenset({"early"})
_LATE = frozenset({"late", "latter"})
_MID = frozenset({"mid", "middle"})
_NTH = {"first": 1, "early": 1, "second": 2, "latter": 2, "last": 2, "third": 3, "fourth": 4}


def part_of(hit: Hit) -> str:
    """Return which part the beginning of a hit names: ``start``, ``early``, ``mid``, ``late``, ``end``, ``H1``, ``Q3``, or ""."""
    words = hit.words("pre")
    nth = next((_NTH[word] for word in words if word in _NTH), 0)
    if "half" in words and nth in (1, 2):
        return f"H{nth}"
    if "quarter" in words and nth:
        return f"Q{4 if 'last' in words else nth}"
    for part, names in (("start", _START), ("end", _END), ("early", _EARLY), ("mid", _MID), ("late", _LATE)):
        if names.intersection(words):
            return part
    return ""


def nth_part(hit: Hit) -> str:
    """Return which week or day of a month a hit names, counted from its start or its end: ``W1``, ``WL``, ``D3``, or ""."""
    word, unit = hit.word("nth"), hit.word("unit")
    letter = {"week": "W", "day": "D"}.get(unit, "")
    nth = "L" if word in ("last", "final") else str(ORDINALS.get(word, "")) or str(hit.number("nth") or "")
    return letter + nth if letter and nth else ""


def clock(hit: Hit) -> str:
    """Return the suffix of the part of the day or the clock time in a hit's groups, "" without one."""
    words = hit.words("part")
    code = next((PARTS[word] for word in words if word in PARTS), "")
    if code:
        return {"MI": "T12:00", "MN": "T24:00"}.get(code, "T" + code) if words[-1] in ("noon", "midday", "midnight") else "T" + code
    return ""


def clock_time(hour_text: str, am_pm: str) -> str:
    """Return a clock time as a TIMEX3 suffix, "" when there is no such time.

    Example:
        >>> clock_time("3:15", "p.m."), clock_time("8", "pm"), clock_time("25:00", "")
        ('T15:15', 'T20', '')
    """
    hour, _, minute = hour_text.replace(".", ":").partition(":")
    if not hour.isdigit() or int(hour) > 24:
        return ""
    value = int(hour)
    if am_pm[:1] in ("a", "p"):
        if not 1 <= value <= 12:
            return ""
        value = value % 12 + 12 * (am_pm[0] == "p")
    return f"T{value:02}" + (f":{minute}" if minute else "")
