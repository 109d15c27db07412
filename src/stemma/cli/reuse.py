"""``stemma reuse``: shared passages, which reports count once, what each has from whom, and what revisions changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.model import Article, Issue

EPILOG = """\b
Examples:
  stemma reuse reports/*.txt
  stemma reuse reports/ --lineages | jq 'select(.lineage)'
  stemma reuse reports/ --dependence | jq 'select(.parts)'
  stemma reuse --revisions crawl.warc.gz
  stemma reuse --revisions --store desk.sqlite"""


@click.command("reuse", epilog=EPILOG)
@options.inputs
@click.option("--lineages", is_flag=True, help="After the passages, print the lineages, one a line.")
@click.option("--dependence", is_flag=True, help="Then who has the text from whom, and what of each report is its own.")
@click.option("--revisions", is_flag=True, help="Print only what changed between texts of one URL, with their times.")
@click.option("--store", "where", help="With --revisions: read the articles of this store (file or postgresql:// URL).")
def command(
    sources: tuple[str, ...], output: Path | None, issues: Path | None, strict: bool, quiet: bool, lineages: bool,
    dependence: bool, revisions: bool, where: str | None,
) -> None:  # fmt: skip
    """Print the passages of which one was made from the other, one pair a line."""
    if where is not None and (sources or not revisions):
        raise UsageError("expected --revisions and no inputs beside --store; the passages of a store's stories: stemma show STORY")
    found, met = _stored(where) if where is not None else _collected(sources)
    lines = _revisions(found) if revisions else _lines(found, lineages=lineages, dependence=dependence)
    options.write_lines(lines, output)
    options.close(met, issues, strict=strict, quiet=quiet)


def _collected(sources: tuple[str, ...]) -> tuple[Sequence[Article], Sequence[Issue]]:
    found = options.collected(sources)
    return found.articles, found.issues


def _stored(where: str) -> tuple[Sequence[Article], Sequence[Issue]]:
    from stemma.cli.shelf import opened_store
    from stemma.run.versions import standing_versions

    with opened_store(where) as store, store.view() as view:
        return standing_versions(view), ()


def _lines(articles: Sequence[Article], *, lineages: bool, dependence: bool) -> Iterator[bytes]:
    from stemma.annotate import unmarked
    from stemma.reuse import find_derivations, find_lineages, find_reuse
    from stemma.run.local import encode

    # Reuse is told from words and typographic marks alone, so nothing is parsed.
    ordered = [unmarked(a) for a in sorted(articles, key=lambda a: a.id)]
    passages = find_reuse(ordered)
    yield from map(encode, passages)
    if lineages:
        yield from map(encode, find_lineages(ordered, passages))
    if dependence:
        derived, parts = find_derivations([a.article for a in ordered], passages)
        yield from map(encode, derived)
        yield from map(encode, parts)


def _revisions(articles: Sequence[Article]) -> Iterator[bytes]:
    from stemma.reuse import revisions
    from stemma.run.local import encode

    yield from map(encode, revisions(articles))
