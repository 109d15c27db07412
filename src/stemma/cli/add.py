"""``stemma add``: put articles into a store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from stemma.cli import options
from stemma.cli.shelf import opened_store, store_option

EPILOG = """\b
Examples:
  stemma add reports/ --store desk.sqlite
  stemma add - --store postgresql://stemma@db/desk < day.jsonl"""


@click.command("add", epilog=EPILOG)
@click.argument("sources", metavar="IN...", nargs=-1)
@store_option
@click.option("--issues", type=click.Path(dir_okay=False, path_type=Path), help="Write issues here too, JSON Lines.")
@click.option("--strict", is_flag=True, help="Fail (exit 1) when any issue was met.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no count.")
@options.work
def command(
    sources: tuple[str, ...],
    where: str,
    issues: Path | None,
    strict: bool,
    quiet: bool,
    processes: int,
    cache: Path | None,
) -> None:
    """Read, clean and annotate articles and keep them; those known already change nothing. Then: stemma update."""
    given = options.needed(sources)
    from stemma.read import open_inputs
    from stemma.run.update import add_articles

    with opened_store(where) as store, options.shown(quiet) as progress:
        items = open_inputs(given, stdin=sys.stdin.buffer)
        new, met = add_articles(store, items, options.run_options(processes, cache), progress)
    if not quiet:
        click.echo(f"{new} new in {where}; settle their stories with: stemma update --store {where}", err=True)
    options.close(met, issues, strict=strict, quiet=quiet)
