"""``stemma record``: the record of every story in the inputs."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import options

EPILOG = """\b
Examples:
  stemma record reports/*.txt > record.json
  stemma record day.jsonl -o record.json --issues issues.jsonl"""


@click.command("record", epilog=EPILOG)
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
    """Print one JSON object: the articles, and the stories with claims, support, conflicts, quotations, events."""
    from stemma.run.local import encode, make_record

    found = options.collected(sources)
    with options.shown(quiet) as progress:
        record, met = make_record(found.articles, options.run_options(processes, cache), progress)
    options.write_lines([encode(record)], output)
    options.close((*found.issues, *met), issues, strict=strict, quiet=quiet)
