"""Small maps that say where places lie: one panel for each cluster of places.

In: places with degrees and names. Out: panels of one proportion, their land as path data in a box of
`UNITS`, their marks as shares of width and height, with names where they fit. It must not know more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from diptych.draw import labels, land, text
from diptych.draw.boxes import Box, free, within
from diptych.draw.labels import Label
from diptych.draw.projection import Frame, Point, azimuthal, centre, cut_line, cut_ring, distance, near

NARROW, HEIGHT = 272, 204
"""The smallest size of a panel in pixels, four to three."""
UNITS = (400, 300)
SIZE, COUNTRY = 13, 11
"""Text sizes in pixels: places, countries."""
TOGETHER = 1500.0
"""Kilometres: places nearer than this to any of a cluster are of it."""
SMALLEST = 900.0
"""Kilometres: the least height of a panel."""
COARSE = 3
"""How near, in units, two points of a line may be before one is left out."""
RADII = {"exact": 4, "town": 4, "area": 8}
_SCALES = (100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Place:
    """`precision` is exact, town or area. `number` is said where the name finds no room."""

    name: str
    number: str
    lon: float
    lat: float
    precision: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place: its index, its place as shares of width and height, its label."""

    place: int
    at: float
    down: float
    precision: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Country:
    """The name of a country, centred on a point given as shares."""

    name: str
    at: float
    down: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One map. `land` and `borders` are path data; `scale` is a length in kilometres and its share of the
    width."""

    land: str
    borders: str
    marks: tuple[Mark, ...]
    countries: tuple[Country, ...]
    scale: tuple[int, float]


def panels(places: Sequence[Place], say_country: Callable[[str], str]) -> tuple[Panel, ...]:
    """A panel for each cluster, in the order of the places. `say_country` names a country by its code."""
    return tuple(_panel(places, cluster, say_country) for cluster in _clusters(places))


def _clusters(places: Sequence[Place]) -> list[list[int]]:
    clusters: list[list[int]] = []
    for index, place in enumerate(places):
        near = [
            cluster
            for cluster in clusters
            if any(
                distance((place.lon, place.lat), (places[other].lon, places[other].lat)) <= TOGETHER
                for other in cluster
            )
        ]
        joined = sorted([index, *(other for cluster in near for other in cluster)])
        clusters = [cluster for cluster in clusters if cluster not in near]
        clusters.append(joined)
    return sorted(clusters)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What lies under the marks, whatever the language: `spots` and `countries` are in shares; a country is
    its size, its code and, roughly, the largest ring that is seen of it."""

    spots: tuple[Point, ...]
    width: float
    land: str
    borders: str
    countries: tuple[tuple[float, str, tuple[Point, ...]], ...]


