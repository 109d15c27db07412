"""Central: how much a sentence shares with what all reports of a story begin with."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.brief.draft import Draft
from stemma.brief.prose import terms

HEAD_SENTENCES = 3
"""Body sentences of a report that count as its head beside its title; chosen 2026-11: a lead rarely needs more."""


def head_shares(draft: Draft) -> dict[str, float]:
    """Return for each content word the share of lineages in whose heads it stands, 0 to 1."""
    heads: dict[str, set[str]] = {}
    for key, article in draft.sources.articles.items():
        prose = draft.prose[key]
        spans = [prose.spans[i] for i in prose.body[:HEAD_SENTENCES]]
        head = " ".join([article.title or "", *(span.of(article.text) for span in spans)])
        heads.setdefault(draft.sources.lineage_of.get(key, key), set()).update(terms(head))
    counts: dict[str, int] = {}
    for found in heads.values():
        for term in found:
            counts[term] = counts.get(term, 0) + 1
    return {term: count / len(heads) for term, count in counts.items()}


def centrality(words: str, shares: Mapping[str, float], lineages: int) -> float:
    """Return how much of a sentence other lineages' heads tell too, 0 to 1; 1 when there are no others.

    Source: centroid-based extraction, Radev et al. 2004, "Centroid-based summarization of multiple documents".
    Differs: a term counts once a lineage, so that reprints do not make it central.
    """
    mine = sorted(terms(words))
    if lineages < 2 or not mine:
        return 1.0 if lineages < 2 else 0.0
    own = 1 / lineages
    return sum(max(0.0, shares.get(t, 0.0) - own) / (1 - own) for t in mine) / len(mine)
