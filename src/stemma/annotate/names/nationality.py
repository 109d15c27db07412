"""Nationality: the country of an office-holder whose title names none (``President Lopez``), from the company he keeps.

Source: our own rule, in the spirit of Gale, Church and Yarowsky (1992), *One Sense per Discourse*: a title without a
country belongs to the government the article speaks of beside the person, unless somebody else holds that office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.names.groups import Group
from stemma.annotate.names.owners import Owners
from stemma.annotate.names.profiles import Roles
from stemma.annotate.names.roles import Role
from stemma.lexicon.titles import bare_title
from stemma.model import Profile

_HEADS = frozenset("president leader ruler dictator king queen emperor monarch autocrat strongman".split())
_LEAST, _MARGIN = 3, 1.5
"""Sentences shared with the country, and how many times those with the next one (2026-11, on newswcl50 and our own)."""

_WEIGHTS = {"name": 1, "capital": 1, "seat": 2}


def with_nationality(known: Mapping[str, Profile], roles: Roles, owners: Owners) -> dict[str, Profile]:
    """Return the profiles with a country for officials whose own title tells none, where the company is clear."""
    offices = {g.key: _offices(g.key, roles, owners) for g in owners.groups if g.kind == "person"}
    held = {g.key: _words(roles.get(g.key, ()), owners) for g in owners.groups if g.kind == "person"}
    open_cases = [g for g in owners.groups if g.kind == "person" and offices[g.key] and known[g.key].country is None]
    if not open_cases:
        return dict(known)
    beside = _countries_by_sentence(owners)
    out = dict(known)
    for group in open_cases:
        taken = {known[k].country for k, theirs in held.items() if k != group.key and theirs & offices[group.key]}
        code = _clear(_company(group, beside, owners), taken)
        if code:
            out[group.key] = msgspec.structs.replace(known[group.key], country=code)
    return out


def _offices(key: str, roles: Roles, owners: Owners) -> frozenset[str]:
    """Return the state offices a person is given, all words for a head of state as one."""
    official = [r for r in roles.get(key, ()) if r.sector in ("GOV", "MIL")]
    if any(g.kind == "organisation" for r in official for i in range(r.first, r.last) if (g := owners.group.get(i))):
        return frozenset()  # The office is a body's (``Acme Council President``), or its country is another's.
    return _words(official, owners)


def _words(roles: Iterable[Role], owners: Owners) -> frozenset[str]:
    words = {bare_title(owners.tokens[r.head].lemma) for r in roles}
    return frozenset("head" if w in _HEADS else w for w in words)


def _countries_by_sentence(owners: Owners) -> dict[int, Counter[str]]:
    out: dict[int, Counter[str]] = {}
    for item in {id(i): i for i in owners.item.values()}.values():
        weight = _WEIGHTS.get(item.form, 0) if item.form == "seat" or _acts(item, owners) else 0
        if weight and item.country:
            out.setdefault(owners.tokens[item.first].sentence, Counter())[item.country] = weight
    return out


def _acts(item: Found, owners: Owners) -> bool:
    """Return whether a country is named as somebody who acts or owns, not as a place to be in."""
    token = owners.head(item)
    if token.dep in ("nsubj", "agent"):
        return True
    return token.dep == "poss" and token.head.pos == "NOUN" and item.form == "name"


def _company(group: Group, beside: Mapping[int, Counter[str]], owners: Owners) -> Counter[str]:
    total: Counter[str] = Counter()
    for sentence in sorted({owners.tokens[i.first].sentence for i in group.items}):
        total.update(beside.get(sentence, {}))
    return total


def _clear(company: Counter[str], taken: set[str | None]) -> str | None:
    ranked = sorted(((n, c) for c, n in company.items() if c not in taken), key=lambda r: (-r[0], r[1]))
    if not ranked or ranked[0][0] < _LEAST:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0
    return ranked[0][1] if ranked[0][0] >= _MARGIN * second else None
