"""Siblings: what the dated reports of a story say of weekdays, ready to be compared with an undated one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median_high

from stemma.align.clues import Clue, Clues

SHARED = 3
"""Fewest words shared by two sentences that name one weekday for one event; chosen 2026-11 like `dating.MARGIN`."""


class Siblings:
    """The dated reports of a story.

    Args:
        dated: day and clues of each, sorted by day.
    """

    def __init__(self, dated: Sequence[tuple[date, Clues]]) -> None:
        self._days = [day for day, _ in dated]
        self._report: list[int] = []
        self._at: dict[tuple[object, str], list[int]] = defaultdict(list)
        for i, (_, clues) in enumerate(dated):
            for clue in clues.told:
                for word in clue.words:
                    self._at[clue.form.args[0], word].append(len(self._report))
                self._report.append(i)

    def __bool__(self) -> bool:
        return bool(self._days)

    def day_of(self, clues: Clues) -> date | None:
        """Return the day that an undated report's weekdays name, when dated reports tell the same of them; else None."""
        gaps: list[int] = []
        days: set[date] = set()
        for mine in clues.told:
            for day in self._telling(mine):
                gaps.append((day.isoweekday() - int(mine.form.args[0] or 1)) % 7)
                days.add(day - timedelta(gaps[-1]))
        # Where most who tell it print it days later, the report may be as late as they are, and its words do not say.
        if not gaps or median_high(gaps) > 1 or max(days) - min(days) > timedelta(6):
            return None
        return self._latest(max(days), clues)

    def _telling(self, mine: Clue) -> list[date]:
        """Return the days of the dated reports that say the same of the same weekday."""
        shared = Counter(clue for word in mine.words for clue in self._at.get((mine.form.args[0], word), ()))
        reports = {self._report[clue] for clue, n in shared.items() if n >= SHARED}
        return [self._days[i] for i in sorted(reports)]

    def _latest(self, told: date, clues: Clues) -> date | None:
        """Return the latest day the report looks back on, None when that is open, contradicted or far from the others."""
        after = [d for d in range(4) if (told + timedelta(d)).isoweekday() in clues.weekdays]
        if not after or after[-1] > 1:
            return None
        latest = told + timedelta(after[-1])
        # A full date that it tells as past is a day it looks back on as much as a weekday.
        latest = max([latest, *(day for day in clues.days if day in clues.past and latest < day <= told + timedelta(2))])
        near = min(abs((latest - day).days) for day in self._days) <= 2
        return latest if near and not any(past > latest + timedelta(1) for past in clues.past) else None
