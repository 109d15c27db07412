"""App: the ASGI application over one store."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from stemma import __version__
from stemma.accounts import NOBODY, Caller
from stemma.api.bodies import NewArticle, NewCorrection, NewToken, Undo
from stemma.api.errors import told
from stemma.api.guards import allowed
from stemma.api.routes import ROUTER
from stemma.api.state import Desk, Door
from stemma.store import Store

CLOSED = frozenset(body.__name__ for body in (NewArticle, NewCorrection, NewToken, Undo))
"""Bodies that may hold no other fields than theirs."""

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
    app = Litestar(
        [ROUTER, *pages],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False, use_cache=True),
            "caller": Provide(_caller, sync_to_thread=False),
        },
        guards=[allowed],
        exception_handlers={Exception: told},
        openapi_config=OpenAPIConfig(
            "Stemma", __version__, use_handler_docstrings=True, path="/api/v1/schema", security=[{}, {"token": []}],
            components=Components(security_schemes={"token": SecurityScheme("http", scheme="bearer")}),
        ),
        request_max_body_size=MAX_BODY,
        state=State({"desk": desk}),
        on_shutdown=[store.close],
    )
    _say_what_is_refused(app)
    return app


def _say_what_is_refused(app: Litestar) -> None:
    """Say in the OpenAPI document that bodies with other fields are refused, which the framework leaves out."""
    for name, schema in (app.openapi_schema.components.schemas or {}).items():
        if name in CLOSED:
            schema.additional_properties = False


def _caller(request: Request[Caller | None, object, State]) -> Caller:
    """Return who asks; where nobody needs to be known, that may be nobody."""
    return request.scope.get("user") or NOBODY
