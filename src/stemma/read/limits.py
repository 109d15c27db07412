"""Limits on what comes out of compressed and packed sources, so that a small file cannot fill memory or disk."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, cast

UNPACKED = 64 * 1024 * 1024 * 1024
"""Bytes one packed source may grow to, when it does so slowly: an archive of a year has 10 GB (2026-11)."""

RATIO = 300
"""Times a packed source may grow; text in gzip grows 3 to 20 times, in the best case 100 (2026-11)."""

FREE = 32 * 1024 * 1024
"""Bytes that may come out whatever the ratio."""


class PackedBombError(OSError):
    """More came out of a packed source than any text would give."""


class Counted(io.RawIOBase):
    """A stream that counts the bytes taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and return the number of bytes."""
        part = self._stream.read(len(buffer))
        self.taken += len(part)
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the stream beneath too."""
        if not self.closed:
            self._stream.close()
        super().close()


class Budget:
    """What may come out of all members of an archive together, so that many small bombs are one.

    Attributes:
        taken: packed bytes of the members opened so far; ``given``: bytes that came out of them.
    """

    def __init__(self) -> None:
        self.taken = self.given = 0

    def spend(self, given: int) -> None:
        """Count bytes that came out; raises `PackedBombError` when they are too many."""
        self.given += given
        if self.given > max(MEMBERS * FREE, RATIO * self.taken):
            raise PackedBombError


MEMBERS = 8
"""Members that may each give `FREE` bytes; a member is opened up to twice (2026-11)."""


class Measured(io.RawIOBase):
    """A stream of unpacked bytes that raises `PackedBombError` when too many come out for what went in.

    Args:
        stream: the unpacked bytes.
        taken: gives the number of packed bytes they came from so far.
        budget: what the whole archive may give, or None.
    """

    def __init__(self, stream: BinaryIO, taken: Callable[[], int], budget: Budget | None = None) -> None:
        super().__init__()
        self._stream = stream
        self._taken = taken
        self._budget = budget
        self._given = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and return the number of bytes."""
        part = self._stream.read(len(buffer))
        self._given += len(part)
        if self._given > min(UNPACKED, max(FREE, RATIO * self._taken())):
            raise PackedBombError
        if self._budget is not None:
            self._budget.spend(len(part))
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the stream beneath too."""
        if not self.closed:
            self._stream.close()
        super().close()


def unpacked(packed: BinaryIO, opener: Callable[[BinaryIO], BinaryIO]) -> BinaryIO:
    """Return the unpacked bytes of a stream as ``opener`` gives them, within the limits."""
    counted = Counted(packed)
    return measured(opener(cast("BinaryIO", counted)), lambda: counted.taken)


def measured(stream: BinaryIO, taken: Callable[[], int], budget: Budget | None = None) -> BinaryIO:
    """Return a stream of unpacked bytes within the limits; ``taken`` tells how many packed bytes they came from."""
    return io.BufferedReader(Measured(stream, taken, budget), 1 << 16)
