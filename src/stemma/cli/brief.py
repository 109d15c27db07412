"""``stemma brief``: a page a person reads, for every story."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options

if TYPE_CHECKING:
    from stemma.model import Issue, Record
    from stemma.run.local import Options
    from stemma.run.progress import Progress

EPILOG = """\b
Examples:
  stemma brief reports/ -o pages/
  stemma brief record.json -o pages/"""


@click.command("brief", epilog=EPILOG)
@click.argument("sources", metavar="IN...", nargs=-1)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the pages.")
@click.option("--issues", type=click.Path(dir_okay=False, path_type=Path), help="Write issues here, JSON Lines.")
@click.option("--strict", is_flag=True, help="Fail (exit 1) when any issue was met.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no count of issues.")
@options.work
def command(
    sources: tuple[str, ...],
    output: Path,
    issues: Path | None,
    strict: bool,
    quiet: bool,
    processes: int,
    cache: Path | None,
) -> None:
    """Write each story as one self-contained HTML page, Markdown and JSON; IN may be a record made before."""
    from stemma.brief import write_brief

    with options.shown(quiet) as progress:
        record, met = _record(options.needed(sources), options.run_options(processes, cache), progress)
    pages = write_brief(record, output)
    if not quiet:
        click.echo(f"{_count(len(record.stories), 'story', 'stories')} from {_count(len(record.articles), 'report', 'reports')}: {pages[0]}")
    options.close(met, issues, strict=strict, quiet=quiet)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _record(sources: Sequence[str], chosen: Options, progress: Progress) -> tuple[Record, Sequence[Issue]]:
    from stemma.run.local import make_record

    known = options.known_record(Path(sources[0])) if len(sources) == 1 else None
    if known is not None:
        return known, ()
    found = options.collected(sources)
    record, met = make_record(found.articles, chosen, progress)
    return record, (*found.issues, *met)
