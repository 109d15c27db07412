"""Administrations: governments named by their leader (``the Lopez administration``).

Such a phrase names no person. Where the article tells the leader's country it means that country; elsewhere it is
a body of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stemma.annotate.names.found import Found
from stemma.annotate.names.owners import Owners
from stemma.lexicon.naming import slug
from stemma.model import Mention, Profile, Reference

_GOVERNMENTS = frozenset("administration government regime presidency cabinet".split())


def administrations(owners: Owners, profiles: Mapping[str, Profile]) -> Iterator[Reference]:
    """Yield ``the Lopez administration``: the government of the country Lopez is of, when the article names it."""
    states = {
        g.country: g
        for g in owners.groups
        if g.kind == "place" and g.country and any(i.form in ("name", "adjective", "people") for i in g.items)
    }
    for key, item, last in _named_by_leader(owners):
        state = states.get(profiles[key].country or "")
        if state:
            yield Reference(owners.tokens[item.first].start, owners.tokens[last].end, state.key)


def _named_by_leader(owners: Owners) -> Iterator[tuple[str, Found, int]]:
    """Yield the leader's key and name, and the token of the word for a government behind it."""
    tokens = owners.tokens
    for group in owners.groups:
        for item in group.items if group.kind == "person" else ():
            i = item.last
            if i < len(tokens) and tokens[i].tag == "POS":
                i += 1
            if i < len(tokens) and tokens[i].lower in _GOVERNMENTS:
                yield group.key, item, i


def with_administrations(
    mentions: Sequence[Mention], known: Mapping[str, Profile], placed: Sequence[Reference], owners: Owners
) -> tuple[tuple[Mention, ...], tuple[Profile, ...]]:
    """Return mentions and profiles with governments of leaders without a country as bodies.

    Only a leader who is named elsewhere in the article gives up the mention, so that nobody loses the last one.
    """
    settled = {reference.start for reference in placed}
    left = {g.key: len(g.items) for g in owners.groups}
    bodies: dict[int, Mention] = {}
    for key, item, last in _named_by_leader(owners):
        start, end = owners.tokens[item.first].start, owners.tokens[last].end
        if last > item.last or start in settled or left[key] == 1:
            continue
        left[key] -= 1
        name = owners.parse.text[start:end]
        bodies[start] = Mention(start, end, "organisation", name, slug(name))
    profiles = {**known}
    for body in bodies.values():
        profile = Profile(key=body.entity, type="organisation", name=body.name, names=(body.name,), gender="n",
                          sector="GOV", government=True)  # fmt: skip
        profiles.setdefault(body.entity, profile)
    return tuple(bodies.get(m.start, m) for m in mentions), tuple(profiles.values())
