"""Make `diptych/draw/data/land.json.gz` from Natural Earth: land, countries and borders, simplified.

    npm pack world-atlas@2 && tar xf world-atlas-2.0.2.tgz
    python tests/draw/make_land.py package/countries-50m.json

In: the file of that name in the npm package `world-atlas` 2 (TopoJSON of Natural Earth 4.1, 1:50m, public
domain). Out: JSON with `unit` (degrees), `arcs` (each x, y, then differences, in units), `land` (rings of
arcs; `~i` is arc i backwards), `borders` (arcs between two countries) and `countries` (rings by ISO 3166-1
code). The same input gives the same bytes. A tool of developers: no build runs it.
"""

from __future__ import annotations

import gzip
import heapq
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "diptych/draw/data/land.json.gz"
UNIT = 0.01
SMALLEST = 0.012
"""The area, in square degrees, of the smallest triangle that a point may stand for (Visvalingam)."""
ISLAND = 0.06
"""The area, in square degrees, of the smallest island."""
MOVED = {(34.4, 45.2): "UA"}
"""Places whose land Natural Earth draws as it is held, not as the United Nations see it: Crimea is Ukraine's
(General Assembly, resolution 68/262 of 27 March 2014)."""

Ring = list[int]
Point = tuple[float, float]


def main(source: Path) -> None:
    """Write the file."""
    from babel.core import get_global

    topology: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    arcs = [_simplified(arc) for arc in _decoded(topology)]
    aliases = get_global("territory_aliases")
    countries: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = next(iter(aliases.get(geometry.get("id", ""), [""])))
        for polygon in _polygons(geometry):
            owner = next((to for place, to in MOVED.items() if _contains(polygon[0], arcs, place)), code)
            countries.setdefault(owner, []).append(polygon[0])
    uses = {(max(arc, ~arc), code) for code, rings in countries.items() for ring in rings for arc in ring}
    sharing = Counter(arc for arc, _ in uses)
    land = [ring for polygon in _polygons(topology["objects"]["land"]) for ring in polygon]
    land = [ring for ring in land if _is_big(ring, arcs)]
    borders = sorted(arc for arc, count in sharing.items() if count > 1)
    named = {code: [ring for ring in rings if _is_big(ring, arcs)] for code, rings in countries.items()}
    used = {max(arc, ~arc) for rings in (land, *named.values()) for ring in rings for arc in ring}
    kept = sorted(used | set(borders))
    number = {arc: index for index, arc in enumerate(kept)}

    def renumbered(ring: Ring) -> Ring:
        return [number[arc] if arc >= 0 else ~number[~arc] for arc in ring]

    made = {
        "unit": UNIT,
        "arcs": [_differences(arcs[arc]) for arc in kept],
        "land": [renumbered(ring) for ring in land],
        "borders": [number[arc] for arc in borders],
        "countries": {
            code: [renumbered(ring) for ring in rings]
            for code, rings in sorted(named.items())
            if code and rings
        },
    }
    text = json.dumps(made, separators=(",", ":")).encode("ascii")
    TARGET.write_bytes(gzip.compress(text, 9, mtime=0))


def _decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (scale_x, scale_y), (move_x, move_y) = (topology["transform"][key] for key in ("scale", "translate"))
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        yield points


def _polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    if geometry["type"] == "GeometryCollection":
        return [polygon for one in geometry["geometries"] for polygon in _polygons(one)]
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else list(geometry["arcs"])


def _points(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    found: list[Point] = []
    for arc in ring:
        points = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        found += points[1:] if found else points
    return found


def _area(points: list[Point]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs) / 2


def _is_big(ring: Ring, arcs: list[list[Point]]) -> bool:
    return abs(_area(_points(ring, arcs))) >= ISLAND


def _contains(ring: Ring, arcs: list[list[Point]], place: Point) -> bool:
    points = _points(ring, arcs)
    inside = False
    for (x, y), (to_x, to_y) in zip(points, [*points[1:], points[0]], strict=True):
        if (y > place[1]) != (to_y > place[1]) and place[0] < x + (place[1] - y) / (to_y - y) * (to_x - x):
            inside = not inside
    return inside


def _simplified(points: list[Point]) -> list[Point]:
    """Visvalingam's algorithm: the point with the smallest triangle goes first. Ends stay."""
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    gone = [False] * len(points)

    def triangle(index: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[index]], points[index], points[after[index]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    waiting = [(triangle(index), index) for index in range(1, len(points) - 1)]
    heapq.heapify(waiting)
    while waiting:
        area, index = heapq.heappop(waiting)
        if gone[index] or area < triangle(index):
            continue
        if area >= SMALLEST:
            break
        gone[index] = True
        before[after[index]], after[before[index]] = before[index], after[index]
        for beside in (before[index], after[index]):
            if 0 < beside < len(points) - 1:
                heapq.heappush(waiting, (triangle(beside), beside))
    return [point for point, is_gone in zip(points, gone, strict=True) if not is_gone]


def _differences(points: list[Point]) -> list[int]:
    whole = [(round(x / UNIT), round(y / UNIT)) for x, y in points]
    found = [*whole[0]]
    for (x, y), (to_x, to_y) in pairwise(whole):
        if (x, y) != (to_x, to_y):
            found += [to_x - x, to_y - y]
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
