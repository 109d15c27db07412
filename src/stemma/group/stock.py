"""Stock: paragraphs one outlet prints under texts that have nothing else in common; they tell no story.

Learnt from the outlet's own articles at hand, so an article can reach the digest of another one only when both are
of one outlet and print the same paragraph under otherwise different texts: the one exception to law 3, and wanted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from stemma.model import Article, Block

MIN_ARTICLES = 3
"""An outlet must print a paragraph in so many articles before it can be stock."""

MIN_DIFFERENT = 0.6
"""Part of the paragraphs of those articles that must be different: reprints of one text are no stock."""

SAMPLE = 12
"""Articles looked at to tell whether those with a paragraph are otherwise different."""


def stock_of(articles: Iterable[Article]) -> dict[str, frozenset[int]]:
    """Return the keys of each outlet's stock paragraphs; O(paragraphs)."""
    by_outlet: dict[str, list[list[int]]] = defaultdict(list)
    for article in articles:
        if article.outlet:
            by_outlet[article.outlet].append(paragraph_keys(article))
    return {outlet: stock_paragraphs(texts) for outlet, texts in sorted(by_outlet.items()) if len(texts) >= MIN_ARTICLES}


def paragraph_keys(article: Article) -> list[int]:
    """Return the key of each block of an article."""
    return [key_of(article.text, b) for b in article.blocks]


def key_of(text: str, block: Block) -> int:
    """Return the key of a paragraph: a hash of its characters."""
    return crc32(text[block.start : block.end].strip().encode("utf8", "surrogatepass"))


def stock_paragraphs(texts: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return the keys of paragraphs that stand in articles otherwise different.

    Args:
        texts: the blocks' keys of each article of one outlet, the articles in the order in which they are grouped.
    """
    if len(texts) < MIN_ARTICLES:
        return frozenset()
    holders: dict[int, list[int]] = defaultdict(list)
    for index, keys in enumerate(texts):
        for key in dict.fromkeys(keys):
            holders[key].append(index)
    many = {key: set(at) for key, at in holders.items() if len(at) >= MIN_ARTICLES}
    return frozenset(key for key, at in many.items() if _different(texts, at, many))


def _different(texts: Sequence[Sequence[int]], at: set[int], many: Mapping[int, set[int]]) -> bool:
    """Return whether most paragraphs of a sample of the articles stand in few of them.

    A template leaves room for little else: paragraphs that stand in just the same articles count once.
    """
    sample = sorted(at)[:SAMPLE]
    inside = set(sample)
    own = shared = 0
    seen: set[frozenset[int]] = set()
    for index in sample:
        for key in dict.fromkeys(texts[index]):
            common = frozenset(many.get(key, set()) & inside)
            if len(common) < MIN_ARTICLES:
                own += 1
            elif common not in seen:
                seen.add(common)
                shared += len(common)
    return own >= MIN_DIFFERENT * (own + shared)
