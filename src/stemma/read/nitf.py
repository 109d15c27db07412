"""Door ``nitf.1``: NITF 3, the IPTC's news industry text format.

Source: IPTC, NITF 3.6 specification (https://iptc.org/standards/nitf/).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stemma.extend import ByteSource
from stemma.model import Issue, Raw, Supplier, Topic
from stemma.read.markup import text_of_tree
from stemma.read.metadata import metadata_of, supplier, topic
from stemma.read.xml import at, attribute, parse_xml, root_name, text_at

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class NitfReader:
    """Reads one NITF document."""

    name = "nitf.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether its first element is ``nitf``."""
        return root_name(source) == "nitf"

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the document's article."""
        root = parse_xml(source)
        yield root if isinstance(root, Issue) else nitf_article(root, source.name)


def nitf_article(root: _Element, name: str) -> Raw | Issue:
    """Return the article of a ``nitf`` element, or an issue when it holds no words."""
    body = "\n\n".join(text for content in at(root, "body/body.content") if (text := _content(content)))
    if not body:
        return Issue(name, "no-article", "expected words in body.content, met none; give the article's text as .txt")
    end = text_at(root, "body/body.end/tagline")
    return Raw(
        text=f"{body}\n\n{end}" if end else body,
        path=name,
        id=attribute(root, "head/docdata/doc-id", "id-string"),
        title=text_at(root, "body/body.head/hedline/hl1") or text_at(root, "head/title"),
        outlet=attribute(root, "head/pubdata", "name"),
        authors=tuple(_authors(root)),
        language=root.get(XML_LANGUAGE) or attribute(root, "body", XML_LANGUAGE),
        published=attribute(root, "head/docdata/date.issue", "norm")
        or attribute(root, "head/docdata/date.release", "norm")
        or attribute(root, "head/pubdata", "date.publication")
        or attribute(root, "body/body.head/dateline/story.date", "norm"),
        credit=text_at(root, "body/body.head/distributor"),  # who owns the words is not who they came from
        metadata=metadata_of(topics=_topics(root), suppliers=_suppliers(root)),
    )


def _topics(root: _Element) -> Iterator[Topic | None]:
    for subject in at(root, "head/tobject/tobject.subject"):
        words = (subject.get(f"tobject.subject.{part}") for part in ("detail", "matter", "type"))
        yield topic(subject.get("tobject.subject.refnum"), next(filter(None, words), None), "subj")
    for held in at(root, "head/docdata/identified-content/classifier"):
        yield topic(held.get("idsrc-value") or held.get("value"), held.get("value"), held.get("idsrc") or held.get("type"))


def _suppliers(root: _Element) -> Iterator[Supplier | None]:
    for holder in at(root, "body/body.head/distributor"):
        yield supplier("distributor", text_at(holder, "org") or " ".join("".join(holder.itertext()).split()))
    yield supplier("source", attribute(root, "head/docdata/doc-id", "regsrc"))


def _content(content: _Element) -> str:
    """Return the words of the body without those of pictures and other media."""
    from copy import deepcopy

    body = deepcopy(content)
    for media in at(body, "//media") + at(body, "//media-caption"):
        if media.getparent() is not None:
            media.drop_tree() if hasattr(media, "drop_tree") else media.getparent().remove(media)
    return text_of_tree(body)


def _authors(root: _Element) -> Iterator[str]:
    for byline in at(root, "body/body.head/byline"):
        people = [" ".join("".join(person.itertext()).split()) for person in at(byline, "person")]
        words = " ".join((byline.text or "").split())
        names = people or [part.strip() for part in words.removeprefix("By ").removeprefix("by ").split(" and ")]
        yield from (name for name in names if name)
