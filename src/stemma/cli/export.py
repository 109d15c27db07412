"""``stemma export``: a record in the form another program reads."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli import options
from stemma.errors import UsageError

EPILOG = """\b
Examples:
  stemma export parquet record.json -o tables/
  stemma export gdelt record.json -o coded/

\b
Forms: csv jsonl parquet (every table); gdelt polecat plover (events); annotations (W3C), prov,
claims (schema.org), geojson, gexf, timelinejs; ris bibtex."""


@click.command("export", epilog=EPILOG)
@click.argument("form")
@click.argument("source", metavar="RECORD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the files.")
def command(form: str, source: Path, output: Path) -> None:
    """Write a record (made by `stemma record`) in one form; print the files' paths."""
    from stemma.export import write_export

    record = options.known_record(source)
    if record is None:
        raise UsageError(f"expected a record made by `stemma record`, met {source}, which is none")
    for path in write_export(form, record, output):
        click.echo(path)
