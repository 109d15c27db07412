"""Doors ``csv.1`` and ``parquet.1``: tables with an article a row, known by the names of their columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import cast

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.archive import seekable
from stemma.read.choices import PLAIN, Choices
from stemma.read.decode import decode
from stemma.read.fields import MARKED, TEXT, article_of
from stemma.read.limits import Budget, PackedBombError

LONGEST_CELL = 16 * 1024 * 1024
"""Characters of the longest cell."""

ROWS = 64
"""Rows of a Parquet file held at once."""


class CsvReader:
    """Reads comma-, semicolon- or tab-separated tables with a header."""

    name = "csv.1"

    def __init__(self, choices: Choices = PLAIN) -> None:
        self._choices = choices

    def fits(self, source: ByteSource) -> bool:
        """Return whether it is called a table."""
        return source.suffix in ("csv", "tsv") or (source.media or "").startswith("text/csv")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield an article or an issue for each row."""
        sample = decode(source.head, source.name)
        if sample.text is None or not sample.text.strip():
            empty = sample.text is not None
            code = "empty-file" if empty else "not-text"
            yield Issue(source.name, code, f"expected a table, met {'an empty file' if empty else 'binary data'}; write it again as CSV")
            return
        header = sample.text.lstrip("\ufeff").splitlines()[0]
        separator = max(",;\t|", key=lambda sign: (header.count(sign), sign == ","))
        csv.field_size_limit(LONGEST_CELL)
        with source.open() as stream:
            lines = io.TextIOWrapper(stream, encoding=_encoding(source.head), errors="replace", newline="")
            yield from _rows(csv.DictReader((line.replace("\0", "\ufffd") for line in lines), delimiter=separator), source.name, self._choices)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(table: csv.DictReader[str], name: str, choices: Choices) -> Iterator[Raw | Issue]:
    columns = [column for column in table.fieldnames or () if column]
    if not set(choices.named(dict.fromkeys(columns))) & {*TEXT, *MARKED}:
        met = f"expected a column `text`, met {', '.join(columns[:8])}; name the column that holds the articles' text `text`, or say so: --map text=COLUMN"
        yield Issue(name, "bad-shape", met)
        return
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield Issue(f"{name}:{table.line_num}", "bad-shape", f"expected a row of the table, met: {error}; write the row again")
            continue
        fields = {key: value for key, value in row.items() if isinstance(key, str) and value}
        yield from article_of(choices.named(cast("dict[str, object]", fields)), f"{name}:{table.line_num}", name)


class ParquetReader:
    """Reads Parquet, a few rows at a time."""

    name = "parquet.1"

    def __init__(self, choices: Choices = PLAIN) -> None:
        self._choices = choices

    def fits(self, source: ByteSource) -> bool:
        """Return whether it begins as Parquet does."""
        return source.head.startswith(b"PAR1")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield an article or an issue for each row."""
        from pyarrow import ArrowException, parquet

        with seekable(source) as stream:
            try:
                table = parquet.ParquetFile(stream)
                columns = [name for name in table.schema_arrow.names if name]
                number, budget = 0, Budget()
                budget.taken = stream.seek(0, 2)
                for batch in table.iter_batches(batch_size=ROWS, columns=columns):
                    for row in batch.to_pylist():
                        number += 1
                        budget.spend(sum(len(value) for value in row.values() if isinstance(value, str | bytes)))
                        yield from article_of(self._choices.named({key: plain(value) for key, value in row.items()}), f"{source.name}:{number}", source.name)
            except PackedBombError:
                met = "expected a table of news, met rows that grow without end from few bytes; what came before is read. Do not unpack it"
                yield Issue(source.name, "packed-bomb", met)
            except (ArrowException, ValueError) as error:
                yield Issue(source.name, "bad-shape", f"expected a whole Parquet file, met: {str(error)[:160]}; write it again")


def plain(value: object) -> object:
    """Return dates as ISO 8601, other values as they are."""
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if callable(isoformat) else value
