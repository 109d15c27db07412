"""Digests: what `group` keeps of one article, about three kilobytes, made without a parse.

Nothing in a digest depends on other articles, so that an article about something else changes no story (law 3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

import msgspec
import numpy as np

from stemma.group.stock import key_of, stock_of
from stemma.group.terms import MAX_WORDS, Codes, Terms, Word, counted, read_words, vector
from stemma.lexicon.wording import STOP, fold
from stemma.model import Article, Block, Role

READ_ROLES: frozenset[Role] = frozenset({"standfirst", "body", "subhead"})
TOP_BODY = 18
TOP_TITLE = 6


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """One article for comparison.

    Attributes:
        content: hash of title and text: equal for the same text under different ids, URLs and dates.
        published: time of publication as known, ISO 8601, or None.
        day: proleptic ordinal of the publication day, or None.
        terms: see `stemma.group.terms`.
        top: stems of the heaviest terms of the text, heaviest first; ``heading``: of the title.
        words: number of words read.
    """

    id: str
    content: bytes
    outlet: str | None
    published: str | None
    day: int | None
    terms: Terms
    top: Codes
    heading: Codes
    words: int


def digest_of(article: Article, stock: frozenset[int] = frozenset()) -> Digest:
    """Return the digest of an article, in time linear in the words read.

    Args:
        article: a cleaned article.
        stock: keys of its outlet's stock paragraphs, which are not read; see `stemma.group.stock`.

    Example:
        >>> from stemma.model import Article
        >>> digest_of(Article(id="a", path=None, url=None, outlet=None, title="Mayor resigns", text="", authors=(),
        ...     language="en", published=None, credit=None, blocks=())).words
        0
    """
    words = prose(article, stock)
    head = list(read_words(bare_title(article.title or ""))) or words[:8]
    return Digest(
        id=article.id,
        content=content_of(article),
        outlet=article.outlet,
        published=article.published.value if article.published else None,
        day=_day(article),
        terms=vector(head, words),
        top=_heaviest(counted([*head, *words]), TOP_BODY),
        heading=_heaviest(counted(head), TOP_TITLE),
        words=len(words),
    )


def digests_of(articles: Sequence[Article]) -> list[Digest]:
    """Return the digests of articles, the stock paragraphs of each outlet left out.

    A text that stands in many articles is read once, and its digests share their words: a million copies fit.
    """
    stock = stock_of(articles)
    read: dict[tuple[bytes, tuple[Block, ...], frozenset[int]], Digest] = {}
    found = []
    for article in articles:
        known = stock.get(article.outlet or "", frozenset())
        key = (content_of(article), article.blocks, known)
        first = read.get(key)
        if first is None:
            found.append(read.setdefault(key, digest_of(article, known)))
        else:
            found.append(_copy(first, article))
    return found


def content_of(article: Article) -> bytes:
    """Return the hash of an article's title and text."""
    return blake2b(f"{article.title}\n{article.text}".encode("utf8", "surrogatepass"), digest_size=8).digest()


def _copy(first: Digest, article: Article) -> Digest:
    published = article.published.value if article.published else None
    return msgspec.structs.replace(first, id=article.id, outlet=article.outlet, published=published, day=_day(article))


def prose(article: Article, stock: frozenset[int] = frozenset()) -> list[Word]:
    """Return the words of the article's prose without stock paragraphs, at most `MAX_WORDS`."""
    found: list[Word] = []
    for block in article.blocks:
        if block.role in READ_ROLES and len(found) < MAX_WORDS and not (stock and key_of(article.text, block) in stock):
            found.extend(read_words(article.text, block.start, block.end))
    return found[:MAX_WORDS]


def _heaviest(terms: Terms, count: int) -> Codes:
    return terms.codes[np.lexsort((terms.codes, -terms.weights))[:count]]


_TAIL = re.compile(r"\s(?:[|»:]|[-–—])\s(?=[^|»–—-]{2,40}\Z)")
MAX_TITLE = 400


def bare_title(title: str) -> str:
    """Return a title without the site names pages hang on it.

    Example:
        >>> bare_title("Two held after fire at mill - The Daily Herald")
        'Two held after fire at mill'
    """
    title = title[:MAX_TITLE]
    for _ in range(3):
        cut = _TAIL.search(title)
        if not cut or len(title[: cut.start()].split()) < 4 or not _site(title[cut.end() :]):
            return title
        title = title[: cut.start()].rstrip()
    return title


def _site(tail: str) -> bool:
    words = [w for w in re.findall(r"[^\s,]+", tail) if fold(w) not in STOP]
    return 0 < len(words) <= 6 and all(w[0].isupper() or w[0].isdigit() or "." in w for w in words)


def _day(article: Article) -> int | None:
    if article.published is None:
        return None
    try:
        return date.fromisoformat(article.published.value[:10]).toordinal()
    except ValueError:
        return None
