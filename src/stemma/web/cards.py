"""Cards: what the list of stories shows of each without a click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from stemma.model import Article, Story

NAMES = 5
"""Names shown on a card: those with most mentions."""

BARS = 14
"""Days a sparkline shows, the last ones."""


class Card(msgspec.Struct, frozen=True):
    """A story in the list; ``bars`` are reports a day, oldest first, up to the last day."""

    id: str
    headline: str
    articles: int
    independent: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    names: tuple[str, ...]
    conflicts: int
    bars: tuple[int, ...]


def make_card(story: Story, articles: Mapping[str, Article]) -> Card:
    """Return the card of a story."""
    members = [articles[key] for key in story.articles if key in articles]
    days = sorted(a.published.value[:10] for a in members if a.published and len(a.published.value) >= len("2019-04-18"))
    people = sorted((e for e in story.entities if e.type in {"person", "organisation", "place"}), key=lambda e: -len(e.mentions))
    return Card(
        id=story.id,
        headline=story.headline or "Story without a title",
        articles=len(story.articles),
        independent=len(story.lineages),
        outlets=tuple(sorted({a.outlet or a.credit or "outlet not named" for a in members})),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        names=tuple(e.name for e in people[:NAMES]),
        conflicts=len(story.conflicts),
        bars=_bars(days),
    )


def _bars(days: list[str]) -> tuple[int, ...]:
    if not days:
        return ()
    counts, last = Counter(days), date.fromisoformat(days[-1])
    return tuple(counts[(last - timedelta(days=back)).isoformat()] for back in range(BARS - 1, -1, -1))
