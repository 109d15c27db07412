"""Telling: which claims lead the brief, and which follow as agreed."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.brief.candidate import Candidate, covered, named_alone
from stemma.brief.draft import Draft
from stemma.brief.figures import at_odds
from stemma.brief.opinion import opines
from stemma.brief.prose import readable
from stemma.brief.stale import is_background
from stemma.brief.wording import support
from stemma.model import Citation, Claim

MOST_HAPPENED, MOST_AGREED = 8, 8
MOST_ALONE, SAME_ALONE = 4, 0.5
"""How many claims of one lineage may lead, and how little they may repeat; 2026-11: the same news in other words."""

ALONE = 0.7
"""How well a sentence must read alone to stand in the brief (`readable`): no pronoun or "but" at its head; 2026-11."""

CENTRAL, NEAR_HEAD = 0.12, 0.4
"""What a claim of one lineage needs to lead the brief: centrality, and place (0.4: within four sentences); 2026-11."""

FEWEST_TERMS = 4
"""Content words of a claim from which its words alone show that it is told already; 2026-11."""

COVERED = 0.4
"""Share of a sentence's content words below which other lineages are said to state it in part; 2026-11, on 30 read claims."""


def tell_happened(draft: Draft, found: Sequence[Candidate]) -> None:
    """Add the leading claims: what is new, event first, with support; few that only one lineage makes."""
    most = min(MOST_HAPPENED, 3 + len(draft.story.lineages))
    alone = 0
    for c in found:
        if draft.count("happened") >= most:
            return
        single = c.claim.independent < 2 and len(draft.story.lineages) > 1
        if single and (alone >= MOST_ALONE or draft.told(c.words, SAME_ALONE)):
            continue
        if _is_news(draft, c) and not (draft.told(c.words) or _says_again(draft, c) or draft.is_superseded(c.cited) or draft.is_speech(c.words)):
            _tell(draft, "happened", c)
            alone += single


def _says_again(draft: Draft, c: Candidate) -> bool:
    """Return whether the words that make the claim, without who says so around them, are told already."""
    words = draft.text(c.told)
    return len(draft.terms(c.told)) >= FEWEST_TERMS and draft.told(words)


def _is_news(draft: Draft, c: Candidate) -> bool:
    """Return whether a claim is no background, and shared, or near a head and about what the others are about."""
    if readable(c.words) < ALONE or opines(c.words) or is_background(draft.sources.articles[c.cited.article], draft.prose[c.cited.article], c.cited):
        return False
    return c.claim.independent > 1 or (c.central >= CENTRAL and c.lead * len(draft.story.lineages) >= NEAR_HEAD)


def tell_agreed(draft: Draft, found: Sequence[Candidate]) -> None:
    """Add what further claims two or more independent reports share, the best supported first."""
    for c in sorted(found, key=lambda c: (-c.claim.independent, -c.score, c.cited, c.claim.citations)):
        if c.claim.independent < 2 or draft.count("agreed") >= MOST_AGREED:
            return
        if draft.is_contested(c.cited) or draft.is_disputed(c.words) or draft.is_superseded(c.cited) or draft.is_speech(c.words):
            continue
        if readable(c.words) >= ALONE and not opines(c.words) and not draft.told(c.words) and not _says_again(draft, c):
            _tell(draft, "agreed", c)


def _tell(draft: Draft, section: str, c: Candidate) -> None:
    backing = [x for x in c.claim.citations if not at_odds(draft.text(c.told), draft.text(x))]
    said = _support(draft, c, backing)
    if len(backing) < len(c.claim.citations):
        said += "; other reports give another number"
    if draft.is_contested(c.cited) or draft.is_disputed(c.words):
        said += "; contested, see where the reports differ"
    draft.add(section, f"{c.words} ({said})", [c.cited, *backing], c.words)


def _support(draft: Draft, c: Candidate, backing: Sequence[Citation]) -> str:
    """Return the support in words: of the claim's own counts, or of what is left when others give another number."""
    reports, lines = c.claim.articles, c.claim.independent
    if len(backing) < len(c.claim.citations):
        reports, lines = len(draft.sources.reports(backing)), len(draft.sources.lineages(backing))
    if reports == 1:
        return draft.sources.named_support([c.cited])
    said = support(reports, lines, origin(draft, c.claim))
    if c.part:
        return f"{said}, for “{c.part}”"
    partly = lines > 1 and (covered(draft, c.claim, c.cited) < COVERED or named_alone(draft, c.claim, c.cited))
    return f"{said}, wholly or in part" if partly else said


def origin(draft: Draft, claim: Claim) -> str | None:
    """Return whom all reports of a claim cite, with the article the reports give it ("the Kremlin")."""
    name = claim.attributed_to
    if not name or name.lower().startswith(("the ", "a ", "an ")):
        return name[0].lower() + name[1:] if name else None
    texts = [draft.sources.articles[a].text for a in draft.sources.reports(claim.citations)]
    bare = sum(text.count(name) for text in texts)
    led = sum(text.count(f"the {name}") + text.count(f"The {name}") for text in texts)
    return f"the {name}" if led * 2 > bare else name
