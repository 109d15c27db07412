"""``stemma run``: the record, worked out on a Spark cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.model import Issue

EPILOG = """\b
Examples:
  stemma run --on "local[*]" day.jsonl -o record.json
  stemma run --on spark://head:7077 archive/ -o record.json
  stemma run --on spark://head:7077 --table day.parquet --to record/
  stemma run --on spark://head:7077 --table s3a://news/2026/11/ --to s3a://news/record \\
    --conf spark.jars.packages=org.apache.hadoop:hadoop-aws:3.4.1

\b
The record is the one `stemma record` prints, byte for byte. IN is read here; --table is Parquet that the
workers read, and --to is where they write the tables stories, articles and issues: any place Spark has a
connector for. Workers need this version of Stemma installed; docs/scale.md says how, and from what size a
cluster pays."""


@click.command("run", epilog=EPILOG)
@options.inputs
@click.option("--on", "master", metavar="MASTER", help="Spark master: local[*], spark://HOST:PORT, ...; under spark-submit it may be left out.")
@click.option("--table", "tables", metavar="ADDRESS", multiple=True, help="Parquet for the workers to read, an article a row; may be given more than once.")
@click.option("--to", "target", metavar="ADDRESS", help="Write Parquet tables here, by the workers, in place of JSON on this machine.")
@click.option("--conf", "settings", metavar="KEY=VALUE", multiple=True, help="A setting of Spark; may be given more than once.")
@options.guards
def command(
    sources: tuple[str, ...], output: Path | None, issues: Path | None, strict: bool, quiet: bool, master: str | None,
    tables: tuple[str, ...], target: str | None, settings: tuple[str, ...], limit: float, memory: int,
) -> None:  # fmt: skip
    """Print the record of all stories in the inputs, made on Spark."""
    from stemma.run.local import Options, encode
    from stemma.run.spark import Cluster, make_record_of_tables, make_record_on, write_tables

    if bool(sources) == bool(tables):
        raise UsageError("expected either inputs to read here or --table for the workers to read, met " + ("both" if tables else "neither"))
    if target is not None and output is not None:
        raise UsageError("expected one place for the record, met both --output and --to; leave one out")
    cluster = Cluster(master, Options(seconds=limit, memory=memory * 1_000_000), dict(map(_setting, settings)))
    found = options.collected(sources) if sources else None
    if target is not None:
        count = write_tables(cluster, found.articles if found else tables, target)
        if count and not quiet:
            click.echo(f"stemma: {count} issue(s), told in {target.rstrip('/')}/issues", err=True)
        met: tuple[Issue, ...] = ()
    else:
        record, met = make_record_on(cluster, found.articles) if found else make_record_of_tables(cluster, tables)
        options.write_lines([encode(record)], output)
    options.close((*(found.issues if found else ()), *met), issues, strict=strict, quiet=quiet)


def _setting(given: str) -> tuple[str, str]:
    key, sign, value = given.partition("=")
    if not sign or not key:
        raise UsageError(f"expected a setting of Spark as KEY=VALUE, met {given!r}")
    return key, value
