"""Door ``feed.1``: RSS, RDF and Atom feeds; each entry that prints its article is one. ``opml.1``: lists of feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.markup import text_of_markup
from stemma.read.metadata import metadata_of, supplier
from stemma.read.xml import at, declares_entities, parse_xml, root_name

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest feed."""

HALF_PAIR = re.compile(rb"&#(?:0{0,9}5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3])|[xX]0{0,9}[dD][89a-fA-F][0-9a-fA-F]{2});")
"""References to half surrogate pairs, which are no characters and which feedparser fails on."""


class FeedReader:
    """Reads a feed."""

    name = "feed.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether its first element is that of a feed."""
        return root_name(source) in ("rss", "feed", "RDF")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the article of each entry."""
        import feedparser

        with source.open() as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            yield Issue(source.name, "too-large", f"expected a feed of up to {LARGEST // 2**20} MB, met a larger one; split it")
            return
        if declares_entities(data):
            met = "expected a feed without entities of its own, met some; they may hide other files or endless text. Remove the declarations"
            yield Issue(source.name, "unsafe-xml", met)
            return
        try:
            feed = feedparser.parse(HALF_PAIR.sub(b"&#xFFFD;", data), sanitize_html=False, resolve_relative_uris=False)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            yield Issue(source.name, "bad-xml", f"expected a feed, met: {str(error)[:120]}; fetch it again")
            return
        if feed.bozo and not feed.entries:
            told = str(feed.get("bozo_exception", ""))[:120]
            yield Issue(source.name, "bad-xml", f"expected a feed, met: {told}; fetch it again")
            return
        if not feed.entries:
            yield Issue(source.name, "no-article", "expected entries in the feed, met none; it may be new or moved")
        for number, entry in enumerate(feed.entries, 1):
            yield _article(entry, feed.feed, f"{source.name}:{number}", source.name)


def _article(entry: Mapping[str, object], feed: Mapping[str, object], where: str, path: str) -> Raw | Issue:
    text = text_of_markup(_longest(entry))
    if not text.strip():
        return Issue(where, "no-article", "expected words in the entry, met none; open its link to read the article itself")
    people = entry.get("authors")
    names = [person.get("name") for person in people if isinstance(person, Mapping)] if isinstance(people, list) else [entry.get("author")]
    origin = entry.get("source")
    source: Mapping[str, object] = origin if isinstance(origin, Mapping) else {}
    published, updated = _word(entry.get("published")), _word(entry["updated"]) if "updated" in entry else None
    return Raw(
        text=text,
        path=path,
        id=_word(entry.get("id")),
        url=_word(entry.get("link")),
        title=text_of_markup(_word(entry.get("title")) or "") or None,
        outlet=_word(source.get("title")) or _word(feed.get("title")),
        authors=tuple(name for name in names if isinstance(name, str) and name.strip()),
        language=_word(entry.get("language")) or _word(feed.get("language")),
        published=published or updated,
        metadata=metadata_of(
            modified=updated if published and updated != published else None,
            suppliers=[supplier("source", _word(source.get("title")), _word(source.get("href")) or _word(source.get("link")))],
        ),
    )


def _longest(entry: Mapping[str, object]) -> str:
    """Return the fullest of an entry's content and summary."""
    held = entry.get("content")
    values = [part.get("value") for part in held if isinstance(part, Mapping)] if isinstance(held, list) else []
    values.append(entry.get("summary"))
    return max((value for value in values if isinstance(value, str)), key=len, default="")


def _word(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


class OpmlReader:
    """Reads a list of feeds: it holds no articles, and says which feeds to read."""

    name = "opml.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether its first element is ``opml``."""
        return root_name(source) == "opml"

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield one issue that names the feeds."""
        root = parse_xml(source)
        if isinstance(root, Issue):
            yield root
            return
        feeds = [link for item in at(root, "//outline") if (link := item.get("xmlUrl"))]
        told = ", ".join(feeds[:5]) + (" and more" if len(feeds) > 5 else "")
        yield Issue(source.name, "feed-list", f"expected articles, met a list of {len(feeds)} feeds ({told}); give the addresses of the feeds")
