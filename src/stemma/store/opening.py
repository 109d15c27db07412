"""Opening: a store by path or URL, brought to today's schema, or refused with a clear word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from stemma.errors import StemmaError, StoreFailed, UsageError
from stemma.store.dialects import WRITES, Dialect, dialect_of
from stemma.store.view import View
from stemma.store.writer import Writer

MIGRATIONS = Path(__file__).parent / "migrations"
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Store:
    """One store; cheap to keep open, safe to share between threads.

    Use `open_store` to get one; ``with store.writer() as w`` is one transaction, ``with store.view() as v`` reads.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.dialect: Dialect = dialect_of(engine)
        self.dialect.prepare(engine)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Open one transaction: all of it is kept, or nothing."""
        with told(self.engine), self._writing() as connection:
            yield Writer(connection, self.dialect)

    @contextmanager
    def view(self) -> Iterator[View]:
        """Open a consistent view for reading."""
        with told(self.engine), self.engine.connect().execution_options(**self.dialect.reading()) as connection:
            yield View(connection, self.dialect)

    def version(self) -> str | None:
        """Return the schema version the store is at, or None for an empty database."""
        with told(self.engine), self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def migrate(self) -> str:
        """Bring the store to today's schema, in one transaction, and return the version."""
        with told(self.engine), self._writing() as connection:
            command.upgrade(_config(connection), "head")
        return newest()

    def snapshot(self, target: Path) -> bool:
        """Write a consistent copy to a file; False where the back end has its own tool (pg_dump)."""
        with told(self.engine), self.engine.connect() as connection:
            return self.dialect.snapshot(connection, str(target))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_store(where: str | Path) -> Store:
    """Return the store at a path or URL, made or brought to today's schema when it is older.

    Args:
        where: a file path (SQLite) or ``postgresql://user@host/name``.

    Raises:
        UsageError: when the URL is none Stemma knows.
        StoreFailed: when the store cannot be opened, or was written by a newer Stemma.
    """
    store = Store(_engine(str(where)))
    try:
        _bring_up(store)
    except StemmaError:
        store.close()
        raise
    return store


def _bring_up(store: Store) -> None:
    at = store.version()
    if at is not None and at not in _known():
        raise StoreFailed(
            f"expected a store at schema {newest()} or older, met schema {at}: a newer Stemma wrote it. "
            "Upgrade this one, or restore a backup made with it."
        )
    if at != newest():
        store.migrate()


def newest() -> str:
    """Return the schema version this Stemma writes."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def _engine(where: str) -> Engine:
    if "://" not in where:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
        where = f"sqlite:///{where}"
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise UsageError(f"expected a file or postgresql://user@host/name, met {where!r}: {error}") from error
    if url.drivername not in DRIVERS:
        known = ", ".join(DRIVERS)
        raise UsageError(f"expected a store of one of the kinds {known}, met {url.drivername!r}")
    return create_engine(url.set(drivername=DRIVERS[url.drivername]))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn a database's errors into one sentence: what could not be done, where, and what to try."""
    try:
        yield
    except DBAPIError as error:
        place = engine.url.render_as_string(hide_password=True)
        raise StoreFailed(
            f"expected to use the store {place}, met: {str(error.orig).strip()}. Nothing was half-written; "
            "check that it is there, writable, has room, and is not held by another program, then run again."
        ) from error
