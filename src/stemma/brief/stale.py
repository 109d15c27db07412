"""Stale: sentences that tell background, by the dates in them, so that nothing old leads as if it were new."""

from __future__ import annotations

import re
from datetime import date

from stemma.brief.prose import Prose
from stemma.model import Annotated, Article, Citation

OLD_DAYS = 45
"""Days before publication from which a dated thing is background; chosen 2026-11: longer than "last month"."""

LOOK_BACK = 2
"""Sentences of the same paragraph before an undated one whose date it is told under; chosen 2026-11 on retold histories."""

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|T)")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_PAST = re.compile(
    r"\b(?:previously|formerly|historically|decades? ago|years? ago|last year|in the past|for (?:many )?(?:years|decades)"
    r"|over the (?:years|decades)|since the (?:\w+ )?(?:war|era|revolution)|late (?:father|mother|husband|wife))\b",
    re.IGNORECASE,
)


def is_background(article: Article, prose: Prose, cited: Citation) -> bool:
    """Return whether the cited words, or the sentences they continue, date what they tell well before the report.

    Read from the time expressions inside, from years printed, and from words such as "years ago". A sentence
    without a date stands under the last one dated before it in its paragraph.
    """
    day = _day(article.published.value) if article.published else None
    verdict = _verdict(article, cited, day)
    index = prose.index(cited)
    if verdict is not None or index is None:
        return bool(verdict)
    block = _block(article, cited.start)
    for before in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
        span = prose.spans[before]
        if _block(article, span.start) != block:
            break
        if (verdict := _verdict(article, Citation(cited.article, span.start, span.end), day)) is not None:
            return verdict
    return False


def is_undated_past(article: Article, prose: Prose, cited: Citation) -> bool:
    """Return whether the words are background and do not say so themselves: told alone, they would pass for new."""
    if not is_background(article, prose, cited):
        return False
    words = article.text[cited.start : cited.end]
    return not (_PAST.search(words) or _YEAR.search(words) or _dates(article, cited))


def _block(article: Article, at: int) -> int | None:
    return next((n for n, b in enumerate(article.blocks) if b.start <= at < b.end), None)


def _verdict(article: Article, cited: Citation, day: date | None) -> bool | None:
    """Return whether the words' own dates are old; None when they have none."""
    words = article.text[cited.start : cited.end]
    if _PAST.search(words):
        return True
    if day is None:
        return None
    years, dates = _YEAR.findall(words), _dates(article, cited)
    if not years and not dates:
        return None
    return any(int(year) < day.year for year in years) or any((day - old).days > OLD_DAYS for old in dates)


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
