"""Clean: the blocks of an article and their roles, its title, authors, language, date and credit.

The text itself is never changed: blocks are ranges of it. An article is cleaned by itself, whatever else is read.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import urlsplit

from stemma.clean.assembly import authors_of, blocks_of, credit_of, given_credit
from stemma.clean.declared import declared_credit, read_metadata
from stemma.clean.furniture import is_furniture
from stemma.clean.language import COVERED, language_given, language_of
from stemma.clean.lines import LOOK, lines_of
from stemma.clean.published import published_from
from stemma.clean.roles import lay_out
from stemma.clean.shapes import is_post
from stemma.clean.stamps import is_stamp
from stemma.model import Article, Block, Issue, Published, Raw

__all__ = ["clean"]

_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]|(?<=\\w)[\u200b\u2060\ufeff](?=\\w)")
"""Characters that change the direction of others, and those without width inside words."""

MAX_READ = 200_000
"""Code points of one article that later stages read (`stemma.annotate.syntax.MAX_PARSED`; 2026-11)."""

MIN_WORDS = 20
"""An article with fewer words of running text is said to be short (2026-11: briefs have 30 and more)."""


def clean(raw: Raw) -> tuple[Article, tuple[Issue, ...]]:
    r"""Return the cleaned article and what was wrong with it. Linear in the text's length.

    Of a text longer than `MAX_READ` the beginning has blocks; all of it is kept.

    Example:
        >>> article, issues = clean(Raw(text="Rain in Oslo\n\nBy Ann Poe\n\nIt rained in Oslo all day on Monday."))
        >>> [block.role for block in article.blocks], article.authors
        (['headline', 'byline', 'body'], ('Ann Poe',))
    """
    text = raw.text[: _reach(raw.text)]
    lines = lines_of(text)
    given = _given_title(raw)
    layout = lay_out(lines, given)
    blocks = blocks_of(text, lines, layout)
    language = _language(raw, blocks)
    identity = raw.id or _content_id(raw)
    published = published_from(raw.published) if raw.published else None
    metadata = read_metadata(raw.metadata)
    article = Article(
        id=identity,
        path=raw.path,
        url=raw.url,
        outlet=raw.outlet or _host(raw.url),
        title=given or _printed_title(text, blocks),
        text=raw.text,
        authors=raw.authors or authors_of(lines, layout),
        language=language,
        published=published or _printed_date(text, blocks),
        credit=given_credit(raw.credit) or credit_of(lines, layout) or declared_credit(metadata),
        blocks=blocks,
        metadata=metadata,
    )
    return article, tuple(_issues(raw, article, published))


def _reach(text: str) -> int:
    """Return how much of a text has blocks: all, or, of one longer than `MAX_READ`, up to the end of a word."""
    if len(text) <= MAX_READ:
        return len(text)
    cut = max(text.rfind(sign, MAX_READ // 2, MAX_READ) for sign in "\n ")
    return MAX_READ if cut < 0 else cut


def _given_title(raw: Raw) -> str | None:
    """Return the title handed over, unless it is page furniture (``Share``, ``×``)."""
    title = " ".join(raw.title.split()) if raw.title else ""
    furniture = len(title) <= LOOK and (is_furniture(title, len(title.split())) or is_stamp(title) or is_post(title))
    return title if title and not furniture else None


def _printed_title(text: str, blocks: tuple[Block, ...]) -> str | None:
    headline = next((b for b in blocks if b.role == "headline"), None)
    return " ".join(text[headline.start : headline.end].split()) if headline else None


def _language(raw: Raw, blocks: tuple[Block, ...]) -> str | None:
    given = language_given(raw.language) if raw.language else None
    if given:
        return given
    prose = " ".join(raw.text[b.start : b.start + 1500] for b in blocks if b.role == "body")[:4_000]
    return language_of(prose or raw.text)


def _printed_date(text: str, blocks: tuple[Block, ...]) -> Published | None:
    from stemma.clean.dating import date_from_text

    return date_from_text(text, blocks)


def _content_id(raw: Raw) -> str:
    content = f"{raw.url or ''}\0{raw.text}".encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=8).hexdigest()


def _host(url: str | None) -> str | None:
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _issues(raw: Raw, article: Article, published: Published | None) -> list[Issue]:
    where = f"{raw.path}:{raw.id}" if raw.path and raw.id else raw.path or raw.url or article.id
    found = []
    if not raw.text.strip():
        found.append(Issue(where, "empty-article", "expected text, met none; the article is kept without blocks"))
    if raw.published and published is None:
        met = f"expected a date such as 2020-06-18, met {raw.published[:40]!r}; give `published` in ISO 8601"
        found.append(Issue(where, "bad-date", met))
    if article.language is not None and article.language not in COVERED:
        met = f"expected English, met language {article.language!r}; the article is kept, nothing in it is marked"
        found.append(Issue(where, "language", met))
    hidden = len(_HIDDEN.findall(raw.text))
    if hidden:
        met = f"expected visible characters, met {hidden} that turn or hide others; offsets count them. Check the source"
        found.append(Issue(where, "hidden-characters", met))
    if len(raw.text) > MAX_READ:
        met = f"expected an article of up to {MAX_READ:,} characters, met {len(raw.text):,}; all is kept, the rest is not read"
        found.append(Issue(where, "long-article", met))
    words = sum(len(raw.text[b.start : b.start + 2_000].split()) for b in article.blocks[:200] if b.role != "boilerplate")
    if raw.text.strip() and words < MIN_WORDS:
        met = f"expected a report, met {words} words; it is kept, but little can be found in it"
        found.append(Issue(where, "short-article", met))
    return found
