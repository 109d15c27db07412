"""``stemma migrate``: bring a store to today's schema."""

from __future__ import annotations

import click

from stemma.cli.shelf import opened_store, store_option

EPILOG = """\b
Examples:
  stemma migrate --store desk.sqlite"""


@click.command("migrate", epilog=EPILOG)
@store_option
def command(where: str) -> None:
    """Bring a store to the schema this Stemma writes, in one transaction (every command does so when it opens one)."""
    with opened_store(where) as store:
        click.echo(f"{where} is at schema {store.version()}")
