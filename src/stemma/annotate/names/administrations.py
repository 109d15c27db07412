"""Administrations: bodies named by their leader (``the Lopez administration``, ``the Lopez campaign``).

Such a phrase names no person. A government means the leader's country where the article tells it; elsewhere, and
for a campaign or team, it is a body of its own. A possessor (``Lopez's team``) is still named himself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.names.groups import Group, names_of
from stemma.annotate.names.owners import Owners
from stemma.lexicon.naming import slug
from stemma.model import Mention, Profile, Reference

_GOVERNMENTS = frozenset("administration government regime presidency cabinet".split())
_TEAMS = frozenset("campaign team camp".split())
_OF_TEAMS = frozenset("legal defense defence transition re-election reelection presidential press".split())
"""Words that may stand between a leader and a team (``the Lopez legal team``)."""


class _Led(msgspec.Struct, frozen=True):
    """A body named by its leader: his group and name there, and the token of the general word behind it."""

    leader: Group
    item: Found
    last: int
    word: str


def administrations(owners: Owners, profiles: Mapping[str, Profile]) -> Iterator[Reference]:
    """Yield ``the Lopez administration``: the government of the country Lopez is of, when the article names it."""
    states = {
        g.country: g
        for g in owners.groups
        if g.kind == "place" and g.country and any(i.form in ("name", "adjective", "people") for i in g.items)
    }
    for led in _named_by_leader(owners):
        state = states.get(profiles[led.leader.key].country or "")
        if state and led.word in _GOVERNMENTS:
            yield Reference(owners.tokens[led.item.first].start, owners.tokens[led.last].end, state.key)


def _named_by_leader(owners: Owners) -> Iterator[_Led]:
    for group in owners.groups:
        for item in group.items if group.kind == "person" else ():
            last = _general_word(item, owners)
            if last is not None:
                yield _Led(group, item, last, owners.tokens[last].lower)


def _general_word(item: Found, owners: Owners) -> int | None:
    """Return the token of the word for a body right behind a name, or None."""
    tokens, i = owners.tokens, item.last
    owned = owners.same_sentence(i, item.first) and tokens[i].tag == "POS"
    i += owned
    if owners.same_sentence(i, item.first) and tokens[i].lower in _OF_TEAMS:
        i += 1
    if not owners.same_sentence(i, item.first):
        return None
    team = tokens[i].lower in _TEAMS and not owned and tokens[i].dep not in ("compound", "nmod")
    return i if team or tokens[i].lower in _GOVERNMENTS else None


def with_administrations(
    mentions: Sequence[Mention], known: Mapping[str, Profile], placed: Sequence[Reference], owners: Owners
) -> tuple[tuple[Mention, ...], tuple[Profile, ...]]:
    """Return mentions and profiles with the bodies named by their leaders, but for governments placed already.

    Only a leader who is named elsewhere in the article gives up the mention, so that nobody loses the last one.
    """
    settled = {reference.start for reference in placed}
    left = {g.key: len(g.items) for g in owners.groups}
    bodies: dict[int, Mention] = {}
    for led in _named_by_leader(owners):
        start, end = owners.tokens[led.item.first].start, owners.tokens[led.last].end
        owned = owners.tokens[led.item.last].tag == "POS"
        if owned or start in settled or left[led.leader.key] == 1:
            continue
        left[led.leader.key] -= 1
        key = slug(f"{names_of(led.leader, owners.parse)[-1]} {led.word}")
        bodies[start] = Mention(start, end, "organisation", owners.parse.text[start:end], key)
    named = _named_alike(bodies)
    profiles = {body.key: body for body in (*known.values(), *_bodies(named))}
    return tuple(named.get(m.start, m) for m in mentions), tuple(profiles.values())


def _named_alike(bodies: Mapping[int, Mention]) -> dict[int, Mention]:
    """Return the mentions, those of one body with its shortest printed name."""
    names: dict[str, str] = {}
    for body in bodies.values():
        names[body.entity] = min((names.get(body.entity, body.name), body.name), key=lambda n: (len(n), n))
    return {at: msgspec.structs.replace(body, name=names[body.entity]) for at, body in bodies.items()}


def _bodies(named: Mapping[int, Mention]) -> Iterator[Profile]:
    """Yield the profile of each body; a government's sector is told by its name."""
    printed: dict[str, list[str]] = {}
    for body in named.values():
        printed.setdefault(body.entity, [body.name])
    for key, names in printed.items():
        rules = key.rpartition("-")[2] in _GOVERNMENTS
        yield Profile(key=key, type="organisation", name=names[0], names=tuple(names), gender="n",
                      sector="GOV" if rules else None, government=rules)  # fmt: skip
