"""Reuse: which passages were made from which, and which reports therefore count once.

`sketch_of` keeps of an article what is compared; `passages_of` finds shared passages; `lineages_of` counts reports
that rest on one text once; `dependence` says sentence by sentence what an article shares; `revisions` what changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Analysis, Lineage, Passage
from stemma.reuse.dependence import Dependence, dependence, of_one_outlet
from stemma.reuse.lineages import lineages_of
from stemma.reuse.passages import passages_of
from stemma.reuse.revisions import Revision, revisions
from stemma.reuse.sketch import Sketch, sketch_of

__all__ = [
    "Dependence",
    "Revision",
    "Sketch",
    "dependence",
    "find_lineages",
    "find_reuse",
    "lineages_of",
    "of_one_outlet",
    "passages_of",
    "revisions",
    "sketch_of",
]


def find_reuse(analyses: Sequence[Analysis]) -> tuple[Passage, ...]:
    """Return the shared passages between articles, sorted by place; in each, ``a`` is the earlier article."""
    return passages_of(sketch_of(a.article) for a in analyses)


def find_lineages(analyses: Sequence[Analysis], passages: Sequence[Passage]) -> tuple[Lineage, ...]:
    """Return the lineages of these articles: every article is in exactly one."""
    return lineages_of([sketch_of(a.article) for a in analyses], passages)
