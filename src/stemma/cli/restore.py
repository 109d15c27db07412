"""``stemma restore``: a store from a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from stemma.cli.shelf import opened_store, store_option
from stemma.errors import UsageError

EPILOG = """\b
Examples:
  stemma restore desk-monday.sqlite --store desk.sqlite"""


@click.command("restore", epilog=EPILOG)
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
def command(source: Path, where: str) -> None:
    """Put a copy made by `stemma backup` in the place of a store that is not there."""
    target = Path(where)
    if "://" in where or target.exists():
        raise UsageError(f"expected a file that is not there yet, met {where}; move the old store away first")
    with opened_store(str(source)) as store, store.view() as view:
        view.counts()
    part = target.with_name(target.name + ".part")
    shutil.copyfile(source, part)
    part.replace(target)
    click.echo(f"restored to {target}")
