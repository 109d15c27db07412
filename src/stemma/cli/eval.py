"""``stemma eval``: figures of Stemma's output on a labelled set."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import options

EPILOG = """\b
Examples:
  stemma eval times sets/wikiwars
  stemma eval stories my-labels/ -o figures.json

\b
Tasks: agreement dating entities events quotes stories times wire.
docs/evaluate.md gives the form of a labelled set for each."""


@click.command("eval", epilog=EPILOG)
@click.argument("task")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to standard output.")
@options.work
def command(task: str, folder: Path, output: Path | None, processes: int, cache: Path | None) -> None:
    """Score one task on a labelled set of your own: one JSON object."""
    import msgspec

    from stemma.evaluate import evaluate

    figures = evaluate(task, folder, options.run_options(processes, cache))
    options.write_lines([msgspec.json.format(msgspec.json.encode(figures), indent=1)], output)
