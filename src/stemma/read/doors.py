"""Doors: the readers, in the order in which they are asked whether a source is theirs."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.extend import ByteSource, Reader
from stemma.model import Issue, Raw
from stemma.read.html import HtmlReader
from stemma.read.jsonl import JsonLinesReader, JsonReader
from stemma.read.text import TextReader

DOORS: tuple[Reader, ...] = (JsonLinesReader(), JsonReader(), HtmlReader(), TextReader())


def door_for(source: ByteSource) -> Reader:
    """Return the first reader that the source fits; plain text takes what no other does."""
    return next(door for door in DOORS if door.fits(source))


def read_source(source: ByteSource) -> Iterator[Raw | Issue]:
    """Yield the articles and issues of one source; a source that cannot be read is an issue."""
    try:
        yield from door_for(source).read(source)
    except OSError as error:
        told = error.strerror or str(error) or type(error).__name__
        yield Issue(source.name, "unreadable", f"expected a file that can be read, met: {told}; check permissions and disk")
    except MemoryError:
        yield Issue(source.name, "too-large", "expected a file that fits in memory, met a larger one; split it")
