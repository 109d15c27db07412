"""``stemma record``: the record of every story in the inputs."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from stemma.cli import options

EPILOG = """\b
Examples:
  stemma record reports/*.txt > record.json
  stemma record day.jsonl -o record.json --issues issues.jsonl
  stemma record archive/ -o record.json --work archive.work   (stopped? the same command goes on from there)"""


@click.command("record", epilog=EPILOG)
@options.inputs
@options.work
@click.option("--work", type=click.Path(dir_okay=False, path_type=Path), help="Keep finished articles and stories in this file: a run that was stopped goes on from there.")
@options.guards
def command(
    sources: tuple[str, ...],
    output: Path | None,
    issues: Path | None,
    strict: bool,
    quiet: bool,
    processes: int,
    cache: Path | None,
    work: Path | None,
    limit: float,
    memory: int,
) -> None:
    """Print one JSON object: the articles, and the stories with claims, support, conflicts, quotations, events."""
    from stemma.run.local import Run, encode

    how = msgspec.structs.replace(options.run_options(processes, cache), work=work, seconds=limit, memory=memory * 1_000_000)
    with Run(how, expected=options.size_of(sources)) as run:
        found = options.collected(sources)
        with options.shown(quiet) as progress:
            record, met = run.record(found.articles, progress)
    options.write_lines([encode(record)], output)
    options.close((*found.issues, *met), issues, strict=strict, quiet=quiet)
