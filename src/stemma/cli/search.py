"""``stemma search``: articles of a store by words, phrases and fields."""

from __future__ import annotations

import click

from stemma.cli.shelf import opened_store, show, store_option

EPILOG = """\b
Examples:
  stemma search 'ferry "second half of april"'
  stemma search 'entity:"Ada Holm" -outlet:nordlys after:2031-03-01' --json

\b
Fields: title outlet agency language entity country place event after before."""


@click.command("search", epilog=EPILOG)
@click.argument("query")
@store_option
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option("--json", "as_json", is_flag=True, help="One JSON object with hits, highlights and facets.")
def command(query: str, where: str, limit: int, offset: int, as_json: bool) -> None:
    """Search the articles of a store; best matches first."""
    from stemma.store.search import search

    with opened_store(where) as store, store.view() as view:
        found = search(view, query, limit=limit, offset=offset)
    if as_json:
        show(found)
        return
    for hit in found.hits:
        click.echo(f"{(hit.published or 'undated')[:10]:10}  {hit.outlet or '-':20}  {hit.story or '-':22}  {hit.title or hit.article}")
    click.echo(f"{found.total} found", err=True)
