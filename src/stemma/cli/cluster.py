"""``stemma run``: the record, worked out on a Spark cluster."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import options

EPILOG = """\b
Examples:
  stemma run --on "local[*]" day.jsonl -o record.json
  stemma run --on spark://head:7077 archive/ -o record.json

\b
The record is the one `stemma record` prints, byte for byte. Workers need this version of Stemma
installed; docs/scale.md says how, and from what size a cluster pays."""


@click.command("run", epilog=EPILOG)
@options.inputs
@click.option("--on", "master", required=True, metavar="MASTER", help="Spark master: local[*], spark://HOST:PORT, ...")
def command(sources: tuple[str, ...], output: Path | None, issues: Path | None, strict: bool, quiet: bool, master: str) -> None:
    """Print the record of all stories in the inputs, made on Spark."""
    from stemma.run.local import encode
    from stemma.run.spark import make_record_on

    found = options.collected(sources)
    record, met = make_record_on(master, found.articles)
    options.write_lines([encode(record)], output)
    options.close((*found.issues, *met), issues, strict=strict, quiet=quiet)
