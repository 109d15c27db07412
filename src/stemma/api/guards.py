"""Guards: who may ask, for what, and how often.

A page of another site can make a reader's browser send requests to this server (and a name it owns can be made to
point here), so the Host header must name this server, and writing must come from its own pages or from a program,
never across sites. With accounts a request brings a session's cookie or ``Authorization: Bearer``; writing by cookie
also brings the session's csrf value, in the field ``csrf`` of a form or the header ``X-CSRF-Token``.

A handler says in ``opt={"needs": ROLE}`` what it needs; else reading needs a reader and writing an editor;
``{"needs": "nobody"}`` opens it to everyone who reaches the server.

Source: OWASP, "Cross-Site Request Forgery Prevention Cheat Sheet" (synchronizer token, origin check).
"""

from __future__ import annotations

import hmac
from functools import partial
from math import ceil
from typing import Literal

from anyio.to_thread import run_sync
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException, TooManyRequestsException
from litestar.handlers.base import BaseRouteHandler

from stemma.accounts import Caller, allows
from stemma.accounts.limits import READING, WRITING
from stemma.accounts.people import LOCAL, Role
from stemma.api.state import LOOPBACK, Desk

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
COOKIE = "stemma_session"
SECURE_COOKIE = "__Host-stemma_session"
"""The cookie's name where browsers come by https: its prefix makes them refuse one set by another host."""

Connection = ASGIConnection[object, object, object, State]


def host_name(host: str) -> str:
    """Return a Host header without its port.

    Example:
        >>> host_name("localhost:8765"), host_name("[::1]:80")
        ('localhost', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


async def allowed(connection: Connection, handler: BaseRouteHandler) -> None:
    """Refuse what may not be asked, and say in ``connection.user`` who asks.

    Raises:
        PermissionDeniedException: for another host's name, another site's page, or a role too weak.
        NotAuthorizedException: when signing in is needed.
        TooManyRequestsException: when the caller asked too often lately.
    """
    desk: Desk = connection.app.state.desk
    _of_this_server(connection, desk)
    writes = connection.scope.get("method") in WRITES
    needed: Role | Literal["nobody"] = handler.opt.get("needs", "editor" if writes else "reader")
    caller = await run_sync(partial(caller_of, connection, desk))
    connection.scope["user"] = caller
    if caller is None:
        if needed == "nobody":
            return
        raise NotAuthorizedException("expected a signed-in user or a token, met none", headers={"WWW-Authenticate": "Bearer"})
    if needed != "nobody" and not allows(caller.role, needed):
        raise PermissionDeniedException(f"expected {needed} or more, met {caller.role} {caller.name!r}")
    if caller.via != "local":
        _not_too_often(desk, caller, writes)
    if writes and caller.via == "session":
        await _of_own_form(connection, caller)


def caller_of(connection: Connection, desk: Desk) -> Caller | None:
    """Return who asks, or None when nobody this store knows."""
    if not desk.door.accounts:
        return LOCAL
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return desk.accounts.bearer(secret.strip())
    cookie = connection.cookies.get(cookie_name(desk))
    return desk.accounts.session(cookie) if cookie else None


def cookie_name(desk: Desk) -> str:
    """Return the name of the session's cookie."""
    return SECURE_COOKIE if desk.door.secure else COOKIE


def _of_this_server(connection: Connection, desk: Desk) -> None:
    host = host_name(connection.headers.get("host", ""))
    if host.lower() not in {*LOOPBACK, *desk.door.names}:
        known = ", ".join(("localhost", *desk.door.names))
        raise PermissionDeniedException(f"expected a request for this server ({known}), met one for {host!r}")
    origin = connection.headers.get("origin")
    if connection.scope.get("method") in WRITES and origin and origin.split("//")[-1] != connection.headers.get("host"):
        raise PermissionDeniedException(f"expected a request of this server's own pages, met one from {origin}")


def _not_too_often(desk: Desk, caller: Caller, writes: bool) -> None:
    wait = desk.limits.take(f"{caller.name} {caller.via} {writes}", WRITING if writes else READING)
    if wait is not None:
        raise too_many(wait)


def too_many(wait: float) -> TooManyRequestsException:
    """Return the answer to one who asked too often; ``wait`` in seconds."""
    after = str(ceil(wait))
    return TooManyRequestsException(f"expected fewer requests, met too many; try again in {after} s", headers={"Retry-After": after})


async def _of_own_form(connection: Connection, caller: Caller) -> None:
    sent = connection.headers.get("x-csrf-token")
    kind = connection.headers.get("content-type", "").partition(";")[0]
    if sent is None and isinstance(connection, Request) and kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        sent = (await connection.form()).get("csrf")
    if not hmac.compare_digest(str(sent or "").encode(), caller.csrf.encode()):
        raise PermissionDeniedException("expected this session's csrf value, met another or none; load the page again")
