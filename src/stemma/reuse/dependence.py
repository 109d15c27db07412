"""Dependence: which sentences of an article also stand in others, so that one proposition is not counted twice."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from stemma.model import Analysis, Lineage, Passage, Span

MOST = 0.5
"""A sentence depends on another article when passages shared with it cover so much of its characters."""


class Dependence(msgspec.Struct, frozen=True, order=True):
    """One sentence that an article shares with others.

    Attributes:
        sentence: index into the article's sentences.
        articles: ids of the articles that have it too, sorted; which of them had it first is not said.
        lineages: ids of their lineages, sorted, the article's own left out; empty when no lineages were given.
        share: largest part of the sentence's characters that a passage with one article covers, 0.5 to 1.
    """

    sentence: int
    articles: tuple[str, ...]
    lineages: tuple[str, ...]
    share: float


def dependence(
    analysis: Analysis, passages: Sequence[Passage], lineages: Sequence[Lineage] = ()
) -> tuple[Dependence, ...]:
    """Return the sentences of an article that stand in other articles too, in reading order.

    Time is O(passages of the article + sentences they cover).
    """
    lineage_of = {article: lineage.lineage for lineage in lineages for article in lineage.articles}
    covered = _covered(analysis.article.sentences, _sides(analysis.id, passages))
    own = lineage_of.get(analysis.id)
    found = []
    for sentence, shares in sorted(covered.items()):
        others = sorted(article for article, share in shares.items() if share >= MOST)
        if others:
            found.append(
                Dependence(
                    sentence,
                    tuple(others),
                    tuple(sorted({lineage_of[a] for a in others if a in lineage_of} - {own or ""})),
                    round(min(1.0, max(shares.values())), 4),
                )
            )
    return tuple(found)


def of_one_outlet(passages: Sequence[Passage], outlets: Mapping[str, str | None]) -> tuple[Passage, ...]:
    """Return the passages with which one outlet repeats itself: stock background and its own updates."""
    return tuple(p for p in passages if outlets.get(p.a.article) and outlets.get(p.a.article) == outlets.get(p.b.article))


def _sides(article: str, passages: Sequence[Passage]) -> list[tuple[Span, str]]:
    """Return the article's side of its passages, with the other article."""
    mine = [(p.a.span, p.b.article) for p in passages if p.a.article == article]
    return mine + [(p.b.span, p.a.article) for p in passages if p.b.article == article]


def _covered(sentences: Sequence[Span], sides: Sequence[tuple[Span, str]]) -> dict[int, dict[str, float]]:
    """Return for each sentence met the part of it that passages with each article cover."""
    ends = [s.end for s in sentences]
    covered: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for span, other in sides:
        at = bisect_left(ends, span.start + 1)
        while at < len(sentences) and sentences[at].start < span.end:
            here = sentences[at]
            both = min(here.end, span.end) - max(here.start, span.start)
            covered[at][other] += max(0, both) / max(1, len(here))
            at += 1
    return covered
