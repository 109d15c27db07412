"""Succession: which side of a conflict later reports have replaced, so that the history of a count is no contradiction.

A side is superseded when each of its reports is followed, by time of publication, by a report of another side that may
replace it: of the same outlet or the same lineage; with a larger number, of a count that only grows; or in words that
tell a change. Another outlet's later and smaller number replaces nothing.

Source: own; compare "revised counts" in Hamborg et al. 2019, and update summarisation (Dang and Owczarzak 2008, TAC).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from stemma.align.standing import Difference, Stand
from stemma.align.support import Support
from stemma.model import Analysis, Conflict, Side
from stemma.model.record import ConflictKind, Nature

REVISED: frozenset[ConflictKind] = frozenset({"quantity", "date"})
"""What later reports revise: a place or a person told otherwise by one outlet stays a contradiction until it says so."""

_CHANGE = re.compile(
    r"\b(?:lower|rais|revis|correct|updat|upgrad|downgrad|postpon|push|delay|resched|mov)(?:ed|es|ing|e|uled)\b"
    r"(?=.{0,80}\b(?:from|previously|earlier|to|until|back)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Words of a report that tells a change itself."""

_DAY, _MINUTE = 10, 16


class Succession:
    """Settles which sides of a story's conflicts are history.

    Args:
        analyses: the story's articles by id.
        support: its outlets and lineages.
    """

    def __init__(self, analyses: Mapping[str, Analysis], support: Support) -> None:
        self._support = support
        self._time = {key: a.published.value if a.published else "" for key, a in analyses.items()}

    def conflict(self, difference: Difference) -> Conflict:
        """Return a difference as a conflict of the record, its sides with support, first day and what was superseded."""
        stands = sorted(difference.stands, key=lambda s: s.citations)
        old = [any(self._replaced(s, other, difference) for other in stands if other is not s) for s in stands]
        if all(old):
            old = [False] * len(stands)  # each replaced by another: no order can be told
        sides = tuple(self._side(s, superseded=gone) for s, gone in zip(stands, old, strict=True))
        return Conflict(difference.kind, sides, _nature(difference, old))

    def _side(self, stand: Stand, *, superseded: bool) -> Side:
        articles = {c.article for c in stand.citations}
        days = sorted(self._time[a][:_DAY] for a in articles if len(self._time[a]) >= _DAY)
        return Side(
            stand.text, stand.citations, stand.value, stand.said_by, len(articles), self._support.independent(stand.citations),
            days[0] if days else None, superseded, stand.denial,
        )  # fmt: skip

    def _replaced(self, old: Stand, new: Stand, difference: Difference) -> bool:
        if difference.kind not in REVISED:
            return False
        grown = difference.rising and old.number is not None and new.number is not None and new.number > old.number
        free = grown or _CHANGE.search(new.text) is not None
        after = sorted({c.article for c in new.citations})
        return all(any(self._follows(a, b, free=free) for b in after) for a in sorted({c.article for c in old.citations}))

    def _follows(self, old: str, new: str, *, free: bool) -> bool:
        if not is_later(self._time[old], self._time[new]):
            return False
        return free or self._support.outlet(old) == self._support.outlet(new) or self._support.lineage(old) == self._support.lineage(new)


def is_later(old: str, new: str) -> bool:
    """Return whether the second time of publication is surely after the first.

    Example:
        >>> is_later("2031-05-02", "2031-05-03"), is_later("2031-05-02", "2031-05-02T10:00"), is_later("", "2031-05-03")
        (True, False, False)
    """
    if len(old) < _DAY or len(new) < _DAY:
        return False
    if len(old) >= _MINUTE and len(new) >= _MINUTE:
        try:
            a, b = datetime.fromisoformat(old), datetime.fromisoformat(new)
        except ValueError:
            return old[:_DAY] < new[:_DAY]
        if (a.tzinfo is None) == (b.tzinfo is None):
            return a < b
    return old[:_DAY] < new[:_DAY]


def _nature(difference: Difference, old: Sequence[bool]) -> Nature:
    if any(s.denial for s in difference.stands):
        return "dispute"
    return "revision" if sum(not gone for gone in old) == 1 else "contradiction"
