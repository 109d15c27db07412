"""Candidate: a claim with the sentence that tells it best, and how much it belongs at the head of the brief."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from statistics import median

import msgspec

from stemma.brief.central import centrality, head_shares
from stemma.brief.draft import Draft
from stemma.brief.prose import CLOSING, balanced, quoted_share, readable
from stemma.brief.stale import is_undated_past
from stemma.model import Annotated, Citation, Claim

LEAD_SENTENCES = 3
"""Body sentences of a report taken as its lead when the story has no claims at all."""

WHOLE = 0.6
"""Share of a sentence a claim must fill for its support to be that of the sentence; below, its words are named."""

HANGING = frozenset({"who", "which", "that", "when", "while", "as", "if", "because", "although", "though", "where", "whose"})
"""First words of a part that is no news of its own: what several reports share then is an aside."""

VAGUE = 0.5
"""What a sentence is worth whose sayer is only "it" or "he", so that a wording with the name is told instead; 2026-11."""

_VAGUE_SAYER = re.compile(r"[,”\"]\s(?:it|he|she|they)\s(?:also\s|then\s)?(?:said|says|added|told|wrote|noted)\b", re.IGNORECASE)

MOST_WORDINGS = 8
"""Best wordings of a claim compared with all its others, so that the work stays linear in its citations."""



class Candidate(msgspec.Struct, frozen=True):
    """A claim with the sentence that tells it best.

    Attributes:
        told: the words that make the claim; ``cited``: the sentence that holds them.
        words: the exact words of the sentence.
        part: the words of the sentence that make the claim, when they are less than most of it, else "".
        score: how much it belongs at the head of the brief; higher is more.
        lead: how near the heads of the reports it stands over lineages, 0 to 1.
        central: how much of it the heads of other lineages tell too, 0 to 1.
    """

    claim: Claim
    told: Citation
    cited: Citation
    words: str
    part: str
    score: float
    lead: float
    central: float


def candidates(draft: Draft) -> list[Candidate]:
    """Return the story's claims that have a readable sentence, the most leading first."""
    claims = draft.story.claims or tuple(_leads(draft))
    events = {(c.article, c.start) for e in draft.story.events if e.status == "reported" for c in e.citations}
    shares = head_shares(draft)
    found = [c for claim in claims if (c := _candidate(draft, claim, events, shares)) and _asserted(draft, c)]
    return sorted(found, key=lambda c: (-c.score, draft.sources.day(c.cited.article), c.cited, c.claim.citations, c.claim.text))


def _asserted(draft: Draft, c: Candidate) -> bool:
    """Return whether the report says this itself or says who does, and of which time: no bare stretch of a quotation or of history."""
    article, cited = draft.sources.articles[c.cited.article], c.cited
    if c.part.split(" ", 1)[0].lower() in HANGING:
        return False
    if quoted_share(c.words) >= 0.5 or is_undated_past(article, draft.prose[cited.article], cited):
        return False
    quotes = article.quotes if isinstance(article, Annotated) else ()
    for quote in quotes:
        inside = sum(max(0, min(cited.end, s.end) - max(cited.start, s.start)) for s in quote.content)
        told = any(s.start < cited.end and cited.start < s.end for s in (*quote.cue, *quote.speaker))
        if quote.kind != "indirect" and inside * 2 > cited.end - cited.start and not told:
            return False
    return True


def _candidate(
    draft: Draft, claim: Claim, events: Collection[tuple[str, int]], shares: Mapping[str, float]
) -> Candidate | None:
    wordings = _wordings(draft, claim)
    if not wordings:
        return None
    value, told, whole = wordings[0]
    if claim.independent > 1:
        value, told, whole = max(wordings[:MOST_WORDINGS], key=lambda x: x[0] + covered(draft, claim, x[2]))
    lead, words = _lead(draft, claim), draft.text(whole)
    happening = any((c.article, s) in events for c in claim.citations for s in range(c.start, min(c.end, c.start + 400)))
    central = centrality(words, shares, len(draft.story.lineages))
    recent = draft.sources.recency(claim.citations)
    score = 2.0 * lead + 1.5 * central + 0.5 * math.log2(1 + claim.independent) + 0.3 * happening + 0.5 * value + 0.4 * recent
    part = _part(draft, told) if _share(told, whole) < WHOLE else ""
    return Candidate(claim, told, whole, words, part, score, lead, central)


