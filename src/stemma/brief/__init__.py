"""Brief: the record as prose, every sentence bound to characters; HTML, Markdown and JSON."""

from __future__ import annotations

from stemma.brief.compose import add_brief

__all__ = ["add_brief"]
