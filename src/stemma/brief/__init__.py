"""Brief: the record as prose, every sentence bound to characters; HTML, Markdown and JSON."""

from __future__ import annotations

from stemma.brief.compose import add_brief
from stemma.brief.files import render_json, write_brief
from stemma.brief.markdown import render_markdown
from stemma.brief.page import render_html

__all__ = ["add_brief", "render_html", "render_json", "render_markdown", "write_brief"]
