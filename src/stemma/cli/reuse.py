"""``stemma reuse``: shared passages, and with ``--lineages`` which reports count once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options

if TYPE_CHECKING:
    from stemma.model import Article

EPILOG = """\b
Examples:
  stemma reuse reports/*.txt
  stemma reuse reports/ --lineages | jq 'select(.lineage)'"""


@click.command("reuse", epilog=EPILOG)
@options.inputs
@click.option("--lineages", is_flag=True, help="After the passages, print the lineages, one a line.")
def command(
    sources: tuple[str, ...], output: Path | None, issues: Path | None, strict: bool, quiet: bool, lineages: bool
) -> None:
    """Print the passages of which one was made from the other, one pair a line."""
    found = options.collected(sources)
    options.write_lines(_lines(found.articles, lineages), output)
    options.close(found.issues, issues, strict=strict, quiet=quiet)


def _lines(articles: Sequence[Article], lineages: bool) -> Iterator[bytes]:
    from stemma.annotate import unmarked
    from stemma.reuse import find_lineages, find_reuse
    from stemma.run.local import encode

    # Reuse is told from words and typographic marks alone, so nothing is parsed.
    ordered = [unmarked(a) for a in sorted(articles, key=lambda a: a.id)]
    passages = find_reuse(ordered)
    yield from map(encode, passages)
    if lineages:
        yield from map(encode, find_lineages(ordered, passages))
