"""``stemma read``: what the inputs hold, one line an article, before cleaning."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options

if TYPE_CHECKING:
    from stemma.model import Issue

EPILOG = """\b
Examples:
  stemma read reports/ > raw.jsonl
  stemma read "feeds/**/*.jsonl" --issues issues.jsonl"""


@click.command("read", epilog=EPILOG)
@options.inputs
def command(sources: tuple[str, ...], output: Path | None, issues: Path | None, strict: bool, quiet: bool) -> None:
    """Read files, folders, globs or standard input; print one raw article a line."""
    met: list[Issue] = []
    options.write_lines(_lines(sources, met), output)
    options.close(met, issues, strict=strict, quiet=quiet)


def _lines(sources: tuple[str, ...], met: list[Issue]) -> Iterator[bytes]:
    from stemma.model import Issue
    from stemma.read import open_inputs
    from stemma.run.local import encode

    for item in open_inputs(options.needed(sources), stdin=sys.stdin.buffer):
        if isinstance(item, Issue):
            met.append(item)
        else:
            yield encode(item)
