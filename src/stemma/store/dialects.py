"""Dialects: every difference between SQLite and PostgreSQL, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    Select,
    Table,
    bindparam,
    column,
    event,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

from stemma.store import schema

WRITES = "stemma_writes"
"""Execution option of a connection whose transactions write."""

BUSY_MS = 30_000
"""How long a second writer waits for the first before it gives up, milliseconds."""


class Dialect(Protocol):
    """What a back end does its own way."""

    def prepare(self, engine: Engine) -> None:
        """Set up connections of this engine."""

    def reading(self) -> dict[str, object]:
        """Return the options of a connection that reads one consistent state."""

    def upsert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that replaces the row with the same primary key."""

    def insert_new(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that passes over rows whose primary key is there."""

    def create_search(self, connection: Connection) -> None:
        """Create the full-text index over articles, kept up to date by the database itself."""

    def matching(self, words: Sequence[str], *, prefix: bool = False) -> Select[tuple[str]]:
        """Return the ids of articles in which folded words stand one after the other (the last one cut short)."""

    def rank(self, words: Sequence[str]) -> Select[tuple[str, float]]:
        """Return article id and weight, the smaller the better, of articles that have any of the words."""

    def holds(self, column: ColumnElement[bytes], part: bytes) -> ColumnElement[bool]:
        """Return whether bytes hold other bytes."""

    def snapshot(self, connection: Connection, target: str) -> bool:
        """Write a consistent copy to a file, or return False where the back end has its own tool for that."""


class SQLite:
    """SQLite with write-ahead log and FTS5."""

    def prepare(self, engine: Engine) -> None:
        """Set up connections: foreign keys, write-ahead log, patience with other writers, real transactions.

        Python's driver begins a transaction only before some statements: a view would see two states, and a schema
        half-changed could stay. So it is told to keep out, and each transaction is begun here; one that writes takes
        its turn at once, since one that turns to writing after another has written can only fail.

        Source: SQLite, "Isolation In SQLite", and SQLAlchemy, "Serializable isolation / Savepoints / Transactional DDL".
        """

        @event.listens_for(engine, "connect")
        def _connect(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = None
            cursor = connection.cursor()
            for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_MS}"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")

    def reading(self) -> dict[str, object]:
        """Return no option: every transaction sees one state."""
        return {}

    def upsert(self, table: Table) -> sqlite.Insert:
        """Return an insert that replaces the row with the same primary key."""
        insert = sqlite.insert(table)
        changed = {c.name: insert.excluded[c.name] for c in table.columns if not c.primary_key}
        return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)

    def insert_new(self, table: Table) -> sqlite.Insert:
        """Return an insert that passes over rows whose primary key is there."""
        return sqlite.insert(table).on_conflict_do_nothing(index_elements=list(table.primary_key))

    def create_search(self, connection: Connection) -> None:
        """Create the FTS5 table, filled by triggers."""
        for statement in _FTS5:
            connection.execute(text(statement))

    def matching(self, words: Sequence[str], *, prefix: bool = False) -> Select[tuple[str]]:
        """Return the ids of articles with this phrase."""
        phrase = '"' + " ".join(words) + '"' + ("*" if prefix else "")
        numbers = text("SELECT rowid FROM article_search WHERE article_search MATCH :phrase").bindparams(
            bindparam("phrase", phrase, unique=True)
        )
        return select(schema.words.c.article).where(schema.words.c.number.in_(numbers.columns(column("rowid"))))

    def rank(self, words: Sequence[str]) -> Select[tuple[str, float]]:
        """Return BM25 with the title weighing five times the text."""
        some = " OR ".join(f'"{word}"' for word in words)
        scored = (
            text("SELECT rowid, bm25(article_search, 5.0, 1.0) AS weight FROM article_search WHERE article_search MATCH :some")
            .bindparams(bindparam("some", some, unique=True))
            .columns(column("rowid"), column("weight"))
            .subquery("scored")
        )
        return select(schema.words.c.article, scored.c.weight).join(scored, scored.c.rowid == schema.words.c.number)

    def holds(self, column: ColumnElement[bytes], part: bytes) -> ColumnElement[bool]:
        """Return whether bytes hold other bytes."""
        return func.instr(column, part) > 0

    def snapshot(self, connection: Connection, target: str) -> bool:
        """Write a copy by VACUUM INTO, which sees one state of the file, and stands outside any transaction."""
        cursor = connection.connection.cursor()
        cursor.execute("VACUUM INTO ?", (target,))
        cursor.close()
        return True


_FTS5 = (
    """CREATE VIRTUAL TABLE article_search USING fts5(
        title, text, content='words', content_rowid='number', tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER words_insert AFTER INSERT ON words BEGIN
        INSERT INTO article_search(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER words_delete AFTER DELETE ON words BEGIN
        INSERT INTO article_search(article_search, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text); END""",
)


class PostgreSQL:
    """PostgreSQL 15 or newer with a generated tsvector and pg_trgm."""

    def prepare(self, engine: Engine) -> None:
        """Nothing to set up: the server decides."""

    def reading(self) -> dict[str, object]:
        """Return the options of a connection that reads: all of one transaction sees one state."""
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def upsert(self, table: Table) -> postgresql.Insert:
        """Return an insert that replaces the row with the same primary key."""
        insert = postgresql.insert(table)
        changed = {c.name: insert.excluded[c.name] for c in table.columns if not c.primary_key}
        return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)

    def insert_new(self, table: Table) -> postgresql.Insert:
        """Return an insert that passes over rows whose primary key is there."""
        return postgresql.insert(table).on_conflict_do_nothing(index_elements=list(table.primary_key))

    def create_search(self, connection: Connection) -> None:
        """Create a generated column of lexemes, title before text, and its index."""
        for statement in _TSVECTOR:
            connection.execute(text(statement))

    def matching(self, words: Sequence[str], *, prefix: bool = False) -> Select[tuple[str]]:
        """Return the ids of articles with this phrase."""
        phrase = " <-> ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}'" + (":*" if prefix else "")])
        return select(schema.words.c.article).where(_SEARCH.op("@@")(func.to_tsquery("simple", phrase)))

    def rank(self, words: Sequence[str]) -> Select[tuple[str, float]]:
        """Return ts_rank with its sign turned."""
        some = func.to_tsquery("simple", " | ".join(f"'{word}'" for word in words))
        weight = (-func.ts_rank(_SEARCH, some)).label("weight")
        return select(schema.words.c.article, weight).where(_SEARCH.op("@@")(some))

    def holds(self, column: ColumnElement[bytes], part: bytes) -> ColumnElement[bool]:
        """Return whether bytes hold other bytes."""
        return func.position(literal(part, LargeBinary).op("IN")(column)) > 0

    def snapshot(self, connection: Connection, target: str) -> bool:  # noqa: ARG002 - the protocol's signature
        """Return False: pg_dump copies a PostgreSQL database."""
        return False


_SEARCH: ColumnClause[str] = literal_column("words.search")

_TSVECTOR = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    # A tsvector holds at most 1 MiB; what stands beyond the first 250,000 characters of one report is not indexed.
    """ALTER TABLE words ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', left(text, 250000)), 'D')) STORED""",
    "CREATE INDEX ix_words_search ON words USING gin (search)",
    "CREATE INDEX ix_entity_name_trgm ON entity USING gin (name gin_trgm_ops)",
)


def dialect_of(engine: Engine) -> Dialect:
    """Return the dialect of an engine's back end."""
    return SQLite() if engine.dialect.name == "sqlite" else PostgreSQL()
