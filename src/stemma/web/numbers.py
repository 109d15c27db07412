"""Numbers: the citations of one page, numbered in the order they are shown, each with where its passage opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from stemma.brief.sources import Sources
from stemma.model import Article, Citation, Story
from stemma.web.addresses import passage, snippet

MOST = 6
"""Citations printed at one item; support counts all reports, a reader opens a few."""


class Cited(msgspec.Struct, frozen=True):
    """A citation as it is printed: number, who is cited, the passage in its report, the passage alone."""

    number: int
    label: str
    address: str
    alone: str


class Numbers:
    """Numbers citations as they are asked for; made once for one page."""

    def __init__(self, story: Story, articles: Mapping[str, Article]) -> None:
        self.sources = Sources(story, articles)
        self._given: dict[Citation, Cited] = {}

    def of(self, citations: Iterable[Citation], most: int = MOST) -> list[Cited]:
        """Return the citations to print: the first, then one of each lineage, then one of each report."""
        return [self._cited(c) for c in self._chosen(citations)[:most]]

    def _chosen(self, citations: Iterable[Citation]) -> list[Citation]:
        valid = [c for c in dict.fromkeys(citations) if c.article in self.sources.articles]
        taken = dict.fromkeys(valid[:1])
        for key in (self._lineage, _article):
            known = {key(c) for c in taken}
            for c in valid:
                if key(c) not in known:
                    known.add(key(c))
                    taken[c] = None
        return list(taken)

    def _lineage(self, cited: Citation) -> str:
        return self.sources.lineage_of.get(cited.article, cited.article)

    def _cited(self, cited: Citation) -> Cited:
        if cited not in self._given:
            label = self.sources.labels[cited.article]
            self._given[cited] = Cited(len(self._given) + 1, label, passage(cited), snippet(cited))
        return self._given[cited]


def _article(cited: Citation) -> str:
    return cited.article
