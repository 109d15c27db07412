"""Errors of the API: problem details, never a traceback.

Source: RFC 9457, "Problem Details for HTTP APIs".
"""

from __future__ import annotations

import logging

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec

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


PROBLEMS = {
    status: ResponseSpec(Problem, generate_examples=False, description=said, media_type=PROBLEM)
    for status, said in {
        400: "The request cannot be carried out as it is",
        401: "Nobody is signed in",
        403: "Not allowed",
        404: "Not there",
        413: "The body is too large",
        429: "Too many requests lately",
        503: "The store cannot be used now",
    }.items()
}
"""What every route may answer, for the OpenAPI document."""


def found(record: type[msgspec.Struct], said: str, media_type: str = "application/json") -> dict[int, ResponseSpec]:
    """Return what a route that answers with a record's own bytes may answer, for the OpenAPI document."""
    return {**PROBLEMS, 200: ResponseSpec(record, generate_examples=False, description=said, media_type=media_type)}


_TITLES = {400: "Bad request", 401: "Not signed in", 403: "Not allowed", 404: "Not found", 405: "Method not allowed", 409: "Conflict", 413: "Too large", 429: "Too many requests", 500: "Internal error", 503: "Store not available"}


def status_of(error: Exception) -> tuple[int, str]:
    """Return the HTTP status of an error and what may be said of it; one that is not the asker's is logged."""
    status, detail = _status(error)
    if status >= 500:
        _LOG.error("%s: %s", type(error).__name__, error, exc_info=error)
    return status, detail


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, _detailed(error)
    if isinstance(error, NotThere):
        return 404, str(error)
    if isinstance(error, UsageError):
        return 400, str(error)
    if isinstance(error, StemmaError):
        return 503, str(error)
    return 500, "an unexpected error; the server's log has it"


def _detailed(error: HTTPException) -> str:
    """Return what was wrong, field by field where it was a body or a parameter."""
    parts = [part for part in error.extra if isinstance(part, dict)] if isinstance(error.extra, list) else []
    told = [f"{part.get('key') or part.get('source') or 'body'}: {part.get('message')}" for part in parts]
    return "; ".join([error.detail or "", *told]) if told else error.detail or ""
