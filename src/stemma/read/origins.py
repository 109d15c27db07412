"""Origins: from which part of a web page each thing said of its article came, and which parts were left out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from stemma.read.decode import decode
from stemma.read.html import LARGEST, declared_charset, extract_body, parse_page, pull_quotes
from stemma.read.page import linked_article, meta_values, page_facts, text_of
from stemma.read.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PARTS = ("script", "style", "nav", "header", "footer", "aside", "form", "figcaption", "iframe", "svg")
"""Elements that hold no running text of an article, or seldom."""

MOST = 200
"""Elements of one kind that are looked at: nested without end they would be read again and again."""


class Origins(msgspec.Struct, frozen=True):
    """Where each field of a page's article came from, and what was left out of its text, in words."""

    of: Mapping[str, str]
    dropped: tuple[str, ...]


def page_origins(source: Source) -> Origins | None:
    """Return the origins of a page's article, or None when the source cannot be read again or holds no page."""
    if source.name == "-":
        return None
    with source.open() as stream:
        data = stream.read(LARGEST)
    decoded = decode(data, source.name, declared_charset(data, source.media))
    tree = parse_page(decoded.text) if decoded.text is not None else None
    if tree is None:
        return None
    return Origins(_fields(tree, source.url), _dropped(tree, extract_body(tree, source.url) or ""))


def _fields(tree: HtmlElement, url: str | None) -> dict[str, str]:
    facts, linked, meta = page_facts(tree, url), linked_article(tree), meta_values(tree)
    usual = {
        "title": "the page's heading", "language": "the page's lang attribute", "authors": "the page's markup",
        "url": "the canonical link" if facts.url else "the address it was fetched from", "published": "htmldate",
    }  # fmt: skip
    found: dict[str, str] = {}
    for field in ("title", "outlet", "url", "language", "published", "authors"):
        value = getattr(facts, field)
        value = value[0] if isinstance(value, tuple) and value else value
        key = next((key for key, held in linked.items() if value and text_of(held) == value), None)
        name = next((name for name, held in meta.items() if value and held == value), None)
        found[field] = f"JSON-LD {key}" if key else f"meta {name}" if name else usual.get(field, "the page's markup")
    return found


def _dropped(tree: HtmlElement, body: str) -> tuple[str, ...]:
    """Return what of the page is not in its article."""
    told = []
    plain = " ".join(body.split())
    for part in PARTS:
        texts = [" ".join(" ".join(node.itertext()).split()) for node in islice(tree.iter(part), MOST)]
        out = [text for text in texts if not text or text not in plain]
        if out:
            told.append(f"{len(out)} {part}, {sum(len(text.split()) for text in out)} words")
    pulled = pull_quotes(tree)[:MOST]
    if pulled:
        told.append(f"{len(pulled)} pull quote{'s' * (len(pulled) > 1)}, {sum(len(' '.join(node.itertext()).split()) for node in pulled)} words")
    words, kept = len(" ".join(tree.itertext()).split()), len(body.split())
    return (*told, f"in all {max(0, words - kept)} of {words} words of the page") if words > kept else tuple(told)
