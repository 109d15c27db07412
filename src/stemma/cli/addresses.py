"""What the commands that read addresses share: how politely, and whether machines inside may be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from stemma.read.choices import Choices
    from stemma.read.web import WebOptions

F = TypeVar("F", bound=Callable[..., Any])


def web(function: F) -> F:
    """Add ``--allow-private``, ``--delay`` and ``--deadline``."""
    for decorate in (
        click.option("--deadline", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds one address may take."),
        click.option("--delay", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between two requests to one host."),
        click.option("--allow-private", is_flag=True, help="Fetch loopback, private and link-local addresses too."),
    ):
        function = decorate(function)
    return function


def fast(function: F) -> F:
    """Add ``--fast``."""
    told = "Find the bodies of pages by resiliparse: several times as fast, less exact (see docs/formats.md)."
    return click.option("--fast", is_flag=True, help=told)(function)


def choices(*, fast: bool, columns: tuple[str, ...] = ()) -> Choices:
    """Return what readers are told about their sources.

    Raises:
        BadParameter: when a mapping is not of the form FIELD=COLUMN.
    """
    from stemma.read.choices import Choices

    pairs = dict(pair.partition("=")[::2] for pair in columns)
    wrong = next((f"{field}={column}" for field, column in pairs.items() if field not in FIELDS or not column), None)
    if wrong is not None:
        message = f"expected FIELD=COLUMN with one of the fields {', '.join(FIELDS)}, met {wrong!r}. Try: --map text=Body"
        raise click.BadParameter(message, param_hint="--map")
    return Choices(extractor="resiliparse" if fast else "trafilatura", columns=pairs)


FIELDS = ("text", "id", "title", "url", "outlet", "published", "language", "authors", "credit", "modified", "seen")
"""Fields that a column may hold."""


def web_options(*, allow_private: bool, delay: float, deadline: float) -> WebOptions:
    """Return the fetcher's options."""
    from stemma.read.web import WebOptions

    return WebOptions(allow_private=allow_private, delay=delay, timeout=min(20.0, deadline), deadline=deadline)
