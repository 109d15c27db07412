"""``stemma explain``: how one item of a record was made, from which passages, and why it counts as it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.run.explain import Explained

EPILOG = """\b
Examples:
  stemma explain record.json s-1f2e3d/claim-0
  stemma explain record.json report-7/published
  stemma explain record.json

\b
Items: STORY/headline, STORY/KIND-N (claim conflict lineage reuse derivation quote moment event brief),
STORY/entity-ID, STORY/dependence-ARTICLE, STORY/g5w1h-QUESTION, ARTICLE/published, ARTICLE/credit.
Without ITEM, their names are listed. Numbers count from 0, as in the record."""


@click.command("explain", epilog=EPILOG)
@click.argument("source", metavar="RECORD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("item", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(source: Path, item: str | None, as_json: bool) -> None:
    """Tell how an item of a record (made by `stemma record`) came about."""
    import msgspec

    from stemma.run.explain import explain, items

    record = options.known_record(source)
    if record is None:
        raise UsageError(f"expected a record made by `stemma record`, met {source}, which is none")
    if item is None:
        for name in items(record):
            click.echo(name)
        return
    found = explain(record, item)
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: Explained) -> Iterator[str]:
    yield f"{found.item}: {found.says}"
    yield f"method: {found.method} ({found.does})"
    yield from (f"  {line}" for line in found.inputs)
    if found.passages:
        yield "passages:"
    for p in found.passages:
        outlet = f" ({p.outlet})" if p.outlet else ""
        yield f"  {p.article}{outlet} [{p.start}:{p.end}] {' '.join(p.words.split())}"
    if found.counts:
        yield "independence:"
        yield from (f"  {line}" for line in found.counts)
