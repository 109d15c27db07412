"""Errors: one tree, for programmers and settings. Bad data is never an error: it becomes an `Issue`.

    StemmaError
    |-- UsageError (ValueError)          a call or command that cannot be carried out as given
    |   |-- NoInput                      nothing to read
    |   |-- NotThere                     an id or number that the store does not have
    |   `-- UnknownName                  a name that is not among those known
    |-- MissingPart (ImportError)        a package or program that a chosen part needs is not there
    |-- DamagedPart (RuntimeError)       a part whose contents are not those Stemma was built with
    |-- StoreFailed (OSError)            the database cannot be opened, read or written
    |-- ClusterFailed (RuntimeError)     a cluster gave up, by its own word
    |-- ServerSaid (RuntimeError)        a server answered with a problem (status, title, detail)
    `-- StrictIssues (ValueError)        issues were met and ``--strict`` makes them an error
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class StemmaError(Exception):
    """Anything Stemma raises on purpose; its message says what was expected, what was met, what to do."""


class UsageError(StemmaError, ValueError):
    """A call or command that cannot be carried out as given."""


class NoInput(UsageError):
    """There is nothing to read."""


class NotThere(UsageError, LookupError):
    """An id or number that the store does not have."""


class UnknownName(UsageError):
    """A name that is not among those known.

    Example:
        >>> print(UnknownName("reader", "nitff", ["html", "nitf"]))
        unknown reader 'nitff'; known: html, nitf; did you mean 'nitf'?
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(f"unknown {what} {name!r}; known: {', '.join(names)}{hint}")


class MissingPart(StemmaError, ImportError):
    """A package or program that a chosen part needs is not there."""


class DamagedPart(StemmaError, RuntimeError):
    """A part (weights, a table) whose contents are not those Stemma was built with."""


class StoreFailed(StemmaError, OSError):
    """The database cannot be opened, read or written; nothing is half-written."""


class ClusterFailed(StemmaError, RuntimeError):
    """A cluster gave up: no room on a disk, no memory, a file it cannot read; nothing was written that looks whole."""


class ServerSaid(StemmaError, RuntimeError):
    """A Stemma server answered with a problem.

    Attributes:
        status: of HTTP; 0 when there was no answer.
        title: what kind of problem.
        detail: what was expected and what was met.
    """

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(f"{title} ({status}): {detail}")
        self.status = status
        self.title = title
        self.detail = detail


class StrictIssues(StemmaError, ValueError):
    """Issues were met, and the user asked that issues stop a run."""
