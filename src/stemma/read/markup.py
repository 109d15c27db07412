"""Markup: the text of a fragment of HTML, a paragraph for each block of it."""

from __future__ import annotations

import html
import re

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)
DROPPED = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "math", "head", "title"})
LONGEST = 16_000_000
"""Characters of the longest fragment."""

_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")


def text_of_markup(markup: str) -> str:
    r"""Return the words of HTML, paragraphs apart by blank lines; plain text comes back as it is.

    Example:
        >>> text_of_markup("<p>One &amp; two.</p><p>Three<br>four.</p>")
        'One & two.\n\nThree\nfour.'
    """
    if not _TAG.search(markup):
        return html.unescape(markup)
    try:
        tree = document_fromstring(f"<div>{markup[:LONGEST]}</div>", parser=HTMLParser(no_network=True, huge_tree=False))
    except (LxmlError, ValueError):
        return html.unescape(_TAG.sub(" ", markup))
    return text_of_tree(tree)


def text_of_tree(tree: HtmlElement) -> str:
    """Return the words of a parsed element, paragraphs apart by blank lines."""
    parts: list[str] = []
    # An explicit stack: markup may be nested deeper than the interpreter allows.
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        node, left = stack.pop()
        name = _name(node)
        if left:
            parts.append("\n\n" if name in BLOCKS else "")
            parts.append(_flat(node.tail))
            continue
        if name is None or name in DROPPED:
            parts.append(_flat(node.tail))
            continue
        parts.append("\n\n" if name in BLOCKS else "\n" if name == "br" else "")
        parts.append(_flat(node.text))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parts))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]{2,}", " ", text)).strip()


def _name(node: HtmlElement) -> str | None:
    """Return the element's name without its namespace, or None for comments and instructions."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else None


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
