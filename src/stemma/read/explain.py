"""Explain: which door opens a source, what came from where, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from stemma.model import Issue, Raw
from stemma.read.doors import door_for, read_source
from stemma.read.find import find_sources


class Explained(msgspec.Struct, frozen=True):
    """What reading one source comes to.

    Attributes:
        source: its name; ``door``: the reader that opens it, None when nothing could be opened.
        articles: number of articles; ``characters``: of their texts together.
        given: fields that the source gave, each with the number of articles that have it, sorted by name.
        issues: what was wrong or left out.
    """

    source: str
    door: str | None
    articles: int = 0
    characters: int = 0
    given: tuple[tuple[str, int], ...] = ()
    issues: tuple[Issue, ...] = ()


def explain(inputs: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Explained]:
    """Yield, for each source of the inputs, its door and what came out of it.

    Example:
        >>> [found.door for found in explain(["no/such/file.txt"])]
        [None]
    """
    for item in find_sources(tuple(inputs), stdin):
        if isinstance(item, Issue):
            yield Explained(item.article, None, issues=(item,))
            continue
        try:
            door = door_for(item).name
        except OSError:
            door = None
        yield _summed(item.name, door, read_source(item))


def _summed(name: str, door: str | None, items: Iterable[Raw | Issue]) -> Explained:
    given: dict[str, int] = {}
    issues: list[Issue] = []
    articles = characters = 0
    for item in items:
        if isinstance(item, Issue):
            issues.append(item)
            continue
        articles += 1
        characters += len(item.text)
        for field in ("id", "title", "url", "outlet", "authors", "language", "published", "credit"):
            if getattr(item, field):
                given[field] = given.get(field, 0) + 1
    return Explained(name, door, articles, characters, tuple(sorted(given.items())), tuple(issues))
