"""Sayings: quotations by speaker, each wording with what it has differently."""

from __future__ import annotations

import msgspec

from stemma.brief.sayings import who_words
from stemma.brief.variants import Variant, collate
from stemma.model import Citation, Quotation
from stemma.web.told import Told

SHOWN = 40


class Saying(msgspec.Struct, frozen=True):
    """A quotation with its wordings, the fullest first, and how well it is supported."""

    kind: str
    support: str
    wordings: tuple[tuple[Variant, tuple[Citation, ...]], ...]


class Speaker(msgspec.Struct, frozen=True):
    """Who speaks: the entity's id or None, the name shown, and what is quoted."""

    id: str | None
    name: str
    sayings: tuple[Saying, ...]


def speakers_of(told: Told, *, speaker: str = "", most: int | None = SHOWN) -> tuple[list[Speaker], int]:
    """Return the speakers with their quotations, the best supported first, and how many quotations there are in all.

    Args:
        told: the story.
        speaker: only this entity's, by id; everyone's when empty.
        most: quotations at most; all when None.
    """
    known = {entity.id: entity for entity in told.story.entities}
    quotes = [q for q in told.story.quotes if not speaker or q.speaker == speaker]
    quotes.sort(key=lambda q: (-_lineages(told, q), -len(q.readings), -_length(q), _cited(q)[:1]))
    found: dict[tuple[str | None, str], list[Saying]] = {}
    for quote in quotes[:most]:
        name = who_words(quote, known) or "Speaker not named"
        found.setdefault((quote.speaker, name), []).append(_saying(told, quote))
    return [Speaker(key, name, tuple(sayings)) for (key, name), sayings in found.items()], len(quotes)


def _saying(told: Told, quote: Quotation) -> Saying:
    cited = _cited(quote)
    wordings = tuple((v, tuple(Citation(r.article, r.start, r.end) for r in v.readings)) for v in collate(quote.readings))
    return Saying(quote.kind, told.numbers.sources.named_support(cited), wordings)


def _cited(quote: Quotation) -> list[Citation]:
    return [Citation(r.article, r.start, r.end) for r in quote.readings]


def _lineages(told: Told, quote: Quotation) -> int:
    return len(told.numbers.sources.lineages(_cited(quote)))


def _length(quote: Quotation) -> int:
    return max((len(r.text) for r in quote.readings), default=0)
