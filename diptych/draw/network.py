"""A diagram of relations in two columns: the two houses with most between them face each other.

A house is an actor that belongs to none, with all that belong to it, as a tree. The ties run through the
middle. In: actors and relations as plain values. Out: places. Columns hang from two shares of the width
(`LEFT`, `RIGHT`), within them all is in pixels. It must not know who the actors are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from diptych.draw import houses, text
from diptych.draw.boxes import Box, free
from diptych.draw.houses import Actor, Relation

SMALLEST, NARROW, WIDE, LABELLED = 272, 306, 560, 736
"""Widths in pixels: the least; from which names have their full size, more room, and ties their names."""
LEFT, RIGHT = 0.39, 0.61
"""The shares of the width between which the ties run."""
SIZE, LINE = 13, 16
SMALL = 11
"""The size of names below `NARROW`, so that they fit there as they are divided for it."""
STEP = 10
"""How far a member is set in, in pixels; also the length of the piece between a mark and the middle."""
SLOT = 14
"""The distance of two ties at one actor, in pixels."""
GAP, HOUSE_GAP = 12, 26
"""Between two actors, and before a house, in pixels."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: its column (0 or 1), its depth in the tree of its house, the height of its mark and how
    tall that is; its name in lines for both widths, with the height of the first baseline for each."""

    actor: int
    side: int
    depth: int
    y: int
    bar: int
    narrow: tuple[str, ...]
    narrow_y: int
    wide: tuple[str, ...]
    wide_y: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A member under what it belongs to: from the mark of one to that of the other. `relations` are those
    that say so, by index; there may be none."""

    side: int
    depth: int
    y: int
    to_y: int
    relations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A line through the middle between two marks. `sides` and `depths` are those of its ends; both sides
    are the same for a tie inside a column, which is then an arc. `arrows`: at which end it points.

    `type` is "" where its relations are of several. `text` says what it is; `label` is the share and the
    height at which that stands, None where there is no room for it.
    """

    relations: tuple[int, ...]
    type: str
    sure: bool
    sides: tuple[int, int]
    depths: tuple[int, int]
    ys: tuple[int, int]
    arrows: tuple[bool, bool]
    label: tuple[float, int] | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """The whole; `rules` are the heights, by column, of the lines above the houses."""

    height: int
    nodes: tuple[Node, ...]
    branches: tuple[Branch, ...]
    ties: tuple[Tie, ...]
    rules: tuple[tuple[int, int], ...]

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the ties, each once; "several" for ties of more than one."""
        return tuple(dict.fromkeys(tie.type or "several" for tie in self.ties))


def network(
    actors: Sequence[Actor], relations: Sequence[Relation], say: Callable[[tuple[int, ...]], str]
) -> Network:
    """The diagram of relations between actors. `say` gives the label of a tie, from its relations."""
    roots = [houses.root(actors, index) for index in range(len(actors))]
    within, across = houses.sorted_out(actors, relations)
    weighted = [(relations[each[0]].start, relations[each[0]].end, len(each)) for each in across]
    poles = houses.poles_of(roots, weighted)
    sides = houses.columns_of(roots, weighted, poles)
    side_of = [sides[root] for root in roots]
    rank = houses.ranks(side_of, [(start, end) for start, end, _ in weighted])
    partners: dict[int, list[int]] = defaultdict(list)
    for start, end, _ in weighted:
        partners[start].append(end)
        partners[end].append(start)
    order: list[list[tuple[int, int]]] = []
    for _ in range(6):
        order = [houses.column(actors, roots, side_of, side, poles, rank) for side in (0, 1)]
        heights = _heights(actors, order, partners)
        rank = [
            sum(heights[other] for other in partners[index]) / len(partners[index])
            if partners[index]
            else float(heights[index])
            for index in range(len(actors))
        ]
    return _geometry(actors, relations, order, partners, within, across, say)


def _sizes(
    actors: Sequence[Actor], index: int, depth: int, partners: dict[int, list[int]]
) -> tuple[tuple[str, ...], int]:
    room = LEFT * NARROW - STEP * (depth + 1) - 10
    lines = text.wrapped(text.divided(actors[index].name, SIZE, room), SIZE, room)
    return lines, max(len(lines) * LINE, len(partners[index]) * SLOT)


def _heights(
    actors: Sequence[Actor], order: Sequence[Sequence[tuple[int, int]]], partners: dict[int, list[int]]
) -> dict[int, int]:
    """The middle of each actor's row, in pixels."""
    found: dict[int, int] = {}
    for column in order:
        y = 0
        for index, depth in column:
            _, high = _sizes(actors, index, depth, partners)
            y += HOUSE_GAP if depth == 0 else GAP
            found[index] = y + high // 2
            y += high
    return found


