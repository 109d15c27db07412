"""World map: a story's places over outlines of the countries, as one inline SVG that asks nothing of anyone.

Source: outlines of Natural Earth (public domain), by world-atlas; equirectangular projection, true to scale at the
middle of what is shown (Snyder 1987, "Map Projections: A Working Manual", section 12).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from stemma.brief.visible import plain
from stemma.brief.wording import counted
from stemma.lexicon.countries import country_named
from stemma.web.outlines import Box, outlines
from stemma.web.spots import Spot

WIDTH, TALLEST = 720.0, 420.0
NARROWEST = 9.0
"""Least degrees of latitude a map shows: outlines are simplified and say nothing nearer."""

FINE = 0.7
"""Points nearer to each other than so many units of the drawing are one."""

LETTER = 7.0
"""Mean width of a letter of a label, units of the drawing."""


class View(msgspec.Struct, frozen=True):
    """What part of the world is shown: west, south, east, north in degrees, and units a degree."""

    box: Box
    across: float
    up: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point stands in the drawing."""
        return (longitude - self.box[0]) * self.across, (self.box[3] - latitude) * self.up


def draw_map(spots: Sequence[Spot]) -> Markup:
    """Return the map of some spots, at least one: a filled dot where something happened, a ring where one is named.

    Countries that are named are shaded.
    """
    view = view_of([(s.longitude, s.latitude) for s in spots])
    width, height = (view.box[2] - view.box[0]) * view.across, (view.box[3] - view.box[1]) * view.up
    told = plain(f"Map of {counted(len(spots), 'place')}: " + ", ".join(s.name for s in spots[:12]))
    head = Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(round(width), round(height), told)
    whole = frozenset(country_named(s.name) or "" for s in spots if s.whole)
    land = Markup('<path class="land" d="{}"/><path class="land shaded" d="{}"/>').format(
        "".join(_outlines(view, whole, shaded=False)), "".join(_outlines(view, whole, shaded=True))
    )
    return Markup("").join([head, land, *_dots(view, spots, (width, height)), Markup("</svg>")])


def view_of(points: Sequence[tuple[float, float]]) -> View:
    """Return a view that holds all points (longitude, latitude) with room around them, never wider than the world."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = (south + north) / 2
    shrink = max(0.2, math.cos(math.radians(middle)))
    tall = max(NARROWEST, (north - south) * 1.35, (east - west) * 1.25 * shrink * TALLEST / WIDTH)
    wide = min(360.0, tall * WIDTH / TALLEST / shrink)
    tall = min(tall, 150.0, wide * shrink * TALLEST / WIDTH if wide < 360.0 else 150.0)
    left = min(max((west + east) / 2 - wide / 2, -180.0), 180.0 - wide)
    bottom = min(max(middle - tall / 2, -62.0), 88.0 - tall)
    across = WIDTH / wide
    return View((left, bottom, left + wide, bottom + tall), across, across / shrink)


def _outlines(view: View, countries: frozenset[str], *, shaded: bool) -> list[str]:
    """Return the paths of the outlines in view, of the countries named or of all others."""
    west, south, east, north = view.box
    paths = []
    for outline in outlines():
        left, bottom, right, top = outline.box
        if (outline.country in countries) == shaded and left <= east and right >= west and bottom <= north and top >= south:
            paths += [path for ring in outline.rings if (path := _path(view, ring))]
    return paths


def _path(view: View, ring: Sequence[tuple[float, float]]) -> str:
    """Return an outline with points kept within a box twice as wide as the view and no nearer than `FINE` to each other."""
    west, south, east, north = view.box
    wide, tall = (east - west) / 2, (north - south) / 2
    kept: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        inside = (min(max(longitude, west - wide), east + wide), min(max(latitude, south - tall), north + tall))
        x, y = view.at(*inside)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINE:
            kept.append((x, y))
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def _dots(view: View, spots: Sequence[Spot], size: tuple[float, float]) -> list[Markup]:
    taken: list[Box] = []
    drawn: list[Markup] = []
    for spot in spots:
        x, y = view.at(spot.longitude, spot.latitude)
        taken.append((x - 6, y - 6, x + 6, y + 6))
    for spot in spots:
        x, y = view.at(spot.longitude, spot.latitude)
        r = 4 + min(5.0, 1.5 * math.sqrt(spot.reports - 1)) if spot.reports else 4
        label = _label(spot, (x, y, r), size, taken)
        drawn.append(
            Markup('<a href="#place-{0}" aria-label="{1}"><title>{1}</title><circle class="{2}" cx="{3:.1f}" cy="{4:.1f}" r="{5:.1f}"/>{6}</a>').format(
                spot.number, plain(f"{spot.number}. {spot.name}"), "told" if spot.events else "country" if spot.whole else "named", x, y, r, label
            )
        )
    return drawn


def _label(spot: Spot, at: tuple[float, float, float], size: tuple[float, float], taken: list[Box]) -> Markup:
    """Return the spot's name where it covers no other, else its number, else nothing; the list beside the map has all."""
    x, y, r = at
    for words in (plain(spot.name)[:28], str(spot.number)):
        length = len(words) * LETTER
        for left, base in ((x + r + 4, y + 4), (x - r - 4 - length, y + 4), (x - length / 2, y - r - 5), (x - length / 2, y + r + 14)):
            box = (left, base - 11, left + length, base + 3)
            if left >= 2 and left + length <= size[0] - 2 and base > 12 and base < size[1] - 4 and not _covers(box, taken):
                taken.append(box)
                return Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(left, base, words)
    return Markup("")


def _covers(box: Box, taken: Sequence[Box]) -> bool:
    return any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)
