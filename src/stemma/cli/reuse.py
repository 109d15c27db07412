"""``stemma reuse``: shared passages, and with ``--lineages`` which reports count once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options

if TYPE_CHECKING:
    from stemma.model import Analysis

EPILOG = """\b
Examples:
  stemma reuse reports/*.txt
  stemma reuse reports/ --lineages | jq 'select(.lineage)'"""


@click.command("reuse", epilog=EPILOG)
@options.inputs
@options.work
@click.option("--lineages", is_flag=True, help="After the passages, print the lineages, one a line.")
def command(
    sources: tuple[str, ...],
    output: Path | None,
    issues: Path | None,
    strict: bool,
    quiet: bool,
    processes: int,
    cache: Path | None,
    lineages: bool,
) -> None:
    """Print the passages of which one was made from the other, one pair a line."""
    from stemma.run.local import annotate_all

    found = options.collected(sources)
    with options.shown(quiet) as progress:
        analyses, met = annotate_all(found.articles, options.run_options(processes, cache), progress)
    options.write_lines(_lines(sorted(analyses, key=lambda a: a.id), lineages), output)
    options.close((*found.issues, *met), issues, strict=strict, quiet=quiet)


def _lines(analyses: Sequence[Analysis], lineages: bool) -> Iterator[bytes]:
    from stemma.reuse import find_lineages, find_reuse
    from stemma.run.local import encode

    passages = find_reuse(analyses)
    yield from map(encode, passages)
    if lineages:
        yield from map(encode, find_lineages(analyses, passages))
