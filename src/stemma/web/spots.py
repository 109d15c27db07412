"""Spots: the places of a story with coordinates, each with what happened there and who names it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.lexicon.countries import country_named
from stemma.lexicon.places import place_named
from stemma.model import Citation, Entity, Event, Story
from stemma.web.outlines import middle_of

MOST = 60
"""Spots on one map."""


class Spot(msgspec.Struct, frozen=True):
    """A place on the map.

    Attributes:
        number: its number on the map and in the list, from 1.
        latitude: degrees north; ``longitude`` degrees east, WGS 84.
        reports: how many reports name it or tell an event there.
        events: indices of the story's events there.
        citations: where it is named.
        whole: whether it is a whole country, which is shaded and has no point.
    """

    number: int
    name: str
    country: str | None
    latitude: float
    longitude: float
    reports: int
    events: tuple[int, ...]
    citations: tuple[Citation, ...]
    whole: bool = False


def spots_of(story: Story) -> list[Spot]:
    """Return the places of a story that can be shown, those of most reports first.

    Coordinates are those of the events; for places that are only named, the gazetteer's, where its country agrees.
    """
    found: dict[tuple[str, float, float], Spot] = {}
    for number, event in enumerate(story.events):
        place = event.place
        if place and place.latitude is not None and place.longitude is not None:
            at_place = _country(place.name) or (place.latitude, place.longitude, False)
            at = (place.name, *at_place[:2])
            spot = found.get(at) or Spot(0, place.name, place.country, *at_place[:2], 0, (), (), at_place[2])
            found[at] = _with(spot, (number,), event.citations)
    for entity in story.entities:
        if entity.type == "place" and (where := _located(entity)):
            at = next((key for key in found if key[0] == entity.name), (entity.name, *where[:2]))
            spot = found.get(at) or Spot(0, entity.name, entity.country, *where[:2], 0, (), (), where[2])
            found[at] = _with(spot, (), entity.mentions)
    ranked = sorted(found.values(), key=lambda s: (not s.events, -s.reports, s.name, s.latitude))
    return [msgspec.structs.replace(spot, number=n) for n, spot in enumerate(ranked[:MOST], 1)]


def told_at(story: Story, spot: Spot) -> Sequence[Event]:
    """Return the events of a story at a spot."""
    return [story.events[n] for n in spot.events]


def _with(spot: Spot, events: tuple[int, ...], cited: Sequence[Citation]) -> Spot:
    citations = tuple(dict.fromkeys((*spot.citations, *cited)))
    reports = len({c.article for c in citations})
    return msgspec.structs.replace(spot, events=(*spot.events, *events), citations=citations, reports=reports)


def _located(entity: Entity) -> tuple[float, float, bool] | None:
    """Return latitude and longitude, and whether it is a whole country; None for what has no place on a map."""
    if whole := _country(entity.name):
        return whole
    known = place_named(entity.name)
    if known is None or known.latitude is None or known.longitude is None:
        return None
    if entity.country and known.country and entity.country != known.country:
        return None
    return known.latitude, known.longitude, False


def _country(name: str) -> tuple[float, float, bool] | None:
    """Return the middle of a country, which is shown as a whole: no event of "Russia" is one of Moscow."""
    code = country_named(name)
    middle = middle_of(code) if code else None
    return (middle[1], middle[0], True) if middle else None
