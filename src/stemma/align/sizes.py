"""Sizes: how many people an event killed, injured or had arrested, over the reports.

Source: majority with later reports before earlier ones, as GVA and ACLED staff settle counts that grow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stemma.model import Analysis, EventDetail, Size


def merged_size(told: Sequence[tuple[Analysis, EventDetail]]) -> Size:
    """Return the size most reports give; where reports tie, the later one's.

    Args:
        told: one item for each telling of the event.
    """
    return Size(
        dead=_settled((a, d.dead) for a, d in told),
        injured=_settled((a, d.injured) for a, d in told),
        arrested=_settled((a, d.arrested) for a, d in told),
    )


def _settled(counts: Iterable[tuple[Analysis, int | None]]) -> int | None:
    best: dict[str, tuple[str, int]] = {}
    for analysis, count in counts:
        if count is not None:
            day = analysis.published.value if analysis.published else ""
            best[analysis.id] = max(best.get(analysis.id, ("", 0)), (day, count))
    if not best:
        return None
    votes = Counter(count for _, count in best.values())
    latest = {count: max(day for day, c in best.values() if c == count) for count in votes}
    return min(votes, key=lambda c: (-votes[c], [-ord(x) for x in latest[c]], -c))
