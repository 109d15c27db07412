"""Leaves: the single values a structured source holds, each under the name of its place, and which an article was made of.

A reader says what it makes of a document; what it was made from is found here by looking for the same words again: keys
of JSON, columns of a table, elements and attributes of XML, headers and parts of a message, properties of a document.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from itertools import islice
from typing import TYPE_CHECKING

from stemma.model import Issue, Metadata, Raw
from stemma.read.archive import seekable
from stemma.read.decode import decode
from stemma.read.json_values import values_in
from stemma.read.markup import text_of_markup
from stemma.read.office import PAGES, part
from stemma.read.source import Source
from stemma.read.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Leaf = tuple[str, str]
"""The name of a place, and the words that stand there, with single spaces."""

MOST = 5_000
"""Values that are looked at."""

LARGEST = 4 * 1024 * 1024
"""Bytes of a table or message that are looked at."""

ENTRIES = frozenset({"item", "entry"})
"""Elements of a feed of which only the first is looked at, like the first row of a table."""


def leaves_of(source: Source, door: str) -> list[Leaf]:
    """Return the values of a source's first article, in the order in which they stand; none for a door without structure."""
    family = door.partition(".")[0]
    if family not in _FAMILIES or source.name == "-":
        return []
    found = _FAMILIES[family](source)
    return [(name, words) for name, value in islice(found, MOST) if (words := " ".join(value.split()))]


def _xml(source: Source) -> Iterator[Leaf]:
    root = parse_xml(source)
    if not isinstance(root, Issue):
        yield from _elements(root)


def _elements(root: _Element) -> Iterator[Leaf]:
    """Yield the attributes and texts of a document; an element that mixes words and marks is one text."""
    stack: list[tuple[_Element, str]] = [(root, "")]
    while stack:
        node, name = stack.pop()
        yield from ((f"{name}@{_local(key)}", value) for key, value in node.attrib.items())
        children = [child for child in node if isinstance(child.tag, str)]
        if (node.text or "").strip() or any((child.tail or "").strip() for child in children):
            yield name, " ".join("".join(node.itertext()).split())
            children = [child for child in children if child.attrib]
        for child in reversed(children):
            local = _local(child.tag)
            before = child.getprevious()
            if local not in ENTRIES or before is None or _local(before.tag) != local:
                stack.append((child, f"{name}/{local}".strip("/")))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _json(source: Source) -> Iterator[Leaf]:
    with source.open() as stream:
        first = next(values_in(stream), None)
    try:
        value = json.loads(first or b"null")
    except (ValueError, RecursionError):
        return
    stack: list[tuple[object, str]] = [(value, "")]
    while stack:
        held, path = stack.pop()
        if isinstance(held, Mapping):
            stack.extend((inner, f"{path}.{key}".strip(".")) for key, inner in reversed(list(held.items())))
        elif isinstance(held, list):
            inside = held[:1] if path in ("items", "articles") else held
            stack.extend((inner, f"{path}[]") for inner in reversed(inside))
        elif isinstance(held, str | int | float) and not isinstance(held, bool):
            yield path, str(held)


def _table(source: Source) -> Iterator[Leaf]:
    with source.open() as stream:
        text = decode(stream.read(LARGEST), source.name).text or ""
    header = text.lstrip("\ufeff").partition("\n")[0]
    separator = max(",;\t|", key=lambda sign: (header.count(sign), sign == ","))
    row = next(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator), {})
    yield from ((name, value) for name, value in row.items() if isinstance(name, str) and isinstance(value, str))


def _parquet(source: Source) -> Iterator[Leaf]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    with seekable(source) as stream:
        try:
            rows = next(ParquetFile(stream).iter_batches(batch_size=1)).to_pylist()
        except (pa.ArrowException, ValueError, StopIteration):
            return
    yield from ((name, str(value)) for name, value in rows[0].items() if value is not None)


