"""What later stages need of one article beyond the printed marks. Internal: never part of an output.

`annotate` fills it from the parse, so that no later stage needs a parser: `align` and `group` work on
these records alone, in any process.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from stemma.model.article import Published
from stemma.model.marks import Annotated, MentionType
from stemma.model.span import Span

Tense = Literal["past", "present", "future", "none"]


class TimeForm(msgspec.Struct, frozen=True):
    """How a time expression is to be resolved once the publication date is known; parallel to ``times``.

    ``kind`` names a rule of `stemma.calendar`, ``args`` its parameters in order (units, offsets, numbers).
    An explicit expression has kind ``fixed`` and needs no date. ``tense`` is that of the governing verb.
    ``part`` is the part of the value that is meant: ``start``, ``early``, ``mid``, ``late``, ``end``,
    ``H1`` (first half), ``Q3`` (third quarter), or "" for the whole. ``said``: index of the time expression whose day it
    counts from, when that is not the day of the text but that of a quotation's saying.
    """

    kind: str
    args: tuple[str | int | None, ...] = ()
    tense: Tense = "none"
    part: str = ""
    said: int | None = None


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One entity as one article presents it.

    Attributes:
        key: equals `Mention.entity`.
        names: all printed variants, the fullest first.
        country: ISO 3166 alpha-3 read from the text or the gazetteer, or None.
        roles: role phrases as printed (``U.S. Secretary of State``), with their spans.
        gender: ``m``, ``f``, ``n`` (thing or collective), ``p`` (several) or None, from titles, pronouns, names.
        government: True when the name stands for a government (capital, country, palace).
    """

    key: str
    type: MentionType
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    roles: tuple[str, ...] = ()
    role_spans: tuple[Span, ...] = ()
    gender: str | None = None
    government: bool = False
    latitude: float | None = None
    longitude: float | None = None


class Reference(msgspec.Struct, frozen=True):
    """A pronoun or description (``he``, ``the secretary of state``) resolved to an entity of the article."""

    start: int
    end: int
    entity: str


class Quantity(msgspec.Struct, frozen=True):
    """A number with its unit and how firmly it is meant.

    Attributes:
        low: least value meant; ``high``: greatest (equal to ``low`` for an exact count).
        unit: lemma of what is counted (``people``, ``percent``, ``USD``), lower case.
        noun: the counted noun's span end is inside ``start``/``end``.
        approximate: True for ``about``, ``nearly``, ``some`` and rounded figures.
        role: ``killed``, ``injured``, ``arrested`` or None, from the governing word.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    approximate: bool = False
    role: str | None = None


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A proposition: one predicate with what belongs to it.

    Attributes:
        start: start of the clause's words in the text; ``end`` likewise. Subordinate clauses with a
            predicate of their own are clauses of their own, and may lie inside.
        sentence: index into ``sentences``.
        predicate: lemma of the predicate (``visit``), light verbs replaced by their noun (``make a demand`` -> ``demand``).
        subject: span of the subject's head noun with the modifiers before it, or None; passive subjects stand in ``object``.
        subject_entity: entity key of the subject when resolved (also through pronouns).
        objects: spans of the objects and complements.
        object_entities: their entity keys, "" where unresolved.
        terms: content lemmas of the clause, lower case, sorted, without names.
        entities: keys of all entities in the clause, sorted.
        times: indices into ``times``; ``bounds`` those of them that only bound a stretch ("since 2010").
        quantities: numbers with units in the clause.
        negated: polarity of the predicate.
        modality: ``fact``, ``planned``, ``possible``, ``demanded``, ``conditional``.
        quote: index into ``quotes`` of the innermost attribution whose content holds the clause, or None.
        tense: of the predicate.
        relation: dependency label of the predicate (``ROOT``, ``ccomp``, ``relcl``, ...).
        parent: index into ``clauses`` of the clause it hangs on, or None for the sentence's main one.
    """

    start: int
    end: int
    sentence: int
    predicate: str
    predicate_span: Span
    subject: Span | None = None
    subject_entity: str | None = None
    objects: tuple[Span, ...] = ()
    object_entities: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    times: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    negated: bool = False
    modality: str = "fact"
    quote: int | None = None
    tense: Tense = "none"
    relation: str = ""
    parent: int | None = None


class EventDetail(msgspec.Struct, frozen=True):
    """What an event mark keeps for merging; parallel to ``events``.

    Attributes:
        time: index into ``times`` of the event's date, or None.
        actor_entity: entity key of the actor, recipient likewise, or None.
        sentence: index into ``sentences``.
        dead: number killed that the event's words state (least value), or None; likewise the others.
    """

    time: int | None = None
    actor_entity: str | None = None
    recipient_entity: str | None = None
    place_entity: str | None = None
    sentence: int = 0
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """An annotated article with its internal layers."""

    article: Annotated
    forms: tuple[TimeForm, ...] = ()
    profiles: tuple[Profile, ...] = ()
    references: tuple[Reference, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quote_entities: tuple[str | None, ...] = ()
    event_details: tuple[EventDetail, ...] = ()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def published(self) -> Published | None:
        """The article's publication date, when known."""
        return self.article.published
