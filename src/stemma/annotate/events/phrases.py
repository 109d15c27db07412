"""Phrases: where a noun phrase stands, whom it names, of which country and sector.

A phrase's country comes from the name in it, the nationality before it or the owner it has: ``Russian soldiers``,
``Chile's ministry``. Pronouns and descriptions are those `stemma.annotate.names` resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from stemma.annotate.names import Names
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.countries import (
    country_named,
    country_of_adjective,
    country_of_capital,
    country_of_people,
    country_of_seat,
)
from stemma.lexicon.sectors import is_agent, sector_of
from stemma.model import Actor, Mention, Profile, Reference

_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "advmod", "punct"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PEOPLE = frozenset({"he", "she", "they", "him", "her", "them", "it", "we", "us", "i"})
_APPOSED = 8
"""Tokens within which an apposition belongs to its noun's phrase: *the emir, Sheikh X*."""

_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
"""A time of day, as live blogs print it before what happened then."""

_WIDEST = 25
"""Tokens to the left of a head that may belong to its phrase."""

_STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
"""Words before a name that make it a storm's, not a person's."""

_SHARED = {"un": "IGO", "u.n.": "IGO", "united nations": "IGO", "nato": "IGO", "eu": "IGO", "european union": "IGO"}


class Cast:
    """The people and bodies of one article, looked up by place."""

    def __init__(self, parse: Parse, names: Names) -> None:
        self.parse = parse
        self._mentions = sorted(names.mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]
        self.profiles: dict[str, Profile] = {p.key: p for p in names.profiles}
        self._references: dict[int, Reference] = {r.start: r for r in names.references}
        self._reference_ends: dict[int, Reference] = {r.end: r for r in names.references}

    def mention_at(self, token: Token) -> Mention | None:
        """Return the mention that covers a token, or None."""
        at = bisect_right(self._starts, token.start) - 1
        if at >= 0 and self._mentions[at].start <= token.start < self._mentions[at].end:
            return self._mentions[at]
        return None

    def reference_at(self, token: Token) -> Profile | None:
        """Return the profile a pronoun or description was resolved to, or None."""
        found = self._references.get(token.start) or self._reference_ends.get(token.end)
        return self.profiles.get(found.entity) if found is not None else None

    def is_actor(self, noun: Token) -> bool:
        """Return whether a noun can act: a name of people, bodies or places, or a word for people or bodies."""
        if noun.label in _NAMED or noun.lower in _PEOPLE or noun.tag == "WP":
            return True
        if is_agent(noun.lemma.lower()) or is_agent(noun.lower) or country_of(noun):
            return True
        if noun.tag == "NNS" and noun.lower.endswith(("ists", "ians", "men", "women", "crats", "eers", "goers", "workers")):
            return True
        mention = self.mention_at(noun)
        return mention is not None and mention.type in ("person", "organisation", "group", "office")

    def may_act(self, noun: Token) -> bool:
        """Return whether a subject is taken as an actor: as `is_actor`, and any other proper name."""
        if any(c.lower in _STORMS for c in noun.children):
            return False
        return self.is_actor(noun) or (noun.pos == "PROPN" and noun.label not in ("DATE", "TIME", "MONEY"))

    def mention_before(self, pronoun: Token, key: str) -> Token | None:
        """Return the head of the fullest earlier mention of an entity in the pronoun's sentence, or None."""
        at = bisect_right(self._starts, pronoun.start) - 1
        start = self.parse.sentences[pronoun.sentence].start
        found: list[Mention] = []
        while at >= 0 and self._mentions[at].start >= start:
            if self._mentions[at].entity == key:
                found.append(self._mentions[at])
            at -= 1
        if not found:
            return None
        fullest = max(found, key=lambda m: (m.end - m.start, m.start))
        return self.parse.head_of(self.parse.within(fullest.start, fullest.end))

    def actor(self, head: Token) -> tuple[Actor, str | None]:
        """Return the actor a noun stands for, and its entity key when it is a name of the article."""
        start, end = phrase_span(head)
        profile = self._profile(head) or self._nearest_person(head)
        text = self.parse.text[start:end]
        words = phrase_words(head)
        country = profile.country if profile is not None else None
        country = country or next((c for w in words if (c := country_of(w) or self._country_of_mention(w))), None)
        sector = profile.sector if profile is not None else None
        sector = sector or _sector(head, profile, country)
        name = profile.name if profile is not None else text
        return Actor(name, country, sector, start, end), profile.key if profile is not None else None

    def _nearest_person(self, pronoun: Token) -> Profile | None:
        """Return the last person named before ``he`` or ``she`` in the same sentence, where nothing better is known."""
        if pronoun.tag != "PRP" or pronoun.lower not in ("he", "him", "she", "her"):
            return None
        at = bisect_right(self._starts, pronoun.start) - 1
        start = self.parse.sentences[pronoun.sentence].start
        while at >= 0 and self._mentions[at].start >= start:
            if self._mentions[at].type == "person":
                return self.profiles.get(self._mentions[at].entity)
            at -= 1
        return None

    def _country_of_mention(self, token: Token) -> str | None:
        mention = self.mention_at(token)
        profile = self.profiles.get(mention.entity) if mention is not None else None
        return profile.country if profile is not None else None

    def _profile(self, head: Token) -> Profile | None:
        mention = self.mention_at(head)
        if mention is not None:
            return self.profiles.get(mention.entity)
        return self.reference_at(head)


