"""Explain: which door opens a source, what came from where, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from stemma.model import Issue, Raw
from stemma.read.choices import PLAIN, Choices
from stemma.read.doors import Doors, door_for, doors_with, read_source
from stemma.read.find import find_sources
from stemma.read.leaves import leaves_of, left_out, origin_of, said_in
from stemma.read.origins import Origins, page_origins
from stemma.read.source import Source

if TYPE_CHECKING:
    from stemma.read.web import WebOptions

FIELDS = ("id", "title", "url", "outlet", "authors", "language", "published", "modified", "seen", "credit", "topics", "suppliers")

ORIGINS = {
    "jsonl": "a key of a usual name", "json": "a key of a usual name", "csv": "a column of a usual name",
    "parquet": "a column of a usual name", "nitf": "the document's head and hedline", "newsml": "the item's metadata",
    "feed": "the entry, else the feed", "mail": "the message's headers", "docx": "the document's properties",
    "pdf": "the document's properties", "warc": "the page's markup, else the record", "html": "the page's markup",
}  # fmt: skip
"""Where each door takes what describes an article."""


class Given(msgspec.Struct, frozen=True):
    """One field: how many articles have it, and from where (``given`` fields of pages: JSON-LD, meta, link…)."""

    field: str
    articles: int
    origin: str


class Explained(msgspec.Struct, frozen=True):
    """What reading one source comes to.

    Attributes:
        source: its name; ``door``: the reader that opens it, None when nothing could be opened.
        articles: number of articles; ``characters``: of their texts together.
        given: fields that the source gave; ``missing``: those that no article has.
        dropped: what was seen and left out, in words.
        issues: what was wrong.
    """

    source: str
    door: str | None
    articles: int = 0
    characters: int = 0
    given: tuple[Given, ...] = ()
    missing: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def explain(
    inputs: Iterable[str], *, stdin: BinaryIO | None = None, web: WebOptions | None = None, choices: Choices = PLAIN
) -> Iterator[Explained]:
    """Yield, for each source of the inputs, its door and what came out of it.

    Example:
        >>> [found.door for found in explain(["no/such/file.txt"])]
        [None]
    """
    doors = doors_with(choices)
    for item in find_sources(tuple(inputs), stdin, web):
        if isinstance(item, Issue):
            yield Explained(item.article, None, issues=(item,))
            continue
        try:
            door = door_for(item, doors).name
        except OSError:
            door = None
        yield _summed(item, door, doors)


def _summed(source: Source, door: str | None, doors: Doors) -> Explained:
    counts: Counter[str] = Counter()
    issues: list[Issue] = []
    first: Raw | None = None
    articles = characters = 0
    for item in read_source(source, doors):
        if isinstance(item, Issue):
            issues.append(item)
            continue
        first = first or item
        articles += 1
        characters += len(item.text)
        counts.update(field for field in FIELDS if _has(item, field))
    page = page_origins(source) if (door or "").startswith("html") and articles == 1 else value_origins(source, door, first)
    usual = ORIGINS.get((door or "").partition(".")[0].partition("-")[0], "the article's own door")
    return Explained(
        source.name, door, articles, characters,
        given=tuple(Given(f, counts[f], (page.of.get(f) if page else None) or usual) for f in FIELDS if counts[f]),
        missing=tuple(field for field in FIELDS if articles and not counts[field]),
        dropped=page.dropped if page else (),
        issues=tuple(issues),
    )  # fmt: skip


def value_origins(source: Source, door: str | None, first: Raw | None) -> Origins | None:
    """Return from which values of a structured source its first article was made, and which were left out."""
    leaves = leaves_of(source, door) if door and first else []
    if not leaves or first is None:
        return None
    found = {f: list(dict.fromkeys(o for words in said_in(first, f) if (o := origin_of(leaves, words)))) for f in FIELDS}
    taken = {name for names in found.values() for name in names}
    return Origins({f: " and ".join(names[:3]) for f, names in found.items() if names}, left_out(leaves, first, taken))


def _has(item: Raw, field: str) -> bool:
    """Return whether an article has a field, of its own or in its metadata."""
    return bool(getattr(item, field, None) or getattr(item.metadata, field, None))
