"""PLOVER: events as JSON Lines with the field names of the PLOVER specification.

Source: Open Event Data Alliance 2018, PLOVER 0.6, "JSON format".
Differs: types are the sixteen of PLOVER 2021; ``independent`` and ``citations`` are Stemma's own.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.export.coded import Coded, coded_events
from stemma.model import Party, Record


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``plover.jsonl``."""
    return {"plover.jsonl": b"".join(msgspec.json.encode(_event(e)) + b"\n" for e in coded_events(record))}


def _event(e: Coded) -> dict[str, object]:
    place = e.event.place
    return {
        "id": f"STEMMA-{e.number}",
        "date": e.event.start,
        "dateBasis": e.event.basis,
        "event": e.event.type,
        "mode": e.event.mode,
        "cameo": e.event.cameo,
        "status": e.event.status,
        "source": _party(e.event.actor),
        "target": _party(e.event.recipient),
        "eventLoc": None if place is None else {"text": place.name, "country": place.country, "lat": place.latitude, "lon": place.longitude},
        "size": msgspec.structs.asdict(e.event.size),
        "articles": e.event.articles,
        "independent": e.event.independent,
        "citations": [msgspec.structs.asdict(c) for c in e.event.citations],
    }


def _party(party: Party | None) -> list[dict[str, str | None]]:
    if party is None:
        return []
    return [{"actorText": party.name, "code": party.country, "sector": party.sector}]
