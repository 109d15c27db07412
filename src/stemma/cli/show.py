"""``stemma show``: one story or one article of a store."""

from __future__ import annotations

import click

from stemma.cli.shelf import opened_store, show, store_option
from stemma.errors import NotThere

EPILOG = """\b
Examples:
  stemma show s-1f2e3d
  stemma show s-1f2e3d --markdown"""


@click.command("show", epilog=EPILOG)
@click.argument("key", metavar="ID")
@store_option
@click.option("--markdown", is_flag=True, help="The story's brief as Markdown.")
def command(key: str, where: str, markdown: bool) -> None:
    """Print the record of a story, or an article with the story it is in."""
    with opened_store(where) as store, store.view() as view:
        story = view.story(key)
        article = None if story else view.article(key)
        articles = view.articles(story.articles) if story else {}
    if story is None and article is None:
        raise NotThere(f"expected the id of a story or an article in {where}, met {key!r}; `stemma stories` lists ids")
    if story is not None and markdown:
        from stemma.brief import render_markdown

        click.echo(render_markdown(story, articles))
    else:
        show(story or article)
