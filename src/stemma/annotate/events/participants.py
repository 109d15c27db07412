"""Participants: who does an event, and to or with whom.

The actor is the subject of the outermost predicate (``X`` in *X agreed to send aid to Y*), the agent of a passive,
the owner of an event noun; the recipient is the first phrase along the event's own words that can be a party.

Source: own; argument order after CAMEO 1.1b3, "source and target", and Petrarch2 (Norris 2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.events.arguments import (
    agent_of,
    child,
    clause_subject,
    doer,
    grammatical_subject,
    is_passive,
    patient,
    prepositional,
)
from stemma.annotate.events.compose import root
from stemma.annotate.events.found import Found
from stemma.annotate.events.nouns import core_noun
from stemma.annotate.events.phrases import Cast, country_of
from stemma.annotate.syntax import Token

_TO = frozenset({"to", "with", "against", "on", "at", "from", "over", "toward", "towards", "for", "between", "among", "onto", "upon", "into"})
_WHERE = frozenset({"in", "of", "near", "outside", "around", "inside", "across", "through", "about"})
_INSIDE = frozenset({"of", "by", "from", "against", "on", "in", "with", "to", "between", "for", "at"})
RECIPROCAL = frozenset({"04", "03", "05", "06", "19"})
"""Roots whose coordinated subjects act on each other: *X and Y met*."""

_SELVES = frozenset({"itself", "themselves", "himself", "herself"})

_BARE = frozenset({"who", "which", "that", "what", "there", "this", "these", "those"})


def actor_head(found: Found, cast: Cast) -> Token | None:
    """Return the noun of the event's actor, or None when nobody is named."""
    top = found.top
    if found.source is not None:
        return found.source
    if top.pos in ("NOUN", "PROPN") and child(top, "nsubj") is None:
        planner = noun_agent(top) or next((n for p, n in prepositional(top) if p == "of" and cast.is_actor(n)), None)
        if top is found.content or planner is not None:
            return planner
        subject = clause_subject(top)
        return _unwrapped(subject, cast) if subject is not None else None
    raised = is_passive(top) and (found.content is not top or found.rule.startswith("intent:")) and "DEMAND" not in found.kinds[-1:] and agent_of(top) is None
    subject = grammatical_subject(top) if raised else doer(top)
    subject = _resolved(subject, top, cast)
    if subject is None:
        return None
    return _unwrapped(subject, cast)


def _resolved(subject: Token | None, verb: Token, cast: Cast) -> Token | None:
    """Return the speaker for ``it`` in *Hungary said it will*, when nothing better is known."""
    if subject is None or subject.tag != "PRP":
        return subject
    profile = cast.reference_at(subject)
    if profile is not None:
        return cast.mention_before(subject, profile.key) or subject
    for up in verb.ancestors():
        if up.pos == "VERB":
            speaker = grammatical_subject(up)
            if speaker is not None and speaker is not subject and speaker.tag != "PRP" and cast.is_actor(speaker):
                return speaker
    return subject


def _unwrapped(noun: Token, cast: Cast) -> Token | None:
    """Return who stands behind an event noun as subject: *a bombing by X killed five*, *X's attack killed five*."""
    noun = core_noun(noun)
    if cast.is_actor(noun):
        return noun
    behind = noun_agent(noun)
    if behind is None and noun.lemma.lower() in _DOCUMENTS and noun.dep in ("dobj", "pobj"):
        behind = clause_subject(noun)
    if behind is not None and behind is not noun:
        return behind
    if noun.lower in _BARE:
        return None
    part = next((n for p, n in prepositional(noun) if p in ("of", "from", "in", "by") and cast.is_actor(n)), None)
    return part if part is not None else noun


_DOCUMENTS = frozenset(
    ["resolution", "statement", "letter", "report", "tweet", "post", "message", "speech", "interview", "declaration", "petition", "motion", "note", "article", "communique", "communiqué", "bill", "law", "decree", "order"]
)
"""What somebody issues that then says something: *passed a resolution condemning X*."""


def noun_agent(noun: Token) -> Token | None:
    """Return who does what an event noun tells: owner, ``by`` phrase, nationality, or ``between`` parties."""
    owner = child(noun, "poss")
    if owner is not None and owner.tag != "PRP$":
        return owner
    for prep, inner in prepositional(noun):
        if prep in ("by", "between", "among"):
            return inner
    for c in noun.children:
        if c.dep in ("compound", "amod", "nmod") and (country_of(c) or c.label in ("NORP", "GPE", "ORG", "PERSON")):
            return c
    if owner is not None:
        return owner
    return None


