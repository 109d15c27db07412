"""Reuse: which passages were made from which, and which reports therefore count once.

`sketch_of` keeps of an article what is compared; `passages_of` finds shared passages; `lineages_of` counts reports
that rest on one text once; `derivations` says which of two has the text from which; `dependence` sentence by sentence
what an article has from others; `revisions` what changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Analysis, Article, Dependence, Derivation, Lineage, Passage
from stemma.reuse.dependence import dependence
from stemma.reuse.direction import derivations
from stemma.reuse.lineages import lineages_of
from stemma.reuse.passages import passages_of
from stemma.reuse.revisions import Revision, revisions
from stemma.reuse.sketch import Sketch, sketch_of, sketches_of

__all__ = [
    "Revision",
    "Sketch",
    "dependence",
    "derivations",
    "find_derivations",
    "find_lineages",
    "find_reuse",
    "lineages_of",
    "passages_of",
    "revisions",
    "sketch_of",
    "sketches_of",
]


def find_reuse(analyses: Sequence[Analysis]) -> tuple[Passage, ...]:
    """Return the shared passages between articles, sorted by place; in each, ``a`` is the earlier article."""
    return passages_of(sketches_of(a.article for a in analyses))


def find_lineages(analyses: Sequence[Analysis], passages: Sequence[Passage]) -> tuple[Lineage, ...]:
    """Return the lineages of these articles: every article is in exactly one."""
    return lineages_of(list(sketches_of(a.article for a in analyses)), passages)


def find_derivations(
    articles: Sequence[Article], passages: Sequence[Passage], sketches: Sequence[Sketch] | None = None
) -> tuple[tuple[Derivation, ...], tuple[Dependence, ...]]:
    """Return which of two articles has its text from which, and what each article has from others.

    Args:
        articles: those to tell of.
        passages: what they share.
        sketches: of the articles, when they are at hand.
    """
    by_id = {s.id: s for s in (sketches_of(articles) if sketches is None else sketches)}
    found = derivations(articles, by_id, passages)
    return found, dependence(by_id, passages, found)
