"""Telling: which claims lead the brief, which follow as agreed, and which only one report makes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from stemma.brief.central import centrality, head_shares
from stemma.brief.draft import Draft
from stemma.brief.prose import CLOSING, balanced, overlap, quoted_share, readable, terms
from stemma.brief.stale import is_background, is_undated_past
from stemma.brief.wording import support
from stemma.model import Annotated, Citation, Claim

MOST_HAPPENED, MOST_AGREED, MOST_ONLY = 8, 8, 6
MOST_ALONE, SAME_ALONE = 4, 0.5
"""How many claims of one lineage may lead, and how little they may repeat; 2026-11: the same news in other words."""

LEAD_SENTENCES = 3
"""Body sentences of a report taken as its lead when the story has no claims at all."""

ALONE = 0.7
"""How well a sentence must read alone to stand in the brief (`readable`): no pronoun or "but" at its head; 2026-11."""

WHOLE = 0.6
"""Share of a sentence a claim must fill for its support to be that of the sentence; below, its words are named."""

CENTRAL, NEAR_HEAD = 0.12, 0.4
"""What a claim of one lineage needs to lead the brief: centrality, and place (0.4: within four sentences); 2026-11."""

FOUND_ELSEWHERE = 0.5
"""Share of content words in a sentence of another lineage from which "only" would be a risk; 2026-11, on drafts."""


_NAMED = re.compile(r"\d|(?<=\w )[A-Z]|\b(?:hundred|thousand|million|billion)s?\b")


class Candidate(msgspec.Struct, frozen=True):
    """A claim with the sentence that tells it best.

    Attributes:
        words: the exact words of the sentence.
        part: the words of the sentence that make the claim, when they are less than most of it, else "".
        score: how much it belongs at the head of the brief; higher is more.
        lead: how near the heads of the reports it stands over lineages, 0 to 1.
        central: how much of it the heads of other lineages tell too, 0 to 1.
    """

    claim: Claim
    cited: Citation
    words: str
    part: str
    score: float
    lead: float
    central: float


def candidates(draft: Draft) -> list[Candidate]:
    """Return the story's claims that have a readable sentence, the most leading first."""
    claims = draft.story.claims or tuple(_leads(draft))
    events = {(c.article, c.start): e for e in draft.story.events if e.status == "reported" for c in e.citations}
    shares = head_shares(draft)
    found = [c for claim in claims if (c := _candidate(draft, claim, events, shares)) and _asserted(draft, c)]
    return sorted(found, key=lambda c: (-c.score, draft.sources.day(c.cited.article), c.cited, c.claim.citations, c.claim.text))


def _asserted(draft: Draft, c: Candidate) -> bool:
    """Return whether the report says this itself or says who does, and of which time: no bare stretch of a quotation or of history."""
    article, cited = draft.sources.articles[c.cited.article], c.cited
    if quoted_share(c.words) >= 0.5 or is_undated_past(article, draft.prose[cited.article], cited):
        return False
    quotes = article.quotes if isinstance(article, Annotated) else ()
    for quote in quotes:
        inside = sum(max(0, min(cited.end, s.end) - max(cited.start, s.start)) for s in quote.content)
        told = any(s.start < cited.end and cited.start < s.end for s in (*quote.cue, *quote.speaker))
        if quote.kind != "indirect" and inside * 2 > cited.end - cited.start and not told:
            return False
    return True


def tell_happened(draft: Draft, found: Sequence[Candidate]) -> None:
    """Add the leading claims: what is new, event first, with support; few that only one lineage makes."""
    most = min(MOST_HAPPENED, 3 + len(draft.story.lineages))
    alone = 0
    for c in found:
        if _count(draft, "happened") >= most:
            return
        single = c.claim.independent < 2 and len(draft.story.lineages) > 1
        if single and (alone >= MOST_ALONE or draft.told(c.words, SAME_ALONE)):
            continue
        if _is_news(draft, c) and not (draft.told(c.words) or draft.is_superseded(c.cited)):
            _tell(draft, "happened", c)
            alone += single


def _is_news(draft: Draft, c: Candidate) -> bool:
    """Return whether a claim is no background, and shared, or near a head and about what the others are about."""
    if readable(c.words) < ALONE or is_background(draft.sources.articles[c.cited.article], draft.prose[c.cited.article], c.cited):
        return False
    return c.claim.independent > 1 or (c.central >= CENTRAL and c.lead * len(draft.story.lineages) >= NEAR_HEAD)


def tell_agreed(draft: Draft, found: Sequence[Candidate]) -> None:
    """Add what further claims two or more independent reports share, the best supported first."""
    for c in sorted(found, key=lambda c: (-c.claim.independent, -c.score, c.cited, c.claim.citations)):
        if c.claim.independent < 2 or _count(draft, "agreed") >= MOST_AGREED:
            return
        if readable(c.words) >= ALONE and not draft.told(c.words) and not draft.is_contested(c.cited):
            _tell(draft, "agreed", c)


