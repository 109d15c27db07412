"""Support: how many reports, outlets and independent lineages state a proposition, and whom they all name as origin.

Two reports of different lineages still count once for a proposition when the sentence of the one was made from the
sentence of the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from stemma.align.units import Unit
from stemma.lexicon.owners import owner_of
from stemma.model import Article, Citation, Lineage, Passage


class Support:
    """Counts support within one story.

    Args:
        articles: the story's articles by id.
        passages: what they share; ``lineages``: which of them rest on one text.
    """

    def __init__(
        self, articles: Mapping[str, Article], passages: Sequence[Passage], lineages: Sequence[Lineage]
    ) -> None:
        self._outlet = {key: outlet_of(article) for key, article in articles.items()}
        self._lineage = {key: line.lineage for line in lineages for key in line.articles}
        self._sides: dict[str, list[tuple[int, int, Citation]]] = {}
        for passage in passages:
            self._sides.setdefault(passage.a.article, []).append((passage.a.start, passage.a.end, passage.b))
            self._sides.setdefault(passage.b.article, []).append((passage.b.start, passage.b.end, passage.a))
        for sides in self._sides.values():
            sides.sort()

    def outlet(self, article: str) -> str:
        """Return who published an article."""
        return self._outlet[article]

    def lineage(self, article: str) -> str:
        """Return the lineage of an article; its own id when it stands alone."""
        return self._lineage.get(article, article)

    def outlets(self, articles: Iterable[str]) -> int:
        """Return the number of outlets that published these articles."""
        return len({self._outlet[key] for key in articles})

    def independent(self, citations: Sequence[Citation]) -> int:
        """Return the number of lineages among the cited articles.

        Sentences made from each other count once, and so do outlets of one owner (`stemma.lexicon.owners`).
        """
        by_article: dict[str, list[Citation]] = {}
        for citation in citations:
            by_article.setdefault(citation.article, []).append(citation)
        root = {key: self._lineage.get(key, key) for key in by_article}
        above = {line: line for line in root.values()}
        first: dict[str, str] = {}
        for key in sorted(root):  # outlets of one owner are no independent witnesses of each other
            owner = owner_of(self._outlet[key])
            if owner is not None:
                above[_top(above, root[key])] = _top(above, root[first.setdefault(owner, key)])
        for citation in citations:
            for other in self._shared_with(citation):
                if any(c.start < other.end and other.start < c.end for c in by_article.get(other.article, ())):
                    above[_top(above, root[other.article])] = _top(above, root[citation.article])
        return len({_top(above, line) for line in above})

    def _shared_with(self, citation: Citation) -> list[Citation]:
        sides = self._sides.get(citation.article, [])
        last = bisect_left(sides, (citation.end,))
        return [other for _, end, other in sides[:last] if end > citation.start]


def _top(above: dict[str, str], line: str) -> str:
    """Return the representative of a lineage (union by find, with path halving)."""
    while above[line] != line:
        above[line] = above[above[line]]
        line = above[line]
    return line


def outlet_of(article: Article) -> str:
    """Return who published the article: the outlet given, else the host of its address, else the article itself."""
    if article.outlet:
        return article.outlet.casefold()
    host = urlsplit(article.url).hostname if article.url else None
    return host.removeprefix("www.") if host else f"article {article.id}"


def origin_of(units: Sequence[Unit]) -> str | None:
    """Return the name of the source that every report names for the statement, or None.

    A report names it when one of its statements of the proposition does.
    """
    named: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for unit in units:
        sources = named.setdefault(unit.article, set())
        if unit.source is not None:
            sources.add(unit.source)
            names.setdefault(unit.source, unit.source_name or unit.source)
    common = set.intersection(*named.values()) if named else set()
    return names[min(common)] if common else None
