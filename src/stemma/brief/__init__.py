"""Brief: the record as prose, every sentence bound to characters; HTML, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.model import Article, Story


def add_brief(story: Story, articles: Mapping[str, Article]) -> Story:
    """Return the story with its headline and brief."""
    return msgspec.structs.replace(story, brief=())
