"""Whether the labels of a chart lie nearest to their own marks, measured anew from what is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

from diptych.draw import chart, labels

Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""

ROUND = 7.0
"""The radius of the circle that is the commonest shape, with its stroke."""
WIDTHS = {"narrow": (*range(288, 560, 8), 559), "wide": (560, 601, 640, 716, 839, 1100, 1600)}
"""Widths in pixels at which each setting of labels is seen."""


def misread(made: chart.Chart) -> list[str]:
    """Labels that are nearer to a foreign mark than to their own, and at which width."""
    return [
        f"{' '.join(label.lines)} at {width}"
        for setting, widths in WIDTHS.items()
        for index, point in enumerate(made.points)
        if (label := getattr(point, setting)) is not None
        for width in widths
        if _is_nearer_elsewhere(made, index, label, width)
    ]


def _is_nearer_elsewhere(made: chart.Chart, index: int, label: labels.Label, width: float) -> bool:
    point = made.points[index]
    box = labels.box_of(label, point.at, point.y, labels.Room(width, 0, chart.BASE, chart.SIZE))
    room = box.start(width), box.top, box.end(width), box.bottom
    far = [_distance(room, other, width) for other in made.points]
    return any(other < far[index] for place, other in enumerate(far) if place != index)


def _distance(room: Rectangle, point: chart.Point, width: float) -> float:
    """From a rectangle to the nearest part of a mark."""
    found = [_between(room, part) for part in _parts(point, width)]
    if not point.look.is_range:
        x = point.at * width
        found.append(max(0.0, _between(room, (x, point.y, x, point.y)) - ROUND))
    return min(found)


def _parts(point: chart.Point, width: float) -> Iterator[Rectangle]:
    """Arrow, bar and the dots of the date."""
    x, y = point.at * width, point.y
    if not point.look.is_range:
        if point.look.precision == "at_least":
            yield x - 4, y - 19, x + 4, y - 8
        if point.look.precision == "at_most":
            yield x - 4, y + 8, x + 4, y + 19
    if point.bar:
        yield x - 5, point.bar[0], x + 5, point.bar[1]
    if point.time:
        yield point.time[0] * width, y - 1, point.time[1] * width, y + 1
    elif point.look.vague:
        yield x - 17, y - 1, x + 17, y + 1


def _between(one: Rectangle, other: Rectangle) -> float:
    across = max(0.0, other[0] - one[2], one[0] - other[2])
    down = max(0.0, other[1] - one[3], one[1] - other[3])
    return math.hypot(across, down)
