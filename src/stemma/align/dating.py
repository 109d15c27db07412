"""Dating: when a report was published, from all reports of its story together, with the basis shown.

Every day that the printed years allow is a candidate. A candidate gains where the weekdays that reports look back on
fall on it, where what one report calls "next week" is the week of a day that another names, and where a weekday and
a date printed together agree; it loses where a date told as past would lie ahead. A story is dated only when one
day is clearly best, a report only when its own weekdays fit that day. Nothing outside the story is used.

Source: own method; document dating by constraints after Chambers (2012, ACL), "Labeling documents with timestamps".
Differs: no learnt year model; reports of one story constrain each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stemma.align.candidates import Link, candidates_of, linked, links_of, met, paired, told_of_pair
from stemma.align.clues import Clue, Clues, clues_of, days_of, distinct
from stemma.align.redate import redate
from stemma.align.siblings import Siblings
from stemma.model import Analysis, Published

MARGIN = 0.6
"""How much better than the next the best day must be; chosen 2026-11 on stories of Giveme5W1H, Wikinews and BASIL."""

MOST_CLUES = 120
"""Clues of a kind that are compared in one story, so that big stories stay cheap."""

FAR = 200
"""Days after which a date is normally printed with its year."""

RECENT = 60
"""Days within which a full date, such as a picture's, settles the year of a report."""


def date_story(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    """Return the analyses with undated articles dated where the story settles it, and times resolved anew.

    The result does not depend on the order of the articles. Articles with a day of their own keep it.
    """
    if all(_own_day(a) for a in analyses):
        return tuple(analyses)
    clues = {a.id: clues_of(a) for a in analyses}
    dated = sorted(((day, clues[a.id]) for a in analyses if (day := _own_day(a))), key=lambda item: item[0])
    siblings = Siblings(dated)
    story_day = None if dated else _settle([clues[key] for key in sorted(clues)])
    return tuple(a if _own_day(a) else _dated(a, clues[a.id], siblings, story_day) for a in analyses)


def _own_day(analysis: Analysis) -> date | None:
    published = analysis.published
    if published is None or published.precision in ("month", "year"):
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def _dated(analysis: Analysis, clues: Clues, siblings: Siblings, story_day: date | None) -> Analysis:
    near = siblings.day_of(clues) if siblings else _own_of(clues, story_day)
    if near is None or not _agrees(near, analysis.published):
        return analysis
    return redate(analysis, Published(near.isoformat(), "day", "story"))


def _agrees(day: date, published: Published | None) -> bool:
    """Tell whether a day lies in the month or year that the article itself prints, if it does."""
    return published is None or day.isoformat().startswith(published.value[:7])


def _own_of(clues: Clues, story_day: date | None) -> date | None:
    """Return the story's day, or the day beside it, that the report's own weekdays name; None when they do not fit."""
    if story_day is None:
        return None
    told = clues.lead or clues.weekdays
    for days in (0, 1, -1):
        day = story_day + timedelta(days)
        if day.isoweekday() in told:
            return day
    return None


LINKED = 0.75
"""Least relatedness of "this month" and a named date that settles the month; chosen 2026-11 like `MARGIN`."""


def _settle(reports: Sequence[Clues]) -> date | None:
    """Return the one day that the reports together point at, or None."""
    candidates = candidates_of(reports)
    named = distinct([c for r in reports for c in r.named], MOST_CLUES)
    relative = distinct([c for r in reports for c in r.relative], MOST_CLUES)
    links = links_of(relative, named)
    scored = sorted(((_score(day, reports, named, links), day) for day in candidates), key=lambda i: (-i[0], i[1]))
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN):
        return None
    best = scored[0][1]
    return best if _held(best, reports, links) else None


def _score(day: date, reports: Sequence[Clues], named: Sequence[Clue], links: Sequence[Link]) -> float:
    weekdays = [_weekday_fit(day, r) for r in reports if r.weekdays]
    score = 2 * sum(weekdays) / len(weekdays) if weekdays else 0.0
    score += 2 * linked(day, links) + paired(day, reports) + 2 * told_of_pair(day, reports)
    far = [c for c in named if (days := days_of(c.form, day)) and abs((days[0] - day).days) > FAR]
    score -= 2 * len(far) / max(1, len(named))
    ahead = [d for r in reports for d in r.ahead]
    return score - sum(d < day for d in ahead) / max(1, len(ahead))


def _weekday_fit(day: date, report: Clues) -> float:
    """Return how well a day suits the weekdays a report looks back on: the day itself best, the day after less."""
    told = report.lead or report.weekdays
    gap = min((day.isoweekday() - weekday) % 7 for weekday in told)
    return (1.0, 0.4, 0.0, -0.3, -0.6, -0.8, -1.0)[gap]


def _held(day: date, reports: Sequence[Clues], links: Sequence[Link]) -> bool:
    """Tell whether year, month, week and weekday each have a clue of their own; a day by itself is never enough."""
    told = [r.lead or r.weekdays for r in reports if r.weekdays]
    if 2 * sum(day.isoweekday() in weekdays for weekdays in told) < len(told) or not told:
        return False
    recent = any(0 <= (day - past).days <= RECENT for r in reports for past in r.days)
    year = any(day.year in r.copyright for r in reports) or recent
    week = any(r.form.args[0] == "W" and met(day, r, n) for r, n, _ in links)
    month = any(r.form.args[0] == "M" and weight >= LINKED and met(day, r, n) for r, n, weight in links)
    return year and ((week and month) or told_of_pair(day, reports) > 0)