def _geometry(
    actors: Sequence[Actor],
    relations: Sequence[Relation],
    order: Sequence[Sequence[tuple[int, int]]],
    partners: dict[int, list[int]],
    within: dict[int, list[int]],
    across: Sequence[Sequence[int]],
    say: Callable[[tuple[int, ...]], str],
) -> Network:
    middles = _heights(actors, order, partners)
    nodes: dict[int, Node] = {}
    rules = []
    for side, column in enumerate(order):
        for index, depth in column:
            lines, high = _sizes(actors, index, depth, partners)
            y = middles[index]
            if depth == 0:
                rules.append((side, y - high // 2 - 8))
            room = LEFT * WIDE - STEP * (depth + 1) - 10
            wide = text.wrapped(text.divided(actors[index].name, SIZE, room), SIZE, room)
            bar = max(8, len(partners[index]) * SLOT - 2)
            nodes[index] = Node(index, side, depth, y, bar, lines, _first(y, lines), wide, _first(y, wide))
    branches = tuple(
        Branch(node.side, node.depth, nodes[parent].y, node.y, tuple(within.get(node.actor, ())))
        for node in nodes.values()
        if node.depth and (parent := actors[node.actor].parent) is not None
    )
    ties = _labelled(_ties(relations, across, nodes), say)
    bottom = max(
        middles[index] + _sizes(actors, index, depth, partners)[1] // 2
        for column in order
        for index, depth in column
    )
    return Network(bottom + GAP, tuple(nodes.values()), branches, ties, tuple(rules))


def _first(y: int, lines: Sequence[str]) -> int:
    """The first baseline of lines around a height."""
    return y - len(lines) * LINE // 2 + 12


def _ties(
    relations: Sequence[Relation], across: Sequence[Sequence[int]], nodes: dict[int, Node]
) -> list[Tie]:
    """The ties, those of one actor side by side in the order of their other ends."""
    slots: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for number, each in enumerate(across):
        first = relations[each[0]]
        for here, there in ((first.start, first.end), (first.end, first.start)):
            far = nodes[there].y
            slots[here].append((far, number, here))
    heights = {
        (number, here): round(nodes[here].y + (place - (len(found) - 1) / 2) * SLOT)
        for found in slots.values()
        for place, (_, number, here) in enumerate(sorted(found))
    }
    ties = []
    for number, each in enumerate(across):
        first = relations[each[0]]
        start, end = first.start, first.end
        ends = (end, start) if nodes[start].side > nodes[end].side else (start, end)
        types = {relations[index].type for index in each}
        ties.append(
            Tie(
                relations=tuple(each),
                type=types.pop() if len(types) == 1 else "",
                sure=first.sure,
                sides=(nodes[ends[0]].side, nodes[ends[1]].side),
                depths=(nodes[ends[0]].depth, nodes[ends[1]].depth),
                ys=(heights[number, ends[0]], heights[number, ends[1]]),
                arrows=(first.directed and ends[0] == end, first.directed and ends[1] == end),
            )
        )
    return ties


def _labelled(ties: Sequence[Tie], say: Callable[[tuple[int, ...]], str]) -> tuple[Tie, ...]:
    """The ties with their labels where, at the wide width, they touch nothing; the flattest ties first."""
    taken: list[Box] = []
    found = dict(enumerate(ties))
    for number in sorted(found, key=lambda number: (abs(ties[number].ys[0] - ties[number].ys[1]), number)):
        tie = ties[number]
        said = say(tie.relations)
        found[number] = replace(tie, text=said)
        if tie.sides[0] == tie.sides[1]:
            continue
        wide = text.width(said, 12)
        for share in (0.5, 0.4, 0.6, 0.3, 0.7):
            at = LEFT + (RIGHT - LEFT) * share
            y = tie.ys[0] + (tie.ys[1] - tie.ys[0]) * share
            box = Box(at, -wide / 2, y - 6.5, wide / 2, y + 6.5)
            if (
                box.start(LABELLED) >= LEFT * LABELLED
                and box.end(LABELLED) <= RIGHT * LABELLED
                and free(box, taken, LABELLED)
            ):
                taken.append(box)
                found[number] = replace(tie, text=said, label=(round(at, 3), round(y) + 4))
                break
    return tuple(found[number] for number in range(len(ties)))
