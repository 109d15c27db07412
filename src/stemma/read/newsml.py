"""Door ``newsml.1``: NewsML-G2 news items, alone or in a news message.

Source: IPTC, NewsML-G2 2.x specification (https://iptc.org/standards/newsml-g2/).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stemma.extend import ByteSource
from stemma.model import Issue, Metadata, Raw, Supplier, Topic
from stemma.read.markup import text_of_markup, text_of_tree
from stemma.read.metadata import metadata_of, supplier, topic
from stemma.read.nitf import XML_LANGUAGE, nitf_article
from stemma.read.xml import at, attribute, parse_xml, root_name, text_at

if TYPE_CHECKING:
    from lxml.etree import _Element


class NewsmlReader:
    """Reads NewsML-G2."""

    name = "newsml.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether its first element is one of NewsML-G2's."""
        return root_name(source) in ("newsItem", "packageItem", "newsMessage")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the article of each news item."""
        root = parse_xml(source)
        if isinstance(root, Issue):
            yield root
            return
        items = [root] if _local(root) == "newsItem" else at(root, "//newsItem")
        if not items:
            met = "expected news items with text, met a package that only lists others; give the items themselves"
            yield Issue(source.name, "no-article", met)
        for item in items:
            yield _article(item, source.name)


def _article(item: _Element, name: str) -> Raw | Issue:
    where = f"{name}:{item.get('guid')}" if item.get("guid") else name
    inner = next(iter(at(item, "contentSet/inlineXML/nitf")), None)
    nested = nitf_article(inner, where) if inner is not None else None
    body = nested.text if isinstance(nested, Raw) else _body(item)
    if not body:
        return Issue(where, "no-article", "expected text in contentSet, met none (a picture, or a reference); give the text itself")
    said = nested if isinstance(nested, Raw) else Raw(text="")
    inside = said.metadata if isinstance(said.metadata, Metadata) else Metadata()
    first = text_at(item, "itemMeta/firstCreated") or text_at(item, "contentMeta/contentCreated") or text_at(item, "itemMeta/versionCreated")
    changed = text_at(item, "contentMeta/contentModified") or text_at(item, "itemMeta/versionCreated")
    return Raw(
        text=body,
        path=name,
        id=item.get("guid"),
        title=text_at(item, "contentMeta/headline") or said.title or text_at(item, "itemMeta/title"),
        url=attribute(item, "itemMeta/link", "href"),
        outlet=_party(item, "itemMeta/provider"),
        authors=_authors(item) or said.authors,
        language=attribute(item, "contentMeta/language", "tag") or item.get(XML_LANGUAGE) or said.language,
        published=first,
        credit=text_at(item, "contentMeta/creditline") or next(_hops(item), None) or _party(item, "contentMeta/infoSource") or said.credit,
        metadata=metadata_of(
            modified=changed if changed != first else None,
            topics=(*_topics(item), *inside.topics),
            suppliers=(*_suppliers(item), *inside.suppliers),
        ),
    )  # fmt: skip


def _topics(item: _Element) -> Iterator[Topic | None]:
    for subject in at(item, "contentMeta/subject"):
        for code in (subject.get("qcode"), subject.get("uri")):
            yield topic(code, text_at(subject, "name"))


def _suppliers(item: _Element) -> Iterator[Supplier | None]:
    """Yield what the item says of where its text came from: its credit line, the hops it made, its sources."""
    yield supplier("creditline", text_at(item, "contentMeta/creditline"))
    for name in _hops(item):
        yield supplier("hopHistory", name)
    for source in at(item, "contentMeta/infoSource"):
        yield supplier("infoSource", _named(source), source.get("uri"))


def _hops(item: _Element) -> Iterator[str]:
    """Yield the parties an item passed through, the first of them first."""
    hops = at(item, "hopHistory/hop")
    hops.sort(key=lambda hop: int(hop.get("seq") or 0) if (hop.get("seq") or "").isdecimal() else 0)
    for hop in hops[:MOST_HOPS]:
        party = next(iter(at(hop, "party")), None)
        if party is not None and (name := _named(party)):
            yield name


MOST_HOPS = 64


def _body(item: _Element) -> str:
    """Return the words of the inline content: XHTML, or text in ``inlineData``."""
    for holder in at(item, "contentSet/inlineXML"):
        body = next(iter(at(holder, "//body")), holder)
        if text := text_of_tree(body):
            return text
    for data in at(item, "contentSet/inlineData"):
        if (data.get("contenttype") or "text/plain").startswith(("text/", "application/xhtml")) and (data.text or "").strip():
            return text_of_markup(data.text or "").strip()
    return ""


def _party(item: _Element, path: str) -> str | None:
    """Return the name of the first party at a path: its ``name`` element, else its literal, else the code behind the scheme's colon."""
    return next((name for party in at(item, path) if (name := _named(party))), None)


def _named(party: _Element) -> str | None:
    named = text_at(party, "name") or " ".join((party.get("literal") or "").split())
    return named or (party.get("qcode") or "").rpartition(":")[2].strip() or None


def _authors(item: _Element) -> tuple[str, ...]:
    creators = (text_at(creator, "name") for creator in at(item, "contentMeta/creator"))
    named = tuple(dict.fromkeys(name for name in creators if name))
    line = (text_at(item, "contentMeta/by") or "").removeprefix("By ").removeprefix("by ")
    return named or tuple(part.strip() for part in line.split(" and ") if part.strip())


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
