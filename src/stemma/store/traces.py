"""Traces: what is compared of each article, found again by key; read and written within one transaction.

The bodies are what `stemma.run.increment` packs; the store looks them up and knows nothing of what is in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from stemma.store import schema
from stemma.store.dialects import Dialect

_CHUNK = 5_000
"""Values looked up by one statement; SQLite takes 32,766."""

T = TypeVar("T")
KeyTable = Literal["copy_key", "group_key"]
Entry = tuple[int, int]
"""A key and the number of an article that holds it."""


class Trace(msgspec.Struct, frozen=True):
    """What orders an article among others, and the story found for it; see `stemma.store.schema.trace`."""

    number: int
    article: str
    outlet: str | None
    published: str | None
    day: int | None
    size: int
    words: bytes
    content: bytes
    found: str


class Body(msgspec.Struct, frozen=True):
    """What is packed of an article."""

    sketch: bytes
    digest: bytes
    sentences: bytes
    paragraphs: bytes


_ROW = tuple(schema.trace.c[name] for name in Trace.__struct_fields__)


class Traces:
    """The traces of a store, on the connection of a view or a writer."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    def pending(self) -> list[str]:
        """Return the ids of articles that have an analysis and no trace, sorted."""
        table = schema.trace
        asked = select(schema.analysis.c.article).join(table, table.c.article == schema.analysis.c.article, isouter=True)
        return sorted(self._connection.execute(asked.where(table.c.number.is_(None))).scalars())

    def count(self) -> int:
        """Return how many articles have a trace."""
        return self._connection.execute(select(func.count()).select_from(schema.trace)).scalar_one()

    def newest(self) -> int:
        """Return the greatest number given, 0 before the first."""
        return self._connection.execute(select(func.max(schema.trace.c.number))).scalar() or 0

    def makers(self) -> set[str]:
        """Return what made the traces."""
        return set(self._connection.execute(select(schema.trace.c.maker).distinct()).scalars())

    def of(self, column: Literal["number", "article", "outlet", "words", "content", "found"], values: Collection[object]) -> list[Trace]:
        """Return the traces that have one of the values in a column, by number."""
        found = [Trace(*row) for part in _parts(values) for row in self._connection.execute(select(*_ROW).where(schema.trace.c[column].in_(part)))]
        return sorted(found, key=lambda t: t.number)

    def bodies(self, numbers: Collection[int], column: Literal["sketch", "digest", "sentences", "paragraphs"]) -> dict[int, bytes]:
        """Return one packed part of each of these articles."""
        table = schema.trace
        chosen = select(table.c.number, table.c[column])
        return {n: body for part in _parts(numbers) for n, body in self._connection.execute(chosen.where(table.c.number.in_(part)))}

    def holders(self, name: KeyTable, keys: Collection[int]) -> list[Entry]:
        """Return the entries of these keys."""
        table = schema.metadata.tables[name]
        chosen = select(table.c.key, table.c.number)
        return [(key, n) for part in _parts(keys) for key, n in self._connection.execute(chosen.where(table.c.key.in_(part)))]

    def found(self) -> dict[str, str]:
        """Return the story found for each article, before corrections."""
        table = schema.trace
        return {row.article: row.found for row in self._connection.execute(select(table.c.article, table.c.found))}

    def stock(self, outlets: Collection[str]) -> dict[str, tuple[bytes, bytes]]:
        """Return the packed stock of these outlets: sentences, paragraphs."""
        table = schema.stock
        rows = (row for part in _parts(outlets) for row in self._connection.execute(select(table).where(table.c.outlet.in_(part))))
        return {row.outlet: (row.sentences, row.paragraphs) for row in rows}

    def shared(self, articles: Collection[str]) -> set[tuple[str, str]]:
        """Return the pairs that share passages and of which one is among these articles."""
        table = schema.passage
        found: set[tuple[str, str]] = set()
        for column in (table.c.a, table.c.b):
            for part in _parts(articles):
                found.update((a, b) for a, b in self._connection.execute(select(table.c.a, table.c.b).where(column.in_(part))))
        return found

    def passages(self, articles: Collection[str]) -> Iterator[bytes]:
        """Yield the packed passages of each pair within these articles."""
        table = schema.passage
        for part in _parts(articles):
            for _, b, body in self._connection.execute(select(table.c.a, table.c.b, table.c.body).where(table.c.a.in_(part))):
                if b in articles:
                    yield body

    def generation(self) -> int:
        """Return the count of what changed in the store's settling."""
        asked = select(schema.state.c.value).where(schema.state.c.name == "settled")
        return self._connection.execute(asked).scalar() or 0

    def claim(self, seen: int, *, step: int = 1) -> bool:
        """Return whether nothing was settled since ``seen``, and count on; the row stays locked until the end.

        Args:
            seen: the generation that what follows was worked out from.
            step: 1 when others must not go on with what they worked out before, 0 to hold the place only.
        """
        table = schema.state
        here = (table.c.name == "settled") & (table.c.value == seen)
        return self._connection.execute(update(table).where(here).values(value=table.c.value + step)).rowcount == 1

    def clear(self) -> None:
        """Forget all traces, keys, stocks and passages."""
        for table in (schema.trace, schema.copy_key, schema.group_key, schema.stock, schema.passage):
            self._connection.execute(delete(table))

    def put(self, rows: Iterable[tuple[Trace, Body]], maker: str) -> None:
        """Keep traces of articles that have none."""
        for part in _parts(list(rows)):
            made = [{**msgspec.structs.asdict(t), **msgspec.structs.asdict(b), "maker": maker} for t, b in part]
            self._connection.execute(insert(schema.trace), made)

    def put_digests(self, bodies: Mapping[int, bytes]) -> None:
        """Replace the digests of these articles."""
        self._many({n: {"digest": body} for n, body in bodies.items()})

    def put_found(self, stories: Mapping[int, str]) -> None:
        """Replace the stories found for these articles."""
        self._many({n: {"found": story} for n, story in stories.items()})

    def put_stock(self, stock: Mapping[str, tuple[bytes, bytes]]) -> None:
        """Replace the stock of these outlets."""
        rows = [{"outlet": outlet, "sentences": s, "paragraphs": p} for outlet, (s, p) in sorted(stock.items())]
        if rows:
            self._connection.execute(self._dialect.upsert(schema.stock), rows)

    def put_keys(self, name: KeyTable, gone: Iterable[Entry], come: Iterable[Entry]) -> None:
        """Take entries out, and put others in."""
        table = schema.metadata.tables[name]
        for part in _parts(sorted(gone)):
            self._connection.execute(delete(table).where(_is(table, "key"), _is(table, "number")), [{"_key": k, "_number": n} for k, n in part])
        for part in _parts(sorted(come)):
            self._connection.execute(insert(table), [{"key": k, "number": n} for k, n in part])

    def put_passages(self, pairs: Mapping[tuple[str, str], bytes | None]) -> None:
        """Replace the passages of these pairs; None takes them out. Stories of their articles become stale."""
        table = schema.passage
        for part in _parts(sorted(pair for pair, body in pairs.items() if body is None)):
            self._connection.execute(delete(table).where(_is(table, "a"), _is(table, "b")), [{"_a": a, "_b": b} for a, b in part])
        for whole in _parts(sorted((pair, body) for pair, body in pairs.items() if body is not None)):
            self._connection.execute(self._dialect.upsert(table), [{"a": a, "b": b, "body": body} for (a, b), body in whole])
        self._stale({article for pair in pairs for article in pair})

    def stale(self) -> set[str]:
        """Return the stories whose making may have changed."""
        return set(self._connection.execute(select(schema.story.c.id).where(schema.story.c.stale == 1)).scalars())

    def fresh(self, stories: Collection[str]) -> None:
        """Say that these stories are as they would be made now."""
        for part in _parts(stories):
            self._connection.execute(update(schema.story).where(schema.story.c.id.in_(part)).values(stale=0))

    def _stale(self, articles: Collection[str]) -> None:
        member = schema.membership
        for part in _parts(articles):
            stories = select(member.c.story).where(member.c.article.in_(part))
            self._connection.execute(update(schema.story).where(schema.story.c.id.in_(stories)).values(stale=1))

    def _many(self, rows: Mapping[int, Mapping[str, object]]) -> None:
        if not rows:
            return
        table = schema.trace
        names = next(iter(rows.values()))
        changed = update(table).where(table.c.number == bindparam("_number")).values({name: bindparam(f"_{name}") for name in names})
        self._connection.execute(changed, [{"_number": n, **{f"_{k}": v for k, v in row.items()}} for n, row in sorted(rows.items())])


def _is(table: Table, column: str) -> ColumnElement[bool]:
    return table.c[column] == bindparam(f"_{column}")


def _parts(values: Collection[T]) -> Iterator[Sequence[T]]:
    kept = list(values)
    for i in range(0, len(kept), _CHUNK):
        yield kept[i : i + _CHUNK]
