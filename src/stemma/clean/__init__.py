"""Clean: the blocks of an article and their roles, its language, date and credit. The text itself is never changed."""

from __future__ import annotations

import re
from hashlib import blake2b

from stemma.model import Article, Block, Issue, Published, Raw


def clean(raw: Raw) -> tuple[Article, tuple[Issue, ...]]:
    """Return the cleaned article and what was wrong with it (first version: paragraphs are body)."""
    blocks = tuple(Block("body", m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", raw.text))
    published = Published(raw.published[:10], "day", "metadata") if raw.published else None
    return (
        Article(
            id=raw.id or blake2b(raw.text.encode(), digest_size=8).hexdigest(),
            path=raw.path, url=raw.url, outlet=raw.outlet, title=raw.title, text=raw.text,
            authors=raw.authors, language=raw.language or "en", published=published, credit=None, blocks=blocks,
        ),
        (),
    )
