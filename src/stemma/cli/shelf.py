"""What the commands of a store share: where it is, and that it is closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from stemma.store import Store

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT = "stemma.sqlite"


def store_option(function: F) -> F:
    """Add ``--store``: a file, or the URL of a PostgreSQL database."""
    option = click.option(
        "--store", "where", envvar="STEMMA_STORE", default=DEFAULT, show_default=True, help="File, or postgresql:// URL."
    )
    return option(function)


@contextmanager
def opened_store(where: str) -> Iterator[Store]:
    """Open a store and close it again."""
    from stemma.store import open_store

    store = open_store(where)
    try:
        yield store
    finally:
        store.close()


def show(item: object) -> None:
    """Print one JSON object a line."""
    import msgspec

    click.echo(msgspec.json.encode(item).decode())
