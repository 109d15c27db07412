"""Layers: an article's text cut into stretches, each with the layers it lies in, for switching them on and off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup

from stemma.brief.visible import html, plain
from stemma.model import Analysis, Article, Citation, Passage

LAYERS = {"names": "Names", "quotes": "Quotations", "times": "Times", "events": "Events"}
"""Class of each layer and its label; reused passages have a layer for each report they are shared with."""

SOURCES = 8
"""Reports that have a layer of their own for the passages shared with them; the rest have one together."""

LIT = "at"
"""Layer of the passage that a citation leads to."""

_PARAGRAPH = re.compile(r"[^\n\r]*\S[^\n\r]*")


class Stretch(msgspec.Struct, frozen=True):
    """A span of the text in one layer, with what it says on hovering."""

    layer: str
    start: int
    end: int
    note: str


class Source(msgspec.Struct, frozen=True):
    """A report that passages are shared with: the class of its layer, its id (None for the rest), how many passages."""

    layer: str
    article: str | None
    passages: int


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph of a report: its role and its text with layers."""

    role: str
    content: Markup


def stretches(analysis: Analysis) -> list[Stretch]:
    """Return the spans of what was found in an article."""
    article = analysis.article
    found = [Stretch("names", m.start, m.end, f"{m.name} ({m.type})") for m in article.mentions]
    for quote in article.quotes:
        found += [Stretch("quotes", s.start, s.end, f"{quote.kind}: {quote.speaker_name or 'speaker not named'}") for s in quote.content]
    found += [Stretch("times", t.start, t.end, f"{t.type.lower()} {t.value}") for t in article.times]
    found += [Stretch("events", e.start, e.end, f"{e.type.lower()}, {e.status}") for e in article.events]
    return found


def sources(article: str, passages: Sequence[Passage]) -> list[Source]:
    """Return the reports an article shares passages with, those with most first, the rest as one."""
    counts = Counter(other.article for p in passages for mine, other in _sides(p) if mine.article == article)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    found = [Source(f"s{n}", key, counts[key]) for n, key in enumerate(ranked[:SOURCES], 1)]
    rest = sum(counts[key] for key in ranked[SOURCES:])
    return [*found, Source(f"s{SOURCES + 1}", None, rest)] if rest else found


def reused(article: str, passages: Sequence[Passage], named: Mapping[str, str]) -> list[Stretch]:
    """Return the spans of an article that other reports share, in the layers of those reports.

    Args:
        article: the article's id.
        passages: of its story.
        named: what each report is called.
    """
    layer = {s.article: s.layer for s in sources(article, passages)}
    rest = f"s{SOURCES + 1}"
    return [
        Stretch(f"reuse {layer.get(other.article, rest)}", mine.start, mine.end, f"{p.kind}: also in {named.get(other.article, other.article)}")
        for p in passages
        for mine, other in _sides(p)
        if mine.article == article
    ]


def _sides(p: Passage) -> tuple[tuple[Citation, Citation], ...]:
    return ((p.a, p.b), (p.b, p.a))


def paragraphs(article: Article, found: Iterable[Stretch]) -> list[Paragraph]:
    """Return the article's paragraphs with their layers; only the line breaks between them are lost."""
    pieces = cut(article.text, found)
    shown: list[Paragraph] = []
    at, lit = 0, False
    for span in _PARAGRAPH.finditer(article.text):
        while at < len(pieces) and pieces[at][1] <= span.start():
            at += 1
        parts: list[Markup] = []
        for start, end, active in pieces[at:]:
            if start >= span.end():
                break
            first = not lit and any(s.layer == LIT for s in active)
            lit = lit or first
            parts.append(_piece(article.text[max(start, span.start()) : min(end, span.end())], active, first=first))
        shown.append(Paragraph(_role(article, span.start(), span.end()), Markup("").join(parts)))
    return shown


def cut(text: str, found: Iterable[Stretch]) -> list[tuple[int, int, tuple[Stretch, ...]]]:
    """Return the text in pieces, each with the stretches it lies in; O(n + m log m) for m stretches.

    Stretches are cut at every border, so that crossing layers need no nesting and each can be shown alone.
    """
    spans = sorted(found, key=lambda s: (s.start, s.end, s.layer, s.note))
    borders = sorted({0, len(text), *(min(s.start, len(text)) for s in spans), *(min(s.end, len(text)) for s in spans)})
    pieces = []
    active: list[Stretch] = []
    coming = 0
    for start, end in pairwise(borders):
        active = [s for s in active if s.end > start]
        while coming < len(spans) and spans[coming].start <= start:
            if spans[coming].end > start:
                active.append(spans[coming])
            coming += 1
        pieces.append((start, end, tuple(active)))
    return pieces


def _piece(words: str, active: Sequence[Stretch], *, first: bool) -> Markup:
    if not active:
        return html(words)
    classes = " ".join(sorted({c for s in active for c in s.layer.split()}))
    note = plain("; ".join(dict.fromkeys(s.note for s in active if s.note)))
    name = Markup(' id="at"') if first else Markup("")
    title = Markup(' title="{}"').format(note) if note else Markup("")
    lit = any(s.layer == LIT for s in active)
    made = Markup('<mark{} class="{}"{}>{}</mark>') if lit else Markup('<span{} class="{}"{}>{}</span>')
    return made.format(name, classes, title, html(words))


def _role(article: Article, start: int, end: int) -> str:
    """Return the role of most of the paragraph's characters; what no block covers is boilerplate."""
    shares: dict[str, int] = {}
    for block in article.blocks:
        inside = min(block.end, end) - max(block.start, start)
        if inside > 0:
            shares[block.role] = shares.get(block.role, 0) + inside
    return max(shares, key=lambda role: (shares[role], role), default="boilerplate")
