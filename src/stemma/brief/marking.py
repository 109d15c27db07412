"""Marking: a report's text as HTML, whole, with every cited span marked so that a link can open it.

Spans may nest, touch or cross, and run over paragraphs. Each gets one element with its id; what of a span cannot
lie in that element (after a crossing or a new paragraph) is a further piece of class ``k<number>``.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence

import msgspec
from markupsafe import Markup

from stemma.brief.visible import html
from stemma.model import Article

_PARAGRAPH = re.compile(r"[^\n\r]*\S[^\n\r]*")


class Mark(msgspec.Struct, frozen=True, order=True):
    """A cited span with its number on the page."""

    start: int
    end: int
    number: int


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph of a report: its role and its marked text."""

    role: str
    content: Markup


class Marked(msgspec.Struct, frozen=True):
    """A report's paragraphs and the numbers of spans that need more than one element."""

    paragraphs: tuple[Paragraph, ...]
    split: tuple[int, ...]


def mark_report(article: Article, marks: Sequence[Mark]) -> Marked:
    """Return the report's text with its marks; no character is lost but the line breaks between paragraphs.

    Takes O(n + m log m) for n characters and m marks that do not cross.
    """
    waiting = sorted(marks, key=lambda m: (m.start, -m.end, m.number))
    paragraphs: list[Paragraph] = []
    opened: set[int] = set()
    split: set[int] = set()
    first, carried = 0, list[Mark]()
    for span in _PARAGRAPH.finditer(article.text):
        here = carried
        while first < len(waiting) and waiting[first].start < span.end():
            here.append(waiting[first])
            first += 1
        pieces = _pieces(here, span.start(), span.end())
        carried = [m for m in here if m.end > span.end()]
        content = Markup("").join(_write(article.text, pieces, span.span(), opened, split))
        paragraphs.append(Paragraph(_role(article, span.start(), span.end()), content))
    return Marked(tuple(paragraphs), tuple(sorted(split)))


def _pieces(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    """Return the marks cut to the paragraph and then so that they only nest, in the order they open."""
    heap = [
        (max(m.start, start), -min(m.end, end), m.number)
        for m in marks
        if max(m.start, start) < min(m.end, end)
    ]
    heapq.heapify(heap)
    found: list[Mark] = []
    open_ends: list[int] = []
    while heap:
        begin, minus_end, number = heapq.heappop(heap)
        stop = -minus_end
        while open_ends and open_ends[-1] <= begin:
            open_ends.pop()
        if open_ends and open_ends[-1] < stop:
            heapq.heappush(heap, (open_ends[-1], -stop, number))
            stop = open_ends[-1]
        found.append(Mark(begin, stop, number))
        open_ends.append(stop)
    return found


def _write(
    text: str, pieces: Sequence[Mark], paragraph: tuple[int, int], opened: set[int], split: set[int]
) -> Iterator[Markup]:
    """Yield the paragraph's HTML; ``opened`` and ``split`` collect numbers over paragraphs."""
    at, end = paragraph
    stack: list[Mark] = []
    for piece in pieces:
        while stack and stack[-1].end <= piece.start:
            yield html(text[at : stack[-1].end])
            at = stack.pop().end
            yield Markup("</mark>")
        yield html(text[at : piece.start])
        at = piece.start
        yield _open(piece.number, opened, split)
        stack.append(piece)
    while stack:
        yield html(text[at : stack[-1].end])
        at = stack.pop().end
        yield Markup("</mark>")
    yield html(text[at:end])


def _open(number: int, opened: set[int], split: set[int]) -> Markup:
    if number in opened:
        split.add(number)
        return Markup('<mark class="k{}">').format(number)
    opened.add(number)
    return Markup('<mark id="c{0}"><a class="back" href="#u{0}" aria-label="back to citation {0}">↩{0}</a>').format(number)


def _role(article: Article, start: int, end: int) -> str:
    """Return the role of most of the paragraph's characters; what no block covers is boilerplate."""
    shares: dict[str, int] = {}
    for block in article.blocks:
        inside = min(block.end, end) - max(block.start, start)
        if inside > 0:
            shares[block.role] = shares.get(block.role, 0) + inside
    return max(shares, key=lambda role: (shares[role], role), default="boilerplate")
