"""Sayings: who said what, in exact words, with how many print it and whether they print it alike."""

from __future__ import annotations

import re

import msgspec

from stemma.brief.draft import Draft
from stemma.brief.prose import CLOSING, OPENING, longest_quoted, readable
from stemma.brief.wording import counted
from stemma.model import Citation, Entity, Quotation, Reading

MOST, MOST_OF_ONE = 10, 3
FEWEST_WORDS = 5
"""Words a quotation needs to be told: fewer are a phrase inside a sentence that the brief may tell anyway; 2026-11."""

PLAIN = 0.7
"""How well a report's sentence must read alone to tell a quotation in part (`readable`); 2026-11."""

_WORD = re.compile(r"\w+")


class Saying(msgspec.Struct, frozen=True):
    """A quotation ready to be told: who, the fullest reading, and how many wordings there are."""

    who: str
    quote: Quotation
    best: Reading
    wordings: int
    words: str


def tell_sayings(draft: Draft) -> None:
    """Add the quotations that most independent reports print, at most `MOST`, few of one speaker."""
    spoken: dict[str, int] = {}
    shown: set[str] = set()
    for saying in sayings(draft):
        if sum(spoken.values()) >= MOST:
            return
        if spoken.get(saying.who, 0) >= MOST_OF_ONE or draft.told(saying.best.text) or saying.words in shown:
            continue
        shown.add(saying.words)
        cited = [_cite(saying.best), *(_cite(r) for r in saying.quote.readings)]
        support = draft.sources.named_support(cited)
        if saying.wordings > 1:
            support += f", in {counted(saying.wordings, 'wording')}"
        if draft.add("said", f"{saying.words} ({support})", cited, saying.best.text):
            spoken[saying.who] = spoken.get(saying.who, 0) + 1


def sayings(draft: Draft) -> list[Saying]:
    """Return the quotations with a speaker and enough words to be told, the best supported first."""
    known = {e.id: e for e in draft.story.entities}
    found = [s for q in draft.story.quotes if (s := _saying(draft, q, known))]
    return sorted(found, key=lambda s: (-_weight(draft, s), s.best.article, s.best.start, s.words))


def who_words(quote: Quotation, known: dict[str, Entity]) -> str | None:
    """Return the speaker's name over the story with a role in brackets, else as printed; None when unknown."""
    entity = known.get(quote.speaker or "")
    if entity is None:
        return " ".join(quote.speaker_text.split()) if quote.speaker_text else None
    role = next((r for r in entity.roles if len(r) <= 60), None)
    return f"{entity.name} ({' '.join(role.split())})" if role and role.lower() not in entity.name.lower() else entity.name


def wordings(quote: Quotation) -> int:
    """Return how many different wordings the readings have, case and punctuation apart."""
    return len({tuple(w.lower() for w in _WORD.findall(r.text)) for r in quote.readings})


def _saying(draft: Draft, quote: Quotation, known: dict[str, Entity]) -> Saying | None:
    readings = [r for r in quote.readings if r.article in draft.prose and len(_WORD.findall(r.text)) >= FEWEST_WORDS]
    who = who_words(quote, known)
    if quote.kind == "indirect" or not readings or not who:
        return None
    best = max(readings, key=lambda r: (len(r.text), -r.start))
    words = _told(draft, quote, best, who)
    return Saying(who, quote, best, wordings(quote), words) if words else None


def enclosed(draft: Draft, reading: Reading) -> bool:
    """Return whether the report prints exactly this reading between quotation marks, with none inside it."""
    text = draft.sources.articles[reading.article].text
    before, after = text[max(0, reading.start - 1) : reading.start], text[reading.end : reading.end + 2]
    closed = bool(before) and before in OPENING and any(mark in CLOSING for mark in after)
    return closed and not any(mark in reading.text for mark in '"“”«»')


def _told(draft: Draft, quote: Quotation, reading: Reading, who: str) -> str | None:
    """Return the quotation with its speaker; the report's own sentence when the words are quoted only in part."""
    if quote.kind == "direct" and enclosed(draft, reading):
        inner = " ".join(reading.text.split())
        return f"{who[0].upper()}{who[1:]}: “{inner.rstrip(',')}”"
    whole = draft.whole(_cite(reading))
    if whole is None or whole.end < reading.end:
        return None
    words = draft.text(whole)
    return words if readable(words) >= PLAIN and longest_quoted(words) >= FEWEST_WORDS - 1 else None


def _cite(reading: Reading) -> Citation:
    return Citation(reading.article, reading.start, reading.end)


def _weight(draft: Draft, saying: Saying) -> float:
    """Return how much a quotation belongs in the brief: independent reports, nearness to the head, length."""
    prose = draft.prose[saying.best.article]
    index = prose.index(_cite(saying.best))
    near = 1 / (1 + 0.1 * (prose.rank(index) if index is not None else 20))
    words = len(_WORD.findall(saying.best.text))
    named = saying.quote.speaker is not None
    fit = min(1.0, words / 12) - 0.02 * max(0, words - 45)
    return len(draft.sources.lineages(_cite(r) for r in saying.quote.readings)) + near + fit + 0.4 * named