def country_of(token: Token) -> str | None:
    """Return the country a word names by itself: its name, adjective, people, capital or palace."""
    text = token.text
    if not text[:1].isupper() or (len(text) < 3 and not text.isupper()):
        return None
    if text.isupper() and len(text) > 4:
        text = text.capitalize()
    return (
        country_named(text)
        or country_of_adjective(text)
        or country_of_people(text)
        or country_of_seat(text)
        or (country_of_capital(text) if token.label != "PERSON" else None)
        or _two_words(token)
    )


def _two_words(token: Token) -> str | None:
    """Return the country of a name of two words whose last is this one: ``South Korean``, ``United States``."""
    first = next((c for c in token.children if c.i == token.i - 1 and c.text[:1].isupper()), None)
    if first is None:
        return None
    both = f"{first.text} {token.text}"
    return country_named(both) or country_of_adjective(both) or country_of_people(both)


def phrase_words(head: Token) -> Iterator[Token]:
    """Return the words of a phrase that tell its country: the head, its modifiers, owners and apposed names, in order."""
    return iter(_collect(head))


def _collect(head: Token, depth: int = 0) -> list[Token]:
    found = [head]
    if depth > 3:
        return found
    for c in head.children:
        if c.dep in ("amod", "compound", "poss", "nmod", "nummod") or (c.dep == "appos" and depth == 0):
            found.extend(_collect(c, depth + 1))
        elif c.dep == "prep" and c.lower in ("of", "from", "in", "at", "for", "to") and depth < 2:
            found.extend(x for p in c.children if p.dep == "pobj" for x in _collect(p, depth + 1))
    return found


def phrase_span(head: Token) -> tuple[int, int]:
    """Return (start, end) of a noun phrase: its modifiers on the left, a following ``of`` phrase, a short apposition."""
    first = head
    for c in head.children:
        if c.i < head.i and c.dep in _LEFT and head.i - c.i <= _WIDEST and c.dep != "punct" and not _CLOCK.match(c.text):
            left = _leftmost(c)
            first = left if left.i < first.i else first
    last = head
    for c in head.children:
        if c.dep == "prep" and c.lower == "of" and c.i == head.i + 1:
            noun = next((p for p in c.children if p.dep == "pobj"), None)
            last = noun if noun is not None else last
        elif c.dep == "appos" and c.i > head.i and c.i - head.i <= _APPOSED:
            last = c if c.i > last.i else last
    return first.start, last.end


def _leftmost(token: Token) -> Token:
    for _ in range(_WIDEST):
        if not token.children or token.children[0].i > token.i:
            break
        token = token.children[0]
    return token


def _sector(head: Token, profile: Profile | None, country: str | None) -> str | None:
    roles = [w for role in (profile.roles if profile is not None else ()) for w in role.lower().split()]
    near = [head, *(w for w in _collect(head) if w is not head)]
    for word in near:
        found = sector_of(word.lemma.lower()) or sector_of(word.lower)
        if found:
            return found
    for role in reversed(roles):
        found = sector_of(role)
        if found:
            return found
    if profile is not None and profile.name.lower() in _SHARED:
        return "IGO"
    stands = profile is not None and profile.government
    return "GOV" if stands or (country is not None and head.label == "GPE") else None
