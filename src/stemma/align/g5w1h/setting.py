"""Setting: when and where, from the times and places in the title and first sentences of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stemma.align.g5w1h.candidate import Candidate, Head, stems
from stemma.calendar import interval
from stemma.lexicon.countries import country_named
from stemma.lexicon.places import city_named
from stemma.model import Mention, Published, Span

_JOIN = re.compile(r"[ ,]{0,3}(?:(?:local time|GMT|on|at|of|in|the) ?){0,3}")
_LEADING = re.compile(r"(?:(?:the )?early hours of |(?:about|around|early|late|shortly (?:before|after)|just (?:before|after)) )$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:on|to|across|off|around|towards?)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|at|near|outside|inside)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_BUILT = re.compile(
    r"\b(?:House|Tower|Palace|Station|Stadium|Airport|Park|Square|Street|School|Hospital|Church|Bridge|Hotel|Centre|Center|"
    r"Building|Hall|University|College|Mosque|Temple|Island|Beach|Bay|Field|Garden|Gardens|Arena|Province|County)$"
)
_DATELINED = re.compile(r"(?:, [A-Z][\w.]+)?(?: \([^)\n]{2,30}\))?\s*[-–—:]")
"""What follows the place a report was sent from."""

_NEAR_DAYS = 31
"""Days around the publication within which a day is likely the event's (2026-11)."""


def times(head: Head) -> Iterator[Candidate]:
    """Yield the days and hours that the head names, adjacent ones as one.

    Source: Hamborg et al. 2019, section 3.2: early, precise and near the publication. Differs: closeness in days.
    """
    article = head.article
    names = {k for m in article.mentions if m.start < head.reach for k in range(m.start, m.end)}
    marks = [m for m in article.times if m.start < head.reach and m.type in ("DATE", "TIME") and m.start not in names]
    k = 0
    while k < len(marks):
        last = k
        while last + 1 < len(marks) and _JOIN.fullmatch(head.text, marks[last].end, marks[last + 1].start):
            last += 1
        group, k = marks[k : last + 1], last + 1
        rank = head.rank_at(group[0].start)
        days = [d for m in group if (d := interval(m.value))]
        if rank is None:
            continue
        score = 1.5 / (1 + rank) - 0.03 * rank + max((_fits(head.analysis.published, d) for d in days), default=-1.0)
        score += 0.5 * (len(group) > 1) - 0.5 * all("T" in m.value and head.text[m.start].isdigit() for m in group)
        # The day and, where told, its hour or part: "Tuesday night" says more than "Tuesday", not the same as "Tuesday morning".
        terms = frozenset(d[0] for d in days) | {m.value for m in group if "T" in m.value} or stems(head.text[group[0].start : group[-1].end])
        led = _LEADING.search(head.text, max(0, group[0].start - 30), group[0].start)
        found = head.candidate(Span(led.start() if led else group[0].start, group[-1].end), score, terms)
        if found:
            yield found


def _fits(published: Published | None, days: tuple[str, str]) -> float:
    """Return how well days fit an event that is news: one day, close to the report's own."""
    fine = 1.0 if days[0] == days[1] else -0.5
    if published is None or len(published.value) < 10:
        return fine
    try:
        ago = (date.fromisoformat(published.value[:10]) - date.fromisoformat(days[0])).days
    except ValueError:
        return fine
    return fine + (1.0 - abs(ago) / _NEAR_DAYS - 0.5 * (ago < 0) if abs(ago) <= _NEAR_DAYS else -1.0)


def places(head: Head) -> Iterator[Candidate]:
    """Yield the places that the head names, adjacent ones ("Leith, Edinburgh") as one."""
    everywhere: dict[str, int] = {}
    for mention in head.article.mentions:
        everywhere[mention.name] = everywhere.get(mention.name, 0) + 1
    mentions = [m for m in head.article.mentions if m.start < head.reach]
    k = 0
    while k < len(mentions):
        last = k
        if not _is_place(head, mentions[k]):
            k += 1
            continue
        while last + 1 < len(mentions) and _adjoins(head, mentions[last], mentions[last + 1]):
            last += 1
        group, k = mentions[k : last + 1], last + 1
        rank = head.rank_at(group[0].start)
        if rank is None:
            continue
        span = Span(group[0].start, group[-1].end)
        score = 1.5 / (1 + rank) - 0.06 * rank + _place_score(head, group, span) + 0.1 * min(5, everywhere[group[0].name])
        found = head.candidate(span, score)
        if found:
            yield found


def _is_place(head: Head, mention: Mention) -> bool:
    words = head.text[mention.start : mention.end]
    if mention.type == "place" or _BUILT.search(words):
        return True
    before = head.text[max(0, mention.start - 24) : mention.start]
    return bool(_INSIDE.search(before)) and (city_named(words) is not None or mention.type == "other")


def _adjoins(head: Head, a: Mention, b: Mention) -> bool:
    between = head.text[a.end : b.start]
    near = re.fullmatch(r",? (?:in |near |the |north |south |east |west |central )*", between, re.IGNORECASE) is not None
    return near and _is_place(head, b)


def _place_score(head: Head, group: list[Mention], span: Span) -> float:
    before = head.text[max(0, span.start - 30) : span.start]
    after = head.text[span.end : span.end + 3]
    names = [head.text[m.start : m.end] for m in group]
    score = 1.5 if _INSIDE.search(before) else 0.75 if _BEFORE.search(before) else 0.0
    score += 1.0 * (_DATELINED.match(head.text, span.end) is not None and names[0].isupper())
    score -= 1.5 * (len(group) == 1 and country_named(names[0]) is not None)
    score -= 1.0 * after.startswith(("'s", "’s"))
    score += 0.5 * bool(_BUILT.search(names[0])) + 1.0 * (len(group) > 1)
    return score
