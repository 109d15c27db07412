"""Door ``warc.1``: web archives (ISO 28500), packed or not; each page with an article in it is one.

Source: fastwarc, from Bevendorff et al. 2021, "FastWARC: Optimizing Large-Scale Web Archive Analytics" (OSSYM).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from stemma.extend import ByteSource
from stemma.model import Issue, Raw, Stamp
from stemma.read.choices import PLAIN, Choices
from stemma.read.decode import decode
from stemma.read.html import LARGEST, declared_charset, page_article
from stemma.read.metadata import seen_at


class Forward:
    """A stream that is read once, forwards, and can say where it is: all that fastwarc asks of one it cannot seek in."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        part = self._stream.read(size)
        self._at += len(part)
        return part

    def tell(self) -> int:
        """Return the number of bytes read so far."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Return where the stream is; raises OSError when it is to be anywhere else."""
        if (offset, whence) not in ((0, 1), (self._at, 0)):
            raise OSError("a stream that is read once cannot be sought in")
        return self._at

    def close(self) -> None:
        """Leave the stream beneath to its owner."""


class WarcReader:
    """Reads the answers of a web archive one after another."""

    name = "warc.1"

    def __init__(self, choices: Choices = PLAIN) -> None:
        self._choices = choices

    def fits(self, source: ByteSource) -> bool:
        """Return whether it is called a web archive or begins as one."""
        return source.head.startswith(b"WARC/") or source.name.lower().endswith((".warc", ".warc.gz"))

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the article of each page, and an issue for each page without one."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        number = 0
        with source.open() as stream:
            try:
                for record in ArchiveIterator(Forward(stream), record_types=WarcRecordType.response, parse_http=True):
                    number += 1
                    address = record.headers.get("WARC-Target-URI") or f"{source.name}:{number}"
                    media = (record.http_content_type or "").lower()
                    if media and "html" not in media:
                        continue
                    data = record.reader.read(LARGEST + 1)
                    stored = record.headers.get("WARC-Date")
                    seen = Stamp(stored, "archive") if stored else None
                    yield from (seen_at(item, seen) for item in _page(data, source.name, address, self._choices))
            except (ValueError, EOFError, RuntimeError) as error:
                yield Issue(source.name, "bad-archive", f"expected a whole web archive, met: {str(error)[:120]}; fetch it again")
        if not number:
            yield Issue(source.name, "no-article", "expected answers of web servers, met none; check that it is a web archive")


def _page(data: bytes, name: str, address: str, choices: Choices) -> Iterator[Raw | Issue]:
    where = f"{name}:{address}"
    if len(data) > LARGEST:
        yield Issue(where, "too-large", f"expected a page of up to {LARGEST // 2**20} MB, met a larger one; it is left out")
        return
    decoded = decode(data, where, declared_charset(data, None))
    yield from decoded.issues
    if decoded.text is not None and decoded.text.strip():
        yield from page_article(decoded.text, where, address, choices)
