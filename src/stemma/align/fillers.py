"""Fillers: what a statement puts into the slot of place or person, and when two of them exclude each other.

Source: own. A place is a town of the gazetteer after a preposition of place; a person is named by two names or more.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import msgspec
from msgspec import structs
from rapidfuzz import fuzz

from stemma.align.units import Unit
from stemma.align.words import stem
from stemma.lexicon.countries import country_named
from stemma.lexicon.places import Spot, city_named, place_named
from stemma.model import Analysis, Profile

FAR = 60.0
"""Kilometres from which two towns are not one place told twice: a suburb for its city (2026-11)."""

EARTH = 6371.0
"""Mean radius of the earth in kilometres."""

SPELT = 75
"""Likeness of two names, 0 to 100, from which they may be one name spelt twice (2026-11)."""

_AT = re.compile(r"\b(?:in|at|near|outside|outside of|just outside|on the outskirts of|to|from)\s+(?:the )?(?:\w+ )?$", re.IGNORECASE)
_LOOK_BACK = 24
_NAME = re.compile(r"(?<![\w.])([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})")
_WORD = re.compile(r"\w+")

ONE_DOES = frozenset(
    map(stem, "win kill shoot stab murder assassinate strangle succeed replace drive pilot captain fly acquire buy found invent "
        "discover write compose direct design paint chair score marry command lead head own record set break".split())
)
"""Verbs of what one person did, so that two who did it exclude each other."""


class Filler(msgspec.Struct, frozen=True):
    """What fills a slot.

    Attributes:
        name: as the report knows it; ``printed``: as it stands in the statement; ``article``: which report.
        features: terms and entity ids of the statement that come from it.
        names: every name the report prints for it.
        spot: the town, for places; ``role``: stem of what a person is identified as, else "".
    """

    name: str
    printed: str
    article: str
    features: frozenset[str]
    names: tuple[str, ...]
    spot: Spot | None = None
    role: str = ""


class Texts:
    """Whether a report prints a word anywhere, title included."""

    def __init__(self, analyses: Mapping[str, Analysis]) -> None:
        self._analyses = analyses
        self._words: dict[str, frozenset[str]] = {}

    def prints(self, article: str, name: str) -> bool:
        """Return whether all words of a name stand somewhere in a report."""
        if article not in self._words:
            source = self._analyses[article].article
            self._words[article] = frozenset(w.casefold() for w in _WORD.findall(f"{source.title or ''} {source.text}"))
        return all(w.casefold() in self._words[article] for w in _WORD.findall(name))


def spot(unit: Unit, analysis: Analysis) -> Filler | None:
    """Return the one town a statement puts its happening in, or None."""
    text = analysis.article.text
    named = [(m.start(1), m[1]) for m in _NAME.finditer(text, unit.start, unit.end)]
    towns = [(at, name, known) for at, whole in named if (name := _town(whole)) and (known := city_named(name)) is not None]
    if len(towns) != 1 or _AT.search(text[max(unit.start, towns[0][0] - _LOOK_BACK) : towns[0][0]]) is None:
        return None
    _, name, known = towns[0]
    words = {stem(w.lower()) for w in _WORD.findall(name)}
    ids = {e for e in unit.entities if e.startswith("place-") and {w.casefold() for w in _WORD.findall(name)} & set(e.split("-"))}
    return Filler(known.name, name, analysis.id, frozenset(words | ids), (known.name, name), known)


def _town(name: str) -> str | None:
    """Return the longest beginning of a name that is a town and no larger area, or None."""
    words = name.split()
    parts = [" ".join(words[:k]) for k in range(len(words), 0, -1)]
    return next((p for p in parts if (known := place_named(p)) and known.kind == "city" and not country_named(p)), None)


def doer(unit: Unit, analysis: Analysis) -> Filler | None:
    """Return the named person who did what only one person does, or whom "the attacker" is identified as; else None."""
    inside = [m for m in analysis.article.mentions if m.type == "person" and unit.start <= m.start < unit.end]
    if unit.predicate in ONE_DOES and unit.subject.startswith("person-"):
        actor = next((m for m in inside if m.start < unit.at), None)
        return _filler(unit, analysis, actor.entity, analysis.article.text[actor.start : actor.end]) if actor else None
    called = _CALLED.search(analysis.article.text, unit.start, unit.end)
    named = [m for m in inside if called is not None and 0 <= m.start - called.end() <= _ROLE]
    if called is None or len(named) != 1:
        return None
    found = _filler(unit, analysis, named[0].entity, analysis.article.text[named[0].start : named[0].end])
    return found and structs.replace(found, role=stem(called["role"].lower()))


_CALLED = re.compile(
    r"\bthe (?:[a-z-]+ ){0,2}(?P<role>[a-z]+),? (?:was|has been|is) (?:\w+ly )?(?:identified|named)(?: \w+day)?(?: by [^,.;]{1,40})? as ",
    re.IGNORECASE,
)
_ROLE = 40
"""Code points of age and role between "identified as" and the name."""


def _filler(unit: Unit, analysis: Analysis, key: str, printed: str) -> Filler | None:
    profile = next((p for p in analysis.profiles if p.key == key), None)
    if profile is None:
        return None
    words = {stem(w.lower()) for name in (printed, *_names(profile)) for w in _WORD.findall(name)}
    ids = {e for e in unit.entities if e.startswith("person-") and _matches(e, words)}
    return Filler(profile.name, printed, analysis.id, frozenset(words | ids), _names(profile))


def _matches(entity: str, words: set[str]) -> bool:
    return any(stem(part) in words for part in entity.split("-")[1:])


def _names(profile: Profile) -> tuple[str, ...]:
    return tuple(dict.fromkeys((profile.name, *profile.names)))


def other_place(a: Filler, b: Filler, texts: Texts) -> bool:
    """Return whether two towns lie far apart and neither report names the other's."""
    if a.spot is None or b.spot is None or a.name == b.name or _any_known(a, b, texts):
        return False
    return distance(a.spot, b.spot) >= FAR


def distance(a: Spot, b: Spot) -> float:
    """Return the kilometres between two towns along the great circle, 0 where a coordinate is not known.

    Source: haversine formula (Sinnott 1984, "Virtues of the Haversine", Sky and Telescope 68).
    """
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return 0.0
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def other_person(a: Filler, b: Filler, texts: Texts) -> bool:
    """Return whether two full names are two people, and neither report names the other's."""
    words = [{w.casefold() for name in f.names for w in _WORD.findall(name)} for f in (a, b)]
    return not words[0] & words[1] and not _any_known(a, b, texts) and different_names(a.name, b.name)


def different_names(a: str, b: str) -> bool:
    """Return whether two full names are two people's: they share no word and are not spelt nearly alike.

    A name of one word may be a role, a stage name or somebody's family name: it excludes nothing.

    Example:
        >>> different_names("Karl Weiss", "Jana Novak"), different_names("Karl Weiss", "Karl Weis"), different_names("Karl Weiss", "Jana")
        (True, False, False)
    """
    left, right = ({w.casefold() for w in _WORD.findall(name)} for name in (a, b))
    if min(len(left), len(right)) < 2 or left & right:
        return False
    return fuzz.token_sort_ratio(a.casefold(), b.casefold()) < SPELT


def _any_known(a: Filler, b: Filler, texts: Texts) -> bool:
    """Return whether one report prints the other's filler, by its last word for people and its whole name for places."""
    return any(texts.prints(x.article, y.name.split()[-1] if y.spot is None else y.name) for x, y in ((a, b), (b, a)))
