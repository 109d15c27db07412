"""Tables: every part of a record as CSV, JSON Lines or Parquet, one file a table."""

from __future__ import annotations

import csv as csv_writer
import io
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stemma.export.rows import Row, Value, tables_of
from stemma.model import Record

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by a spreadsheet."""


def csv(record: Record) -> Mapping[str, bytes]:
    """Return ``TABLE.csv`` for each table that has rows: UTF-8, a header line, RFC 4180 quoting.

    Text that a spreadsheet would run as a formula is given a leading apostrophe.
    """
    return {f"{name}.csv": csv_bytes(list(rows[0]), (r.values() for r in rows)) for name, rows in tables_of(record).items() if rows}


def csv_bytes(header: Sequence[str], rows: Iterable[Iterable[Value]]) -> bytes:
    """Return rows as CSV."""
    out = io.StringIO()
    writer = csv_writer.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _safe(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def jsonl(record: Record) -> Mapping[str, bytes]:
    """Return ``TABLE.jsonl`` for each table that has rows."""
    encode = msgspec.json.encode
    return {f"{name}.jsonl": b"".join(encode(r) + b"\n" for r in rows) for name, rows in tables_of(record).items() if rows}


def parquet(record: Record) -> Mapping[str, bytes]:
    """Return ``TABLE.parquet`` for each table that has rows."""
    return {f"{name}.parquet": _parquet(rows) for name, rows in tables_of(record).items() if rows}


def _parquet(rows: Sequence[Row]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: pa.array([row[name] for row in rows]) for name in rows[0]}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue().to_pybytes())