def tell_only(draft: Draft, found: Sequence[Candidate]) -> None:
    """Add what one lineage alone reports, no more than two sentences of one lineage."""
    if len(draft.story.lineages) < 2:
        return
    taken: dict[str, int] = {}
    for c, cited in _single(draft, found):
        line = draft.sources.lineages([c.cited])[0]
        if taken.get(line, 0) >= 1 + (len(draft.story.lineages) <= MOST_ONLY // 2):
            continue
        one = len(draft.sources.reports(cited)) == 1
        told = f"Only {draft.sources.names(cited)}{'' if one else ', from one text'}: {c.words}"
        if draft.add("only", told, [c.cited, *cited], c.words):
            taken[line] = taken.get(line, 0) + 1
        if _count(draft, "only") >= MOST_ONLY:
            return


def _single(draft: Draft, found: Sequence[Candidate]) -> Iterator[tuple[Candidate, list[Citation]]]:
    """Yield claims of one lineage whose content no sentence of another comes near, with all sentences that tell it."""
    pool = list(_all_terms(draft))
    for c in sorted(found, key=lambda c: c.claim.articles > 1):
        mine = terms(c.words)
        if c.claim.independent > 1 or readable(c.words) < ALONE or len(mine) < 4 or not _tells(c.words):
            continue
        if draft.told(c.words) or draft.is_contested(c.cited):
            continue
        near = [cited for cited, t in pool if overlap(mine, t) >= FOUND_ELSEWHERE]
        if len(draft.sources.lineages([c.cited, *c.claim.citations, *near])) == 1:
            yield c, [*c.claim.citations, *(n for n in near if n.article != c.cited.article)]


def _tells(words: str) -> bool:
    """Return whether a sentence names or counts something, and so is worth telling alone."""
    return bool(_NAMED.search(words)) and len(words.split()) >= 7


def _all_terms(draft: Draft) -> Iterator[tuple[Citation, frozenset[str]]]:
    for key, prose in draft.prose.items():
        for span in prose.spans:
            if len(found := terms(prose.text[span.start : span.end])) >= 4:
                yield Citation(key, span.start, span.end), found


def _tell(draft: Draft, section: str, c: Candidate) -> None:
    named = origin(draft, c.claim)
    said = support(c.claim.articles, c.claim.independent, named)
    if c.claim.articles == 1:
        said = draft.sources.named_support([c.cited])
    elif c.part:
        said += f", for “{c.part}”"
    if draft.is_contested(c.cited):
        said += "; contested, see where the reports differ"
    draft.add(section, f"{c.words} ({said})", [c.cited, *c.claim.citations], c.words)


def origin(draft: Draft, claim: Claim) -> str | None:
    """Return whom all reports of a claim cite, with the article the reports give it ("the Kremlin")."""
    name = claim.attributed_to
    if not name or name.lower().startswith(("the ", "a ", "an ")):
        return name[0].lower() + name[1:] if name else None
    texts = [draft.sources.articles[a].text for a in draft.sources.reports(claim.citations)]
    bare = sum(text.count(name) for text in texts)
    led = sum(text.count(f"the {name}") + text.count(f"The {name}") for text in texts)
    return f"the {name}" if led * 2 > bare else name


def _candidate(draft: Draft, claim: Claim, events: Iterable[tuple[str, int]], shares: Mapping[str, float]) -> Candidate | None:
    ranked = sorted(((value, c, whole) for c in claim.citations if (whole := draft.whole(c))
                     for value in [_telling(draft, c, whole)]), key=lambda x: (-x[0], x[1]))
    if not ranked or ranked[0][0] <= 0:
        return None
    value, told, whole = ranked[0]
    lead = _lead(draft, claim)
    happening = any((c.article, s) in events for c in claim.citations for s in range(c.start, min(c.end, c.start + 400)))
    central = centrality(draft.text(whole), shares, len(draft.story.lineages))
    score = 2.0 * lead + 1.5 * central + 0.5 * math.log2(1 + claim.independent) + 0.3 * happening + 0.5 * value
    part = _part(draft, told) if _share(told, whole) < WHOLE else ""
    return Candidate(claim, whole, draft.text(whole), part, score, lead, central)


def _telling(draft: Draft, cited: Citation, whole: Citation) -> float:
    """Return how well a sentence tells a claim: readable, to the point, in the body, near the head."""
    prose, words = draft.prose[cited.article], draft.text(whole)
    index = prose.index(whole) or 0
    body = prose.roles[index] in {"body", "standfirst"}
    return readable(words) * (0.4 + 0.6 * body) * (0.3 + 0.7 * _share(cited, whole)) - 0.005 * min(20, prose.rank(index))


def _part(draft: Draft, told: Citation) -> str:
    """Return the words that make the claim, with the mark that closes a quotation they end in."""
    words, after = draft.text(told), draft.sources.articles[told.article].text[told.end : told.end + 1]
    return words if balanced(words) or after not in CLOSING else words + after


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


def _count(draft: Draft, section: str) -> int:
    return sum(s.section == section for s in draft.sentences)
