"""``stemma clean``: articles with the roles of their blocks, language, date, authors and credit."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import options

EPILOG = """\b
Examples:
  stemma clean reports/*.txt
  stemma clean - < articles.jsonl | jq .credit"""


@click.command("clean", epilog=EPILOG)
@options.inputs
def command(sources: tuple[str, ...], output: Path | None, issues: Path | None, strict: bool, quiet: bool) -> None:
    """Print each article with its blocks, one line an article; the text itself is never changed."""
    from stemma.run.local import encode

    found = options.collected(sources)
    options.write_lines((encode(article) for article in found.articles), output)
    options.close(found.issues, issues, strict=strict, quiet=quiet)
