"""Files: the pages of a record in a folder: an index, and each story as HTML, Markdown and JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from stemma.brief.markdown import render_markdown
from stemma.brief.page import render_html, render_index
from stemma.model import Article, Record, Story

LONGEST_NAME = 60


class StoryFile(msgspec.Struct, frozen=True):
    """What a story's JSON holds: the story and the reports it cites."""

    story: Story
    articles: tuple[Article, ...]


def render_json(story: Story, articles: Mapping[str, Article]) -> str:
    """Return the story with its reports as indented JSON, so that every citation can be looked up in it."""
    own = tuple(articles[key] for key in story.articles if key in articles)
    bare = tuple(Article(**{f: getattr(a, f) for f in Article.__struct_fields__}) for a in own)
    held = StoryFile(story, bare)
    try:
        return msgspec.json.format(msgspec.json.encode(held), indent=1).decode() + "\n"
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; the slower writer escapes it, and every offset stays right.
        return json.dumps(msgspec.to_builtins(held), indent=1) + "\n"


def page_name(story: Story) -> str:
    """Return the story's file name without its ending: words of the headline and a digest of the story's id.

    Only ``a-z``, ``0-9`` and ``-`` stand in it, so that it is safe on every file system and in every link.
    """
    folded = unicodedata.normalize("NFKD", story.headline).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:LONGEST_NAME].rsplit("-", 1 if len(folded) > LONGEST_NAME else 0)[0]
    digest = blake2b(story.id.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{words or 'story'}-{digest}"


def write_brief(record: Record, folder: Path) -> list[Path]:
    """Write the pages and return their paths, the index first.

    Args:
        record: stories with their briefs.
        folder: where the pages go; made when it is not there. Files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    articles = {article.id: article for article in record.articles}
    pages = [_write(folder / "index.html", render_index(record))]
    for story in record.stories:
        name = page_name(story)
        pages.append(_write(folder / f"{name}.html", render_html(story, articles)))
        pages.append(_write(folder / f"{name}.md", render_markdown(story, articles)))
        pages.append(_write(folder / f"{name}.json", render_json(story, articles)))
    return pages


def _write(path: Path, text: str) -> Path:
    # Lone surrogates cannot be written as UTF-8; the page shows them by name, JSON keeps them escaped.
    path.write_bytes(text.encode("utf-8", "backslashreplace"))
    return path
