"""What the commands that read addresses share: how politely, and whether machines inside may be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
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


def web_options(*, allow_private: bool, delay: float, deadline: float) -> WebOptions:
    """Return the fetcher's options."""
    from stemma.read.web import WebOptions

    return WebOptions(allow_private=allow_private, delay=delay, timeout=min(20.0, deadline), deadline=deadline)
