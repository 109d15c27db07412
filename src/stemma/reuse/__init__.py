"""Reuse: which passages were made from which, and which reports therefore count once."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Analysis, Lineage, Passage


def find_reuse(analyses: Sequence[Analysis]) -> tuple[Passage, ...]:
    """Return the shared passages between articles, in reading order of the first."""
    return ()


def find_lineages(analyses: Sequence[Analysis], passages: Sequence[Passage]) -> tuple[Lineage, ...]:
    """Return the lineages of these articles: every article is in exactly one."""
    return tuple(Lineage(f"l-{a.id}", (a.id,), a.article.credit, "shares no passage") for a in analyses)
