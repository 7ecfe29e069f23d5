"""Labels beside points: each where it touches nothing, or nowhere.

In: points with their texts, in order of importance, and what stands in the way. Out: for each a placed
label or None. It must not know what the points mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from diptych.draw import text
from diptych.draw.boxes import Box, distance, free, within

Anchor: TypeAlias = Literal["start", "middle", "end"]

LINE = 1.2
"""Line height, in sizes."""
LEAD = 2
"""How far from a mark the line to its label begins, in pixels."""
APART = 3
"""How far labels keep from one another, in pixels."""
CLEARLY = 2
"""How much nearer a label is to its own mark than to another, in pixels."""
ASIDE = 0.5
"""What a pixel of width counts between a label and another mark: text goes with what is in its line."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text. `x` and `y` are pixels from the point to the first baseline; `leader` says that it
    lies so far off that a line should lead to it: from where to where, in pixels from the point."""

    lines: tuple[str, ...]
    x: int
    y: int
    anchor: Anchor
    leader: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A point that wants a label: its place, the radius of its mark, and its texts, best first.

    Each text is lines; a later one is tried only where an earlier one fits nowhere. `mark` are the boxes of
    all that belongs to the point, where it is more than a circle; a label is then nearer to it than to the
    mark of any other wish, at every width, and for that it may slide along its mark.
    """

    at: float
    y: float
    radius: float
    texts: tuple[tuple[str, ...], ...]
    mark: tuple[Box, ...] = ()


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


_AROUND = ((1, 0, 0), (-1, 0, 0), (0, -1, 0), (0, 1, 0), (1, -1, 0), (-1, -1, 0), (1, 1, 0), (-1, 1, 0))
_ALONG = (
    *((1, 0, -1), (1, 0, 1), (-1, 0, -1), (-1, 0, 1)),
    *((0, -1, 1), (0, -1, -1), (0, 1, 1), (0, 1, -1)),
)
"""Where a label may lie: to the right or left, down or up, and how it slides along that side of its mark:
beside the mark, with its last or first line at the mark's height; above and below, to the right or left."""


def placed(
    wishes: Sequence[Wish], obstacles: Sequence[Box], room: Room, reach: float = 34
) -> tuple[Label | None, ...]:
    """A label for each wish that can be met; earlier wishes choose first.

    `obstacles` should hold those marks that the wishes do not. `reach` is how far a label may lie from its
    mark, in pixels.
    """
    taken = [*obstacles, *(box for wish in wishes for box in wish.mark)]
    found: list[Label | None] = []
    for wish in wishes:
        others = [box for box in taken if not _holds(box, wish)]
        foreign = [box for other in wishes if other is not wish for box in other.mark]
        choice = next(
            (
                (label, box)
                for lines in wish.texts
                for label, box in _candidates(wish, lines, room, reach)
                if within(box, room.width, room.top, room.bottom)
                and free(box, taken, room.width)
                and _is_nearest(box, wish.mark, foreign, room.width)
                and all(free(step, others, room.width) for step in _leader(label, wish))
            ),
            None,
        )
        found.append(choice[0] if choice else None)
        if choice:
            taken += [_padded(choice[1]) if wish.mark else choice[1], *_leader(choice[0], wish)]
    return tuple(found)


def _padded(box: Box) -> Box:
    """The space of a label, with what keeps it from being read as one with the next."""
    return replace(
        box, left=box.left - APART, top=box.top - APART, right=box.right + APART, bottom=box.bottom + APART
    )


def _is_nearest(box: Box, own: Sequence[Box], foreign: Sequence[Box], width: float) -> bool:
    """Whether a label is clearly nearer to its own mark than to any other, so that nobody mistakes it."""
    if not own:
        return True
    near = min(distance(box, part, width) for part in own) + CLEARLY
    return all(distance(box, part, width, ASIDE) >= near for part in foreign)


def _holds(box: Box, wish: Wish) -> bool:
    """Is a box of the mark of the point itself, beside which a line to its label begins?"""
    return box.at == wish.at and box.top <= wish.y <= box.bottom and box.left <= 0 <= box.right


def _leader(label: Label, wish: Wish) -> Iterator[Box]:
    """Small boxes along the line that leads to a label, so that it crosses nothing and nothing lies on it."""
    if label.leader is not None:
        left, top, right, bottom = label.leader
        steps = max(2, max(abs(right - left), abs(bottom - top)) // 6)
        for step in range(steps + 1):
            x, y = left + (right - left) * step / steps, wish.y + top + (bottom - top) * step / steps
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
    edges = _edges(wish)
    gap = 4.0
    while gap <= reach:
        for across, down, slide in (*_AROUND, *_ALONG) if wish.mark else _AROUND:
            if across and down:
                # Aslant, a label passes what the mark has straight above, below and beside it.
                off = (wish.radius + gap) * 0.75
                start = (wish.radius + LEAD) * math.sqrt(0.5)
            else:
                off, start = edges[across, down] + gap, edges[across, down] + LEAD
            x, middle = across * off, down * (off + high / 2)
            # A label right beside its mark needs no line to it.
            end = round(x - across * 2), round(down * off)
            leader = (round(across * start), round(down * start), *end) if gap > 12 else None
            if across and slide:
                middle = slide * max(0.0, (high - room.size * LINE) / 2)
            elif slide:
                x = -slide * wish.radius
            side = across or slide
            anchor: Anchor = "start" if side > 0 else "end" if side < 0 else "middle"
            first = round(middle - high / 2 + 0.82 * room.size)
            label = Label(lines, round(x), first, anchor, leader)
            yield label, box_of(label, wish.at, wish.y, room)
        gap += 5


def _edges(wish: Wish) -> dict[tuple[int, int], float]:
    """How far the mark reaches to the right, the left, up and down, without what grows with the picture."""
    radius = wish.radius
    circle = Box(wish.at, -radius, wish.y - radius, radius, wish.y + radius)
    fixed = [circle, *(box for box in wish.mark if box.to is None)]
    return {
        (1, 0): max(box.right for box in fixed),
        (-1, 0): max(-box.left for box in fixed),
        (0, -1): max(wish.y - box.top for box in fixed),
        (0, 1): max(box.bottom - wish.y for box in fixed),
    }
