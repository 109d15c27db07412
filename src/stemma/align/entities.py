"""Entities: the people, organisations and places of one story, each with all its variants over the reports.

Every report has told its own names apart already (`annotate.names`); here those profiles meet. A profile meets
others by keys its fullest name has (blocking), is compared inside a block, and joins the first that fits; each
join keeps its reason.

Source: blocking and pairwise rules as in Christen (2012), *Data Matching*, chapters 4 and 5; Differs: profiles are
taken fullest name first, so that the result does not depend on the order of reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stemma.align.namesakes import Namesakes, namesakes, parts_of
from stemma.align.shown import citations, joins, told_roles
from stemma.lexicon.bodies import BODIES, body_named, body_parts
from stemma.lexicon.countries import country, country_of_adjective
from stemma.lexicon.naming import (
    acronyms,
    family_names,
    fold,
    organisation_parts,
    person_parts,
    same_person,
    slug,
)
from stemma.lexicon.transliteration import same_rendered, skeleton, without_article
from stemma.model import Analysis, Citation, Entity, Profile


class Joined(msgspec.Struct, frozen=True):
    """Why an article's entity belongs to an entity of the story; without it the two would stand apart.

    Attributes:
        article: article id; ``key``: the entity's key in that article.
        entity: id of the entity of the story.
        reason: why, in words (``same name``, ``family name of the only bearer``).
    """

    article: str
    key: str
    entity: str
    reason: str


class EntityTable(msgspec.Struct, frozen=True):
    """The entities of a story, and which entity each article's own entity is.

    Attributes:
        entities: sorted by id.
        of: (article id, entity key) -> entity id, for every profile of every article.
        joins: one for each profile, sorted: why it is where it is. Taking one out undoes it.
    """

    entities: tuple[Entity, ...] = ()
    of: Mapping[tuple[str, str], str] = {}
    joins: tuple[Joined, ...] = ()


class _Member(msgspec.Struct, frozen=True):
    article: str
    profile: Profile
    weight: int
    reason: str


class _Thing:
    """An entity under construction."""

    def __init__(self, kind: str, parts: tuple[str, ...], profile: Profile) -> None:
        self.kind = kind
        self.parts = parts
        self.country = profile.country
        self.gender = profile.gender
        self.members: list[_Member] = []
        self.forms: set[tuple[str, ...]] = set()
        self.initials: set[str] = set()
        self.families: set[str] = set()
        self.roles: set[str] = set()
        self.bare = {_without_country(profile, parts)} - {parts}
        self.weight = 0

    def take(self, article: str, profile: Profile, weight: int, reason: str) -> None:
        """Add what one article says of the entity, with the reason it belongs here."""
        self.members.append(_Member(article, profile, weight, reason))
        if profile.type != "person":
            self.forms.update(body_parts(name) for name in profile.names)
            self.initials.update(a for name in profile.names for a in acronyms(name))
        elif len(parts := person_parts(profile.name)) > 1:
            self.families.update(family_names(parts)[:-1])
        self.roles |= _role_words(profile)
        self.weight += weight
        self.gender = self.gender or profile.gender


def settle_entities(analyses: Sequence[Analysis]) -> EntityTable:
    """Return the entities of one story; near-linear in the number of profiles.

    The ids are made from kind and normalised name alone, so that the same thing has the same id in every story.
    """
    found = _one_kind(list(_rows(analyses)))
    apart = namesakes(found)
    rows = sorted(found, key=lambda row: _fullest_first(row, apart))
    things: list[_Thing] = []
    blocks: dict[tuple[str, str], list[_Thing]] = {}
    for article, profile, weight in rows:
        parts = parts_of(profile, apart)
        thing, reason = _fitting(profile, parts, blocks)
        if thing is None:
            thing = _Thing(_family(profile), parts, profile)
            things.append(thing)
        thing.take(article, profile, weight, reason)
        for key in _keys(profile, parts):
            row = blocks.setdefault(key, [])
            if thing not in row[-_BLOCK:]:
                row.append(thing)
    return _table(things, analyses)


_BLOCK = 32
"""Entities of one block that a profile is compared with; more bearers of one name in a story are noise (2026-11)."""


_Row = tuple[str, Profile, int]


def _rows(analyses: Iterable[Analysis]) -> Iterable[tuple[str, Profile, int]]:
    for analysis in analyses:
        counts = Counter(m.entity for m in analysis.article.mentions)
        for profile in analysis.profiles:
            yield analysis.id, profile, counts[profile.key]


def _one_kind(rows: Sequence[_Row]) -> list[_Row]:
    """Return the profiles, those of one name with the one type most mentions of it in the story have."""
    votes: dict[str, Counter[str]] = {}
    bearers: dict[str, int] = {}
    for _, profile, weight in rows:
        if not _is_country(profile):
            votes.setdefault(fold(profile.name), Counter())[profile.type] += weight
        if profile.type == "person":
            for part in family_names(person_parts(profile.name))[:-1]:
                bearers[part] = bearers.get(part, 0) + weight
    best = {name: min(c, key=lambda k: (-c[k], k)) for name, c in votes.items()}
    out = []
    for article, profile, weight in rows:
        kind = profile.type if _is_country(profile) else best[fold(profile.name)]
        if (
            kind in ("organisation", "other")
            and not _is_initials(profile.name)
            and bearers.get(fold(profile.name), 0) > weight
        ):
            kind = "person"
        out.append(
            (
                article,
                profile if kind == profile.type else msgspec.structs.replace(profile, type=kind, gender=None),
                weight,
            )
        )
    return out


def _is_initials(name: str) -> bool:
    return name.isupper() and len(name) <= 6


def _fullest_first(row: _Row, apart: Namesakes) -> tuple[int, int, int, str, str, str]:
    article, profile, weight = row
    parts = parts_of(profile, apart)
    told = without_article(parts) if profile.type == "person" else parts
    return (-len(told), -len(parts), -weight, fold(profile.name), article, profile.key)


def _role_words(profile: Profile) -> set[str]:
    """Return the words that say what somebody does, without the country."""
    words = {word for role in profile.roles for word in fold(role).split() if len(word) > _SMALL}
    return {word for word in words if not country_of_adjective(word.capitalize())}


_SMALL = 3
"""Letters of words of a role that tell nothing (``of the``) (2026-11)."""


def _family(profile: Profile) -> str:
    """Return the kind within which profiles may meet."""
    if profile.type == "place" and profile.government and profile.country:
        return "place"
    return profile.type


def _keys(profile: Profile, parts: tuple[str, ...]) -> list[tuple[str, str]]:
    kind = _family(profile)
    if _is_country(profile):
        return [("country", profile.country or "")]
    keys = [(kind, " ".join(_core(parts)))]
    if kind == "person" and len(parts) > 1:
        keys.extend((kind, part) for part in family_names(parts))
        keys.append((kind, "~" + skeleton(parts[-1])))
    if kind == "organisation":
        keys.extend((kind, a.lower()) for name in profile.names for a in acronyms(name))
        keys.append((kind, " ".join(_without_country(profile, parts))))
    if kind in ("organisation", "other"):
        keys.extend((kind, " ".join(body_parts(name))) for name in profile.names)
    return list(dict.fromkeys(keys))


def _without_country(profile: Profile, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a body's name without the adjective of its country in front (``Norwegian Fisheries Ministry``)."""
    code = country_of_adjective(profile.name.removeprefix("the ").split(" ")[0]) if len(parts) > 2 else None
    return parts[1:] if code and code == profile.country else parts


