"""Setting: when and where an event takes place, and how firmly it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.annotate.events.arguments import child
from stemma.annotate.events.compose import root
from stemma.annotate.events.found import Found
from stemma.annotate.events.phrases import Cast
from stemma.annotate.syntax import Token
from stemma.model import Mention, TimeMark
from stemma.model.marks import Status

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "to", "on"})
_FIXED_YEAR = re.compile(r"\d{4}(-\d\d){0,2}$|\d{4}-(Q\d|SU|WI|SP|FA)$")
_PRINTED_YEAR = re.compile(r"(1[5-9]|20)\d\d")


def status_of(found: Found, time: TimeMark | None, printed: str) -> Status:
    """Return how firmly the words put the event.

    Args:
        found: the event as read.
        time: the event's time expression, or None.
        printed: the characters of that expression, "" without one.
    """
    if found.negated:
        return "denied"
    if found.conditional or (found.possible and not found.kinds):
        return "hypothetical"
    if found.future and root(found.code) not in ("03", "13"):
        return "planned"
    if time is not None and _is_background(time, printed):
        return "past"
    return "past" if _is_pluperfect(found.content) else "reported"


def _is_background(time: TimeMark, printed: str) -> bool:
    """Return whether a printed year or a mere ``once`` puts an event before the news."""
    if time.value == "PAST_REF":
        return True
    return _FIXED_YEAR.match(time.value) is not None and _PRINTED_YEAR.search(printed) is not None


def _is_pluperfect(verb: Token) -> bool:
    return any(c.dep == "aux" and c.lower in ("had", "'d") for c in verb.children) and verb.tag == "VBN" and verb.dep in (
        "relcl", "advcl",
    )


def time_of(found: Found, times: Sequence[tuple[int, TimeMark]], cast: Cast) -> int | None:
    """Return the index of the time expression nearest to the event's words in its clause, or None.

    Args:
        found: the event as read.
        cast: looks words up by place.
        times: (index, mark) of the time expressions in the event's sentence.
    """
    best: tuple[int, int, int] | None = None
    for index, mark in times:
        if mark.type not in ("DATE", "TIME"):
            continue
        tokens = cast.parse.within(mark.start, mark.end)
        head = cast.parse.head_of(tokens)
        if head is None:
            continue
        distance = _steps(head, found)
        if distance is not None:
            key = (distance, abs(head.i - found.content.i), index)
            best = key if best is None or key < best else best
    return best[2] if best is not None else None


_FAR = 4


def _steps(head: Token, found: Found) -> int | None:
    """Return how many steps up from a time expression the event's own words are met, None if they are not."""
    own = {t.i for t in (found.content, found.noun) if t is not None}
    outer = {found.top.i}
    token = head
    if head.dep in ("compound", "amod", "nmod", "poss", "nummod") and head.head.i not in own and head.head.pos != "VERB":
        return None  # *his February summit* dates the summit
    for step in range(_FAR + 1):
        if token.i in own:
            return step
        if token.i in outer:
            return step + 5
        if token.dep in ("relcl", "ccomp", "advcl") and step:
            return None
        if token.head is token:
            return None
        token = token.head
    return None


def speech_time(found: Found, times: Sequence[tuple[int, TimeMark]], cast: Cast) -> int | None:
    """Return the time expression of the verb of saying above an event, or None: what is announced on Thursday."""
    for up in found.top.ancestors():
        if up.pos in ("VERB", "AUX"):
            outer = Found(found.code, up, None, "speech")
            at = time_of(outer, times, cast)
            if at is not None:
                return at
    return None


def place_of(found: Found, cast: Cast) -> Mention | None:
    """Return the place the event's words name: *in Geneva*, *visited Rome*, or None."""
    holders = [t for t in (found.noun, found.content, found.top) if t is not None]
    for holder in holders:
        for prep in holder.children:
            if prep.dep == "prep" and prep.lower in _PLACE_PREPOSITIONS:
                noun = child(prep, "pobj")
                mention = _place_at(noun, cast) if noun is not None else None
                if mention is not None:
                    return mention
        target = child(holder, "dobj")
        if target is not None and found.code.startswith("042"):
            mention = _place_at(target, cast)
            if mention is not None:
                return mention
    return None


def _place_at(noun: Token, cast: Cast) -> Mention | None:
    mention = cast.mention_at(noun)
    return mention if mention is not None and mention.type == "place" else None
