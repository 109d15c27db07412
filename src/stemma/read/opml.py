"""OPML: lists of feeds, read and written.

Source: OPML 2.0 (http://opml.org/spec2.opml).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from stemma.extend import ByteSource
from stemma.model import Issue
from stemma.read.find import is_address
from stemma.read.xml import at, parse_xml


class Feed(msgspec.Struct, frozen=True):
    """A feed that a list names."""

    url: str
    title: str | None = None


def feeds_of(source: ByteSource) -> tuple[Feed, ...] | Issue:
    """Return the feeds that a list names, each once, in its order; or the issue that keeps it from being read."""
    root = parse_xml(source)
    if isinstance(root, Issue):
        return root
    feeds: dict[str, Feed] = {}
    for item in at(root, "//outline"):
        url = (item.get("xmlUrl") or "").strip()
        if is_address(url):
            feeds.setdefault(url, Feed(url, item.get("title") or item.get("text")))
    return tuple(feeds.values())


def opml_of(feeds: Iterable[Feed]) -> bytes:
    """Return a list of feeds as OPML 2.0.

    Example:
        >>> b'xmlUrl="https://a.example/"' in opml_of([Feed("https://a.example/", "A & B")])
        True
    """
    from lxml.etree import Element, SubElement, tostring

    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Feeds"
    body = SubElement(root, "body")
    for feed in feeds:
        title = _writable(feed.title or feed.url)
        SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=_writable(feed.url))
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)  # type: ignore[no-any-return]


def _writable(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (" " <= c < "\ud800") or ("\ue000" <= c < "\ufffe") or c > "\uffff")
