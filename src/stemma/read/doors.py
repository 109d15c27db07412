"""Doors: the readers, in the order in which they are asked whether a source is theirs."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.extend import ByteSource, Reader
from stemma.model import Issue, Raw
from stemma.read.archive import GzipReader, TarReader, ZipReader
from stemma.read.choices import PLAIN, Choices
from stemma.read.feed import FeedReader, OpmlReader
from stemma.read.html import HtmlReader
from stemma.read.jsonl import JsonLinesReader, JsonReader
from stemma.read.limits import PackedBombError
from stemma.read.mail import MailReader
from stemma.read.metadata import seen_at
from stemma.read.newsml import NewsmlReader
from stemma.read.nitf import NitfReader
from stemma.read.office import DocxReader, PdfReader
from stemma.read.source import Source
from stemma.read.table import CsvReader, ParquetReader
from stemma.read.text import TextReader
from stemma.read.warc import WarcReader

Doors = tuple[Reader, ...]


def doors_with(choices: Choices) -> Doors:
    """Return the readers, known by their first bytes before known by their names, that keep to these choices."""
    made: Doors = ()

    def inside(source: Source) -> Iterator[Raw | Issue]:
        return read_source(source, made)

    made = (
        WarcReader(choices),
        TarReader(inside),
        GzipReader(inside),
        DocxReader(),
        PdfReader(),
        ZipReader(inside),
        ParquetReader(choices),
        CsvReader(choices),
        MailReader(),
        NitfReader(),
        NewsmlReader(),
        FeedReader(),
        OpmlReader(),
        JsonLinesReader(choices),
        JsonReader(choices),
        HtmlReader(choices),
        TextReader(),
    )
    return made


DOORS = doors_with(PLAIN)
"""The readers without choices."""


def door_for(source: ByteSource, doors: Doors = DOORS) -> Reader:
    """Return the first reader that the source fits; plain text takes what no other does."""
    return next(door for door in doors if door.fits(source))


def read_source(source: Source, doors: Doors = DOORS) -> Iterator[Raw | Issue]:
    """Yield the articles and issues of one source; a source that cannot be read is an issue.

    A member of an archive passes its errors on to the archive's reader, which knows how it is packed.
    """
    try:
        yield from (seen_at(item, source.seen) for item in door_for(source, doors).read(source))
    except PackedBombError:
        raise
    except OSError as error:
        if source.depth:
            raise
        told = error.strerror or str(error) or type(error).__name__
        yield Issue(source.name, "unreadable", f"expected a file that can be read, met: {told}; check permissions and disk")
    except MemoryError:
        yield Issue(source.name, "too-large", "expected a file that fits in memory, met a larger one; split it")
