"""``stemma backup``: a consistent copy of a store, while others use it."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli.shelf import opened_store, store_option
from stemma.errors import UsageError

EPILOG = """\b
Examples:
  stemma backup desk-monday.sqlite --store desk.sqlite"""


@click.command("backup", epilog=EPILOG)
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@store_option
def command(target: Path, where: str) -> None:
    """Write a copy of the store to a file that is not there yet."""
    if target.exists():
        raise UsageError(f"expected a file that is not there yet, met {target}; name another")
    with opened_store(where) as store:
        if not store.snapshot(target):
            raise UsageError(f"expected a SQLite store, met {where}; PostgreSQL is copied with pg_dump and pg_restore")
    click.echo(f"copied to {target}")
