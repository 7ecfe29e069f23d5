"""The labels of a chart at one width: which texts each estimate offers, and who chooses first.

In: estimates, where their marks are, and what else is in the way. Out: labels by index of estimate, and how
much they say. It must not know how the chart is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from diptych.draw import labels, text
from diptych.draw.boxes import Box
from diptych.draw.estimate import RADIUS, Estimate
from diptych.draw.labels import Label, Room, Wish

LONGEST = 0.33
"""The share of the width beyond which a name is broken into lines."""
TRIES = 12
"""In how many orders labels are placed at most."""

Worth: TypeAlias = tuple[int, int, int]
"""How many numbers stand in the chart; how many names, these once more; the lines to labels, negative."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the mark of an estimate stands, share of the width and height, and the room that it takes."""

    at: float
    y: int
    boxes: tuple[Box, ...]


def placed(
    estimates: Sequence[Estimate], spots: Sequence[Spot], obstacles: Sequence[Box], room: Room
) -> tuple[tuple[Label | None, ...], Worth]:
    """Author and number, or the number alone, always where the line leads to a name. The last line ends with
    the number.

    A name alone is none: whoever looks for the number finds it in the list below, beside the same sign and
    name. What finds no room tries again before all others; of all tries the one that says most is kept.
    """
    replaced = {one.replaces for one in estimates}
    wishes = [
        Wish(spot.at, spot.y, RADIUS, _texts(one, room, alone=index in replaced), spot.boxes)
        for index, (one, spot) in enumerate(zip(estimates, spots, strict=True))
    ]
    turn = tuple(
        sorted(range(len(estimates)), key=lambda index: (index in replaced, -estimates[index].value, index))
    )
    tries: dict[tuple[int, ...], tuple[Label | None, ...]] = {}
    while turn not in tries and len(tries) < TRIES:
        found = dict(
            zip(turn, labels.placed([wishes[index] for index in turn], obstacles, room), strict=True)
        )
        tries[turn] = tuple(found[index] for index in range(len(estimates)))
        short = [index for index in turn if _said(found[index], wishes[index]) < 2]
        turn = (*short, *(index for index in turn if index not in short))
    best = max(tries.values(), key=lambda found: _worth(found, wishes))
    return best, _worth(best, wishes)


def _texts(one: Estimate, room: Room, *, alone: bool) -> tuple[tuple[str, ...], ...]:
    if alone:
        return ((one.number,),)
    name = text.wrapped(one.name, room.size, room.width * LONGEST)
    return (*name, one.number), (f"{one.name} {one.number}",), (one.number,)


def _said(label: Label | None, wish: Wish) -> int:
    """How much of what an estimate offers is said: all of it (2), the number (1) or nothing."""
    if label is None:
        return 0
    return 1 if label.lines == wish.texts[-1] != wish.texts[0] else 2


def _worth(found: Sequence[Label | None], wishes: Sequence[Wish]) -> Worth:
    said = [_said(label, wish) for label, wish in zip(found, wishes, strict=True)]
    leaders = sum(label is not None and label.leader is not None for label in found)
    return sum(level > 0 for level in said), sum(said), -leaders
