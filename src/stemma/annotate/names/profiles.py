"""Profiles: what one article tells of an entity."""

from __future__ import annotations

from stemma.annotate.names.groups import Group, names_of
from stemma.annotate.syntax import Parse
from stemma.lexicon.places import city_named, place_named
from stemma.model import Profile


def profile(group: Group, parse: Parse) -> Profile:
    """Return the profile of a group."""
    spot = None
    if group.kind == "place":
        spot = next((s for i in group.items if i.form in ("city", "capital") and (s := city_named(i.text(parse)))), None)
        spot = spot or place_named(group.name)
    return Profile(
        key=group.key, type=group.kind, name=group.name, names=names_of(group, parse),
        country=group.country or (spot.country if spot else None), government=group.government,
        latitude=spot.latitude if spot else None, longitude=spot.longitude if spot else None,
    )
