"""Limits on what comes out of compressed and packed sources, so that a small file cannot fill memory or disk."""

from __future__ import annotations

import io
from typing import BinaryIO

UNPACKED = 64 * 1024 * 1024 * 1024
"""Bytes one packed source may grow to, when it does so slowly: an archive of a year has 10 GB (2026-11)."""

RATIO = 300
"""Times a packed source may grow; text in gzip grows 3 to 20 times, in the best case 100 (2026-11)."""

FREE = 32 * 1024 * 1024
"""Bytes that may come out whatever the ratio."""


class PackedBombError(OSError):
    """More came out of a packed source than any text would give."""


class Measured(io.RawIOBase):
    """A stream that raises `PackedBombError` when more than ``limit`` bytes come out of it."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and return the number of bytes."""
        part = self._stream.read(len(buffer))
        self._left -= len(part)
        if self._left < 0:
            raise PackedBombError
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the stream beneath too."""
        if not self.closed:
            self._stream.close()
        super().close()


def measured(stream: BinaryIO, packed: int | None) -> BinaryIO:
    """Return the stream with a limit that fits its packed size in bytes (None when that is not known)."""
    limit = UNPACKED if packed is None else min(UNPACKED, max(FREE, RATIO * packed))
    return io.BufferedReader(Measured(stream, limit), 1 << 16)
