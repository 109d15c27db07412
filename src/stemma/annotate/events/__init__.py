"""Events: who did what to whom, in PLOVER types with CAMEO codes."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.annotate.names import Names
from stemma.annotate.syntax import Parse
from stemma.model import EventDetail, EventMark, Quote, TimeMark


def mark_events(
    parse: Parse, names: Names, times: Sequence[TimeMark], quotes: Sequence[Quote]
) -> tuple[tuple[EventMark, ...], tuple[EventDetail, ...]]:
    """Return the coded events of an article and, parallel to them, what merging needs."""
    return (), ()
