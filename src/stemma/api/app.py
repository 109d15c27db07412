"""App: the ASGI application over one store."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

from stemma import __version__
from stemma.api.errors import told
from stemma.api.guards import only_here
from stemma.api.routes import ROUTER
from stemma.api.state import Desk
from stemma.store import Store

MAX_BODY = 32_000_000
"""Largest request body, bytes."""


def make_app(store: Store, pages: Sequence[Router] = ()) -> Litestar:
    """Return the application over an open store, with pages beside the API; it answers loopback names only."""
    desk = Desk(store)
    return Litestar(
        [ROUTER, *pages],
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False, use_cache=True)},
        guards=[only_here],
        exception_handlers={Exception: told},
        openapi_config=OpenAPIConfig("Stemma", __version__, use_handler_docstrings=True, path="/api/v1/schema"),
        request_max_body_size=MAX_BODY,
        on_shutdown=[store.close],
    )
