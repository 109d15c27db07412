"""XML, read so that nothing hostile in it takes effect: no entities of its own, no network, no other files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stemma.extend import ByteSource
from stemma.model import Issue

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest XML document."""

_ROOT = re.compile(rb"<\s*(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_PROLOG = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)


def root_name(source: ByteSource) -> str | None:
    """Return the local name of the document's first element, or None when it does not begin as XML does."""
    head = source.head[:16_384].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = source.head[:16_384].decode("utf-16", "replace").encode()
    if not head.startswith(b"<"):
        return None
    found = _ROOT.match(_PROLOG.sub(b"", head).lstrip())
    return found.group(1).decode("ascii", "replace") if found else None


def parse_xml(source: ByteSource) -> _Element | Issue:
    """Return the document's first element, or the issue that keeps it from being read."""
    from lxml.etree import LxmlError, XMLParser, fromstring

    with source.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        return Issue(source.name, "too-large", f"expected XML of up to {LARGEST // 2**20} MB, met a larger document; split it")
    if declares_entities(data):
        met = "expected XML without entities of its own, met some; they may hide other files or endless text. Remove the declarations"
        return Issue(source.name, "unsafe-xml", met)
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return fromstring(data, parser)
    except (LxmlError, ValueError) as error:
        return Issue(source.name, "bad-xml", f"expected well-formed XML, met: {str(error)[:160]}; write the document again")


def declares_entities(data: bytes) -> bool:
    """Return whether a document declares entities of its own, in UTF-8 or UTF-16."""
    return b"<!ENTITY" in data or b"<\0!\0E\0N\0T\0I\0T\0Y" in data


def text_at(element: _Element, path: str) -> str | None:
    """Return the words of the first element at a path of local names (``head/docdata``; ``//`` for any depth)."""
    return next((words for found in at(element, path) if (words := " ".join("".join(found.itertext()).split()))), None)


def at(element: _Element, path: str) -> list[_Element]:
    """Return the elements at a path of local names, whatever their namespace."""
    steps = re.sub(r"([\w.-]+)", r"*[local-name()='\1']", path)
    return element.xpath(("." if steps.startswith("//") else "./") + steps)  # type: ignore[no-any-return]


def attribute(element: _Element, path: str, name: str) -> str | None:
    """Return an attribute of the first element at a path that has it."""
    values = (found.get(name) for found in at(element, path))
    return next((value.strip() for value in values if value and value.strip()), None)
