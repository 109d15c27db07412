"""``stemma group``: which articles tell the same story."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import options

EPILOG = """\b
Examples:
  stemma group reports/*.txt
  stemma group day.jsonl > stories.jsonl"""


@click.command("group", epilog=EPILOG)
@options.inputs
@options.work
def command(
    sources: tuple[str, ...],
    output: Path | None,
    issues: Path | None,
    strict: bool,
    quiet: bool,
    processes: int,
    cache: Path | None,
) -> None:
    """Print the story of each article, one line an article, in the order of the input."""
    import msgspec

    from stemma.group import find_stories
    from stemma.reuse import find_reuse
    from stemma.run.local import annotate_all

    found = options.collected(sources)
    with options.shown(quiet) as progress:
        analyses, met = annotate_all(found.articles, options.run_options(processes, cache), progress)
    ordered = sorted(analyses, key=lambda a: a.id)
    story_of = find_stories(ordered, find_reuse(ordered))
    options.write_lines((msgspec.json.encode({"id": a.id, "story": story_of[a.id]}) for a in found.articles), output)
    options.close((*found.issues, *met), issues, strict=strict, quiet=quiet)
