"""Build `src/stemma/web/data/world.json`: outlines of countries for the map, from Natural Earth by the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_world.py package/countries-50m.json

Natural Earth is in the public domain; the package (ISC licence) is its conversion to TopoJSON. Arcs are simplified
before rings are put together, so that neighbours still meet.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pycountry

TARGET = Path(__file__).resolve().parent.parent / "src" / "stemma" / "web" / "data" / "world.json"
TOLERANCE = 0.04
"""How far a simplified outline may lie from the exact one, degrees."""

LEAST = 0.02
"""Smallest island kept, square degrees of its box."""

SCALE = 100

Points = list[tuple[float, float]]


def simplified(points: Points) -> Points:
    """Return an arc with fewer points (Douglas & Peucker 1973), its ends kept."""
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, at = 0.0, -1
        for i in range(first + 1, last):
            x, y = points[i]
            far = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if far > worst:
                worst, at = far, i
        if worst > TOLERANCE:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def decoded(topology: dict) -> list[Points]:
    """Return the arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring(numbers: list[int], arcs: list[Points]) -> Points:
    """Return a closed outline put together from arcs; a negative number is an arc walked backwards."""
    points: Points = []
    for n in numbers:
        part = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += part if not points else part[1:]
    return points


def packed(points: Points) -> list[int]:
    """Return the first point and then steps, in hundredths of a degree."""
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in points]
    flat = [*whole[0]]
    for (ax, ay), (bx, by) in pairwise(whole):
        if (ax, ay) != (bx, by):
            flat += [bx - ax, by - ay]
    return flat


def code(country: dict) -> str:
    """Return a country's alpha-3 code; "" for land without one of its own."""
    found = pycountry.countries.get(numeric=str(country.get("id", "")).zfill(3))
    return found.alpha_3 if found else ""


def main(source: str) -> None:
    """Write the outlines."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [simplified(points) for points in decoded(topology)]
    outlines: dict[str, list] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        shapes = {"Polygon": [country.get("arcs")], "MultiPolygon": country.get("arcs")}[country["type"]]
        for shape in shapes:
            outer = ring(shape[0], arcs)
            xs, ys = [x for x, _ in outer], [y for _, y in outer]
            if max(ys) < -60 or (max(xs) - min(xs)) * (max(ys) - min(ys)) < LEAST:
                continue
            outlines.setdefault(code(country), []).append([packed(ring(numbers, arcs)) for numbers in shape])
    TARGET.write_text(json.dumps(outlines, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(outlines)} countries, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
