"""Card: what a list shows of a story, kept beside it so that a list opens no story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from stemma.brief.sources import label
from stemma.model import Article, Story

NAMES = 5
"""Names on a card: those with most mentions."""

OUTLETS = 40
"""Outlets on a card at most; a story of hundreds of reports has more than a list can show."""


class Card(msgspec.Struct, frozen=True):
    """A story in a list.

    Attributes:
        outlets: what the outlets are called, those with most reports first.
        names: people, organisations and places named most often.
        days: reports a day, ISO 8601, oldest first; undated reports are in none.
        conflicts: points on which the reports differ.
        headline: of the story; a plain word for one without.
    """

    headline: str
    outlets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    days: tuple[tuple[str, int], ...] = ()
    conflicts: int = 0


def make_card(story: Story, articles: Mapping[str, Article]) -> Card:
    """Return the card of a story."""
    members = [articles[key] for key in story.articles if key in articles]
    days = Counter(a.published.value[:10] for a in members if a.published and len(a.published.value) >= len("2019-04-18"))
    outlets = Counter(label(a) for a in members)
    named = sorted(
        (e for e in story.entities if e.type in {"person", "organisation", "place"}), key=lambda e: (-len(e.mentions), e.id)
    )
    return Card(
        headline=story.headline or "Story without a title",
        outlets=tuple(sorted(outlets, key=lambda name: (-outlets[name], name))[:OUTLETS]),
        names=tuple(e.name for e in named[:NAMES]),
        days=tuple(sorted(days.items())),
        conflicts=sum(s.section == "differ" for s in story.brief) or len(story.conflicts),
    )
