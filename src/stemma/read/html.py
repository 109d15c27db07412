"""Door ``html.1``: a web page is one article: its body by trafilatura, its metadata by what the page declares.

Source: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction" (ACL demo).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.choices import PLAIN, Choices
from stemma.read.decode import decode
from stemma.read.metadata import metadata_of
from stemma.read.page import page_facts
from stemma.read.text import is_marked_up

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest page; articles have up to 2 MB of markup (2026-11)."""


PULLING = ("aside", "blockquote", "div", "q", "p", "span", "figure")
"""Elements that print a part of the text again where the class that editors' tools give them says so (`pull_quotes`)."""


class HtmlReader:
    """Reads a web page."""

    name = "html.1"

    def __init__(self, choices: Choices = PLAIN) -> None:
        self._choices = choices
        if choices.extractor != "trafilatura":
            self.name = f"html-{choices.extractor}.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether it is called HTML or begins as HTML does."""
        if source.suffix in ("html", "htm", "xhtml") or (source.media or "").startswith(("text/html", "application/xhtml")):
            return True
        return is_marked_up(source.head[:24_000].decode("utf-8", "replace")) and not source.start.startswith(b"<?xml")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the page's article, or an issue when there is none in it."""
        with source.open() as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            met = f"expected a page of up to {LARGEST // 2**20} MB, met a larger one; save the article alone"
            yield Issue(source.name, "too-large", met)
            return
        if not data.strip():
            yield Issue(source.name, "empty-file", "expected a page, met an empty file; leave it out, or fetch it again")
            return
        if source.suffix in ("txt", "text", "md"):
            met = "expected plain text, met HTML; its article is taken out of the page. Name the file .html to say so yourself"
            yield Issue(source.name, "html-as-text", met)
        decoded = decode(data, source.name, declared_charset(data, source.media))
        yield from decoded.issues
        if decoded.text is not None:
            yield from page_article(decoded.text, source.name, source.url, self._choices)


def declared_charset(data: bytes, media: str | None) -> str | None:
    """Return the encoding a page's sender or its own head declares, or None when its bytes are UTF-8 anyway."""
    import re

    sent = re.search(r"charset=[\"']?([\w-]{2,30})", media or "")
    if sent:
        return sent.group(1)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        meta = re.search(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,30})", data[:8192], re.IGNORECASE)
        name = meta.group(1).decode("ascii").lower() if meta else None
        # Browsers read both names as Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
        return {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "utf-8": None}.get(name, name) if name else None
    return None


def page_article(page: str, name: str, url: str | None, choices: Choices = PLAIN) -> Iterator[Raw | Issue]:
    """Yield the article of a page, or an issue when there is none in it.

    Args:
        page: the page's HTML.
        name: path, for issues.
        url: the address the page was fetched from, or None.
        choices: what finds its body.
    """
    fast = choices.extractor == "resiliparse"
    tree = parse_page(page)
    if tree is None:
        yield Issue(name, "no-article", "expected a web page, met markup that cannot be read; save the page again")
        return
    facts = page_facts(tree, url)
    body = fast_body(page) if fast else extract_body(tree, url, spent=True)
    if not body:
        yield Issue(name, "no-article", "expected an article in the page, met none; give the text of the article as .txt")
        return
    yield Raw(
        text=body, path=name, url=facts.url or url, outlet=facts.outlet, title=facts.title,
        authors=facts.authors, language=facts.language, published=facts.published,
        metadata=metadata_of(modified=facts.modified, suppliers=facts.suppliers),
    )  # fmt: skip


def parse_page(page: str):  # type: ignore[no-untyped-def] # noqa: ANN201 - lxml has no types
    """Return the page as a tree, or None when it cannot be read."""
    from lxml.etree import LxmlError
    from trafilatura.utils import load_html

    try:
        return load_html(page.replace("\0", "\ufffd"))
    except (LxmlError, ValueError, RecursionError):
        return None


def pull_quotes(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that print a part of the text again, in the page's order."""
    return [node for node in tree.iter(*PULLING) if "pullquote" in (node.get("class") or "").lower().replace("-", "").replace("_", "")]


def extract_body(tree, url: str | None = None, *, spent: bool = False) -> str | None:  # type: ignore[no-untyped-def] # noqa: ANN001 - lxml has no types
    """Return the article's text, a paragraph a line, or None when the page has none.

    Args:
        tree: the page.
        url: its address.
        spent: whether nobody needs the tree afterwards, so that it need not be copied.
    """
    from copy import deepcopy

    from lxml.etree import LxmlError, strip_elements
    from trafilatura import bare_extraction

    copied = tree if spent else deepcopy(tree)
    # Browsers show no template; the parser takes its words for those of the page.
    strip_elements(copied, "template", with_tail=False)
    for node in pull_quotes(copied)[:100]:
        # What is pulled from the text stands in it once more.
        if node.getparent() is not None:
            node.drop_tree()
    try:
        found = bare_extraction(copied, url=url, fast=False, include_comments=False, include_tables=True)
    except (LxmlError, ValueError, RecursionError, AttributeError, TypeError):
        return None
    text = getattr(found, "text", None)
    return "\n\n".join(line for line in text.splitlines() if line.strip()) or None if isinstance(text, str) else None


def fast_body(page: str) -> str | None:
    """Return the article's text by resiliparse, or None when the page has none.

    Source: Bevendorff et al. 2018, "Elastic ChatNoir" (ECIR); the rules of resiliparse's main content extraction.
    """
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(page.replace("\0", "\ufffd"), main_content=True, alt_texts=False, noscript=False, comments=False, list_bullets=False)
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip()) or None
