"""``stemma update``: settle the stories of a store."""

from __future__ import annotations

import click

from stemma.cli import options
from stemma.cli.shelf import opened_store, show, store_option

EPILOG = """\b
Examples:
  stemma update
  stemma update --store desk.sqlite"""


@click.command("update", epilog=EPILOG)
@store_option
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def command(where: str, quiet: bool) -> None:
    """Group all articles and align again just the stories that changed; print what was done."""
    from stemma.run.update import update_stories

    with opened_store(where) as store, options.shown(quiet) as progress:
        show(update_stories(store, progress))
