"""``stemma group``: which articles tell the same story, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options
from stemma.errors import NotThere

if TYPE_CHECKING:
    from stemma.model import Article

EPILOG = """\b
Examples:
  stemma group reports/*.txt
  stemma group day.jsonl > stories.jsonl
  stemma group day.jsonl --explain ARTICLE"""


@click.command("group", epilog=EPILOG)
@options.inputs
@click.option("--explain", "asked", metavar="ID", help="Say why this article is in its story, and what was nearest outside.")
def command(
    sources: tuple[str, ...], output: Path | None, issues: Path | None, strict: bool, quiet: bool, asked: str | None
) -> None:
    """Print the story of each article, one line an article, in the order of the input."""
    import msgspec

    found = options.collected(sources)
    story_of = _stories(found.articles, quiet)
    if asked is None:
        lines = [msgspec.json.encode({"id": a.id, "story": story_of[a.id]}) for a in found.articles]
    else:
        lines = [_explained(asked, found.articles, story_of).encode()]
    options.write_lines(lines, output)
    options.close(found.issues, issues, strict=strict, quiet=quiet)


def _stories(articles: Sequence[Article], quiet: bool) -> Mapping[str, str]:
    from stemma.annotate import unmarked
    from stemma.group import find_stories
    from stemma.reuse import find_reuse
    from stemma.run.progress import step

    # Neither stage asks for marks, so nothing is parsed; the stories are those `stemma record` finds.
    ordered = [unmarked(a) for a in sorted(articles, key=lambda a: a.id)]
    with options.shown(quiet) as progress, step(progress, "compare", 2):
        passages = find_reuse(ordered)
        progress.advance()
        stories = find_stories(ordered, passages)
        progress.advance()
    return stories


def _explained(asked: str, articles: Sequence[Article], story_of: Mapping[str, str]) -> str:
    from stemma.group import explain

    if asked not in story_of:
        known = ", ".join(sorted(story_of)[:5])
        raise NotThere(f"expected the id of one of the articles given ({known}, ...), met {asked!r}")
    return explain(asked, articles, story_of).text
