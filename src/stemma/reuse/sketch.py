"""Sketches: what `reuse` keeps of one article: its words as hashes, where they stand, and which can be evidence.

A sketch takes 13 bytes a word and is made from an `Article` without a parse, so that the sketches of a hundred
thousand articles stay in memory while the articles themselves need not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemma.lexicon.wording import look_up, tokens
from stemma.model import Article, Block, Metadata

SENTENCE, BLOCK, NAME, QUOTED, STOCK = 1, 2, 4, 8, 16
"""Flags of a word: first of a sentence, first of a block, part of a name, in quotation marks, boilerplate."""

COPIED_ROLES = frozenset({"standfirst", "body", "subhead"})
"""Roles whose words can be evidence of copying: captions come from photo agencies, headlines share stock phrases."""

MAX_WORDS = 40_000
"""Words of one article that are compared; no report of the news sets of 2026-11 has a quarter of that."""


OPENING = 10
"""Words by which two versions of one running report are known."""


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """One article for comparison; the arrays are parallel, one item a word of the prose blocks.

    Attributes:
        address: where it stands, without scheme and ``www.``, or None; ``copied``: addresses it says its text stands at first.
        title: the title, at most 120 code points, or None.
        opening: hash of the first `OPENING` words of the body, empty for shorter texts.
        digest: hash of all words: equal for texts that differ in typography alone.
        codes: hashes of the folded words; ``stems``: 16-bit hashes of their stems.
        starts: offsets in the article's text, code points; ``lengths``: code points, at most 255.
        levels: rarity, 0 to 255; ``flags``: see the constants of this module.
    """

    id: str
    outlet: str | None
    published: str | None
    credit: str | None
    title: str | None
    address: str | None = None
    copied: tuple[str, ...] = ()
    opening: bytes
    digest: bytes
    codes: NDArray[np.uint32]
    stems: NDArray[np.uint16]
    starts: NDArray[np.int32]
    lengths: NDArray[np.uint8]
    levels: NDArray[np.uint8]
    flags: NDArray[np.uint8]

    @property
    def evidence(self) -> NDArray[np.int32]:
        """How much each word says about copying: its rarity, 0 in quotations, names and boilerplate."""
        silent = (self.flags & (NAME | QUOTED | STOCK)) > 0
        return np.where(silent, 0, self.levels).astype(np.int32)

    def __len__(self) -> int:
        return len(self.codes)


def sketch_of(article: Article) -> Sketch:
    """Return the sketch of an article, in time linear in its length.

    Example:
        >>> from stemma.model import Article, Block
        >>> text = "The mayor resigned."
        >>> len(sketch_of(Article(id="a", path=None, url=None, outlet=None, title=None, text=text, authors=(),
        ...     language="en", published=None, credit=None, blocks=(Block("body", 0, len(text)),))))
        3
    """
    read = [(block, list(_rows(article.text, block))) for block in article.blocks if block.role in COPIED_ROLES]
    rows = [row for _, found in read for row in found][:MAX_WORDS]
    body = [row[0] for block, found in read if block.role == "body" for row in found[:OPENING]][:OPENING]
    table = np.array(rows, np.int64).reshape(-1, 6)
    codes = table[:, 0].astype(np.uint32)
    flags = _with_names(table, codes)
    return Sketch(
        **_about(article),
        opening=_hash(np.array(body, np.uint32)) if len(body) == OPENING else b"",
        digest=_hash(codes),
        codes=codes,
        stems=(table[:, 1] & 0xFFFF).astype(np.uint16),
        starts=table[:, 3].astype(np.int32),
        lengths=np.minimum(table[:, 4], 255).astype(np.uint8),
        levels=table[:, 2].astype(np.uint8),
        flags=flags,
    )


def sketches_of(articles: Iterable[Article]) -> Iterator[Sketch]:
    """Yield the sketches of articles; a text that stands in many is read once, and its sketches share their arrays."""
    read: dict[tuple[str, tuple[Block, ...]], Sketch] = {}
    for article in articles:
        first = read.get((article.text, article.blocks))
        if first is None:
            first = read.setdefault((article.text, article.blocks), sketch_of(article))
        yield msgspec.structs.replace(first, **_about(article))


def _about(article: Article) -> dict[str, Any]:
    """Return what a sketch holds beside the words."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "published": article.published.value if article.published else None,
        "credit": article.credit,
        "title": article.title[:120] if article.title else None,
        "address": _address(article.url),
        "copied": _copied(article),
    }