def _wordings(draft: Draft, claim: Claim) -> list[tuple[float, Citation, Citation]]:
    """Return the sentences that tell a claim, the best first: value, the claim's words, the sentence."""
    pairs = [(c, whole) for c in claim.citations if (whole := draft.whole(c))]
    found = [(value, c, whole) for c, whole in pairs if (value := _telling(draft, c, whole)) > 0]
    return sorted(found, key=lambda x: (-x[0], x[1]))


def _telling(draft: Draft, cited: Citation, whole: Citation) -> float:
    """Return how well a sentence tells a claim: readable, to the point, in the body, near the head."""
    prose, words = draft.prose[cited.article], draft.text(whole)
    index = prose.index(whole) or 0
    body = prose.roles[index] in {"body", "standfirst"}
    named = VAGUE if _VAGUE_SAYER.search(words) else 1.0
    return named * readable(words) * (0.4 + 0.6 * body) * (0.3 + 0.7 * _share(cited, whole)) - 0.005 * min(20, prose.rank(index))


def _part(draft: Draft, told: Citation) -> str:
    """Return the words that make the claim, with the mark that closes a quotation they end in."""
    words, after = draft.text(told), draft.sources.articles[told.article].text[told.end : told.end + 2]
    if balanced(words) or not after:
        return words
    if after[0] in CLOSING:
        return words + after[0]
    return words + after if after[0] in ".,!?" and after[-1] in CLOSING else words


def covered(draft: Draft, claim: Claim, whole: Citation) -> float:
    """Return how much of a sentence's content other lineages tell where they state the claim, 0 to 1: their median."""
    mine, own = draft.terms(whole), draft.sources.lineages([whole])[0]
    best: dict[str, float] = {}
    for c in claim.citations:
        line = draft.sources.lineage_of.get(c.article, c.article)
        if line != own and mine and (other := draft.whole(c)):
            best[line] = max(best.get(line, 0.0), len(mine & draft.terms(other)) / len(mine))
    return median(sorted(best.values())) if best else 1.0


def named_alone(draft: Draft, claim: Claim, whole: Citation) -> bool:
    """Return whether a sentence names a person whom no other lineage names where it states the claim."""
    own = draft.sources.lineages([whole])[0]
    others = [draft.whole(c) for c in claim.citations if draft.sources.lineage_of.get(c.article, c.article) != own]
    named = [draft.people(c) for c in others if c is not None]
    return bool(named) and not draft.people(whole) <= frozenset().union(*named)


def _share(cited: Citation, whole: Citation) -> float:
    return min(1.0, (cited.end - cited.start) / max(1, whole.end - whole.start))


def _lead(draft: Draft, claim: Claim) -> float:
    """Return how near the heads of reports a claim stands, summed over the story's lineages, 0 to 1."""
    best: dict[str, float] = {}
    for c in claim.citations:
        prose = draft.prose.get(c.article)
        index = prose.index(c) if prose else None
        if prose is not None and index is not None:
            line = draft.sources.lineage_of.get(c.article, c.article)
            best[line] = max(best.get(line, 0.0), 1 / (1 + 0.35 * prose.rank(index)))
    return sum(best[line] for line in sorted(best)) / max(1, len(draft.story.lineages))


def _leads(draft: Draft) -> Iterator[Claim]:
    for key, prose in draft.prose.items():
        for index in prose.body[:LEAD_SENTENCES]:
            span = prose.spans[index]
            cited = Citation(key, span.start, span.end)
            yield Claim(prose.text[span.start : span.end], (cited,), 1, 1, 1, None)
