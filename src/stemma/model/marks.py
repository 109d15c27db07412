"""Marks: what `stemma annotate` finds in one article. All offsets are code points of the article's text."""

from __future__ import annotations

from typing import Literal

import msgspec

from stemma.model.article import Article
from stemma.model.span import Span

MentionType = Literal["person", "organisation", "place", "office", "group", "other"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteKind = Literal["direct", "partial", "indirect"]
Status = Literal["reported", "planned", "hypothetical", "denied", "past"]


class Mention(msgspec.Struct, frozen=True):
    """A span that names something; ``entity`` is equal for mentions of the same thing in this article.

    Attributes:
        name: the fullest name of the entity in this article, as printed.
        entity: key of the entity within the article (a slug of ``name``).
    """

    start: int
    end: int
    type: MentionType
    name: str
    entity: str


class TimeMark(msgspec.Struct, frozen=True):
    """A time expression with its TIMEX3 type and value (``2019-04-18``, ``P3D``, ``XXXX-WXX-4``, ``PAST_REF``)."""

    start: int
    end: int
    type: TimeType
    value: str


class Quote(msgspec.Struct, frozen=True):
    """Who says or thinks what, as one article has it.

    Attributes:
        kind: ``direct`` (all of the content in quotation marks), ``partial`` (some of it), ``indirect`` (none).
        content: spans of what is said, without the marks' own characters.
        cue: spans of the verb or phrase that attributes.
        speaker: spans of the source as printed beside the cue; empty when none is printed.
        speaker_name: the speaker's fullest name in the article when resolved, else the printed words; None if unknown.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    speaker_name: str | None


class Actor(msgspec.Struct, frozen=True):
    """One side of an event.

    Attributes:
        name: the fullest name known for the actor.
        country: ISO 3166 alpha-3, or None.
        sector: PLOVER/CAMEO sector (``GOV``, ``MIL``, ``REB``, ``CVL``, ``MED``, ...), or None.
    """

    name: str
    country: str | None
    sector: str | None
    start: int
    end: int


class EventMark(msgspec.Struct, frozen=True):
    """A coded event as one article has it.

    Attributes:
        start: start of the words that tell the event (the trigger and its core), code points.
        type: one of the sixteen PLOVER types in capitals.
        mode: PLOVER mode in lower case (``arrest``, ``demo``, ``visit``), or None.
        cameo: CAMEO code, two to four digits.
        time: TIMEX3 value of the event's date, or None.
        place: name of the place, or None.
    """

    start: int
    end: int
    type: str
    mode: str | None
    cameo: str | None
    status: Status
    actor: Actor | None
    recipient: Actor | None
    time: str | None
    place: str | None


class Annotated(Article, frozen=True, kw_only=True):
    """An article with its marks; the fields are those `stemma annotate` prints."""

    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMark, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[EventMark, ...] = ()
