"""Group: which articles tell the same story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.model import Analysis, Passage


def find_stories(analyses: Sequence[Analysis], passages: Sequence[Passage] = ()) -> Mapping[str, str]:
    """Return the story id of each article id."""
    return {a.id: "s-" + min(x.id for x in analyses) for a in analyses}
