"""Marking: from a reading to the event mark that is printed, and the detail that merging needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.annotate.events.compose import root
from stemma.annotate.events.found import Found
from stemma.annotate.events.participants import actor_head, recipient_head
from stemma.annotate.events.phrases import Cast
from stemma.annotate.events.setting import place_of, speech_time, status_of, time_of
from stemma.annotate.names import Names
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.cameo import cameo
from stemma.model import Actor, EventDetail, EventMark, TimeMark


class Marker:
    """Turns the readings of one article's sentences into marks."""

    def __init__(self, parse: Parse, names: Names, times: Sequence[TimeMark]) -> None:
        self._cast = Cast(parse, names)
        self._times: dict[int, list[tuple[int, TimeMark]]] = {}
        at = 0
        for index, mark in enumerate(times):
            while at < len(parse.sentences) and parse.sentences[at].end <= mark.start:
                at += 1
            self._times.setdefault(at, []).append((index, mark))
        self._text = parse.text

    def mark(self, events: Sequence[Found]) -> Iterator[tuple[EventMark, EventDetail]]:
        """Yield the mark and detail of each reading that names at least one party."""
        for found in events:
            code = cameo(found.code)
            if code.plover is None:
                continue
            pair = self._mark(found)
            if pair is not None:
                yield pair

    def _mark(self, found: Found) -> tuple[EventMark, EventDetail] | None:
        cast = self._cast
        head = actor_head(found, cast)
        other = recipient_head(found, head, cast)
        actor, actor_key = cast.actor(head) if head is not None and cast.may_act(head) else (None, None)
        beside = other is not None and other.head is head and other.pos == "PROPN"  # the other side of *X and Y met*
        recipient, recipient_key = cast.actor(other) if other is not None and (beside or cast.is_actor(other)) else (None, None)
        if not _is_told(found, actor, recipient):
            return None
        code = cameo(found.code)
        near = self._times.get(found.content.sentence, [])
        time = time_of(found, near, cast)
        if time is None and root(found.code) in ("09", "10", "11", "12", "13", "02", "03", "05"):
            time = speech_time(found, near, cast)
        place = place_of(found, cast)
        mark = next((m for i, m in near if i == time), None)
        printed = self._text[mark.start : mark.end] if mark is not None else ""
        start, end = _extent(found)
        event = EventMark(
            start=start,
            end=end,
            type=str(code.plover),
            mode=_mode(found, code.mode),
            cameo=found.code,
            status=status_of(found, mark, printed),
            actor=actor,
            recipient=recipient,
            time=mark.value if mark is not None else None,
            place=place.name if place is not None else None,
        )
        detail = EventDetail(
            time=time,
            actor_entity=actor_key,
            recipient_entity=recipient_key,
            place_entity=place.entity if place is not None else None,
            sentence=found.content.sentence,
        )
        return event, detail


def _is_told(found: Found, actor: Actor | None, recipient: Actor | None) -> bool:
    """Return whether enough parties are named: victims alone will do for force, elsewhere somebody must act."""
    kind = root(found.code)
    if kind == "04" and actor is not None and recipient is not None and _at_home(found, actor, recipient):
        return False
    if actor is None:
        background = found.content.dep in ("acl", "amod") or found.content.pos == "NOUN"
        return recipient is not None and kind in ("17", "18", "19", "20", "16", "11") and not background
    if found.rule.startswith("noun:") and recipient is None:
        return kind in ("09", "10", "11", "14", "18", "19") and any(c.dep == "poss" for c in found.content.children)
    return recipient is not None or kind not in ("04", "06") or bool(found.kinds)


def _at_home(found: Found, actor: Actor, recipient: Actor) -> bool:
    """Return whether somebody merely travels inside the own country, which is no consultation."""
    return found.code.startswith("042") and actor.country is not None and actor.country == recipient.country


def _mode(found: Found, mode: str | None) -> str | None:
    """Return the mode, by the printed word where one code has two: a boycott is no strike."""
    if found.code.startswith("143"):
        return "boycott" if "boycott" in (found.content.lemma, found.noun.lemma if found.noun else "") else mode
    return mode


def _extent(found: Found) -> tuple[int, int]:
    """Return (start, end) from the outermost predicate to the object that completes the event."""
    words: list[Token] = [t for t in (found.top, found.content, found.noun) if t is not None]
    return min(t.start for t in words), max(t.end for t in words)


__all__ = ["Actor", "Marker"]
