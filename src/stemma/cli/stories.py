"""``stemma stories``: the stories of a store, a line each."""

from __future__ import annotations

import click

from stemma.cli.shelf import opened_store, show, store_option

EPILOG = """\b
Examples:
  stemma stories --limit 10
  stemma stories --order independent --json"""


@click.command("stories", epilog=EPILOG)
@store_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option("--order", type=click.Choice(["last", "independent", "articles"]), default="last", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(where: str, limit: int, offset: int, order: str, as_json: bool) -> None:
    """List stories: id, support, last publication, headline."""
    with opened_store(where) as store, store.view() as view:
        cards = view.stories(limit=limit, offset=offset, order=order)
    for card in cards:
        if as_json:
            show(card)
        else:
            support = f"{card.independent} independent of {card.articles}"
            click.echo(f"{card.id:22}  {support:24}  {(card.last or 'undated')[:10]:10}  {card.headline}")