def recipient_head(found: Found, actor: Token | None, cast: Cast) -> Token | None:
    """Return the noun of the event's recipient: the likeliest party along its words, or None."""
    seen = {actor.i} if actor is not None else set()
    fallback = None
    together = _partner(found, actor)
    if together is not None:
        return together
    for phrase in _candidates(found):
        noun = core_noun(phrase)
        if noun.i in seen or noun.lower in _BARE or noun.tag in ("PRP$", "WDT", "WP") or noun.lower in _SELVES:
            continue
        seen.add(noun.i)
        if cast.is_actor(noun):
            return noun
        inner = _party_inside(noun, cast, actor)
        if inner is not None:
            return inner
        fallback = fallback if fallback is not None else noun
    return fallback


def _partner(found: Found, actor: Token | None) -> Token | None:
    """Return the other side of *X and Y met* and the like, where no other partner is named."""
    if actor is None or (root(found.code) not in RECIPROCAL and root(found.core) != "04") or found.code.startswith(("042", "043")) or found.demandee:
        return None
    content = found.content
    verbal = content.pos in ("VERB", "AUX")
    if verbal and found.noun is None and content.lemma != "discuss" and patient(content) is not None:
        return None
    if any(p in ("with", "to", "against") for holder in (found.noun, content) if holder for p, _ in prepositional(holder)):
        return None
    return next((c for c in actor.children if c.dep == "conj"), None) or _second_people(actor)


def _second_people(actor: Token) -> Token | None:
    """Return the second nationality of *Hungarian and Romanian officials*."""
    for c in actor.children:
        if c.dep in ("amod", "compound"):
            other = next((x for x in c.children if x.dep == "conj" and x.text[:1].isupper()), None)
            if other is not None:
                return other
    return None


def _candidates(found: Found) -> Iterator[Token]:
    """Yield the phrases along an event's words that may be its recipient, likeliest first."""
    content, noun = found.content, found.noun
    target = patient(content) if content.pos in ("VERB", "AUX") and content.lemma != "discuss" else None
    dative = child(content, "dative")
    first = [
        found.demandee,
        grammatical_subject(content) if found.source is not None else None,
        (child(dative, "pobj") or dative) if dative is not None else None,
        target if noun is None else None,
    ]
    yield from (t for t in first if t is not None)
    holders = [t for t in (noun, content, target) if t is not None]
    yield from _phrases(holders, _TO)
    if root(found.code) == "14":
        yield from _demanded_of([t for t in (content, noun) if t is not None])
    if noun is not None:
        yield from _phrases([c for c in noun.children if c.dep in ("acl", "relcl")], _TO)
    if target is not None:
        yield target
    yield from _phrases(holders, _WHERE)
    yield from _outer(found)
    if root(found.code) in ("04", "12"):
        yield from _for_what(holders)


def _outer(found: Found) -> Iterator[Token]:
    """Yield the phrases of the outermost predicate, where that is not the one that tells the event."""
    if found.top is found.content:
        return
    yield from _phrases([found.top], _TO)
    outer = patient(found.top) if found.top.pos == "VERB" else None
    if outer is not None:
        yield outer


_CLAIMING = frozenset({"demand", "call", "urge", "press", "seek", "ask", "push", "insist", "oppose", "denounce", "condemn"})


def _demanded_of(holders: list[Token]) -> Iterator[Token]:
    """Yield what those who protest call for or denounce: *marched to demand the release of X*."""
    for clause in (c for holder in holders for c in holder.children if c.dep in ("advcl", "xcomp", "acl")):
        if clause.lemma in _CLAIMING:
            target = patient(clause)
            if target is not None:
                yield target
            yield from (n for p, n in prepositional(clause) if p in ("for", "on", "of", "against"))


def _for_what(holders: list[Token]) -> Iterator[Token]:
    """Yield the parties of what talks or a refused thing were for: *an effort to resolve the rift between X and Y*."""
    for clause in (c for holder in holders for c in holder.children if c.dep in ("advcl", "acl", "relcl") and c.tag == "VB"):
        target = patient(clause)
        if target is not None:
            yield target
        yield from _phrases([clause], _TO)


def _phrases(holders: list[Token], prepositions: frozenset[str]) -> Iterator[Token]:
    for holder in holders:
        yield from (n for p, n in prepositional(holder) if p in prepositions and n.label not in ("DATE", "TIME"))


def _party_inside(noun: Token, cast: Cast, actor: Token | None) -> Token | None:
    """Return the party a thing belongs to: *rejected an Indian proposal*, *condemned Kenya's attack on X*."""
    able = [c for c in noun.children if c is not actor and c.tag != "PRP$" and cast.is_actor(c)]
    before = [c for c in able if c.dep in ("amod", "compound", "nmod")]
    inside = (n for p, n in prepositional(noun) if p in _INSIDE and n is not actor and cast.is_actor(n))
    owner = next((c for c in able if c.dep == "poss"), None)
    named = next((c for c in before if c.label or country_of(c)), None)
    # A thing before the noun is last: *missile launches by X* are X's.
    return owner or named or next(inside, None) or next((c for c in before if c.pos == "NOUN"), None)
