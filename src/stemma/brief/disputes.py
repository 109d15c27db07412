"""Disputes: where the reports differ, worded as contested, each side with its support."""

from __future__ import annotations

from stemma.brief.draft import Draft
from stemma.brief.prose import dateline_length
from stemma.brief.wording import date_words
from stemma.lexicon.cues import CUE_NOUNS
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


_CHANGED = {"quantity": "figure", "date": "date"}


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
    """Return the words that open a difference: a change when later reports replaced the others, a dispute with its parties."""
    if conflict.nature == "revision":
        day = draft.revised_on(conflict)
        return f"The {_CHANGED.get(conflict.kind, 'account')} changed{f' by {date_words(day)}' if day else ''}"
    if conflict.nature == "dispute":
        words = _parties(draft, conflict)
        return words[0].upper() + words[1:]
    if len(draft.sources.reports(c for side in conflict.sides for c in side.citations)) == 1:
        return "In dispute"
    return KINDS.get(conflict.kind, "The reports differ")


def _parties(draft: Draft, conflict: Conflict) -> str:
    """Return who says so and who denies it, as far as both are named."""
    claim, denial = (_party(draft, side.said_by) for side in sorted(conflict.sides[:2], key=lambda side: side.denial))
    if denial is None:
        return "In dispute"
    denies = f"{denial} {'deny' if _several(denial) else 'denies'}"
    return f"{claim} {'say' if _several(claim) else 'says'} so, {denies} it" if claim else f"{denies} what is reported"


def _party(draft: Draft, name: str | None) -> str | None:
    """Return who stands for a side; a people ("Republican") and what is said ("an announcement") stand for none."""
    if not name or any(entity.name == name and entity.type == "group" for entity in draft.story.entities):
        return None
    party = name.partition(",")[0]
    return None if party.rsplit(maxsplit=1)[-1] in CUE_NOUNS else party


def _several(name: str) -> bool:
    """Return whether a name is a common noun in the plural: "officials"."""
    last = name.rsplit(maxsplit=1)[-1]
    return last.islower() and last.endswith("s") and not last.endswith("ss")


def side_words(draft: Draft, side: Side) -> str:
    """Return the side's exact words: its text if it stands in a cited report, else the first citation's."""
    words = " ".join(side.text.split())
    words = words[dateline_length(words[:160]) :]
    if any(words in draft.text(c) for c in side.citations if c.article in draft.prose):
        return words
    return next((draft.text(c) for c in side.citations if c.article in draft.prose), words)


def _side(draft: Draft, side: Side) -> str:
    names, support = draft.sources.names(side.citations), draft.sources.support(side.citations)
    counted = "" if support == "1 report" else f" ({support})"
    day = date_words(side.reported) if side.superseded and side.reported else ""
    when = f"on {day} " if day and day not in names else ""
    words = side_words(draft, side).rstrip(".")
    # Words that hold a quotation get no second pair of marks around it.
    return f"{when}{names}{counted}: {words}" if any(mark in words for mark in '"“”') else f"{when}{names}{counted}: “{words}”"


def standing(support: str, side: Side) -> str:
    """Return the words under a side: its support, and that later reports replaced it, where they did."""
    return "; ".join(words for words in (support, "replaced by later reports" if side.superseded else "") if words)
