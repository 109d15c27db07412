"""Doors ``gzip.1``, ``zip.1`` and ``tar.1``: archives of anything the other doors read, as streams.

Nothing is written to disk under a name from an archive, so a path that points outside does no harm; it is told.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Self, cast

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.limits import Budget, PackedBombError, measured, unpacked
from stemma.read.source import DEEPEST, Source

ReadSource = Callable[[Source], Iterator[Raw | Issue]]
_OPENERS: dict[bytes, Callable[[BinaryIO], BinaryIO]] = {
    b"\x1f\x8b": lambda stream: cast("BinaryIO", gzip.GzipFile(fileobj=stream)),
    b"BZh": lambda stream: cast("BinaryIO", bz2.BZ2File(stream)),
    b"\xfd7zXZ\x00": lambda stream: cast("BinaryIO", lzma.LZMAFile(stream)),  # noqa: SIM115 - the reader closes it
}
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, OSError)


class GzipReader:
    """Reads one file packed by gzip, bzip2 or xz."""

    name = "gzip.1"

    def __init__(self, read_source: ReadSource) -> None:
        self._read_source = read_source

    def fits(self, source: ByteSource) -> bool:
        """Return whether it begins as a packed file does."""
        return any(source.head.startswith(mark) for mark in _OPENERS)

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield what the file inside holds."""
        packed = cast("Source", source)
        inner = PurePosixPath(source.name.rpartition("!")[2]).stem or "content"
        opener = next(opener for mark, opener in _OPENERS.items() if source.head.startswith(mark))

        def opened() -> BinaryIO:
            return unpacked(packed.open(), opener)

        yield from _guarded(self._read_source, packed.within(inner, opened), source.name)


class ZipReader:
    """Reads the members of a ZIP archive."""

    name = "zip.1"

    def __init__(self, read_source: ReadSource) -> None:
        self._read_source = read_source

    def fits(self, source: ByteSource) -> bool:
        """Return whether it begins as a ZIP archive does."""
        return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield what the members hold, in the order of their names."""
        with seekable(source) as stream:
            try:
                archive = zipfile.ZipFile(stream)
                members = sorted((m for m in archive.infolist() if not m.filename.endswith("/")), key=lambda m: m.filename)
            except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
                yield _broken(source.name, error)
                return
            budget = Budget()
            for member in members:
                yield from _odd_name(source.name, member.filename)
                if member.flag_bits & 1:
                    yield Issue(f"{source.name}!{member.filename}", "locked", "expected an open archive, met a member under a password; unlock it")
                    continue
                inner = cast("Source", source).within(member.filename, _member_opener(archive, member, budget))
                yield from _guarded(self._read_source, inner, source.name)


def _member_opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        # A directory cut from its archive gives places before its beginning, which zipfile seeks with a ValueError.
        if member.header_offset < 0:
            raise zipfile.BadZipFile("a member lies before the archive's beginning")
        budget.taken += member.compress_size
        return measured(cast("BinaryIO", archive.open(member)), lambda: member.compress_size, budget)

    return opened


class TarReader:
    """Reads the members of a tar archive, packed or not."""

    name = "tar.1"

    def __init__(self, read_source: ReadSource) -> None:
        self._read_source = read_source

    def fits(self, source: ByteSource) -> bool:
        """Return whether it begins as a tar archive does, or is a packed file called one."""
        if source.head[257:262] == b"ustar":
            return True
        packed = any(source.head.startswith(mark) for mark in _OPENERS)
        return packed and source.name.lower().endswith((".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"))

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield what the members hold, in the archive's order, each read once from the stream."""
        with source.open() as beneath:
            stream = beneath
            for mark, opener in _OPENERS.items():
                if source.head.startswith(mark):
                    stream = unpacked(beneath, opener)
            try:
                with tarfile.open(fileobj=stream, mode="r|") as archive:
                    yield from self._members(source, archive)
            except PackedBombError:
                yield _bomb(source.name)
            except (tarfile.TarError, *_BROKEN) as error:
                yield _broken(source.name, error)

    def _members(self, source: ByteSource, archive: tarfile.TarFile) -> Iterator[Raw | Issue]:
        for member in archive:
            if not member.isfile():
                continue
            yield from _odd_name(source.name, member.name)
            content = archive.extractfile(member)
            if content is not None:
                data = cast("BinaryIO", content)
                with tempfile.SpooledTemporaryFile(max_size=1 << 24) as kept:
                    _copy(data, cast("BinaryIO", kept))
                    inner = cast("Source", source).within(member.name, _replay(cast("BinaryIO", kept)))
                    yield from _guarded(self._read_source, inner, source.name)


def _copy(data: BinaryIO, into: BinaryIO) -> None:
    while part := data.read(1 << 18):
        into.write(part)


def _replay(kept: BinaryIO) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        kept.seek(0)
        return cast("BinaryIO", _Borrowed(kept))

    return opened


class _Borrowed:
    """A stream that its reader may close without closing the one beneath."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        """Leave the stream beneath open."""


def seekable(source: ByteSource) -> BinaryIO:
    """Return a stream that can be sought in; one that cannot is first copied to an unnamed temporary file."""
    stream = source.open()
    try:
        stream.seek(0)
    except (OSError, AttributeError):
        kept = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=1 << 24))  # noqa: SIM115 - the caller closes it
        _copy(stream, kept)
        stream.close()
        kept.seek(0)
        return kept
    return stream


def _guarded(read_source: ReadSource, inner: Source, name: str) -> Iterator[Raw | Issue]:
    """Yield what a member holds; a member that breaks is an issue, and the next one is read."""
    if inner.depth > DEEPEST:
        yield Issue(inner.name, "too-deep", f"expected at most {DEEPEST} archives in each other, met more; unpack the outer ones")
        return
    try:
        yield from read_source(inner)
    except PackedBombError:
        yield _bomb(inner.name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, *_BROKEN) as error:
        yield _broken(inner.name or name, error)


def _odd_name(archive: str, member: str) -> Iterator[Issue]:
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or member[1:2] == ":":
        told = "expected a path inside the archive, met one that points outside; it is read, never written. Be wary of the archive"
        yield Issue(f"{archive}!{member}", "unsafe-name", told)


def _bomb(name: str) -> Issue:
    return Issue(name, "packed-bomb", "expected text, met a file that grows without end when unpacked; it is left out. Do not unpack it")


def _broken(name: str, error: Exception) -> Issue:
    told = str(error)[:120] or type(error).__name__
    return Issue(name, "bad-archive", f"expected a whole archive, met: {told}; what came before is read. Fetch or pack it again")

