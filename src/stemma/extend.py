"""Extension points: what a part of Stemma must be able to do, each a Protocol with one method that works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from stemma.model import Issue, Raw


class ByteSource(Protocol):
    """Bytes with a name, as a reader is given them: a file, a member of an archive, an answer from the web."""

    name: str
    url: str | None
    media: str | None

    @property
    def head(self) -> bytes:
        """The first 65,536 bytes, or all when there are fewer."""

    @property
    def start(self) -> bytes:
        """The first bytes without byte-order mark and white space, in lower case."""

    @property
    def suffix(self) -> str:
        """The name's ending in lower case, without the dot."""

    def open(self) -> BinaryIO:
        """Return a fresh stream of all bytes; raises OSError when they cannot be read."""


class Reader(Protocol):
    """A door: reads one kind of source.

    Attributes:
        name: kind and version (``html.1``), so that results can say who made them.
    """

    name: str

    def fits(self, source: ByteSource) -> bool:
        """Return whether the source's name and first bytes look like this kind."""

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the articles of the source as a stream, and an issue for each thing wrong with it.

        OSError may pass: whoever opened the source turns it into an issue. Nothing else is raised.
        """
