"""Disputes: where the reports differ, worded as contested, each side with its support."""

from __future__ import annotations

from stemma.brief.draft import Draft
from stemma.brief.wording import date_words
from stemma.model import Conflict, Side

MOST = 10
KINDS = {
    "quantity": "The reports differ on a number",
    "date": "The reports differ on a date",
    "place": "The reports differ on a place",
    "person": "The reports differ on who it was",
    "polarity": "The reports contradict each other",
    "cause": "The reports differ on the cause",
    "attribution": "The reports differ on who said it",
}


def tell_differences(draft: Draft) -> None:
    """Add one sentence a conflict, the best supported first, at most `MOST`."""
    for conflict in ordered(draft)[:MOST]:
        sides = draft.in_time(conflict)
        told = "; ".join(_side(draft, side) for side in sides)
        first = [side.citations[0] for side in sides if side.citations]
        rest = [c for side in sides for c in side.citations]
        draft.add("differ", f"{opening(draft, conflict)}: {told}.", [*first, *rest])


def ordered(draft: Draft) -> list[Conflict]:
    """Return the conflicts whose sides print different words, those first whose weaker side has more independent reports."""

    def weight(conflict: Conflict) -> tuple[int, int]:
        counts = sorted((len(draft.sources.lineages(side.citations)) for side in conflict.sides), reverse=True)
        return (-counts[1] if len(counts) > 1 else 0, -sum(counts))

    shown = [c for c in draft.story.conflicts if len({_folded(side_words(draft, side)) for side in c.sides}) > 1]
    return sorted(shown, key=lambda c: (*weight(c), draft.revised_on(c) or "", c.kind, c.sides[0].citations, c.sides[-1].citations))


def _folded(words: str) -> str:
    return "".join(ch for ch in words.lower() if ch.isalnum())


def opening(draft: Draft, conflict: Conflict) -> str:
    """Return the words that open a difference: a change when one side is later as a whole, a dispute inside one report."""
    if conflict.kind == "quantity" and (day := draft.revised_on(conflict)):
        return f"The figure changed by {date_words(day)}"
    if len(draft.sources.reports(c for side in conflict.sides for c in side.citations)) == 1:
        return "In dispute"
    return KINDS.get(conflict.kind, "The reports differ")


def side_words(draft: Draft, side: Side) -> str:
    """Return the side's exact words: its text if it stands in a cited report, else the first citation's."""
    words = " ".join(side.text.split())
    if any(words in draft.text(c) for c in side.citations if c.article in draft.prose):
        return words
    return next((draft.text(c) for c in side.citations if c.article in draft.prose), words)


def _side(draft: Draft, side: Side) -> str:
    names, support = draft.sources.names(side.citations), draft.sources.support(side.citations)
    counted = "" if support == "1 report" else f" ({support})"
    return f"{names}{counted}: “{side_words(draft, side).rstrip('.')}”"
