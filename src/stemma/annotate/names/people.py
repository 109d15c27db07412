"""People: which personal names of an article are one person's; namesakes stay apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from stemma.annotate.names.found import Found
from stemma.annotate.names.groups import Group, most_common
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.naming import family_names, junior, middle_initial, person_parts, same_person, slug
from stemma.lexicon.titles import COURTESY, KIN, RANKS, bare_title
from stemma.lexicon.transliteration import without_article

_ELDER = frozenset("elder older senior late younger junior".split())


class _Person:
    """A person under construction: the parts of the fullest name, and the occurrences."""

    def __init__(self, parts: tuple[str, ...], order: int) -> None:
        self.parts = parts
        self.order = order
        self.full: list[Found] = []
        self.bare: list[Found] = []
        self.gender: str | None = None

    def before(self, item: Found) -> int:
        """Return the token where the person was last named in full before ``item``, or -1."""
        k = bisect_left(self.full, item)
        return self.full[k - 1].first if k else -1


def group_people(items: Sequence[Found], parse: Parse) -> list[Group]:
    """Return one group a person. Full names meet first, longest first; bare names then go to the salient bearer."""
    parts = _parts(items, parse)
    people = _full_names([i for i in items if len(parts[i]) > 1], parts)
    for person in people:
        person.gender = next((g for i in person.full if (g := title_gender(parse.tokens, i.first))), None)
    by_part = _index(people)
    rest: dict[tuple[str, ...], _Person] = {}
    couples = _couples(items, parts, parse)
    others = _others_first(items, parts, by_part, parse)
    for item in items:
        if len(parts[item]) != 1:
            continue
        bearers = by_part.get(parts[item][0], [])
        gender = title_gender(parse.tokens, item.first)
        if gender and (parts[item], gender) in couples:
            rest.setdefault((*parts[item], gender), _Person(parts[item], item.first)).bare.append(item)
            continue
        bearer = _bearer(item, bearers, parse)
        if parts[item] in others and not (bearer and _named_here(bearer, item, parse)):
            bearer = None
        (bearer or rest.setdefault(parts[item], _Person(parts[item], item.first))).bare.append(item)
    return [_group(p, parse) for p in (*people, *rest.values())]


def _parts(items: Sequence[Found], parse: Parse) -> dict[Found, tuple[str, ...]]:
    """Return the parts of each name; ``Al-Sabri`` is a bare name where ``Omar al-Sabri`` is named."""
    parts = {item: person_parts(item.text(parse)) for item in items}
    told = {p: without_article(p) for p in parts.values()}
    families = {p[-1] for p, kept in told.items() if 1 < len(kept) < len(p)}
    parts = {i: p[-1:] if len(told[p]) == 1 and p[-1] in families else p for i, p in parts.items()}
    return _initialled(_juniors(parts, parse), parse)


def _initialled(parts: dict[Found, tuple[str, ...]], parse: Parse) -> dict[Found, tuple[str, ...]]:
    """Return the parts, namesakes told apart whose middle initials differ: the commoner one keeps the name as it is."""
    told: dict[tuple[str, str], Counter[str]] = {}
    initial = {item: letter for item, p in parts.items() if len(p) > 1 and (letter := middle_initial(item.text(parse)))}
    for item, letter in initial.items():
        told.setdefault((parts[item][0], parts[item][-1]), Counter())[letter] += 1
    out = dict(parts)
    for item, letter in initial.items():
        first, last = parts[item][0], parts[item][-1]
        common = min(told[first, last], key=lambda x: (-told[first, last][x], x))
        if letter != common:
            out[item] = (first, f"{last} {letter}")
    return out


def _juniors(parts: dict[Found, tuple[str, ...]], parse: Parse) -> dict[Found, tuple[str, ...]]:
    """Return the parts, ``Jr.`` told apart from his father where the full name without it is the commoner one."""
    marked = {item: mark for item in parts if (mark := junior(item.text(parse)))}
    if not marked:
        return parts
    plain = Counter(p for item, p in parts.items() if item not in marked and len(p) > 1)
    theirs = Counter(parts[item] for item in marked)
    apart = {p for p in theirs if plain[p] > theirs[p]}
    families = {p[-1] for p in apart}
    out = dict(parts)
    for item, mark in marked.items():
        p = parts[item]
        if p in apart or (len(p) == 1 and p[0] in families):
            out[item] = (*p[:-1], f"{p[-1]} {mark}")
    return out


def _others_first(
    items: Sequence[Found], parts: dict[Found, tuple[str, ...]], by_part: dict[str, list[_Person]], parse: Parse
) -> set[tuple[str, ...]]:
    """Return the bare names that mean someone never named in full.

    News introduces a person by the full name or by title and name: a titled bare name before any full one is
    somebody else's when the full one comes as a relative or with another title (``President Lopez`` ... ``his wife
    Ana Lopez``), or once in a long text. A story's reports together mend a wrong split, but no wrong union.
    """
    out: set[tuple[str, ...]] = set()
    bare = Counter(parts[item] for item in items)
    settled: set[tuple[str, ...]] = set()
    for item in items:
        name = parts[item]
        title = title_before(parse.tokens, item.first)
        if len(name) != 1 or name in settled or not title:
            continue
        settled.add(name)
        full = [i for p in by_part.get(name[0], ()) for i in p.full]
        early = bool(full) and item.first < min(i.first for i in full)
        rare = len(full) * _RARE <= bare[name]
        if early and (rare or any(_another(parse.tokens, i.first, title) for i in full)):
            out.add(name)
    return out


_RARE = 10
"""Bare mentions to each full one from which the full name may be a relative's (2026-11, on newswcl50)."""


