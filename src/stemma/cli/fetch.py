"""``stemma fetch``: articles from the web, kept as they were found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import addresses, options

if TYPE_CHECKING:
    from stemma.model import Issue
    from stemma.read.choices import Choices
    from stemma.read.web import WebOptions

EPILOG = """\b
Examples:
  stemma fetch https://news.example/a-report -o raw.jsonl
  stemma fetch --list addresses.txt -o raw.jsonl
  stemma fetch http://127.0.0.1:8080/feed.xml --allow-private"""


@click.command("fetch", epilog=EPILOG)
@options.inputs
@addresses.web
@addresses.fast
@click.option("--list", "listed", type=click.File(encoding="utf-8"), help="Fetch the addresses in this file too, one a line.")
def command(
    sources: tuple[str, ...],
    output: Path | None,
    issues: Path | None,
    strict: bool,
    quiet: bool,
    allow_private: bool,
    delay: float,
    deadline: float,
    fast: bool,
    listed: Iterator[str] | None,
) -> None:
    """Fetch addresses politely (robots.txt, one request a second to a host); print one raw article a line."""
    met: list[Issue] = []
    lines = [line.strip() for line in listed or ()]
    given = (*sources, *(line for line in lines if line and not line.startswith("#")))
    web = addresses.web_options(allow_private=allow_private, delay=delay, deadline=deadline)
    options.write_lines(_lines(given, web, addresses.choices(fast=fast), met), output)
    options.close(met, issues, strict=strict, quiet=quiet)


def _lines(given: tuple[str, ...], web: WebOptions, how: Choices, met: list[Issue]) -> Iterator[bytes]:
    from stemma.model import Issue
    from stemma.read import doors_with, read_source
    from stemma.read.web import Fetcher
    from stemma.run.local import encode

    if not given:
        raise click.UsageError("expected addresses to fetch, met none. Try: stemma fetch https://news.example/a-report")
    doors = doors_with(how)
    with Fetcher(web) as fetcher:
        for address in dict.fromkeys(given):
            found = fetcher.fetch(address)
            for item in [found] if isinstance(found, Issue) else read_source(found, doors):
                if isinstance(item, Issue):
                    met.append(item)
                else:
                    yield encode(item)
