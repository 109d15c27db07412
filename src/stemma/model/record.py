"""Records, as they leave the program: stories with their lineages, entities, claims, conflicts, events, brief."""

from __future__ import annotations

from typing import Literal

import msgspec

from stemma.model.article import Article
from stemma.model.marks import MentionType, QuoteKind, Status
from stemma.model.span import Citation

ReuseKind = Literal["verbatim", "near-verbatim", "adapted"]
DerivationKind = Literal["copy", "common", "repeat", "open"]
ConflictKind = Literal["quantity", "date", "place", "person", "polarity", "cause", "attribution"]
Nature = Literal["contradiction", "dispute", "revision"]


class Passage(msgspec.Struct, frozen=True):
    """Two passages of which one was made from the other.

    Attributes:
        share: part of the words of the shorter passage that both have, 0 to 1.
    """

    a: Citation
    b: Citation
    kind: ReuseKind
    share: float


class Lineage(msgspec.Struct, frozen=True):
    """Articles that rest on one text and count once.

    Attributes:
        lineage: id, made from the articles' ids.
        articles: ids, sorted.
        origin: whose text it is (agency or outlet), or None when not settled.
        reason: why these articles count once, in a sentence.
    """

    lineage: str
    articles: tuple[str, ...]
    origin: str | None
    reason: str


class Derivation(msgspec.Struct, frozen=True):
    """Two articles that share passages: which of them has the text from which.

    Attributes:
        a: id of the article that stands first by time, length and id; ``b``: of the other.
        kind: ``copy`` (one has it from the other), ``common`` (both credit one source, neither need know the other),
            ``repeat`` (one outlet prints its own text again) or ``open`` (not settled).
        source: id of the article whose text the other prints; None where that is not settled.
        origin: whose text it is as far as a credit says (agency or outlet), or None.
        reason: why, in a sentence.
    """

    a: str
    b: str
    kind: DerivationKind
    source: str | None
    origin: str | None
    reason: str


class Part(msgspec.Struct, frozen=True):
    """A stretch of whole sentences that an article shares with another one.

    Attributes:
        start: first character of the stretch; ``end``: behind its last.
        source: id of the article it is shared with: the one it was taken from where that is settled.
        kind: as in `Derivation`.
        origin: whose text it is as far as a credit says, or None.
    """

    start: int
    end: int
    source: str
    kind: DerivationKind
    origin: str | None


class Dependence(msgspec.Struct, frozen=True):
    """What of an article is its own, sentence by sentence, and what it shares with others.

    Attributes:
        article: its id.
        sentences: number of its sentences.
        own: how many of them stand in no other report, or were taken from here.
        parts: the others, in reading order.
    """

    article: str
    sentences: int
    own: int
    parts: tuple[Part, ...]


class Join(msgspec.Struct, frozen=True):
    """Why the names of some reports belong to an entity: the reports that print these names join it for this reason."""

    names: tuple[str, ...]
    reason: str
    articles: tuple[str, ...]


class Entity(msgspec.Struct, frozen=True):
    """A person, organisation, place or office over a whole story, with all its variants.

    Attributes:
        joins: why each report's names are this entity's; a correction can part them again.
    """

    id: str
    name: str
    type: MentionType
    country: str | None
    roles: tuple[str, ...]
    variants: tuple[str, ...]
    mentions: tuple[Citation, ...]
    joins: tuple[Join, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """The wording of a quotation in one report; ``text`` is exactly the cited characters."""

    article: str
    start: int
    end: int
    text: str


class Quotation(msgspec.Struct, frozen=True):
    """One utterance with its readings; ``speaker`` is an entity id or None."""

    speaker: str | None
    speaker_text: str | None
    kind: QuoteKind
    readings: tuple[Reading, ...]


class Moment(msgspec.Struct, frozen=True):
    """Something dated: ``start`` (and ``end`` for a range) in ISO 8601, ``basis`` the words the date comes from."""

    start: str
    end: str | None
    text: str
    basis: str
    citations: tuple[Citation, ...]


class Claim(msgspec.Struct, frozen=True):
    """One proposition as several reports state it.

    Attributes:
        articles: number of articles that state it; ``outlets`` likewise.
        independent: number of lineages among them.
        attributed_to: the origin all of them name, or None.
    """

    text: str
    citations: tuple[Citation, ...]
    articles: int
    outlets: int
    independent: int
    attributed_to: str | None


class Side(msgspec.Struct, frozen=True):
    """One side of a conflict.

    Attributes:
        value: the words that fill what the sides differ on (a place, a person, a cause), None where not told apart.
        said_by: whom all its reports name as saying so; of a denial, who denies; None when it is the reports themselves.
        articles: number of articles that take it; ``independent``: number of lineages among them.
        reported: day of its first report in ISO 8601, None when not known.
        superseded: True when later reports replaced it: it is history, not a contradiction.
        denial: True for the side of a dispute that denies the other.
    """

    text: str
    citations: tuple[Citation, ...]
    value: str | None = None
    said_by: str | None = None
    articles: int = 0
    independent: int = 0
    reported: str | None = None
    superseded: bool = False
    denial: bool = False


class Conflict(msgspec.Struct, frozen=True):
    """Two or more claims that cannot all hold.

    Attributes:
        nature: ``contradiction`` of reports, ``dispute`` of a claim by a party that denies it, or ``revision``: all sides but
            one were superseded by later reports.
    """

    kind: ConflictKind
    sides: tuple[Side, ...]
    nature: Nature = "contradiction"


class Party(msgspec.Struct, frozen=True):
    """Actor or recipient of a merged event; ``entity`` is an entity id or None."""

    name: str
    country: str | None
    sector: str | None
    entity: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A place with its country (alpha-3) and WGS 84 coordinates in degrees, None where not known."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Size(msgspec.Struct, frozen=True):
    """How many people an event killed, injured or had arrested; None where no report says."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class Event(msgspec.Struct, frozen=True):
    """One event merged over reports; dates in ISO 8601, None where the reports do not settle them.

    Attributes:
        basis: what the days rest on: ``text`` where a report's words date the event, ``report`` where only the day of a
            report is known that tells it as news, None without days.
    """

    type: str
    mode: str | None
    cameo: str | None
    status: Status
    actor: Party | None
    recipient: Party | None
    start: str | None
    end: str | None
    place: Place | None
    size: Size
    citations: tuple[Citation, ...]
    articles: int
    independent: int
    basis: Literal["text", "report"] | None = None


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of the brief, bound to the characters it rests on.

    Attributes:
        section: which part of the brief it stands in (``headline``, ``happened``, ``agreed``, ``differ``, ``only``, ``said``,
            ``timeline``, ``sources``).
    """

    text: str
    citations: tuple[Citation, ...]
    section: str = "happened"


Question = Literal["who", "what", "when", "where", "why", "how"]


class Answer(msgspec.Struct, frozen=True):
    """Who, what, when, where, why or how of a story in one line.

    Attributes:
        text: exactly the characters of the first citation; the others are passages of other reports that say the same.
    """

    question: Question
    text: str
    citations: tuple[Citation, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one story."""

    id: str
    headline: str
    articles: tuple[str, ...]
    lineages: tuple[Lineage, ...] = ()
    reuse: tuple[Passage, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    dependence: tuple[Dependence, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    timeline: tuple[Moment, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    events: tuple[Event, ...] = ()
    brief: tuple[Sentence, ...] = ()
    g5w1h: tuple[Answer, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """What `stemma record` prints: the articles and the stories they make."""

    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
