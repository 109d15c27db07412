"""Clauses: the propositions of an article, each with its predicate and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.annotate.names import Names
from stemma.annotate.syntax import Parse
from stemma.model import Clause, Quote, TimeMark


def mark_clauses(
    parse: Parse, names: Names, times: Sequence[TimeMark], quotes: Sequence[Quote]
) -> tuple[Clause, ...]:
    """Return the clauses of an article in reading order."""
    return ()
