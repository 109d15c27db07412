"""Table tasks: articles out of the rows of a table, and stories into rows, as functions over Arrow tables.

A row is read as the door ``parquet.1`` reads it and cleaned by itself; what stands twice meets under its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

import msgspec
import pyarrow as pa

from stemma.model import Article, Issue
from stemma.read.fields import article_of
from stemma.read.table import plain
from stemma.run.collect import collect, fold
from stemma.run.spark.tasks import ARTICLE, Batches, Work, article_rows, batch, schema
from stemma.run.workers import Told

FILE, ROW = "_stemma_file", "_stemma_row"
"""Columns beside those of a table: the file a row comes from, and its number there, from 0."""

READ = schema(id="text", outlet="text", body="bytes", file="text", row="number", issues="bytes")
FOLDED = schema(id="text", outlet="text", body="bytes", issues="bytes")
STORY = schema(id="text", headline="text", articles="number", json="text")
MEMBER = schema(id="text", story="text", outlet="text", published="text", json="text")
ISSUE = schema(article="text", code="text", message="text")


def read(names: Mapping[str, str]) -> Work:
    """Return what makes `READ` rows of a table's rows: a cleaned article, or only issues.

    Args:
        names: the start of a file's address, and how the user names it.
    """

    def work(batches: Batches) -> Batches:
        for part in batches:
            rows = (_read(dict(row), names) for row in part.to_pylist())
            yield batch(READ, list(rows))

    return work


def _read(fields: dict[str, object], names: Mapping[str, str]) -> tuple[object, ...]:
    file, row = named(str(fields.pop(FILE)), names), int(str(fields.pop(ROW)))
    found = collect(article_of({key: plain(value) for key, value in fields.items()}, f"{file}:{row + 1}", file))
    issues = msgspec.msgpack.encode(found.issues)
    if not found.articles:
        return None, None, None, file, row, issues
    (made,) = article_rows(found.articles).to_pylist()
    return made["id"], made["outlet"], made["body"], file, row, issues


def named(address: str, names: Mapping[str, str]) -> str:
    """Return how the user names a file.

    Example:
        >>> named("file:///data/day/part%200.parquet", {"file:///data/day": "day"})
        'day/part 0.parquet'
    """
    address = unquote(address)
    start = max((known for known in names if address.startswith(known)), key=len, default="")
    return names[start] + address.removeprefix(start) if start else address


def fold_versions(table: pa.Table) -> pa.Table:
    """Return `FOLDED` rows of all `READ` rows under one id, in the order of files and rows."""
    rows = sorted(table.to_pylist(), key=lambda row: (row["file"], row["row"]))
    articles, issues = fold([msgspec.msgpack.decode(row["body"], type=Article) for row in rows])
    told = iter([msgspec.msgpack.encode(issues)])
    empty = msgspec.msgpack.encode([])
    made = [(row["id"], row["outlet"], row["body"], next(told, empty)) for row in article_rows(articles).to_pylist()]
    return pa.Table.from_batches([batch(FOLDED, made)])


def article_columns(batches: Batches) -> Batches:
    """Yield `ARTICLE` rows of `FOLDED` rows."""
    for part in batches:
        yield pa.RecordBatch.from_arrays([part.column(name) for name in ARTICLE.names], schema=ARTICLE)


def story_rows(batches: Batches) -> Batches:
    """Yield `STORY` rows of told stories; ``json`` holds the bytes that stand in a record."""
    for told in _told(batches):
        story = told.story
        yield batch(STORY, [(story.id, story.headline, len(told.articles), msgspec.json.encode(story).decode())])


def member_rows(batches: Batches) -> Batches:
    """Yield `MEMBER` rows of told stories: their articles; ``json`` holds the bytes that stand in a record."""
    for told in _told(batches):
        rows = [(a.id, told.story.id, a.outlet, a.published.value if a.published else None, msgspec.json.encode(a).decode()) for a in told.articles]
        yield batch(MEMBER, rows)


def _told(batches: Batches) -> Iterator[Told]:
    for part in batches:
        for body in part.column("body").to_pylist():
            yield msgspec.msgpack.decode(body, type=Told)


def issue_rows(batches: Batches) -> Batches:
    """Yield `ISSUE` rows of ``issues`` columns."""
    for part in batches:
        found = [issue for body in part.column("issues").to_pylist() for issue in msgspec.msgpack.decode(body, type=list[Issue])]
        yield batch(ISSUE, [(i.article, i.code, i.message) for i in found])


def told_issues(batches: Batches) -> Batches:
    """Yield `ISSUE` rows of what was wrong with told stories."""
    for told in _told(batches):
        yield batch(ISSUE, [(i.article, i.code, i.message) for i in told.issues])
