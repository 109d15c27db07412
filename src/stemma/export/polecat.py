"""POLECAT: events as tab-separated rows of 40 columns, with a header.

Source: Halterman et al. 2023, "POLECAT: A new political event data set", appendix (column names).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemma import __version__
from stemma.export.coded import Coded, coded_events, tsv
from stemma.model import Party, Record


def _side(who: str) -> tuple[str, ...]:
    return (
        f"{who} Name", f"{who} Country", f"{who} COW", f"Primary {who} Sector", f"{who} Sectors", f"{who} Title",
        f"{who} Name Raw", f"Wikipedia {who} ID",
    )  # fmt: skip


COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *_side("Actor"), *_side("Recipient"),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``polecat.tsv``; an event is dated by its day, else by its report's."""
    rows: Iterator[list[object]] = (_row(e) for e in coded_events(record))
    return {"polecat.tsv": tsv(iter([list(COLUMNS)])) + tsv(rows)}


def _row(e: Coded) -> list[object]:
    first, place = e.articles[0], e.event.place
    named = {
        kind: "; ".join(x.name for x in e.story.entities if x.type == kind) for kind in ("person", "organisation", "place")
    }
    return [
        f"STEMMA-{e.number}", e.day or (e.published or "")[:10], e.event.type, e.event.mode, e.goldstein, _QUADS[e.quad], None,
        *_party(e.event.actor), *_party(e.event.recipient),
        place.name if place else None, None, None, None, place.country if place else None,
        place.latitude if place else None, place.longitude if place else None, None, place.name if place else None, None,
        first.outlet, (e.published or "")[:10], named["person"], named["organisation"], named["place"],
        first.language, f"stemma-{__version__}",
    ]  # fmt: skip


_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def _party(party: Party | None) -> list[object]:
    if party is None:
        return [None] * 8
    return [party.name, party.country, None, party.sector, party.sector, None, party.name, None]
