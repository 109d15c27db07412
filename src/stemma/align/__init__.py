"""Align: over the reports of one story, who is who, what is claimed, how well it is supported, where reports differ."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Analysis, Lineage, Passage, Story


def align_story(
    story: str, analyses: Sequence[Analysis], passages: Sequence[Passage], lineages: Sequence[Lineage]
) -> Story:
    """Return the record of one story; the brief is added by `stemma.brief`."""
    return Story(
        id=story,
        headline=analyses[0].article.title or "",
        articles=tuple(sorted(a.id for a in analyses)),
        lineages=tuple(lineages),
        reuse=tuple(passages),
    )
