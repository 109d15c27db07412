"""Dated: the timeline of the brief."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from stemma.brief.bound import is_bound
from stemma.brief.central import centrality, head_shares
from stemma.brief.draft import SAME, Draft
from stemma.brief.opinion import opines
from stemma.brief.prose import dateline_length, overlap, readable, terms
from stemma.brief.wording import range_words
from stemma.model import Moment

MOST = 15
LONGEST_DAYS = 62
"""Days a dated thing may take, whole years and their parts from January apart; 2026-11: two months pass, a season does not."""

FEWEST = 6
"""Words a line has at least: "Brun told reporters last week." tells nothing; 2026-11."""

PLAIN = 0.3
"""How well a dated sentence must read (`readable`): a headline or a pronoun may pass, a fragment may not; 2026-11."""


def tell_timeline(draft: Draft) -> None:
    """Add the best supported moments in the order of their dates, at most `MOST`, each with its date first.

    One sentence that dates several things stands once: with the days from first to last when they follow each other,
    else under the date that it names first.
    """
    told: dict[str, list[Moment]] = {}
    for moment in sorted(chosen(draft), key=order):
        told.setdefault(moment_words(draft, moment), []).append(moment)
    lines = sorted(((*span_of(words, moments), words, moments) for words, moments in told.items()), key=lambda x: (x[0], x[1] or x[0]))
    for start, end, words, moments in lines:
        stop = "" if words.endswith((".", "!", "?", "”", '"', "’")) else "."
        draft.add("timeline", f"{range_words(start, end)}: {words}{stop}", [c for m in moments for c in m.citations])


def span_of(words: str, moments: Sequence[Moment]) -> tuple[str, str | None]:
    """Return start and end under which a sentence stands that is told of these moments."""
    days = sorted({m.start for m in moments if m.end is None and len(m.start) == DAY})
    if len(days) == len(moments) > 1 and _follow(days):
        return days[0], days[-1]
    finer = [m for m in moments if all(o is m or _holds(o, m) for o in moments)]
    first = min(finer or moments, key=lambda m: (words.find(m.basis) % (len(words) + 1), order(m)))
    return first.start, first.end


def _holds(wide: Moment, fine: Moment) -> bool:
    """Return whether the days of one moment hold those of the other."""
    last = fine.end or fine.start
    return wide.start <= fine.start and last[: len(wide.end or wide.start)] <= (wide.end or wide.start)


DAY = 10
"""Characters of a whole day."""


def _follow(days: Sequence[str]) -> bool:
    return all((date.fromisoformat(b) - date.fromisoformat(a)).days == 1 for a, b in pairwise(days))


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
        if readable(words) < PLAIN or not is_bound(words) or len(words.split()) < FEWEST or opines(words):
            continue
        if _season(moment) or _leans(words, moment.basis):
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


_COUNTED = re.compile(r"\b(?:earlier|later|following|next|same|that|before|after|previous)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"[^,.;]{3,70}?,? (?:who|that|which) ")


def _leans(words: str, basis: str) -> bool:
    """Return whether a line begins with a date counted from another ("A day earlier ..."), or is but a noun with its clause."""
    opened = words.startswith(basis) and bool(_COUNTED.search(basis)) and "this" not in basis.lower()
    opened = opened or words.split(" ", 1)[0].lower() in _POINTING
    fragment = not words.rstrip("\"'”’)").endswith((".", "!", "?")) and bool(_RELATIVE.match(words)) and len(words.split()) < SHORT
    return opened or fragment


_POINTING = frozenset({"these", "those", "such", "both", "neither", "another", "others", "so", "but", "then", "instead", "still", "yet"})
"""First words that lean on the sentence before."""

SHORT = 25
"""Words below which a passage without a full stop that opens with a noun and "who" or "that" is no sentence; 2026-11."""


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
    if not is_bound(words):
        others = [c for c in moment.citations if c.article in draft.prose and is_bound(draft.text(c)) and readable(draft.text(c)) >= PLAIN]
        if others:
            return draft.text(others[0])[dateline_length(draft.text(others[0])[:120]) :]
    exact = any(words in draft.text(c) for c in moment.citations if c.article in draft.prose)
    if not exact:
        words = draft.text(first)
    whole = draft.whole(first)
    if len(words.split()) < 4 and whole is not None and readable(draft.text(whole)):
        return draft.text(whole)
    return words[dateline_length(words[:120]) :]
