"""Dated: the timeline of the brief."""

from __future__ import annotations

from datetime import date

from stemma.brief.central import centrality, head_shares
from stemma.brief.draft import SAME, Draft
from stemma.brief.prose import dateline_length, overlap, readable, terms
from stemma.brief.wording import listed, range_words
from stemma.model import Moment

MOST = 15
LONGEST_DAYS = 62
"""Days a dated thing may take, whole years and their parts from January apart; 2026-11: two months pass, a season does not."""

PLAIN = 0.3
"""How well a dated sentence must read (`readable`): a headline or a pronoun may pass, a fragment may not; 2026-11."""


def tell_timeline(draft: Draft) -> None:
    """Add the best supported moments in the order of their dates, at most `MOST`, each with its date first.

    One sentence that dates several things stands once, with all its dates.
    """
    told: dict[str, list[Moment]] = {}
    for moment in sorted(chosen(draft), key=order):
        told.setdefault(moment_words(draft, moment), []).append(moment)
    for words, moments in told.items():
        dates = listed(list(dict.fromkeys(range_words(m.start, m.end) for m in moments)), MOST)
        stop = "" if words.endswith((".", "!", "?", "”", '"', "’")) else "."
        draft.add("timeline", f"{dates}: {words}{stop}", [c for m in moments for c in m.citations])


def order(moment: Moment) -> tuple[str, str]:
    """Return the sorting key of a moment: start, then end."""
    return (moment.start, moment.end or moment.start)


def chosen(draft: Draft) -> list[Moment]:
    """Return the moments to tell: of most lineages, near what the story is about, and not many of one date."""
    shares, lineages = head_shares(draft), len(draft.story.lineages)
    seen: dict[str, int] = {}
    ranked: list[tuple[float, int, Moment]] = []
    for place, moment in sorted(enumerate(draft.story.timeline), key=lambda x: (-_support(draft, x[1]), x[0])):
        if not any(c.article in draft.prose for c in moment.citations):
            continue
        words = moment_words(draft, moment)
        if readable(words) < PLAIN or _season(moment):
            continue
        again = seen.get(moment.start, 0)
        seen[moment.start] = again + 1
        value = _support(draft, moment) + 2 * centrality(words, shares, lineages) - 0.5 * again
        ranked.append((-value, place, moment))
    kept: list[tuple[str, frozenset[str], Moment]] = []
    for *_, moment in sorted(ranked, key=lambda x: x[:2]):
        mine = terms(moment_words(draft, moment))
        if not any(start == moment.start and overlap(mine, other) >= SAME for start, other, _ in kept):
            kept.append((moment.start, mine, moment))
        if len(kept) == MOST:
            break
    return [moment for *_, moment in kept]


def _season(moment: Moment) -> bool:
    """Return whether the date is a part of a year without its own name: a season dates habits more than events."""
    if not moment.end or moment.start[5:10] == "01-01":
        return False
    try:
        days = (date.fromisoformat(moment.end[:10]) - date.fromisoformat(moment.start[:10])).days
    except ValueError:
        return False
    return days > LONGEST_DAYS


def _support(draft: Draft, moment: Moment) -> int:
    return len(draft.sources.lineages(moment.citations))


def moment_words(draft: Draft, moment: Moment) -> str:
    """Return the moment's exact words; the whole sentence when they are too few to stand alone."""
    first = next(c for c in moment.citations if c.article in draft.prose)
    words = " ".join(moment.text.split())
    exact = any(words in draft.text(c) for c in moment.citations if c.article in draft.prose)
    if not exact:
        words = draft.text(first)
    whole = draft.whole(first)
    if len(words.split()) < 4 and whole is not None and readable(draft.text(whole)):
        return draft.text(whole)
    return words[dateline_length(words[:120]) :]
