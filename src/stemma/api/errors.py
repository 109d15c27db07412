"""Errors of the API: problem details, never a traceback.

Source: RFC 9457, "Problem Details for HTTP APIs".
"""

from __future__ import annotations

import logging

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from stemma.errors import NotThere, StemmaError, UsageError

PROBLEM = "application/problem+json"
_LOG = logging.getLogger("stemma.api")


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong with one request."""

    title: str
    status: int
    detail: str


def told(_request: Request[object, object, State], error: Exception) -> Response[bytes]:
    """Return any error as problem details; an unexpected one is logged and shown without its insides."""
    status, detail = status_of(error)
    problem = Problem(_TITLES.get(status, "Error"), status, detail)
    headers = error.headers if isinstance(error, HTTPException) else None
    return Response(msgspec.json.encode(problem), status_code=status, media_type=PROBLEM, headers=headers)


_TITLES = {400: "Bad request", 401: "Not signed in", 403: "Not allowed", 404: "Not found", 405: "Method not allowed", 409: "Conflict", 413: "Too large", 429: "Too many requests", 500: "Internal error", 503: "Store not available"}


def status_of(error: Exception) -> tuple[int, str]:
    """Return the HTTP status of an error and what may be said of it; one that is not the asker's is logged."""
    status, detail = _status(error)
    if status >= 500:
        _LOG.error("%s: %s", type(error).__name__, error, exc_info=error)
    return status, detail


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, error.detail or ""
    if isinstance(error, NotThere):
        return 404, str(error)
    if isinstance(error, UsageError):
        return 400, str(error)
    if isinstance(error, StemmaError):
        return 503, str(error)
    return 500, "an unexpected error; the server's log has it"