def _core(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a long name without a general word at its end (``United Dock Workers union``)."""
    return parts[:-1] if len(parts) > 3 and parts[-1] in BODIES else parts


def _is_country(profile: Profile) -> bool:
    return (
        profile.type == "place" and profile.country is not None and profile.key == slug(country(profile.country).name)
    )


def _fitting(
    profile: Profile, parts: tuple[str, ...], blocks: Mapping[tuple[str, str], list[_Thing]]
) -> tuple[_Thing | None, str]:
    near: dict[int, _Thing] = {}
    for key in _keys(profile, parts):
        for thing in blocks.get(key, [])[:_BLOCK]:
            near[id(thing)] = thing
    best: tuple[int, int, str] | None = None
    chosen, why = None, "the fullest name of it"
    for thing in near.values():
        rank, reason = _fit(profile, parts, thing)
        score = (rank, thing.weight, " ".join(thing.parts))
        if rank and (best is None or score > best):
            best, chosen, why = score, thing, reason
    return chosen, why


def _fit(profile: Profile, parts: tuple[str, ...], thing: _Thing) -> tuple[int, str]:
    """Return how well a profile fits an entity (0: not at all) and why."""
    if _is_country(profile):
        return 9, "names, adjectives and government of one country"
    if profile.type == "place" and profile.country and thing.country not in (None, profile.country):
        return 0, ""
    if parts == thing.parts:
        return 8, "same name"
    return _fit_person(profile, parts, thing) if profile.type == "person" else _fit_body(profile, parts, thing)


def _fit_person(profile: Profile, parts: tuple[str, ...], thing: _Thing) -> tuple[int, str]:
    if len(without_article(parts)) > 1:
        if same_person(parts, thing.parts):
            return 7, "variant of the name"
        alike = same_rendered(parts, thing.parts) and _may_be_one(profile, thing)
        return (6, "another transliteration of the name") if alike else (0, "")
    if len(parts) > 1:
        # ``Al Sabri`` shortens a name printed with that article; of ``Ana Sabri`` he may be a relative.
        shortens = thing.parts[-1] == parts[-1] and len(without_article(thing.parts)) < len(thing.parts)
        return (5, "family name of a person named in full") if shortens else (0, "")
    if profile.gender and thing.gender and profile.gender != thing.gender:
        return 0, ""
    last = parts[0] in thing.families
    return (5, "family name of a person named in full") if last else (4, "part of a fuller name")


def _may_be_one(profile: Profile, thing: _Thing) -> bool:
    """Return whether nothing told of country, gender and role speaks against a person being an entity."""
    if profile.country and thing.country and profile.country != thing.country:
        return False
    if profile.gender and thing.gender and profile.gender != thing.gender:
        return False
    words = _role_words(profile)
    return not words or not thing.roles or bool(words & thing.roles)


def _fit_body(profile: Profile, parts: tuple[str, ...], thing: _Thing) -> tuple[int, str]:
    if _core(parts) == _core(thing.parts):
        return 7, "same name but for a general word"
    if profile.country and profile.country == thing.country and parts in thing.bare:
        return 9, "same name but for the country's adjective"
    if len(parts) == 1 and parts[0].upper() in thing.initials:
        return 6, "initials of the name"
    if parts in thing.forms or any(body_parts(name) == thing.parts for name in profile.names):
        return 7, "a form printed beside the name elsewhere"
    return 0, ""


def _table(things: Sequence[_Thing], analyses: Sequence[Analysis]) -> EntityTable:
    cited = citations(analyses)
    entities: list[Entity] = []
    of: dict[tuple[str, str], str] = {}
    reasons: list[Joined] = []
    seen: set[str] = set()
    for thing in sorted(things, key=lambda t: (-t.weight, _name(t), t.kind)):
        name = _name(thing)
        key = _id(thing, name, seen)
        seen.add(key)
        entities.append(_entity(thing, key, name, cited))
        for member in thing.members:
            of[member.article, member.profile.key] = key
            reasons.append(Joined(member.article, member.profile.key, key, member.reason))
    ordered = tuple(sorted(entities, key=lambda e: e.id))
    reasons.sort(key=lambda j: (j.article, j.key))
    return EntityTable(ordered, {k: of[k] for k in sorted(of)}, tuple(reasons))


def _id(thing: _Thing, name: str, seen: set[str]) -> str:
    profile = thing.members[0].profile
    if _is_country(profile):
        return f"place-{slug(country(profile.country or '').name)}"
    parts = thing.parts if thing.kind == "other" else organisation_parts(_usual(name))
    if thing.kind == "person":
        parts = (*person_parts(name), *thing.parts[-1].split(" ")[1:][-1:])
    base = f"{thing.kind}-{'-'.join(parts) or slug(name)}"
    key, number = base, 2
    if key in seen and thing.country:
        key = base = f"{base}-{thing.country.lower()}"
    while key in seen:
        key, number = f"{base}-{number}", number + 1
    return key


def _usual(name: str) -> str:
    body = body_named(name)
    return body.name if body else name


def _name(thing: _Thing) -> str:
    """Return the most frequent of the fullest printed names; a fuller one that hardly any report prints is passed over."""
    counts: Counter[str] = Counter()
    reports: dict[str, set[str]] = {}
    for member in thing.members:
        counts[member.profile.name] += member.weight
        reports.setdefault(member.profile.name, set()).add(member.article)
    size = {n: len(organisation_parts(n)) for n in counts}
    told = {length: len({a for n in counts if size[n] == length for a in reports[n]}) for length in set(size.values())}
    known = [length for length in told if length > 1] or list(told)
    most = max(told[length] for length in known)
    longest = max(length for length in known if told[length] >= RARE * most)
    full = {n: c for n, c in counts.items() if size[n] == longest}
    return min(full, key=lambda n: (-full[n], n))


RARE = 0.1
"""Share of the reports of the commonest length of a name from which a fuller one is shown instead; chosen 2026-11 on reading."""


def _entity(thing: _Thing, key: str, name: str, cited: Mapping[tuple[str, str], list[Citation]]) -> Entity:
    countries = Counter(m.profile.country for m in thing.members if m.profile.country)
    variants = Counter({n: 0 for m in thing.members for n in m.profile.names})
    for member in thing.members:
        for printed in member.profile.names:
            variants[printed] += 1
    return Entity(
        id=key,
        name=name,
        type=thing.members[0].profile.type,
        country=min(countries, key=lambda c: (-countries[c], c)) if countries else None,
        roles=told_roles([m.profile for m in thing.members]),
        variants=tuple(sorted(variants, key=lambda v: (-len(fold(v)), -variants[v], v))),
        mentions=tuple(sorted(c for m in thing.members for c in cited.get((m.article, m.profile.key), ()))),
        joins=joins((m.article, m.profile, m.reason) for m in thing.members),
    )
