"""Issues: what was wrong with an input, kept beside the results."""

from __future__ import annotations

import msgspec


class Issue(msgspec.Struct, frozen=True, order=True):
    """One thing wrong with one input; the run goes on.

    Attributes:
        article: path, URL or id of what was met.
        code: stable short name (``empty-file``, ``not-text``, ``bad-json``, ...); docs/issues.md lists all.
        message: what was expected, what was met, what to do.
    """

    article: str
    code: str
    message: str
