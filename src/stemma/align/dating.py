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

from stemma.align.clues import Clue, Clues, clues_of, days_of, distinct, relatedness
from stemma.align.redate import redate
from stemma.calendar.printed import day_of
from stemma.model import Analysis, Published

MARGIN = 0.6
"""How much better than the next the best day must be; chosen 2026-11 on stories of Giveme5W1H, Wikinews and BASIL."""

MOST_CLUES = 120
"""Clues of a kind that are compared in one story, so that big stories stay cheap."""

FAR = 200
"""Days after which a date is normally printed with its year."""


def date_story(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    """Return the analyses with undated articles dated where the story settles it, and times resolved anew.

    The result does not depend on the order of the articles. Articles with a day of their own keep it.
    """
    if all(_own_day(a) for a in analyses):
        return tuple(analyses)
    known = sorted(day for a in analyses if (day := _own_day(a)))
    clues = {a.id: clues_of(a) for a in analyses}
    ordered = [clues[key] for key in sorted(clues)]
    story_day = None if known else _settle(ordered)
    return tuple(a if _own_day(a) else _dated(a, clues[a.id], known, story_day) for a in analyses)


def _own_day(analysis: Analysis) -> date | None:
    published = analysis.published
    if published is None or published.precision in ("month", "year"):
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def _dated(analysis: Analysis, clues: Clues, known: Sequence[date], story_day: date | None) -> Analysis:
    near = _among(clues, known) if known else _own_of(clues, story_day)
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


def _among(clues: Clues, known: Sequence[date]) -> date | None:
    """Return the day near dated reports of the story that the report's weekdays name, when there is just one."""
    told = clues.lead or clues.weekdays
    if not told or known[-1] - known[0] > timedelta(10):
        return None
    days = {day + timedelta(d) for day in known for d in (-1, 0, 1)}
    fitting = sorted(day for day in days if day.isoweekday() in told and not _contradicted(day, clues))
    close = [day for day in fitting if day in known] or fitting
    return close[-1] if close and close[-1] - close[0] <= timedelta(2) else None


def _contradicted(day: date, clues: Clues) -> bool:
    return any(past > day + timedelta(1) for past in clues.past)


def _settle(reports: Sequence[Clues]) -> date | None:
    """Return the one day that the reports together point at, or None."""
    candidates = _candidates(reports)
    if not candidates:
        return None
    named = distinct([c for r in reports for c in r.named], MOST_CLUES)
    relative = distinct([c for r in reports for c in r.relative], MOST_CLUES)
    links = _links(relative, named)
    scored = sorted(
        ((_score(day, reports, named, links), day) for day in candidates), key=lambda item: (-item[0], item[1])
    )
    best, second = scored[0], scored[1] if len(scored) > 1 else (0.0, None)
    return best[1] if best[0] - second[0] >= MARGIN and _anchored(best[1], reports, links) else None


def _candidates(reports: Sequence[Clues]) -> list[date]:
    """Return the days from the latest date told as past to the end of the year that the reports speak from."""
    past = sorted(day for r in reports for day in r.past)
    stamps = [year for r in reports for year in r.copyright]
    if not past and not stamps:
        return []
    # One stray date must not rule out all others: the lower bound is the latest date that two reports or a year back.
    latest = past[-1] if past else date(max(stamps), 1, 1)
    first_year = max(stamps) if stamps and max(stamps) >= latest.year else latest.year
    start = max(latest, date(first_year, 1, 1))
    end = date(min(first_year + (0 if stamps else 1), 9999), 12, 31)
    return [start + timedelta(d) for d in range((end - start).days + 1)]


def _links(relative: Sequence[Clue], named: Sequence[Clue]) -> list[tuple[Clue, Clue, float]]:
    """Return the pairs of "next week" and a named day that speak of one thing."""
    links = [
        (r, n, relatedness(r, n)) for r in relative for n in named if r.form.args[0] in ("W", "M") and _same_side(r, n)
    ]
    return [link for link in links if link[2] > 0]


def _same_side(relative: Clue, named: Clue) -> bool:
    """Tell whether both look back or both look ahead: "this week he said" is not the week of a summit to come."""
    n = relative.form.args[1]
    assert isinstance(n, int)
    back = n < 0 or (n == 0 and relative.form.tense == "past")
    return named.form.tense in (("past", "none") if back else ("future", "present", "none"))


def _score(day: date, reports: Sequence[Clues], named: Sequence[Clue], links: Sequence[tuple[Clue, Clue, float]]) -> float:
    weekdays = [_weekday_fit(day, r) for r in reports if r.weekdays]
    score = 2 * sum(weekdays) / len(weekdays) if weekdays else 0.0
    score += 2 * _linked(day, links) + _paired(day, reports)
    far = [c for c in named if (days := days_of(c.form, day)) and abs((days[0] - day).days) > FAR]
    score -= 2 * len(far) / max(1, len(named))
    ahead = [d for r in reports for d in r.ahead]
    return score - sum(d < day for d in ahead) / max(1, len(ahead))


def _weekday_fit(day: date, report: Clues) -> float:
    """Return how well a day suits the weekdays a report looks back on: the day itself best, the day after less."""
    told = report.lead or report.weekdays
    gap = min((day.isoweekday() - weekday) % 7 for weekday in told)
    return (1.0, 0.4, 0.0, -0.3, -0.6, -0.8, -1.0)[gap]


def _linked(day: date, links: Sequence[tuple[Clue, Clue, float]]) -> float:
    """Return the share of related pairs that meet on this day: the best pair of each relative expression counts."""
    best: dict[tuple[str | int | None, ...], float] = {}
    for relative, named, weight in links:
        near, far = days_of(relative.form, day), days_of(named.form, day)
        met = near is not None and far is not None and near[0] <= far[0] and far[1] <= near[1]
        key = (relative.form.args[0], relative.form.args[1])
        best[key] = max(best.get(key, 0.0), weight if met else 0.0)
    return sum(best.values())


def _paired(day: date, reports: Sequence[Clues]) -> float:
    """Return +1 when weekdays and dates printed together agree in the year of this day, -1 when not, 0 without any."""
    pairs = sorted({pair for r in reports for pair in r.pairs})
    right = wrong = 0
    for weekday, month, number in pairs:
        options = [day_of(day.year + d, month, number) for d in (-1, 0, 1)]
        near = min((o for o in options if o), key=lambda o: abs((o - day).days), default=None)
        if near is not None:
            right += near.isoweekday() == weekday
            wrong += near.isoweekday() != weekday
    return (right - wrong) / max(1, right + wrong)


def _anchored(day: date, reports: Sequence[Clues], links: Sequence[tuple[Clue, Clue, float]]) -> bool:
    """Tell whether more than a weekday points at a day: a related pair that meets on it, and a weekday that names it."""
    named = any(day.isoweekday() in (r.lead or r.weekdays) for r in reports)
    return named and _linked(day, links) > 0
