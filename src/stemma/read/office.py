"""Doors ``docx.1`` and ``pdf.1``: reports as word-processor files and as printed pages.

Source: ECMA-376, Office Open XML, part 1 (``w:p`` and ``w:t``); pypdf for PDF.
"""

from __future__ import annotations

import logging
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.archive import seekable

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest text part of a DOCX file."""

PAGES = 500
"""Pages of a PDF file that are read."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class DocxReader:
    """Reads one DOCX file."""

    name = "docx.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether it is a ZIP archive called DOCX."""
        return source.suffix == "docx" and source.head.startswith(b"PK")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the document's text as an article."""
        from lxml.etree import LxmlError

        with seekable(source) as stream:
            try:
                text, facts = _docx(zipfile.ZipFile(stream))
            except (zipfile.BadZipFile, KeyError, LxmlError, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
                yield Issue(source.name, "bad-archive", f"expected a whole DOCX file, met: {str(error)[:100]}; save it again")
                return
        yield _article(text, source, facts)


def _docx(archive: zipfile.ZipFile) -> tuple[str, dict[str, str]]:
    body = part(archive, "word/document.xml")
    paragraphs = ("".join(node.text or "" for node in p.iter(f"{_WORD}t")) for p in body.iter(f"{_WORD}p"))
    facts: dict[str, str] = {}
    if "docProps/core.xml" in archive.namelist():
        for node in part(archive, "docProps/core.xml"):
            facts[str(node.tag).rpartition("}")[2]] = " ".join((node.text or "").split())
    return "\n\n".join(p.strip() for p in paragraphs if p.strip()), facts


def part(archive: zipfile.ZipFile, name: str) -> _Element:
    """Return the first element of a part of an Office file.

    Raises:
        ValueError: when it is too large or declares entities.
    """
    from lxml.etree import XMLParser, fromstring

    with archive.open(name) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST or b"<!ENTITY" in data:
        message = "a part that is too large or declares entities"
        raise ValueError(message)
    return fromstring(data, XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


class PdfReader:
    """Reads one PDF file."""

    name = "pdf.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether it begins as PDF does."""
        return source.head[:1024].lstrip().startswith(b"%PDF-")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the text of the pages as an article."""
        from pypdf import PdfReader as Reader
        from pypdf.errors import PyPdfError

        # What is wrong with a document is told once, as an issue; pypdf writes a line for each odd object.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        with seekable(source) as stream:
            try:
                document = Reader(stream)
                pages = [page.extract_text() for _, page in zip(range(PAGES), document.pages, strict=False)]
                facts = {"title": str(document.metadata.title or "") if document.metadata else ""}
            except (PyPdfError, zlib.error, struct.error, ArithmeticError, LookupError, ValueError, TypeError, AttributeError, RuntimeError) as error:
                yield Issue(source.name, "bad-archive", f"expected a PDF file that can be read, met: {str(error)[:100]}; save it again")
                return
        yield _article("\n\n".join(page.strip() for page in pages if page.strip()), source, facts)


def _article(text: str, source: ByteSource, facts: dict[str, str]) -> Raw | Issue:
    if not text.strip():
        return Issue(source.name, "no-article", "expected text in the document, met none (perhaps pictures of pages); give its text as .txt")
    author = facts.get("creator")
    return Raw(
        text=text.replace("\0", "\ufffd"), path=source.name, url=source.url, title=facts.get("title") or None,
        authors=(author,) if author else (), published=facts.get("created") or None,
    )  # fmt: skip
