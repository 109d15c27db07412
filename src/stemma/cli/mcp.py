"""``stemma mcp``: a store for a language model, over standard input and output."""

from __future__ import annotations

import click

from stemma.cli.shelf import opened_store, store_option

EPILOG = """\b
Examples:
  stemma mcp --store desk.sqlite

\b
In a client's settings: command "stemma", arguments "mcp --store /path/to/desk.sqlite"."""


@click.command("mcp", epilog=EPILOG)
@store_option
def command(where: str) -> None:
    """Serve stories, claims, support and passages by the Model Context Protocol until the client leaves; read only."""
    from stemma.api.mcp import make_server

    with opened_store(where) as store:
        make_server(store).run()
