"""``stemma read``: what the inputs hold, one line an article, before cleaning."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import addresses, options

if TYPE_CHECKING:
    from stemma.model import Issue
    from stemma.read.choices import Choices
    from stemma.read.explain import Explained
    from stemma.read.web import WebOptions

EPILOG = """\b
Examples:
  stemma read reports/ > raw.jsonl
  stemma read "feeds/**/*.jsonl" --issues issues.jsonl
  stemma read https://news.example/a-report https://news.example/feed.xml
  stemma read --fast crawl.warc.gz -o raw.jsonl
  stemma read export.csv --map text=Body --map published="Sent on"
  stemma read --explain archive.zip"""


@click.command("read", epilog=EPILOG)
@options.inputs
@addresses.web
@addresses.fast
@click.option("--map", "columns", metavar="FIELD=COLUMN", multiple=True, help="The column or key that holds a field, where its name is no usual one.")
@click.option("--explain", "explained", is_flag=True, help="Tell which door opens each source, what came from where, what was left out.")
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
    columns: tuple[str, ...],
    explained: bool,
) -> None:
    """Read files, folders, globs, addresses or standard input; print one raw article a line."""
    met: list[Issue] = []
    web = addresses.web_options(allow_private=allow_private, delay=delay, deadline=deadline)
    how = addresses.choices(fast=fast, columns=columns)
    if explained:
        options.write_lines(_told(sources, web, how, met), output)
        options.close(met, issues, strict=strict, quiet=True)
        return
    options.write_lines(_lines(sources, web, how, met), output)
    options.close(met, issues, strict=strict, quiet=quiet)


def _lines(sources: tuple[str, ...], web: WebOptions, how: Choices, met: list[Issue]) -> Iterator[bytes]:
    from stemma.model import Issue
    from stemma.read import open_inputs
    from stemma.run.local import encode

    for item in open_inputs(options.needed(sources), stdin=sys.stdin.buffer, web=web, choices=how):
        if isinstance(item, Issue):
            met.append(item)
        else:
            yield encode(item)


def _told(sources: tuple[str, ...], web: WebOptions, how: Choices, met: list[Issue]) -> Iterator[bytes]:
    from stemma.read.explain import explain

    for found in explain(options.needed(sources), stdin=sys.stdin.buffer, web=web, choices=how):
        met.extend(found.issues)
        yield _paragraph(found).encode("utf-8", "replace")


def _paragraph(found: Explained) -> str:
    """Return what reading one source comes to, in lines."""
    lines = [found.source, f"  door      {found.door or 'none: it could not be opened'}"]
    if found.articles:
        size = f"{found.articles} article{'s' * (found.articles != 1)}, {found.characters:,} characters"
        lines.append(f"  taken     {size}")
    lines.extend(f"    {part.field:<10}{_share(part.articles, found.articles)}from {part.origin}" for part in found.given)
    if found.missing:
        lines.append(f"  not said  {', '.join(found.missing)}")
    lines.extend(f"  dropped   {part}" for part in found.dropped)
    lines.extend(f"  issue     {issue.code}: {issue.article}: {issue.message}" for issue in found.issues)
    return "\n".join(lines)


def _share(some: int, whole: int) -> str:
    return "" if some == whole == 1 else f"{some} of {whole} "
