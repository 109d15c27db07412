"""Hiding: what becomes of a story when a claim is hidden: nothing made of the passages that state it is told any more.

The reports keep their words. A quotation, a moment, an event, an answer or a side of a conflict that rests on other
passages too stays with these; one that rests on the hidden ones alone goes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from msgspec.structs import replace

from stemma.model import Answer, Citation, Conflict, Event, Moment, Quotation, Side, Story

Worded = TypeVar("Worded", Moment, Answer)


class Cited(Protocol):
    """A stretch of a report."""

    @property
    def article(self) -> str:
        """Its report."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind its last."""


def hidden_passages(story: Story, text: str) -> tuple[Citation, ...]:
    """Return the passages that state the claim with this text."""
    return tuple(sorted({c for claim in story.claims if claim.text == text for c in claim.citations}))


def overlaps(cited: Cited, hidden: Iterable[Citation]) -> bool:
    """Return whether a stretch has a character in common with a hidden passage."""
    return any(cited.article == h.article and cited.start < h.end and h.start < cited.end for h in hidden)


def without_claim(story: Story, text: str) -> Story:
    """Return a story in which neither the claim with this text nor anything else made of its passages is told.

    Args:
        story: without its brief, which is made afterwards.
        text: the claim's words.
    """
    hidden = hidden_passages(story, text)
    if not hidden:
        return story
    lineage_of = {article: line.lineage for line in story.lineages for article in line.articles}
    return replace(
        story,
        claims=tuple(c for c in story.claims if text not in c.text),
        quotes=tuple(quote for q in story.quotes if (quote := _quotation(q, hidden))),
        timeline=tuple(moment for m in story.timeline if (moment := _worded(m, hidden))),
        g5w1h=tuple(answer for a in story.g5w1h if (answer := _worded(a, hidden))),
        events=tuple(event for e in story.events if (event := _event(e, hidden, lineage_of))),
        conflicts=tuple(conflict for c in story.conflicts if (conflict := _conflict(c, hidden, lineage_of))),
    )


def _other(citations: Sequence[Citation], hidden: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(c for c in citations if not overlaps(c, hidden))


def _worded(item: Worded, hidden: Sequence[Citation]) -> Worded | None:
    """Return what prints the words of its first passage without hidden passages; None when those are its words."""
    kept = _other(item.citations, hidden)
    return replace(item, citations=kept) if kept[:1] == item.citations[:1] else None


def _quotation(quote: Quotation, hidden: Sequence[Citation]) -> Quotation | None:
    kept = tuple(r for r in quote.readings if not overlaps(r, hidden))
    return replace(quote, readings=kept) if kept else None


def _event(event: Event, hidden: Sequence[Citation], lineage_of: Mapping[str, str]) -> Event | None:
    kept = _other(event.citations, hidden)
    if len(kept) == len(event.citations):
        return event
    articles = {c.article for c in kept}
    return replace(event, citations=kept, articles=len(articles), independent=_lineages(articles, lineage_of)) if kept else None


def _conflict(conflict: Conflict, hidden: Sequence[Citation], lineage_of: Mapping[str, str]) -> Conflict | None:
    """Return the conflict of the sides that are left, None where nothing is left to differ."""
    sides = tuple(kept for side in conflict.sides if (kept := _side(side, hidden, lineage_of)))
    if len(sides) == len(conflict.sides) or len(sides) > 1:
        return replace(conflict, sides=sides)
    return None


def _side(side: Side, hidden: Sequence[Citation], lineage_of: Mapping[str, str]) -> Side | None:
    kept = _other(side.citations, hidden)
    if kept[:1] != side.citations[:1]:
        return None
    articles = {c.article for c in kept}
    if len(kept) == len(side.citations):
        return side
    return replace(side, citations=kept, articles=len(articles), independent=_lineages(articles, lineage_of))


def _lineages(articles: Iterable[str], lineage_of: Mapping[str, str]) -> int:
    return len({lineage_of.get(a, a) for a in articles})


