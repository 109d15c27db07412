"""Descriptions: noun phrases with a definite article that stand for somebody named before.

``the Ruritanian leader``, ``the president``, ``the ministry``, ``the company``, ``the city``.

Source: the nominal sieve of Lee et al. (2013), *Deterministic Coreference Resolution*, section 3.3.8. Differs: a
description must agree with a role, a country or the kind of thing the article itself tells of its antecedent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from stemma.annotate.names.groups import Group
from stemma.annotate.names.owners import Owners
from stemma.annotate.names.profiles import Roles
from stemma.annotate.names.roles import is_office, is_plural
from stemma.annotate.syntax import Token
from stemma.lexicon.titles import COLLECTIVES, OFFICES, bare_title
from stemma.model import Profile, Reference

_LEADERS = frozenset(
    """leader president ruler dictator premier chairman king queen monarch emperor chancellor strongman autocrat
    despot""".split()
)
_BUSINESS = frozenset(
    """company firm manufacturer automaker carmaker airline carrier airframer planemaker maker retailer supplier giant
    corporation conglomerate group bank builder contractor operator producer lender insurer developer startup
    start-up subsidiary""".split()
)
_TOWNS = frozenset("city town village capital".split())
_LANDS = frozenset("country nation kingdom republic".split())
_MOST = 256
"""Bodies of one article that a description is tried on, the most named first; keeps time linear (2026-11)."""

_NEAR = 3
"""Sentences back in which a company or country must be named to be meant by ``the company`` (2026-11)."""


class Descriptions:
    """Finds descriptions of one article and whom they mean."""

    def __init__(self, owners: Owners, roles: Roles, profiles: Mapping[str, Profile]) -> None:
        self._owners = owners
        self._profiles = profiles
        self._starts = {g.key: [i.first for i in g.items] for g in owners.groups}
        self._people = self._by_role(roles)
        bodies = sorted(
            (g for g in owners.groups if g.kind == "organisation"), key=lambda g: (-len(g.items), g.items[0])
        )
        self._bodies = bodies[:_MOST]
        self._kinds = {g.key: self._kinds_of(g, roles) for g in self._bodies}
        self._countries = [
            g for g in owners.groups if g.kind == "place" and g.country and any(i.form == "name" for i in g.items)
        ][:_MOST]
        self._cities = [
            g
            for g in owners.groups
            if g.kind == "place"
            and any(i.form in ("city", "capital") for i in g.items)
            and not any(i.form == "name" for i in g.items)
        ][:_MOST]

    def resolved(self) -> Iterator[Reference]:
        """Yield a reference for each description that agrees with somebody named before it."""
        for token in self._owners.tokens:
            if token.pos not in ("NOUN", "PROPN") or token.i in self._owners.group or is_plural(token):
                continue
            first = self._begin(token)
            if first is None or self._named_beside(token):
                continue
            group = self._meant(token, first)
            if group is not None:
                last = token.i + 1
                tokens = self._owners.tokens
                yield Reference(tokens[first].start, tokens[last - 1].end, group.key)

    def _begin(self, head: Token) -> int | None:
        """Return the first token of a definite phrase that ends in ``head``, or None."""
        word = head.lemma.lower()
        if not (is_office(head) or word in COLLECTIVES):
            return None
        tokens, i = self._owners.tokens, head.i
        while i > 0 and head.i - i < 6 and tokens[i - 1].sentence == head.sentence:
            before = tokens[i - 1]
            if before.lower in ("the", "this"):
                return i - 1
            if before.tag == "POS" and self._owners.country(i - 2):
                first = self._owners.item[i - 2].first
                return first - 1 if first and tokens[first - 1].lower == "the" else first
            if before.pos not in ("ADJ", "NOUN", "PROPN") and before.tag not in ("HYPH", "VBN"):
                return None
            i -= 1
        return None

    def _named_beside(self, head: Token) -> bool:
        """Return whether the phrase only introduces a name or is itself part of a larger one."""
        tokens = self._owners.tokens
        after = tokens[head.i + 1] if head.i + 1 < len(tokens) else None
        if head.dep in ("compound", "nmod", "amod", "appos", "attr", "npadvmod"):
            return True
        if (
            after is not None
            and after.sentence == head.sentence
            and (after.i in self._owners.group or after.lower in ("of", "who", "for", "that"))
        ):
            return True
        return any(c.dep == "appos" and c.i in self._owners.group for c in head.children)

    def _meant(self, head: Token, first: int) -> Group | None:
        word = bare_title(head.lemma)
        country = next((c for i in range(first, head.i) if (c := self._owners.country(i))), None)
        if word in OFFICES and word not in _BUSINESS:
            return self._person(word, country, head)
        if word in _BUSINESS:
            near = [g for g in self._bodies if word in self._kinds[g.key]] or [
                g for g in self._bodies if "business" in self._kinds[g.key]
            ]
            return self._nearest(
                [g for g in near if not country or self._profiles[g.key].country in (None, country)], head, _NEAR
            )
        if word in _LANDS:
            return None if country else self._nearest(self._countries, head, 1)
        if word in _TOWNS:
            return self._nearest([g for g in self._cities if not country or g.country == country], head, _NEAR)
        near = [
            g
            for g in self._bodies
            if word in self._kinds[g.key] and (not country or self._profiles[g.key].country == country)
        ]
        return self._nearest(near, head, None)

    def _person(self, word: str, country: str | None, head: Token) -> Group | None:
        """Return the holder of an office: a role with the same noun, or another word for a state's head."""
        words = _LEADERS if word in _LEADERS and country else {word}
        holders = [(g, bare) for w in sorted(words) for g, bare in self._people.get(w, ())]
        if country:
            fitting = [g for g, _ in holders if self._profiles[g.key].country == country]
        else:
            # ``the president`` without a country is whom the article itself calls president without one.
            fitting = [g for g, bare in holders if bare] or [g for g, _ in holders]
        return self._nearest(fitting, head, None, prefer_frequent=word in _LEADERS and not country)

    def _nearest(
        self, groups: Sequence[Group], head: Token, reach: int | None, *, prefer_frequent: bool = False
    ) -> Group | None:
        """Return the group named last before ``head``, not further back than ``reach`` sentences."""
        best: tuple[int, int, str] | None = None
        chosen = None
        for group in groups:
            starts = self._starts[group.key]
            k = bisect_left(starts, head.i)
            if not k:
                continue
            last = starts[k - 1]
            if reach is not None and head.sentence - self._owners.tokens[last].sentence > reach:
                continue
            score = (k if prefer_frequent else last, last, group.key)
            if best is None or score > best:
                best, chosen = score, group
        return chosen

    def _by_role(self, roles: Roles) -> dict[str, list[tuple[Group, bool]]]:
        """Return for each office the people who hold it, and whether one is given it without a country."""
        groups = {g.key: g for g in self._owners.groups}
        out: dict[str, list[tuple[Group, bool]]] = {}
        for key, found in roles.items():
            words: dict[str, bool] = {}
            for role in found if groups[key].kind == "person" else ():
                word = bare_title(self._owners.tokens[role.head].lemma)
                words[word] = words.get(word, False) or role.country is None
            for word, bare in sorted(words.items()):
                if len(out.setdefault(word, [])) < _MOST:
                    out[word].append((groups[key], bare))
        return out

    def _kinds_of(self, group: Group, roles: Roles) -> frozenset[str]:
        """Return the general nouns that may describe a body: of its name, its roles, ``business`` for a firm."""
        words = {
            w
            for item in group.items
            for t in self._owners.tokens[item.first : item.last]
            if (w := t.lower) in COLLECTIVES
        }
        words |= {self._owners.tokens[r.head].lemma.lower() for r in roles.get(group.key, ())}
        if "airlines" in group.key or "airways" in group.key:
            words |= {"airline", "carrier"}
        official = words & {
            "ministry",
            "government",
            "party",
            "department",
            "court",
            "council",
            "parliament",
            "senate",
            "committee",
            "commission",
            "police",
            "army",
            "navy",
            "force",
            "university",
            "agency",
        }
        if not official and (words & _BUSINESS or not group.government):
            words.add("business")
        return frozenset(words)
