"""Namesakes: people of one story whose names differ by ``Jr.`` or by a middle initial alone, told apart.

Source: own method. Differs: the commoner bearer keeps the plain name, to which bare family names go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from stemma.lexicon.bodies import body_parts
from stemma.lexicon.naming import junior, middle_initial, person_parts
from stemma.model import Profile


class Namesakes(msgspec.Struct, frozen=True):
    """Which names of a story are borne by two.

    Attributes:
        juniors: names borne by a ``Jr.`` and, more often in the story, by somebody without.
        initials: the commoner middle initial by first and last part, where a story prints one at all.
    """

    juniors: frozenset[tuple[str, ...]] = frozenset()
    initials: dict[tuple[str, str], str] = {}


def namesakes(rows: Iterable[tuple[str, Profile, int]]) -> Namesakes:
    """Return the names that two people of a story bear; rows are article, profile and number of mentions."""
    plain: Counter[tuple[str, ...]] = Counter()
    theirs: Counter[tuple[str, ...]] = Counter()
    letters: dict[tuple[str, str], Counter[str]] = {}
    for _, profile, weight in rows:
        parts = person_parts(profile.name) if profile.type == "person" else ()
        if len(parts) < 2:
            continue
        (theirs if junior(profile.name) else plain)[parts] += weight
        if letter := middle_initial(profile.name):
            letters.setdefault((parts[0], parts[-1]), Counter())[letter] += weight
    return Namesakes(
        frozenset(parts for parts in theirs if plain[parts] > theirs[parts]),
        {name: min(c, key=lambda x, c=c: (-c[x], x)) for name, c in sorted(letters.items())},  # type: ignore[misc]
    )


def parts_of(profile: Profile, apart: Namesakes) -> tuple[str, ...]:
    """Return the parts by which a profile's name is compared, with what tells it from a namesake's.

    Example:
        >>> one = Profile(key="a", type="person", name="Olaf R. Brun")
        >>> parts_of(one, Namesakes(initials={("olaf", "brun"): "p"}))
        ('olaf', 'brun r')
    """
    if profile.type != "person":
        return body_parts(profile.name)
    parts = person_parts(profile.name)
    mark = junior(profile.name) if parts in apart.juniors else None
    if mark:
        return (*parts[:-1], f"{parts[-1]} {mark}")
    letter = middle_initial(profile.name) if len(parts) > 1 else None
    if letter and apart.initials.get((parts[0], parts[-1]), letter) != letter:
        return (parts[0], f"{parts[-1]} {letter}")
    return parts
