"""Labels beside points: each where it touches nothing, or nowhere.

In: points with their texts, in order of importance, and what stands in the way. Out: for each a placed
label or None. It must not know what the points mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from diptych.draw import text
from diptych.draw.boxes import Box, free, within

Anchor: TypeAlias = Literal["start", "middle", "end"]

LINE = 1.2
"""Line height, in sizes."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text. `x` and `y` are pixels from the point to the first baseline; `leader` says that it
    lies so far off that a line should lead to it, ending at (`leader_x`, `leader_y`)."""

    lines: tuple[str, ...]
    x: int
    y: int
    anchor: Anchor
    leader: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A point that wants a label: its place, the radius of its mark, and its texts, best first.

    Each text is lines; a later one is tried only where an earlier one fits nowhere.
    """

    at: float
    y: float
    radius: float
    texts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may go: the narrowest width of the picture, its top and bottom, the size of the text.

    `grows`: the picture keeps its proportions, so heights grow with the width.
    """

    width: float
    top: float
    bottom: float
    size: float
    grows: bool = False


_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))


def placed(
    wishes: Sequence[Wish], obstacles: Sequence[Box], room: Room, reach: float = 34
) -> tuple[Label | None, ...]:
    """A label for each wish that can be met; earlier wishes choose first.

    `obstacles` should hold the marks themselves. `reach` is how far a label may lie from its mark, in pixels.
    """
    taken = list(obstacles)
    found: list[Label | None] = []
    for wish in wishes:
        others = [box for box in taken if not _holds(box, wish)]
        choice = next(
            (
                (label, box)
                for lines in wish.texts
                for label, box in _candidates(wish, lines, room, reach)
                if within(box, room.width, room.top, room.bottom)
                and free(box, taken, room.width)
                and all(free(step, others, room.width) for step in _leader(label, wish))
            ),
            None,
        )
        found.append(choice[0] if choice else None)
        if choice:
            taken += [choice[1], *_leader(choice[0], wish)]
    return tuple(found)


def _holds(box: Box, wish: Wish) -> bool:
    """Is a box the mark of the point itself, in which a line to its label begins?"""
    return box.at == wish.at and box.top <= wish.y <= box.bottom and box.left <= 0 <= box.right


def _leader(label: Label, wish: Wish) -> Iterator[Box]:
    """Small boxes along the line that leads to a label, so that it crosses nothing and nothing lies on it."""
    if label.leader is not None:
        across, down = label.leader
        steps = max(2, max(abs(across), abs(down)) // 6)
        for step in range(1, steps + 1):
            x, y = across * step / steps, wish.y + down * step / steps
            yield Box(wish.at, x - 1, y - 1, x + 1, y + 1)


def box_of(label: Label, at: float, y: float, room: Room) -> Box:
    """The space that a label takes, for a point at (`at`, `y`)."""
    size = room.size
    wide = max(text.width(line, size) for line in label.lines)
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[label.anchor] + label.x
    top = y + label.y - 0.82 * size
    bottom = top + size * LINE * len(label.lines)
    return Box(at, left, top, left + wide, bottom, hang=y if room.grows else 0)


def _candidates(wish: Wish, lines: tuple[str, ...], room: Room, reach: float) -> Iterator[tuple[Label, Box]]:
    high = room.size * LINE * len(lines)
    gap = 4.0
    while gap <= reach:
        for across, down in _DIRECTIONS:
            off = wish.radius + gap
            slant = 0.75 if across and down else 1.0
            x, middle = across * off * slant, down * (off * slant + high / 2)
            anchor: Anchor = "start" if across > 0 else "end" if across < 0 else "middle"
            first = round(middle - high / 2 + 0.82 * room.size)
            # A label right beside its mark needs no line to it.
            far = gap > 12
            leader = (round(x - across * 2), round(middle - down * high / 2)) if far else None
            label = Label(lines, round(x), first, anchor, leader)
            yield label, box_of(label, wish.at, wish.y, room)
        gap += 5
