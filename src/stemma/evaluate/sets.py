"""Sets: labelled articles, as others publish them, read field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from stemma.errors import UsageError
from stemma.model import Article, Raw, Span
from stemma.run.collect import collect

Row = Mapping[str, Any]
"""One labelled article as it stands in the file: its shape is the set's, not ours."""


class LabelledSet(msgspec.Struct, frozen=True):
    """A labelled set: rows by the order of the file, story of each article, questions with answers."""

    documents: tuple[Row, ...]
    clusters: Mapping[str, str]
    questions: tuple[Row, ...]


def load_set(folder: Path) -> LabelledSet:
    """Return the labelled set in a folder; parts that are not there are empty.

    Raises:
        UsageError: when a file there is not what its name says.
    """
    named = next((folder / n for n in ("docs.jsonl", "articles.jsonl") if (folder / n).exists()), None)
    clusters = folder / "clusters.json"
    questions = folder / "questions.jsonl"
    return LabelledSet(
        tuple(_rows(named)) if named else (),
        cast("dict[str, str]", json.loads(clusters.read_text("utf-8"))) if clusters.exists() else {},
        tuple(_rows(questions)) if questions.exists() else (),
    )


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise UsageError(f"expected a JSON object a line in {path}, line {number} is none: {error}") from error


def articles_of(rows: tuple[Row, ...], *fields: str) -> tuple[Article, ...]:
    """Return the cleaned articles of labelled rows, given their text and only the named fields.

    ``published`` is taken from ``published``, ``date`` or ``dct``, ``outlet`` from ``outlet``, ``source`` or ``publisher``.
    """
    return collect(_raw(row, fields) for row in rows).articles


def _raw(row: Row, fields: tuple[str, ...]) -> Raw:
    known = {
        "title": row.get("title"),
        "published": row.get("published") or row.get("date") or row.get("dct"),
        "outlet": row.get("outlet") or row.get("source") or row.get("publisher"),
    }
    given = {name: known[name] or None for name in fields}
    return msgspec.convert({"id": str(row["id"]), "text": row["text"], **given}, Raw)


def spans_of(rows: object) -> tuple[Span, ...]:
    """Return spans written as ``[start, end]`` or as ``{"start", "end"}``."""
    found = []
    for item in cast("list[Any]", rows or []):
        start, end = (item["start"], item["end"]) if isinstance(item, Mapping) else item
        found.append(Span(start, end))
    return tuple(found)


def day_of(row: Row) -> str | None:
    """Return the day the labels give an article, ``YYYY-MM-DD``, or None."""
    given = str(row.get("published") or row.get("dct") or row.get("date") or "")[:10]
    return given if len(given) == len("2019-04-18") and given[4] == given[7] == "-" else None
