"""Guards: who may ask. Without accounts the server answers loopback names only.

A page of another site can make a reader's browser send requests to a loopback server (and a name it owns can be
made to point there), so the Host header must name this server, and writing must come from its own pages or from a
program, never across sites.
"""

from __future__ import annotations

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

Connection = ASGIConnection[object, object, object, State]


def host_name(host: str) -> str:
    """Return a Host header without its port.

    Example:
        >>> host_name("localhost:8765"), host_name("[::1]:80")
        ('localhost', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def only_here(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Refuse requests that name another host, and writing that a page of another site sends.

    Raises:
        PermissionDeniedException: for either.
    """
    host = host_name(connection.headers.get("host", ""))
    if host not in LOOPBACK:
        raise PermissionDeniedException(f"expected a loopback host name, met {host!r}")
    origin = connection.headers.get("origin")
    if connection.scope.get("method") in WRITING and origin and origin.split("//")[-1] != connection.headers.get("host"):
        raise PermissionDeniedException(f"expected a request of this server's own pages, met one from {origin}")