def _mail(source: Source) -> Iterator[Leaf]:
    with source.open() as stream:
        data = stream.read(LARGEST)
    if data.startswith(b"From "):
        data = re.split(rb"\n\r?\nFrom ", data.partition(b"\n")[2], maxsplit=1)[0]
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        headers = [(name, str(value)[:2_000]) for name, value in message.items()]
        parts = [(p.get_content_type(), p.get_payload(decode=True), p.get_content_charset()) for p in message.walk() if not p.is_multipart()]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return
    yield from headers
    for kind, held, charset in parts:
        words = decode(held, source.name, charset).text if isinstance(held, bytes) and kind.startswith("text/") else None
        yield f"part {kind}", words or f"{len(held) if isinstance(held, bytes) else 0} bytes"


def _docx(source: Source) -> Iterator[Leaf]:
    from lxml.etree import LxmlError

    with seekable(source) as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                for name in archive.namelist():
                    yield from _office_part(archive, name)
        except (zipfile.BadZipFile, zlib.error, LxmlError, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError):
            return


def _office_part(archive: zipfile.ZipFile, name: str) -> Iterator[Leaf]:
    if name == "docProps/core.xml":
        yield from ((_local(node.tag), node.text or "") for node in part(archive, name))
    elif re.fullmatch(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml", name):
        yield name, " ".join(part(archive, name).itertext())
    elif name.startswith("word/media/"):
        yield "pictures", name


def _pdf(source: Source) -> Iterator[Leaf]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with seekable(source) as stream:
        try:
            document = PdfReader(stream)
            yield from ((name.strip("/"), str(value)) for name, value in (document.metadata or {}).items())
            if len(document.pages) > PAGES:
                yield f"pages after the first {PAGES}", f"{len(document.pages) - PAGES} pages not read"
        except (PyPdfError, ArithmeticError, LookupError, ValueError, TypeError, AttributeError, RuntimeError):
            return


_FAMILIES = {"docx": _docx, "pdf": _pdf, "nitf": _xml, "newsml": _xml, "feed": _xml, "json": _json, "jsonl": _json, "csv": _table, "parquet": _parquet, "mail": _mail}

PREFERRED = (
    "entry/", "item/", "language", "hl1", "headline", "distributor", "creditline", "date.issue", "contentCreated", "firstcreated", "firstCreated", "pubDate",
    "published", "guid", "link", "title", "name",
)  # fmt: skip
"""Parts of names that a reader asks first, where several places hold the same words."""


def origin_of(leaves: list[Leaf], words: str) -> str | None:
    """Return the name of the place that holds just these words, else of the first in which they stand, else None."""
    words = " ".join(words.split())
    same = [name for name, held in leaves if held == words or ("<" in held and " ".join(text_of_markup(held).split()) == words)]
    if same:
        return min(same, key=lambda name: next((k for k, part in enumerate(PREFERRED) if part in name), len(PREFERRED)))
    return next((name for name, held in leaves if len(words) > 2 and words in held and len(held) < 4 * len(words) + 40), None)


def said_in(raw: Raw, field: str) -> list[str]:
    """Return the words of one field, as a source may write them."""
    value = getattr(raw, field, None) or (getattr(raw.metadata, field, None) if isinstance(raw.metadata, Metadata) else None)
    if field == "topics":
        return [text for topic in value or () for text in (topic.code.partition(":")[2], topic.name) if text]
    if field == "suppliers":
        return [text for supplier in value or () for text in (supplier.name, supplier.url) if text]
    if field in ("modified", "seen"):
        return [value.value] if value else []
    return list(value) if isinstance(value, tuple) else [value] if isinstance(value, str) else []


def left_out(leaves: list[Leaf], raw: Raw, taken: set[str]) -> tuple[str, ...]:
    """Return what of the values is not in the article, in words: long ones with their length, others by name."""
    text = " ".join(raw.text.split())
    long: dict[str, int] = {}
    short: dict[str, None] = {}
    for name, held in leaves:
        plain = " ".join(text_of_markup(held).split()) if "<" in held else held
        if name in taken or not plain or plain in text or " ".join(plain.split()[:8]) in text:
            continue
        if len(plain.split()) > 2:
            long[name] = long.get(name, 0) + len(plain.split())
        else:
            short[name] = None
    told = [f"{name}, {count} words" for name, count in list(long.items())[:12]]
    names = [name for name in short if name not in long]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return (*told, f"values of {', '.join(names[:12])}{more}") if names else tuple(told)
