"""Disputes: the sides of a conflict beside each other, and who said which when."""

from __future__ import annotations

import msgspec

from stemma.brief.disputes import opening, ordered, side_words, standing
from stemma.brief.draft import Draft
from stemma.brief.wording import date_words
from stemma.model import Citation, Conflict, Side
from stemma.web.told import Told

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sided(msgspec.Struct, frozen=True):
    """One side: its exact words inside their sentence, who prints them, with which support."""

    letter: str
    names: str
    before: str
    words: str
    after: str
    support: str
    citations: tuple[Citation, ...]


class Step(msgspec.Struct, frozen=True):
    """One report in the history of a conflict: its day in words, the report, the side it takes, its words."""

    day: str
    report: str
    letter: str
    words: str
    citation: Citation


class Dispute(msgspec.Struct, frozen=True):
    """A conflict on the page; its history stands in the order the reports came out."""

    opening: str
    sides: tuple[Sided, ...]
    history: tuple[Step, ...]


def disputes_of(told: Told) -> list[Dispute]:
    """Return the conflicts of a story, those first whose weaker side has more independent reports."""
    return [_dispute(told.draft, conflict) for conflict in ordered(told.draft)]


def _dispute(draft: Draft, conflict: Conflict) -> Dispute:
    sides = draft.in_time(conflict)
    steps: dict[tuple[str, int], Citation] = {}
    for n, side in enumerate(sides):
        for c in side.citations:
            if c.article in draft.prose:
                steps.setdefault((c.article, n), c)
    order = sorted(steps.items(), key=lambda item: (draft.sources.day(item[0][0]) or "9", item[0][1], item[1]))
    history = tuple(
        Step(_day(draft, article), draft.sources.labels[article], LETTERS[n % 26], _sentence(draft, c), c) for (article, n), c in order
    )
    return Dispute(opening(draft, conflict), tuple(_sided(draft, side, LETTERS[n % 26]) for n, side in enumerate(sides)), history)


def _day(draft: Draft, article: str) -> str:
    return date_words(draft.sources.day(article)) or "undated"


def _sentence(draft: Draft, cited: Citation) -> str:
    whole = draft.whole(cited)
    return draft.text(whole if whole and whole.end >= cited.end else cited)


def _sided(draft: Draft, side: Side, letter: str) -> Sided:
    words, (before, after) = side_words(draft, side), ("", "")
    for c in side.citations:
        whole = draft.whole(c)
        sentence = draft.text(whole) if whole else ""
        if words and words in sentence:
            before, _, after = sentence.partition(words)
            break
    sources = draft.sources
    support = standing(sources.support(side.citations) if len(sources.reports(side.citations)) > 1 else "", side)
    return Sided(letter, sources.names(side.citations, 4), before, words, after, support, side.citations)
