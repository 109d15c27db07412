"""Markdown: a story's brief as plain text with footnotes; report text can neither format nor link anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from stemma.brief.compose import SECTIONS
from stemma.brief.sources import Sources
from stemma.brief.visible import plain
from stemma.model import Article, Citation, Story

LONGEST = 300
"""Code points of a passage that a footnote prints; the characters' numbers lead to the rest."""

_SPECIAL = re.compile(r"([\\`*_\[\]#~|!])")


def escaped(text: str) -> str:
    r"""Return text of a report on one line, safe inside Markdown.

    Example:
        >>> escaped("5 < 6 & *bold*")
        '5 &lt; 6 &amp; \\*bold\\*'
    """
    line = " ".join(plain(text).split())
    safe = _SPECIAL.sub(r"\\\1", line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", safe)


def render_markdown(story: Story, articles: Mapping[str, Article]) -> str:
    """Return the brief as Markdown: sections, sentences with footnotes, and each footnote's exact passage."""
    numbers: dict[Citation, int] = {}
    lines = [f"# {escaped(story.headline) or 'Story'}{_notes(_of(story, 'headline'), numbers)}", ""]
    for section, title in SECTIONS.items():
        sentences = [s for s in story.brief if s.section == section]
        if sentences:
            lines += [f"## {title}", ""]
            lines += [f"- {escaped(s.text)}{_notes(s.citations, numbers)}" for s in sentences]
            lines.append("")
    sources = Sources(story, articles)
    lines += [_footnote(number, cited, sources) for cited, number in numbers.items() if cited.article in sources.articles]
    return "\n".join(lines).rstrip() + "\n"


def _of(story: Story, section: str) -> list[Citation]:
    return [c for s in story.brief if s.section == section for c in s.citations]


def _notes(cited: Iterable[Citation], numbers: dict[Citation, int]) -> str:
    return "".join(f"[^{numbers.setdefault(c, len(numbers) + 1)}]" for c in cited)


def _footnote(number: int, cited: Citation, sources: Sources) -> str:
    whole = sources.articles[cited.article].text[cited.start : cited.end]
    words, cut = escaped(whole[:LONGEST]), "…" if len(whole) > LONGEST else ""
    return f"[^{number}]: {escaped(sources.labels[cited.article])}, characters {cited.start}–{cited.end}: “{words}”{cut}"
