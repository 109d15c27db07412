"""Alone: what only one report says, or only the reports that print one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.brief.candidate import Candidate
from stemma.brief.draft import Draft
from stemma.brief.opinion import opines
from stemma.brief.prose import overlap, readable
from stemma.brief.stale import is_background
from stemma.brief.telling import ALONE
from stemma.model import Citation

MOST = 6

MOST_TRIED = 300
"""Candidates compared with every sentence of the story: what stands further down is little news; 2026-11, for 600 reports."""

FEWEST_TERMS = 4
"""Content words below which a sentence is too little to be found elsewhere, or not found; 2026-11."""

FOUND_HERE = 0.8
"""Share of content words from which a report of the same lineage prints the sentence too; 2026-11, on trimmed reprints."""

FOUND_ELSEWHERE = 0.5
"""Share of content words in a sentence of another lineage from which "only" would be a risk; 2026-11, on drafts."""

NEAR = 0.05
"""Centrality that a sentence of one report needs: below, it is about something else than the story; 2026-11, on briefs read."""

_NAMED = re.compile(r"\d|(?<=\w )[A-Z]|\b(?:hundred|thousand|million|billion)s?\b")


def tell_only(draft: Draft, found: Sequence[Candidate]) -> None:
    """Add what one lineage alone reports, no more than two sentences of one lineage."""
    if len(draft.story.lineages) < 2:
        return
    taken: dict[str, int] = {}
    for c, cited in _single(draft, found):
        line = draft.sources.lineages([c.cited])[0]
        if taken.get(line, 0) >= 1 + (len(draft.story.lineages) <= MOST // 2):
            continue
        one = len(draft.sources.reports(cited)) == 1
        told = f"Only {draft.sources.names(cited)}{'' if one else ', from one text'}: {c.words}"
        if draft.add("only", told, [c.cited, *cited], c.words):
            taken[line] = taken.get(line, 0) + 1
        if draft.count("only") >= MOST:
            return


def _single(draft: Draft, found: Sequence[Candidate]) -> Iterator[tuple[Candidate, list[Citation]]]:
    """Yield claims of one lineage whose content no sentence of another comes near, with all sentences that tell it."""
    pool = list(_all_terms(draft))
    for c in sorted(found, key=lambda c: (c.claim.articles > 1, -round(c.central + c.lead, 3)))[:MOST_TRIED]:
        mine = draft.terms(c.cited)
        if c.claim.independent > 1 or readable(c.words) < ALONE or len(mine) < FEWEST_TERMS or not _tells(c.words):
            continue
        if draft.told(c.words) or draft.is_contested(c.cited) or draft.is_superseded(c.cited):
            continue
        if draft.is_speech(c.words) or opines(c.words) or c.central < NEAR or _is_old(draft, c):
            continue
        near = [(cited, share) for cited, t in pool if (share := overlap(mine, t)) >= FOUND_ELSEWHERE]
        if len(draft.sources.lineages([c.cited, *c.claim.citations, *(cited for cited, _ in near)])) == 1:
            yield c, [c.cited, *(cited for cited, share in near if share >= FOUND_HERE and cited.article != c.cited.article)]


def _is_old(draft: Draft, c: Candidate) -> bool:
    """Return whether a sentence tells background: history is no news that one report alone has."""
    return is_background(draft.sources.articles[c.cited.article], draft.prose[c.cited.article], c.cited)


def _tells(words: str) -> bool:
    """Return whether a sentence names or counts something, and so is worth telling alone; a handle is an advertisement."""
    return bool(_NAMED.search(words)) and len(words.split()) >= 7 and "@" not in words


def _all_terms(draft: Draft) -> Iterator[tuple[Citation, frozenset[str]]]:
    for key, prose in draft.prose.items():
        for span in prose.spans:
            cited = Citation(key, span.start, span.end)
            if len(found := draft.terms(cited)) >= FEWEST_TERMS:
                yield cited, found
