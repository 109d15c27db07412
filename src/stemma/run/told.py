"""Told: what each item of a story says of itself, and which passages it rests on; read from the record alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import msgspec

from stemma.model import (
    Answer,
    Citation,
    Claim,
    Conflict,
    Dependence,
    Derivation,
    Entity,
    Event,
    Join,
    Lineage,
    Moment,
    Party,
    Passage,
    Quotation,
    Sentence,
    Side,
    Story,
)

T = TypeVar("T")


class Told(msgspec.Struct, frozen=True):
    """An item in a line, what it was given, and what it rests on.

    Attributes:
        stated: the number of independent reports the record gives, or None where it gives none.
    """

    says: str
    inputs: tuple[str, ...] = ()
    cited: tuple[Citation, ...] = ()
    stated: int | None = None


def told(story: Story) -> Mapping[str, Callable[[], Told]]:
    """Return what makes the account of each item of a story, by the item's name, in the order of the record's fields."""
    return {
        "headline": partial(_headline, story),
        **_numbered("lineage", story.lineages, lambda x: _lineage(x, story)),
        **_numbered("reuse", story.reuse, _reuse),
        **_numbered("derivation", story.derivations, lambda x: _derivation(x, story)),
        **{f"dependence-{d.article}": partial(_dependence, d) for d in story.dependence},
        **{f"entity-{e.id}": partial(_entity, e) for e in story.entities},
        **_numbered("quote", story.quotes, _quote),
        **_numbered("moment", story.timeline, _moment),
        **_numbered("claim", story.claims, _claim),
        **_numbered("conflict", story.conflicts, _conflict),
        **_numbered("event", story.events, _event),
        **_numbered("brief", story.brief, _sentence),
        **{f"g5w1h-{a.question}": partial(_answer, a) for a in story.g5w1h},
    }


def _numbered(kind: str, things: Sequence[T], tell: Callable[[T], Told]) -> dict[str, Callable[[], Told]]:
    return {f"{kind}-{k}": partial(tell, thing) for k, thing in enumerate(things)}


def _headline(story: Story) -> Told:
    cited = tuple(c for s in story.brief if s.section == "headline" for c in s.citations)
    return Told(f"headline: {story.headline!r}", (f"titles of {len(story.articles)} reports",), cited)


def _lineage(line: Lineage, story: Story) -> Told:
    mine = set(line.articles)
    within = [p for p in story.reuse if p.a.article in mine and p.b.article in mine]
    inputs = (
        f"reason: {line.reason}",
        f"origin: {line.origin or 'not settled'}",
        f"shared passages among its reports: {len(within)}",
    )
    # Each pair's longest passage shows the copying; all of them are items of their own (reuse-N).
    longest: dict[tuple[str, str], Passage] = {}
    for p in within:
        pair = (p.a.article, p.b.article)
        if pair not in longest or p.a.end - p.a.start > longest[pair].a.end - longest[pair].a.start:
            longest[pair] = p
    cited = tuple(side for _, p in sorted(longest.items()) for side in (p.a, p.b))
    return Told(f"lineage {line.lineage}: {', '.join(line.articles)} count once", inputs, cited, 1)


def _reuse(passage: Passage) -> Told:
    says = f"{passage.kind} passage of {passage.a.article} and {passage.b.article}: one was made from the other"
    return Told(says, (f"share of the shorter one's words that both have: {passage.share:.2f}",), (passage.a, passage.b))


def _derivation(derived: Derivation, story: Story) -> Told:
    pair = (derived.a, derived.b)
    shared = [p for p in story.reuse if (p.a.article, p.b.article) == pair]
    taker = derived.b if derived.source == derived.a else derived.a
    says = {
        "copy": f"{taker} has passages from {derived.source}",
        "common": f"{derived.a} and {derived.b} have passages from one source, {derived.origin}",
        "repeat": f"{derived.a} and {derived.b} are one outlet's, which prints passages again",
        "open": f"{derived.a} and {derived.b} share passages; which has them from which is not settled",
    }[derived.kind]
    inputs = (f"reason: {derived.reason}", f"origin: {derived.origin or 'not settled'}", f"shared passages: {len(shared)}")
    return Told(says, inputs, tuple(side for p in shared for side in (p.a, p.b)))


def _dependence(dependence: Dependence) -> Told:
    told = {"copy": "from", "common": "as in", "repeat": "its outlet's own, as in", "open": "who from whom not settled, as in"}
    inputs = tuple(
        f"[{p.start}:{p.end}] {told[p.kind]} {p.source}{f', text of {p.origin}' if p.origin else ''}" for p in dependence.parts
    )
    cited = tuple(Citation(dependence.article, p.start, p.end) for p in dependence.parts)
    return Told(f"{dependence.article}: {dependence.own} of {dependence.sentences} sentences are its own", inputs, cited)


def _entity(entity: Entity) -> Told:
    inputs = (
        f"variants: {', '.join(entity.variants) or 'none'}",
        f"roles: {', '.join(entity.roles) or 'none printed'}",
        f"country: {entity.country or 'not known'}",
        *(_joined(join) for join in entity.joins),
    )
    return Told(f"{entity.type}: {entity.name}", inputs, entity.mentions)


def _joined(join: Join) -> str:
    """Return why some reports' names are the entity's, and what to do where they are not."""
    names = ", ".join(repr(name) for name in join.names)
    inside = " (forms of one name in a report)" if len(join.names) > 1 else ""
    where = ", ".join(join.articles[:_SHOWN]) + (f" and {len(join.articles) - _SHOWN} more" if len(join.articles) > _SHOWN else "")
    return f"{names}{inside} in {where}: {join.reason}"


_SHOWN = 6
"""Reports named for one reason."""


def _quote(quote: Quotation) -> Told:
    readings = {r.text for r in quote.readings}
    inputs = (
        f"speaker: {quote.speaker_text or 'not printed'} ({quote.speaker or 'no entity'})",
        f"readings: {len(quote.readings)}, differing: {len(readings)}",
    )
    cited = tuple(Citation(r.article, r.start, r.end) for r in quote.readings)
    return Told(f"{quote.kind} quotation of {quote.speaker_text or 'an unnamed speaker'}", inputs, cited)


def _moment(moment: Moment) -> Told:
    days = f"{moment.start} to {moment.end}" if moment.end else moment.start
    return Told(f"{days}: {moment.text}", (f"dated by the words: {moment.basis!r}",), moment.citations)


def _claim(claim: Claim) -> Told:
    inputs = (
        f"articles: {claim.articles}, outlets: {claim.outlets}, independent: {claim.independent}",
        f"attributed to: {claim.attributed_to or 'no one origin that all reports name'}",
    )
    return Told(f"claim: {claim.text!r}", inputs, claim.citations, claim.independent)


def _conflict(conflict: Conflict) -> Told:
    sides = tuple(f"side {k}: {_stands(side)}" for k, side in enumerate(conflict.sides))
    cited = tuple(c for side in conflict.sides for c in side.citations)
    return Told(f"conflict of {conflict.kind}, a {conflict.nature}, with {len(conflict.sides)} sides", sides, cited)


def _stands(side: Side) -> str:
    """Return a side in a line: its words, what fills the slot, who says so, its support, and whether it is history."""
    said = f", {'denied' if side.denial else 'said'} by {side.said_by}" if side.said_by else ""
    told = f"{side.text!r} ({len(side.citations)} passages, {side.independent} independent of {side.articles} reports{said})"
    value = f" [{side.value}]" if side.value else ""
    return f"{told}{value}{', replaced by later reports' if side.superseded else ''}"


def _event(event: Event) -> Told:
    size = event.size
    days = f"{event.start or 'not settled'}{f' to {event.end}' if event.end else ''}"
    inputs = (
        f"mode: {event.mode or 'none'}, CAMEO: {event.cameo or 'none'}, status: {event.status}",
        f"actor: {_party(event.actor)}; recipient: {_party(event.recipient)}",
        f"date: {days}; place: {event.place.name if event.place else 'not settled'}",
        f"dead: {_count(size.dead)}, injured: {_count(size.injured)}, arrested: {_count(size.arrested)}",
        f"articles: {event.articles}, independent: {event.independent}",
    )
    return Told(f"event: {event.type}", inputs, event.citations, event.independent)


def _count(number: int | None) -> str:
    return "not said" if number is None else str(number)


def _party(party: Party | None) -> str:
    if party is None:
        return "not found"
    return f"{party.name} ({party.country or 'country not known'}, {party.sector or 'sector not known'})"


def _sentence(sentence: Sentence) -> Told:
    return Told(f"sentence of the brief: {sentence.text!r}", (f"section: {sentence.section}",), sentence.citations)


def _answer(answer: Answer) -> Told:
    return Told(f"{answer.question}: {answer.text!r}", (f"reports that say the same: {len(answer.citations)}",), answer.citations)
