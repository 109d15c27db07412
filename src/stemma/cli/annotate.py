"""``stemma annotate``: sentences, names, times, quotations and events of each article."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import options

EPILOG = """\b
Examples:
  stemma annotate reports/*.txt > marks.jsonl
  stemma annotate - --cache ~/.cache/stemma.sqlite < articles.jsonl"""


@click.command("annotate", epilog=EPILOG)
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
    """Print each article with its marks, one line an article."""
    from stemma.run.local import annotate_all, encode

    found = options.collected(sources)
    with options.shown(quiet) as progress:
        analyses, met = annotate_all(found.articles, options.run_options(processes, cache), progress)
    options.write_lines((encode(a.article) for a in analyses), output)
    options.close((*found.issues, *met), issues, strict=strict, quiet=quiet)
