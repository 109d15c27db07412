"""Stale: sentences that tell background, by the dates in them, so that nothing old leads as if it were new."""

from __future__ import annotations

import re
from datetime import date

from stemma.model import Annotated, Article, Citation

OLD_DAYS = 45
"""Days before publication from which a dated thing is background; chosen 2026-11: longer than "last month"."""

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|T)")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_PAST = re.compile(
    r"\b(?:previously|formerly|historically|decades? ago|years? ago|last year|in the past|for (?:many )?(?:years|decades)"
    r"|over the (?:years|decades)|since the (?:\w+ )?(?:war|era|revolution)|late (?:father|mother|husband|wife))\b",
    re.IGNORECASE,
)


def is_background(article: Article, cited: Citation) -> bool:
    """Return whether the cited words date what they tell well before the report.

    Read from the time expressions inside, from years printed, and from words such as "years ago".
    """
    words = article.text[cited.start : cited.end]
    if _PAST.search(words):
        return True
    day = _day(article.published.value) if article.published else None
    if day is None:
        return False
    if any(int(year) < day.year for year in _YEAR.findall(words)):
        return True
    return any((day - old).days > OLD_DAYS for old in _dates(article, cited))


def _dates(article: Article, cited: Citation) -> list[date]:
    if not isinstance(article, Annotated):
        return []
    inside = (t for t in article.times if t.type == "DATE" and cited.start <= t.start and t.end <= cited.end)
    return [day for t in inside if (day := _day(t.value))]


def _day(value: str) -> date | None:
    """Return the last day an ISO value can mean (a coarse value is no older than its end), or None."""
    found = _ISO.match(value)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), int(found[3] or 28)
    try:
        return date(year, month, day)
    except ValueError:
        return None