COPY_FIELDS = frozenset({"syndication-source", "canonical"})
"""What a page says of where its very text stands first; other fields name who had the story first."""


def _copied(article: Article) -> tuple[str, ...]:
    """Return the addresses at which a page says its text stands first; a site's front page is none."""
    said = article.metadata.suppliers if isinstance(article.metadata, Metadata) else ()
    found = dict.fromkeys(_address(s.url) for s in said if s.basis in COPY_FIELDS)
    return tuple(place for place in found if place and "/" in place)


def _address(url: str | None) -> str | None:
    """Return an address without what does not tell two pages apart.

    Example:
        >>> _address("https://www.Post.example/a/#top")
        'post.example/a'
    """
    if not url:
        return None
    host, slash, path = url.partition("#")[0].partition("://")[2].partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/") or None


def _hash(codes: NDArray[np.uint32]) -> bytes:
    return blake2b(codes.tobytes(), digest_size=12).digest()


_CAPITAL, _SHOUTED = 32, 64
"""Flags used while a sketch is made: the word begins with a capital; it has capitals only."""

_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s")


def _rows(text: str, block: Block) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Yield (code, stem, level, start, length, flags) of the words of a block."""
    quoted = iter([*quoted_ranges(text, block.start, block.end), (len(text) + 1, len(text) + 1)])
    q_start, q_end = next(quoted)
    begins, last, previous = SENTENCE | BLOCK, block.start, ""
    for match in tokens(text, block.start, block.end):
        surface, start = match.group(), match.start()
        if not begins and surface[0].isupper() | surface[0].isdigit() and _closes(text[last:start], previous):
            begins = SENTENCE
        while start >= q_end:
            q_start, q_end = next(quoted)
        word = look_up(surface)
        flags = begins | (QUOTED if start >= q_start else 0) | (_CAPITAL if surface[0].isupper() else 0)
        flags |= _SHOUTED if len(surface) > 2 and surface.isupper() else 0
        yield word.code, word.stem, word.level, start, len(surface), flags
        begins, last, previous = 0, match.end(), surface


def _closes(gap: str, previous: str) -> bool:
    """Return whether the characters between two words end a sentence."""
    return len(gap) > 1 and _ENDS.search(gap[:40]) is not None and not (len(previous) < 3 and previous[0].isupper())


def _with_names(table: NDArray[np.int64], codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return the flags with names marked: capitals inside a sentence, and the same words where one begins."""
    flags = table[:, 5].astype(np.uint8)
    capital, shouted = (flags & _CAPITAL) > 0, (flags & _SHOUTED) > 0
    flags &= ~np.uint8(_CAPITAL | _SHOUTED)
    if not len(flags):
        return flags
    block = np.cumsum((flags & BLOCK) > 0)
    shouting = (np.bincount(block, shouted) > 0.4 * np.bincount(block))[block]
    inside = capital & ((flags & SENTENCE) == 0) & ~shouting
    known = np.isin(codes, codes[inside])
    flags[inside | (capital & known & ~shouting)] |= NAME
    return flags


_MARKS = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’"}
_OPENS = re.compile(r"[“«„]|(?<![\w.,!?…;:])\"(?=\S)|(?<![\w.,!?])‘(?=\w)")
_CLOSES = re.compile(r"[”»“]|(?<=\S)\"|(?<=[\w.,!?…])’(?!\w)")
MAX_QUOTED = 3_000
"""Longest stretch taken as one quotation, code points; beyond it a mark is thought to be stray."""


def quoted_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges inside quotation marks, in order; a mark left open closes with the block.

    Example:
        >>> quoted_ranges('He said "no".', 0, 13)
        [(9, 11)]
    """
    closing = _closing_marks(text, start, end)
    ranges, at = [], start
    for match in _OPENS.finditer(text, start, end):
        opened = match.end()
        if opened <= at:
            continue
        marks = closing[_MARKS[match.group()]]
        place = bisect_left(marks, opened)
        closed = marks[place] if place < len(marks) and marks[place] <= opened + MAX_QUOTED else -1
        if closed < 0 and (match.group() == "‘" or end - opened > MAX_QUOTED):
            continue
        closed = end if closed < 0 else closed
        ranges.append((opened, closed))
        at = closed + 1
    return ranges


def _closing_marks(text: str, start: int, end: int) -> dict[str, list[int]]:
    """Return where each closing mark stands, so that a text full of open marks is read once."""
    found: dict[str, list[int]] = {mark: [] for mark in _MARKS.values()}
    for match in _CLOSES.finditer(text, start, end):
        found[match.group()].append(match.start())
    return found
