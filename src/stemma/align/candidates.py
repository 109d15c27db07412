"""Candidates: the days a story may have been published on, and how its expressions meet on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from stemma.align.clues import Clue, Clues, days_of, relatedness
from stemma.calendar.printed import day_of

Link = tuple[Clue, Clue, float]
"""A relative expression and a named date that speak of one thing, and how surely."""


def candidates_of(reports: Sequence[Clues]) -> list[date]:
    """Return the days from the latest date told as past to the end of the year that the reports speak from."""
    past = _without_strays(sorted(day for r in reports for day in r.past))
    stamps = [year for r in reports for year in r.copyright]
    if not past and not stamps:
        return []
    latest = past[-1] if past else date(max(stamps), 1, 1)
    year = max(stamps) if stamps and max(stamps) >= latest.year else latest.year
    start = max(latest, date(year, 1, 1))
    end = date(min(year + (0 if stamps else 1), 9999), 12, 31)
    return [start + timedelta(d) for d in range((end - start).days + 1)]


def _without_strays(past: list[date]) -> list[date]:
    """Return the days without a last one far beyond all others: a misprinted year must not rule out the rest."""
    years = Counter(day.year for day in past)
    while len(years) > 1 and max(years) - sorted(years)[-2] > 5 and years[max(years)] == 1:
        del years[max(years)]
    return [day for day in past if day.year in years]


def links_of(relative: Sequence[Clue], named: Sequence[Clue]) -> list[Link]:
    """Return the pairs of "next week" or "this month" and a named date that speak of one thing."""
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


def met(day: date, relative: Clue, named: Clue) -> bool:
    """Return whether, in a report of this day, the named date lies in the relative stretch."""
    near, far = days_of(relative.form, day), days_of(named.form, day)
    return near is not None and far is not None and near[0] <= far[0] and far[1] <= near[1]


def linked(day: date, links: Sequence[Link]) -> float:
    """Return how well related pairs meet on this day: the best pair of each relative expression counts."""
    best: dict[tuple[str | int | None, ...], float] = {}
    for relative, named, weight in links:
        key = (relative.form.args[0], relative.form.args[1])
        if weight > best.get(key, 0.0) and met(day, relative, named):
            best[key] = weight
    return sum(best.values())


def _pairs(day: date, reports: Sequence[Clues]) -> list[tuple[int, date]]:
    """Return weekdays with the dates printed beside them, each in the year nearest to this day."""
    found = []
    for weekday, month, number in sorted({pair for r in reports for pair in r.pairs}):
        options = [o for d in (-1, 0, 1) if (o := day_of(day.year + d, month, number))]
        if options:
            found.append((weekday, min(options, key=lambda o: abs((o - day).days))))
    return found


def paired(day: date, reports: Sequence[Clues]) -> float:
    """Return +1 when weekdays and dates printed together agree in the year of this day, -1 when not, 0 without any."""
    agree = [printed.isoweekday() == weekday for weekday, printed in _pairs(day, reports)]
    return (2 * sum(agree) - len(agree)) / len(agree) if agree else 0.0


def told_of_pair(day: date, reports: Sequence[Clues]) -> float:
    """Return the share of reports whose bare weekday, on this day, is a date printed beside that weekday: 0 to 1."""
    dates = {printed for weekday, printed in _pairs(day, reports) if printed.isoweekday() == weekday}
    told = [r.lead or r.weekdays for r in reports if r.weekdays]
    hits = sum(
        any(day - timedelta((day.isoweekday() - weekday) % 7) in dates for weekday in weekdays) for weekdays in told
    )
    return hits / len(told) if told else 0.0
