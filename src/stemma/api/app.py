"""App: the ASGI application over one store."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

from stemma import __version__
from stemma.accounts import NOBODY, Caller
from stemma.api.errors import told
from stemma.api.guards import allowed
from stemma.api.routes import ROUTER
from stemma.api.state import Desk, Door
from stemma.store import Store

MAX_BODY = 32_000_000
"""Largest request body, bytes."""


def make_app(store: Store, pages: Sequence[Router] = (), door: Door = Door()) -> Litestar:
    """Return the application over an open store, with pages beside the API.

    Args:
        store: an open store, closed when the application ends.
        pages: routers beside the API's.
        door: how the server is reached; by default without accounts, for loopback names only.
    """
    desk = Desk(store, door=door)
    return Litestar(
        [ROUTER, *pages],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False, use_cache=True),
            "caller": Provide(_caller, sync_to_thread=False),
        },
        guards=[allowed],
        exception_handlers={Exception: told},
        openapi_config=OpenAPIConfig("Stemma", __version__, use_handler_docstrings=True, path="/api/v1/schema"),
        request_max_body_size=MAX_BODY,
        state=State({"desk": desk}),
        on_shutdown=[store.close],
    )


def _caller(request: Request[Caller | None, object, State]) -> Caller:
    """Return who asks; where nobody needs to be known, that may be nobody."""
    return request.scope.get("user") or NOBODY
