"""Layers: an article's text cut into stretches, each with the layers it lies in, for switching them on and off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup

from stemma.brief.visible import html
from stemma.model import Analysis, Passage

LAYERS = {"names": "Names", "quotes": "Quotations", "times": "Times", "events": "Events", "reuse": "Reused passages"}
"""Class of each layer and its label."""


class Stretch(msgspec.Struct, frozen=True):
    """A span of the text in one layer, with what it says on hovering."""

    layer: str
    start: int
    end: int
    note: str


def stretches(analysis: Analysis, passages: Sequence[Passage]) -> list[Stretch]:
    """Return all layered spans of an article."""
    article = analysis.article
    found = [Stretch("names", m.start, m.end, f"{m.name} ({m.type})") for m in article.mentions]
    for quote in article.quotes:
        found += [Stretch("quotes", s.start, s.end, f"{quote.kind}: {quote.speaker_name or 'speaker not named'}") for s in quote.content]
    found += [Stretch("times", t.start, t.end, f"{t.type} {t.value}") for t in article.times]
    found += [Stretch("events", e.start, e.end, f"{e.type}, {e.status}") for e in article.events]
    for p in passages:
        for mine, other in ((p.a, p.b), (p.b, p.a)):
            if mine.article == article.id:
                found.append(Stretch("reuse", mine.start, mine.end, f"{p.kind}, {p.share:.0%} shared with {other.article}"))
    return found


def layered(text: str, found: Iterable[Stretch]) -> Markup:
    """Return the text as paragraphs of flat spans with classes; O(n + m log m) for m stretches.

    Spans are cut at every border, so that crossing layers need no nesting and each can be shown alone.
    """
    spans = sorted(found, key=lambda s: (s.start, s.end, s.layer, s.note))
    borders = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    parts: list[Markup] = []
    active: list[Stretch] = []
    coming = iter([*spans, None])
    following = next(coming)
    for start, end in pairwise(borders):
        active = [s for s in active if s.end > start]
        while following is not None and following.start <= start:
            if following.end > start:
                active.append(following)
            following = next(coming)
        parts.append(_piece(text[start:end], active))
    return Markup("").join(parts)


def _piece(words: str, active: Sequence[Stretch]) -> Markup:
    if not active:
        return html(words)
    classes = " ".join(sorted({s.layer for s in active}))
    note = "; ".join(dict.fromkeys(s.note for s in active))
    return Markup('<span class="{}" title="{}">{}</span>').format(classes, note, html(words))
