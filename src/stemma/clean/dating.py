"""Date of an article as its own text prints it."""

from __future__ import annotations

from stemma.model import Block, Published


def date_from_text(text: str, blocks: tuple[Block, ...]) -> Published | None:
    """Return the publication date the text prints, or None."""
    return None
