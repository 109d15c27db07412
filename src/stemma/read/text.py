"""Door ``text.1``: a file of plain text is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.decode import decode
from stemma.read.xml import root_name

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file read as one text; a larger one is no report."""

_HTML = re.compile(r"<\s*(?:p|div|span|a|br|h[1-6]|article|body|head|meta|script|table|li|ul)\b[^<>]{0,300}>", re.IGNORECASE)


class TextReader:
    """Reads plain text in any encoding."""

    name = "text.1"

    def fits(self, source: ByteSource) -> bool:
        """Return True: what no other door takes is text, or is told not to be."""
        return source.name is not None

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the article and what was met while decoding it."""
        with source.open() as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            met = f"expected a text of up to {LARGEST // 2**20} MB, met a larger one; split it, or give it as JSON Lines"
            yield Issue(source.name, "too-large", met)
            return
        if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
            yield Issue(source.name, "empty-file", "expected text, met an empty file; leave it out, or fetch it again")
            return
        if source.start.startswith(b"<?xml"):
            met = f"expected text, met XML of a kind that no door knows ({root_name(source) or 'without an element'}); give its text as .txt or JSON Lines"
            yield Issue(source.name, "bad-shape", met)
            return
        decoded = decode(data, source.name)
        yield from decoded.issues
        if decoded.text is not None:
            yield Raw(text=decoded.text, path=source.name, url=source.url)


def is_marked_up(head: str) -> bool:
    """Return whether the start of a text is HTML, whatever its file is called."""
    start = head.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        return True
    return start.startswith("<") and len(_HTML.findall(head[:20_000])) >= 4
