"""Events: who did what to whom, in PLOVER types with CAMEO codes.

The events of a sentence come in reading order of their predicates; a predicate gives at most one. What is merely
demanded, threatened, refused or agreed to is one event of that kind, not two.

Source: PLOVER (Open Event Data Alliance) and CAMEO 1.1b3 categories; see `readings` and `frames` for the method.
Differs: Petrarch matches verb patterns left to right; here codes compose along the parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.annotate.events.candidates import find_events
from stemma.annotate.events.frames import load_frames
from stemma.annotate.events.marking import Marker
from stemma.annotate.names import Names
from stemma.annotate.syntax import Parse
from stemma.model import EventDetail, EventMark, Quote, TimeMark

__all__ = ["mark_events"]


def mark_events(
    parse: Parse, names: Names, times: Sequence[TimeMark], quotes: Sequence[Quote]
) -> tuple[tuple[EventMark, ...], tuple[EventDetail, ...]]:
    """Return the coded events of an article and, parallel to them, what merging needs.

    Args:
        parse: the article's syntax.
        names: its mentions, profiles and references; parties get name, country and sector from them.
        times: its time expressions; events point at them by index.
        quotes: its quotations; what is quoted is told like the rest, so they change nothing yet.
    """
    del quotes
    frames = load_frames()
    marker = Marker(parse, names, times)
    pairs: list[tuple[EventMark, EventDetail]] = []
    for tokens in parse.sentence_tokens:
        found = find_events(tokens, frames)
        pairs.extend(_distinct(marker.mark(found)))
    return tuple(mark for mark, _ in pairs), tuple(detail for _, detail in pairs)


def _distinct(
    pairs: Iterator[tuple[EventMark, EventDetail]],
) -> Iterator[tuple[EventMark, EventDetail]]:
    """Yield the events of a sentence, the same act of the same party on the same party once."""
    seen = set()
    for mark, detail in pairs:
        key = (
            mark.type,
            (mark.actor.start, mark.actor.end) if mark.actor else None,
            (mark.recipient.start, mark.recipient.end) if mark.recipient else None,
        )
        if key not in seen:
            seen.add(key)
            yield mark, detail
