"""Gazetteer: national names in the tokens, whatever the parser made of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.annotate.names.found import STRAY, Found
from stemma.annotate.syntax import Token
from stemma.lexicon.bodies import body_forms, body_named
from stemma.lexicon.countries import (
    country_named,
    country_of_adjective,
    country_of_capital,
    country_of_people,
    country_of_seat,
    national_names,
)
from stemma.lexicon.places import region_adjectives, region_named, regions
from stemma.model.marks import MentionType

_COUNTRY = {
    "name": country_named,
    "adjective": country_of_adjective,
    "people": country_of_people,
    "capital": country_of_capital,
    "seat": country_of_seat,
}
_KIND: dict[str, MentionType] = {
    "name": "place",
    "adjective": "group",
    "people": "group",
    "capital": "place",
    "seat": "organisation",
    "region": "place",
    "regional": "group",
    "body": "organisation",
}

AMBIGUOUS = frozenset(
    """Chad Jordan Georgia India Israel Cuba Kenya Turkey Male Victoria Polish Kiwi Kiwis Beehive Ireland England
    Holland Scotland Paris London Lima Lao Thai Santiago Valletta Lome Wales Brits Poles Finns Swiss Dominica Dutch
    French German Islander Istana Kantei Emirates Congo Mali Carondelet English Quito Welsh Bern Roseau Apia Suva
    Queens Pacific Atlantic Bengal Punjab States Guinea Niger Oman Peru Palau Nauru Benin Jersey Guernsey""".split()
)
"""National names that are also given or family names or common words: the parser's label decides."""


@cache
def _index() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return (name, form) by the first word of the name, longest names first."""
    forms = {
        **dict.fromkeys(regions(), "region"),
        **dict.fromkeys(region_adjectives(), "regional"),
        **dict.fromkeys(body_forms(), "body"),
        **national_names(),
    }
    by_first: dict[str, list[tuple[str, str]]] = {}
    for name, form in forms.items():
        by_first.setdefault(name.split(" ")[0], []).append((name, form))
    return {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r))) for first, rows in by_first.items()}


def national(tokens: Sequence[Token], text: str) -> list[Found]:
    """Return every national name and region of the news in the tokens, longest match first, in O(tokens)."""
    index, found, i = _index(), [], 0
    while i < len(tokens):
        token = tokens[i]
        rows = index.get(token.text[:-2] if token.text.endswith(STRAY) else token.text)
        hit = _match(rows, tokens, i, text) if rows else None
        if hit:
            found.append(hit)
            i = hit.last
        else:
            i += 1
    return found


def _match(rows: tuple[tuple[str, str], ...], tokens: Sequence[Token], i: int, text: str) -> Found | None:
    start = tokens[i].start
    for name, form in rows:
        if not text.startswith(name, start):
            continue
        end, last = start + len(name), i + 1
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        rest = text[end : tokens[last - 1].end]
        if (rest and rest not in STRAY) or _shouted(tokens, i, last):
            continue
        return Found(i, last, _KIND[form], form, _country(name, form))
    return None


def _country(name: str, form: str) -> str | None:
    if form in _COUNTRY:
        return _COUNTRY[form](name)
    known = region_named(name) if form == "region" else body_named(name) if form == "body" else None
    return known.country if known else None


def _shouted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether a short name in capitals stands among words in capitals: ``GIVE US HOPE``."""
    if last - first > 1 or not tokens[first].text.isupper() or len(tokens[first].text) > 3 or "." in tokens[first].text:
        return False
    around = [t for t in (*tokens[max(0, first - 2) : first], *tokens[last : last + 2]) if len(t.text) > 3]
    return bool(around) and all(t.text.isupper() for t in around)
