"""Geography: events with coordinates as GeoJSON.

Source: RFC 7946 (positions are longitude, latitude; WGS 84).
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.model import Event, Record


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``events.geojson``; events without coordinates are left out."""
    features = [
        _feature(f"{s.id}:event-{n}", s.headline, e)
        for s in record.stories
        for n, e in enumerate(s.events)
        if e.place and e.place.latitude is not None
    ]
    body = {"type": "FeatureCollection", "features": features}
    return {"events.geojson": msgspec.json.format(msgspec.json.encode(body), indent=1)}


def _feature(key: str, headline: str, event: Event) -> dict[str, object]:
    assert event.place is not None
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": "Point", "coordinates": [event.place.longitude, event.place.latitude]},
        "properties": {
            "place": event.place.name,
            "type": event.type,
            "status": event.status,
            "actor": event.actor.name if event.actor else None,
            "recipient": event.recipient.name if event.recipient else None,
            "start": event.start,
            "end": event.end,
            "articles": event.articles,
            "independent": event.independent,
            "story": headline,
        },
    }
