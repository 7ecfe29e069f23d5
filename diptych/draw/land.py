"""The land of the world, from `data/land.json.gz` (made by `tests/draw/make_land.py`).

Out: rings and lines of (longitude, latitude) in degrees. It must not know how they are projected.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

FILE = Path(__file__).parent / "data" / "land.json.gz"

Degrees: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Degrees, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """`shores` are closed rings around land (or lakes in it); `borders` lines; `countries` rings by code."""

    shores: tuple[Line, ...]
    borders: tuple[Line, ...]
    countries: Mapping[str, tuple[Line, ...]]


@cache
def land() -> Land:
    """The land; read once."""
    made = json.loads(gzip.decompress(FILE.read_bytes()))
    arcs = [_line(arc, made["unit"]) for arc in made["arcs"]]
    return Land(
        tuple(_ring(ring, arcs) for ring in made["land"]),
        tuple(arcs[index] for index in made["borders"]),
        {code: tuple(_ring(ring, arcs) for ring in rings) for code, rings in made["countries"].items()},
    )


def _line(numbers: list[int], unit: float) -> Line:
    x = y = 0
    points = []
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x * unit, y * unit))
    return tuple(points)


def _ring(ring: Iterable[int], arcs: list[Line]) -> Line:
    found: list[Degrees] = []
    for arc in ring:
        points = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        found += points[1:] if found else points
    return tuple(found)