@lru_cache(maxsize=64)
def _ground(spots: tuple[Point, ...]) -> _Ground:
    middle = centre(spots)
    project = azimuthal(middle)
    frame = _frame([project(spot) for spot in spots])
    wide, high = frame.right - frame.left, frame.bottom - frame.top
    ground = land.land()

    around = _widened(frame)

    def seen(ring: land.Line) -> list[Point]:
        return cut_ring([project(point) for point in near(ring, middle, wide)], around)

    def shares(point: Point) -> Point:
        return (point[0] - frame.left) / wide, (point[1] - frame.top) / high

    countries = []
    for code, rings in ground.countries.items():
        part = max((seen(ring) for ring in rings), key=_area, default=[])
        if _area(part) > 0.004 * wide * high:
            countries.append(
                (-_area(part), code, tuple(shares(point) for point in part[:: 1 + len(part) // 90]))
            )
    lines = (
        piece
        for line in ground.borders
        for piece in cut_line([project(point) for point in near(line, middle, wide)], around)
    )
    return _Ground(
        spots=tuple(shares(project(spot)) for spot in spots),
        width=wide,
        land="".join(_path(ring, frame, closed=True) for ring in map(seen, ground.shores)),
        borders="".join(_path(line, frame, closed=False) for line in lines),
        countries=tuple(sorted(countries)),
    )


def _panel(places: Sequence[Place], cluster: Sequence[int], say_country: Callable[[str], str]) -> Panel:
    ground = _ground(tuple((places[index].lon, places[index].lat) for index in cluster))
    at = [(round(x, 3), round(y, 3)) for x, y in ground.spots]
    found = _labels([places[index] for index in cluster], at)
    marks = tuple(
        Mark(index, *at[order], places[index].precision, found[order]) for order, index in enumerate(cluster)
    )
    taken = [*_mark_boxes([places[index] for index in cluster], at), *_label_boxes(marks)]
    length = max((scale for scale in _SCALES if scale <= ground.width / 4), default=_SCALES[0])
    share = length / ground.width
    taken.append(Box(0, 0, HEIGHT - 26, 8 + share * NARROW + 10, HEIGHT, hang=HEIGHT))
    return Panel(
        land=ground.land,
        borders=ground.borders,
        marks=marks,
        countries=tuple(_countries(ground, taken, say_country)),
        scale=(length, round(share, 3)),
    )


def _frame(points: Sequence[Point]) -> Frame:
    """Around points, with room for their names, in the proportion of the panels."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    high = max((bottom - top) * 1.35, SMALLEST, (right - left) * 1.45 * HEIGHT / NARROW)
    wide = high * NARROW / HEIGHT
    x, y = (left + right) / 2, (top + bottom) / 2
    return Frame(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _widened(frame: Frame) -> Frame:
    """A little more than is seen, so that the edge of a cut is not."""
    more = (frame.right - frame.left) * 0.02
    return Frame(frame.left - more, frame.top - more, frame.right + more, frame.bottom + more)


def _mark_boxes(places: Sequence[Place], at: Sequence[Point]) -> list[Box]:
    found = []
    for place, (x, y) in zip(places, at, strict=True):
        radius, down = RADII[place.precision], y * HEIGHT
        found.append(Box(x, -radius, down - radius, radius, down + radius, hang=down))
    return found


_ROOM = labels.Room(NARROW, 2, HEIGHT - 2, SIZE, grows=True)


def _labels(places: Sequence[Place], at: Sequence[Point]) -> list[Label | None]:
    """Names, the most crowded places first; a number where a name finds no room."""

    def crowd(order: int) -> tuple[float, int]:
        x, y = at[order]
        return -sum(1 / (0.02 + abs(x - to_x) + abs(y - to_y)) for to_x, to_y in at), order

    order = sorted(range(len(places)), key=crowd)
    wishes = [
        labels.Wish(
            at[one][0],
            at[one][1] * HEIGHT,
            RADII[places[one].precision],
            tuple(
                dict.fromkeys(
                    (
                        (places[one].name,),
                        text.wrapped(places[one].name, SIZE, 90),
                        (places[one].number,),
                    )
                )
            ),
        )
        for one in order
    ]
    found = dict(zip(order, labels.placed(wishes, _mark_boxes(places, at), _ROOM, reach=44), strict=True))
    return [found[one] for one in range(len(places))]


def _label_boxes(marks: Sequence[Mark]) -> list[Box]:
    return [
        labels.box_of(mark.label, mark.at, mark.down * HEIGHT, _ROOM)
        for mark in marks
        if mark.label is not None
    ]


def _countries(ground: _Ground, taken: list[Box], say_country: Callable[[str], str]) -> Iterator[Country]:
    """Names of countries in what is seen of them, the largest first, where nothing is in the way."""
    for _, code, ring in ground.countries:
        name = say_country(code)
        half = text.width(name.upper(), COUNTRY) / 2 + 2
        for x, y in _inner(ring):
            box = Box(x, -half, y * HEIGHT - 8, half, y * HEIGHT + 5, hang=y * HEIGHT)
            if within(box, NARROW, 0, HEIGHT) and free(box, taken, NARROW):
                taken.append(box)
                yield Country(name, round(x, 3), round(y, 3))
                break


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs)) / 2


@lru_cache(maxsize=512)
def _inner(ring: tuple[Point, ...], steps: int = 15) -> list[Point]:
    """Points of a grid inside a ring, the farthest from its edge first."""
    found = []
    for column in range(1, steps):
        for row in range(1, steps):
            point = column / steps, row / steps
            if _inside(point, ring):
                nearest = min((x - point[0]) ** 2 + (y - point[1]) ** 2 for x, y in ring)
                found.append((-round(nearest, 6), point))
    return [point for _, point in sorted(found)]


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    inside = False
    for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y > point[1]) != (to_y > point[1]):
            crossing = x + (point[1] - y) / (to_y - y) * (to_x - x)
            inside ^= point[0] < crossing
    return inside


def _path(points: Sequence[Point], frame: Frame, *, closed: bool) -> str:
    """Path data in whole units, without the points that are too near to the one before."""
    scale = UNITS[0] / (frame.right - frame.left)
    whole: list[tuple[int, int]] = []
    for index, (x, y) in enumerate(points):
        spot = round((x - frame.left) * scale), round((y - frame.top) * scale)
        is_end = not closed and index == len(points) - 1
        if not whole or is_end or max(abs(spot[0] - whole[-1][0]), abs(spot[1] - whole[-1][1])) >= COARSE:
            whole.append(spot)
    if len(whole) < 3 and closed:
        return ""
    steps = [f"M{whole[0][0]} {whole[0][1]}"]
    for (x, y), (to_x, to_y) in pairwise(whole):
        down = to_y - y
        steps.append(f"{'l' if len(steps) == 1 else ' '}{to_x - x}{down if down < 0 else f' {down}'}")
    return "".join(steps).replace(" -", "-") + ("z" if closed else "")
