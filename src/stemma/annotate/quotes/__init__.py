"""Quotations: who says or thinks what."""

from __future__ import annotations

from stemma.annotate.names import Names
from stemma.annotate.syntax import Parse
from stemma.model import Quote


def mark_quotes(parse: Parse, names: Names) -> tuple[tuple[Quote, ...], tuple[str | None, ...]]:
    """Return the quotations of an article and, parallel to them, their speakers' entity keys."""
    return (), ()
