"""Outlines: the shapes of the countries, for the map.

Source: Natural Earth (public domain), by world-atlas; `scripts/build_world.py` made the file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

WORLD = Path(__file__).parent / "data" / "world.json"
SCALE = 100.0
HALF = 18_000
"""Half around the world, hundredths of a degree."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Outline(msgspec.Struct, frozen=True):
    """One piece of land: the country's alpha-3 code ("" for none), west, south, east, north, and its rings in degrees."""

    country: str
    box: Box
    rings: tuple[tuple[Point, ...], ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """Return all outlines; about 40,000 points, read at the first map."""
    found = msgspec.json.decode(WORLD.read_bytes(), type=dict[str, list[list[list[int]]]])
    return tuple(_outline(country, rings) for country, shapes in sorted(found.items()) for rings in shapes)


def _outline(country: str, packed: list[list[int]]) -> Outline:
    rings = tuple(_unpacked(ring) for ring in packed)
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    return Outline(country, (min(xs), min(ys), max(xs), max(ys)), rings)


def _unpacked(ring: list[int]) -> tuple[Point, ...]:
    """Return the points of a ring; one over the date line goes on beyond 180 degrees, not back around the world."""
    x = y = 0
    points = []
    for n in range(0, len(ring), 2):
        step = ring[n]
        if n and abs(step) > HALF:
            step -= 2 * HALF if step > 0 else -2 * HALF
        x, y = x + step, y + ring[n + 1]
        points.append((x / SCALE, y / SCALE))
    return tuple(points)


@cache
def middle_of(country: str) -> Point | None:
    """Return the centre (longitude, latitude) of a country's largest piece of land, or None when it has no outline.

    Source: centroid of a polygon by its shoelace sums.
    """
    pieces = [_centre(outline.rings[0]) for outline in outlines() if outline.country == country]
    area, x, y = max(pieces, default=(0.0, 0.0, 0.0))
    return (round(x, 2), round(y, 2)) if area else None


def _centre(ring: tuple[Point, ...]) -> tuple[float, float, float]:
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (abs(twice) / 2, x / (3 * twice), y / (3 * twice)) if twice else (0.0, 0.0, 0.0)