def _couples(
    items: Sequence[Found], parts: dict[Found, tuple[str, ...]], parse: Parse
) -> set[tuple[tuple[str, ...], str]]:
    """Return the bare names with the rarer gender of those that are printed with both (``Mr. Hale``, ``Mrs. Hale``)."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for item in items:
        gender = title_gender(parse.tokens, item.first) if len(parts[item]) == 1 else None
        if gender:
            votes.setdefault(parts[item], Counter())[gender] += 1
    return {(name, min(sorted(c), key=lambda g: c[g])) for name, c in votes.items() if len(c) == 2}


def _another(tokens: Sequence[Token], first: int, title: str) -> bool:
    """Return whether a full name comes as somebody's relative, or with a title that is not ``title``."""
    theirs = title_before(tokens, first)
    if theirs is not None:
        return theirs != title and theirs not in COURTESY
    before = [t.lower for t in tokens[max(0, first - 2) : first]]
    return any(word in KIN or word == "lady" for word in before)


def _named_here(person: _Person, item: Found, parse: Parse) -> bool:
    last = person.before(item)
    return last >= 0 and parse.tokens[last].sentence == parse.tokens[item.first].sentence


def title_before(tokens: Sequence[Token], first: int) -> str | None:
    """Return the title right before token ``first``, as the tables have it, or None."""
    if not first or not tokens[first - 1].text[:1].isupper():
        return None
    word = bare_title(tokens[first - 1].text)
    return word if word in COURTESY or word in RANKS else None


def title_gender(tokens: Sequence[Token], first: int) -> str | None:
    """Return the gender a title right before token ``first`` tells."""
    if not first:
        return None
    word = bare_title(tokens[first - 1].text)
    return COURTESY.get(word) or RANKS.get(word)


def _full_names(items: Sequence[Found], parts: dict[Found, tuple[str, ...]]) -> list[_Person]:
    people: list[_Person] = []
    by_part: dict[str, list[_Person]] = {}
    counts: dict[tuple[str, ...], list[Found]] = {}
    for item in items:
        counts.setdefault(parts[item], []).append(item)
    for name in sorted(counts, key=lambda n: (-len(n), counts[n][0])):
        near = [
            p for part in (name[-1], name[0]) for p in by_part.get(part, ())[:_BEARERS] if same_person(name, p.parts)
        ]
        person = max(near, key=lambda p: (len(p.full), -p.order), default=None)
        if person is None:
            person = _Person(name, counts[name][0].first)
            people.append(person)
            for part in dict.fromkeys(name):
                by_part.setdefault(part, []).append(person)
        person.full.extend(counts[name])
    for person in people:
        person.full.sort()
    return people


_BEARERS = 64
"""Bearers of one name that are compared; a text with more is a list, not news (2026-11)."""


def _index(people: Sequence[_Person]) -> dict[str, list[_Person]]:
    """Return the bearers of each single name: those whose family name it is before those whose given name it is."""
    last: dict[str, list[_Person]] = {}
    first: dict[str, list[_Person]] = {}
    for person in people:
        names = family_names(person.parts)
        for name in names[:-1]:
            last.setdefault(name, []).append(person)
        first.setdefault(names[-1], []).append(person)
    return {name: (last.get(name) or first[name])[:_BEARERS] for name in (*last, *first)}


def _bearer(item: Found, bearers: Sequence[_Person], parse: Parse) -> _Person | None:
    """Return whom a bare name means: the one named in full in its sentence before it, else the most often named."""
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    gender = title_gender(parse.tokens, item.first)
    fitting = [p for p in bearers if not gender or p.gender in (None, gender)] or list(bearers)
    salient = max(fitting, key=lambda p: (len(p.full), -p.order))
    if item.first and parse.tokens[item.first - 1].lower in _ELDER:
        return max((p for p in fitting if p is not salient), key=lambda p: (p.before(item), -p.order), default=salient)
    here = [p for p in fitting if _named_here(p, item, parse)]
    return max(here, key=lambda p: (p.before(item), -p.order)) if here else salient


def _group(person: _Person, parse: Parse) -> Group:
    items = tuple(sorted((*person.full, *person.bare)))
    texts = [i.text(parse) for i in person.full or person.bare]
    longest = max(len(person_parts(t)) for t in texts)
    name = most_common([t for t in texts if len(person_parts(t)) == longest])
    return Group(key=slug(name), kind="person", name=name, items=items)
