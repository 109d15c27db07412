"""Sources: named streams of bytes that a door may open."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cached_property
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from stemma.model import Stamp

HEAD = 65_536
"""Bytes looked at to tell what a source is."""

DEEPEST = 4
"""Archives inside archives that are opened."""


class Source:
    """One file, standard input, or member of an archive.

    Args:
        name: path as the user wrote it, ``-``, or ``archive.zip!member``.
        opener: gives a fresh stream of the source's bytes.
        depth: number of archives the source lies in.
        url: address the source was fetched from, or None.

    Attributes:
        media: media type its sender gave it, lower case, or None.
        seen: when it was sent, or None.
    """

    def __init__(
        self, name: str, opener: Callable[[], BinaryIO], *, depth: int = 0, url: str | None = None, media: str | None = None,
        seen: Stamp | None = None,
    ) -> None:  # fmt: skip
        self.name = name
        self._opener = opener
        self.depth = depth
        self.url = url
        self.media = media
        self.seen = seen

    def open(self) -> BinaryIO:
        """Return a fresh stream of the bytes; raises OSError when they cannot be read."""
        return self._opener()

    @cached_property
    def head(self) -> bytes:
        """The first `HEAD` bytes."""
        with self.open() as stream:
            return stream.read(HEAD)

    @property
    def suffix(self) -> str:
        """The file name's ending in lower case, without the dot."""
        name = urlsplit(self.name).path if self.url else self.name.replace("\\", "/").rpartition("!")[2]
        return PurePosixPath(name).suffix[1:].lower()

    @property
    def start(self) -> bytes:
        """The first bytes without byte-order mark and white space, in lower case."""
        return self.head[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()

    def within(self, member: str, opener: Callable[[], BinaryIO]) -> Source:
        """Return a source for a member of this one."""
        return Source(f"{self.name}!{member}", opener, depth=self.depth + 1)


class Replayed(io.RawIOBase):
    """A stream that gives back the bytes taken from its start, then goes on with the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and return the number of bytes."""
        if self._head:
            part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            part = self._rest.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def source_of_stream(name: str, stream: BinaryIO) -> Source:
    """Return a source for a stream that can be read once, such as standard input."""
    head = b""
    while len(head) < HEAD and (part := stream.read(HEAD - len(head))):
        head += part

    class Once(Source):
        """A source whose head is known, so that the stream is opened once."""

        @cached_property
        def head(self) -> bytes:
            return head

    return Once(name, lambda: io.BufferedReader(Replayed(head, stream), HEAD))
