"""Profiles: what one article tells of an entity: roles, country, gender, where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from stemma.annotate.names.groups import Group, names_of
from stemma.annotate.names.owners import Owners
from stemma.annotate.names.people import title_gender
from stemma.annotate.names.roles import Role, roles_of, told_of_all
from stemma.lexicon.places import city_named, place_named
from stemma.lexicon.titles import GENDERED, KIN, RANKS, bare_title
from stemma.model import Profile, Span

Roles = Mapping[str, tuple[Role, ...]]


def read_roles(owners: Owners) -> dict[str, tuple[Role, ...]]:
    """Return the roles of each group by key, in reading order, one for each phrase."""
    out: dict[str, tuple[Role, ...]] = {}
    for group in owners.groups:
        if group.kind in ("person", "organisation"):
            found = {(r.first, r.last): r for item in group.items for r in roles_of(item, group, owners)}
            out[group.key] = tuple(found[k] for k in sorted(found))
    return out


def profiles(owners: Owners, roles: Roles) -> dict[str, Profile]:
    """Return the profile of each group by key."""
    out = {g.key: _profile(g, roles.get(g.key, ()), owners) for g in owners.groups}
    return {**out, **_inherited(out, roles, owners)}


def with_genders(known: Mapping[str, Profile], told: Mapping[str, str]) -> dict[str, Profile]:
    """Return the profiles with genders that pronouns tell, where nothing else told one."""
    return {k: p if p.gender or k not in told else msgspec.structs.replace(p, gender=told[k]) for k, p in known.items()}


def _profile(group: Group, roles: Sequence[Role], owners: Owners) -> Profile:
    parse = owners.parse
    spot = None
    if group.kind == "place":
        spot = next(
            (s for i in group.items if i.form in ("city", "capital") and (s := city_named(i.text(parse)))), None
        )
        spot = spot or place_named(group.name)
    printed: dict[str, Span] = {}
    for role in roles:
        span = told_of_all(role, owners)
        if span:
            printed.setdefault(span.of(parse.text), span)
    sectors = Counter(r.sector for r in roles if r.sector)
    return Profile(
        key=group.key,
        type=group.kind,
        name=group.name,
        names=names_of(group, parse),
        country=group.country or (spot.country if spot else None) or _country(group, roles, owners),
        sector="GOV" if group.government else min(sectors, key=lambda s: (-sectors[s], s), default=None),
        roles=tuple(printed),
        role_spans=tuple(printed.values()),
        gender=_gender(group, roles, owners),
        government=group.government,
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
    )


def _country(group: Group, roles: Sequence[Role], owners: Owners) -> str | None:
    """Return the country most roles and possessors name; of equals the first in the text."""
    votes: Counter[str] = Counter()
    for role in roles:
        if role.country:
            votes[role.country] += 1
    for item in group.items if group.kind in ("person", "organisation") else ():
        i = item.first - 1
        possessed = i > 0 and owners.tokens[i].tag == "POS"
        code = owners.country(i - 1) if possessed else owners.country(i) if group.kind == "organisation" else None
        if code:
            votes[code] += 1
    if not votes:
        return None
    best = max(votes, key=lambda c: votes[c])
    # A tie between countries tells nothing; a reader would not guess either.
    return best if list(votes.values()).count(votes[best]) == 1 else None


_FEW = 10
"""Mentions to each sign of gender beyond which the sign is somebody else's (2026-11, on helsinki_oneday)."""


def _gender(group: Group, roles: Sequence[Role], owners: Owners) -> str | None:
    if group.kind in ("place", "organisation", "other"):
        return "n"
    if group.kind != "person":
        return "p"
    votes: Counter[str] = Counter()
    for item in group.items:
        told = title_gender(owners.tokens, item.first)
        if told:
            votes[told] += 2
    for role in roles:
        word = owners.tokens[role.head].lemma.lower()
        told = KIN.get(word) or GENDERED.get(word) or RANKS.get(bare_title(word))
        if told:
            votes[told] += 1
    best = max(sorted(votes), key=lambda g: votes[g], default=None)
    # One ``Mrs. Hale`` among forty Hales is his wife, and tells nothing of him.
    return best if best and votes[best] * _FEW >= len(group.items) else None


def _inherited(known: Mapping[str, Profile], roles: Roles, owners: Owners) -> dict[str, Profile]:
    """Return profiles of people whose country is their relative's (``Lopez's brother Juan Lopez``)."""
    out = {}
    for group in owners.groups:
        profile = known[group.key]
        if group.kind != "person" or profile.country:
            continue
        for role in roles.get(group.key, ()):
            relative = _relative(role, owners)
            country = known[relative.key].country if relative and relative.key != group.key else None
            if country:
                out[group.key] = msgspec.structs.replace(profile, country=country)
                break
    return out


def _relative(role: Role, owners: Owners) -> Group | None:
    """Return whose kin a role phrase says somebody is."""
    tokens = owners.tokens
    if tokens[role.head].lemma.lower() not in KIN:
        return None
    start = role.first
    while start > 1 and tokens[start - 1].tag in ("JJ", "NN") and owners.same_sentence(start - 1, role.head):
        start -= 1
    if start > 1 and tokens[start - 1].tag == "POS":
        return owners.group.get(start - 2)
    return None
