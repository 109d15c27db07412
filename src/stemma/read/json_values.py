"""JSON values of a stream, one at a time: the elements of an array, or values one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 1 << 18
LARGEST_VALUE = 64 * 1024 * 1024
"""Bytes of the largest single article in JSON."""

_SPECIAL = re.compile(rb'["\\{}\[\]]')


def values_in(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the bytes of each value; None once when one is longer than `LARGEST_VALUE`, or is cut off.

    A top-level array is opened: its elements are the values. Linear in the stream's length; at most one value
    and one chunk are held. Values other than objects and arrays are not looked for.
    """
    scanner = _Scanner()
    while chunk := stream.read(CHUNK):
        yield from scanner.feed(chunk)
        if scanner.size > LARGEST_VALUE:
            yield None
            return
    if scanner.level > scanner.base:
        yield None


class _Scanner:
    """Tracks strings and nesting over chunks."""

    def __init__(self) -> None:
        self.level = 0
        self.base = 0
        self.size = 0
        self._begun = False
        self._string = False
        self._escaped = False
        self._parts: list[bytes] = []

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the values that end in this chunk."""
        start, skip = 0, -1
        if self._escaped:
            skip, self._escaped = 0, False
        for match in _SPECIAL.finditer(chunk):
            at, sign = match.start(), match.group()
            if at == skip:
                continue
            if sign == b'"':
                self._string = not self._string
            elif self._string:
                if sign == b"\\":
                    skip = at + 1
                    self._escaped = skip == len(chunk)
            elif sign in b"{[":
                start = self._open(sign, at, start)
            elif sign in b"}]" and self._close():
                yield b"".join((*self._parts, chunk[start : at + 1]))
                self._parts, self.size = [], 0
        if self._begun:
            self._parts.append(chunk[start:])
            self.size += len(chunk) - start

    def _close(self) -> bool:
        """Return whether the bracket ends a value."""
        self.level = max(self.level - 1, 0)
        ends = self._begun and self.level == self.base
        self._begun = self._begun and not ends
        return ends

    def _open(self, sign: bytes, at: int, start: int) -> int:
        if self.level == 0 and sign == b"[" and self.base == 0:
            self.base = self.level = 1
            return start
        if self.level == self.base:
            self._begun = True
            start = at
        self.level += 1
        return start
