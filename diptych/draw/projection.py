"""Lambert's azimuthal equal-area projection, and cutting lines to a rectangle.

In: degrees; out: kilometres east and south of a centre. It must not know what is drawn.
Source: Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), chapter 24.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import acos, asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import TypeAlias

EARTH = 6371.0
"""Mean radius in kilometres."""
_EDGE = -0.7
"""The cosine beyond which a point is drawn nearer than it is: the far side of the globe tears there."""

Point: TypeAlias = tuple[float, float]


def distance(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres between two points (longitude, latitude)."""
    (lon, lat), (to_lon, to_lat) = one, other
    part = sin(radians(lat)) * sin(radians(to_lat))
    part += cos(radians(lat)) * cos(radians(to_lat)) * cos(radians(to_lon - lon))
    return EARTH * acos(max(-1.0, min(1.0, part)))


def centre(points: Sequence[Point]) -> Point:
    """The middle of points on the globe; the antimeridian is no obstacle."""
    x = sum(cos(radians(lat)) * cos(radians(lon)) for lon, lat in points)
    y = sum(cos(radians(lat)) * sin(radians(lon)) for lon, lat in points)
    z = sum(sin(radians(lat)) for _, lat in points)
    length = hypot(x, y, z)
    if length < 1e-9:
        return 0.0, 0.0
    return degrees(atan2(y, x)), degrees(asin(max(-1.0, min(1.0, z / length))))


def near(line: Sequence[Point], middle: Point, radius: float) -> list[Point]:
    """The points of a line, only every eighth of those that are roughly farther than a radius (kilometres)
    from a middle; nothing of a line that is farther as a whole."""
    tall = degrees(radius / EARTH)
    wide = tall / max(0.05, cos(radians(min(89.0, abs(middle[1]) + tall))))
    lon_0, lat_0 = middle
    inside = [abs(lat - lat_0) <= tall and abs((lon - lon_0 + 180) % 360 - 180) <= wide for lon, lat in line]
    if not any(inside):
        return []
    return [point for index, point in enumerate(line) if inside[index] or index % 8 == 0]


def azimuthal(middle: Point) -> Callable[[Point], Point]:
    """The projection around a middle (longitude, latitude)."""
    lon_0, lat_0 = radians(middle[0]), radians(middle[1])
    sin_0, cos_0 = sin(lat_0), cos(lat_0)

    def project(point: Point) -> Point:
        lon, lat = radians(point[0]) - lon_0, radians(point[1])
        near = max(_EDGE, sin_0 * sin(lat) + cos_0 * cos(lat) * cos(lon))
        scale = EARTH * sqrt(2 / (1 + near))
        return scale * cos(lat) * sin(lon), -scale * (cos_0 * sin(lat) - sin_0 * cos(lat) * cos(lon))

    return project


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle, in the units of what it cuts."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


def cut_ring(ring: Iterable[Point], frame: Frame) -> list[Point]:
    """What of a closed ring lies in the frame (Sutherland and Hodgman); it follows the frame's edges."""
    found = list(ring)
    sides = ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1))
    for axis, edge, sign in sides:
        points, found = found, []
        for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
            inside, was = (point[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
            if inside != was:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                found.append(
                    (
                        before[0] + share * (point[0] - before[0]),
                        before[1] + share * (point[1] - before[1]),
                    )
                )
            if inside:
                found.append(point)
    return found


def cut_line(line: Sequence[Point], frame: Frame) -> list[list[Point]]:
    """The pieces of a line in the frame, each with the points just outside it."""
    pieces: list[list[Point]] = []
    last = -2
    for index, (one, other) in enumerate(pairwise(line)):
        if not (frame.holds(one) or frame.holds(other)):
            continue
        if index == last + 1 and pieces:
            pieces[-1].append(other)
        else:
            pieces.append([one, other])
        last = index
    return pieces
