"""Who stands where in a diagram of relations: houses, their columns, and the order within these.

A house is an actor that belongs to no other, with all that belong to it. In: actors and relations as plain
values. Out: indices and depths. It must not know sizes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Actor:
    """`parent` is the index of what it belongs to."""

    name: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Relation:
    """From the actor `start` to the actor `end`. `sure`: neither claimed, disputed nor refuted; `status` is
    any word that tells those apart that must not share a line."""

    start: int
    end: int
    directed: bool
    sure: bool
    status: str
    type: str


def root(actors: Sequence[Actor], index: int) -> int:
    """The head of the house that an actor belongs to."""
    seen = {index}
    while (parent := actors[index].parent) is not None and parent not in seen:
        index = parent
        seen.add(index)
    return index


def sorted_out(
    actors: Sequence[Actor], relations: Sequence[Relation]
) -> tuple[dict[int, list[int]], list[list[int]]]:
    """Relations that are branches, by member; all others, those alike between the same two as one tie."""
    within: dict[int, list[int]] = defaultdict(list)
    ties: dict[tuple[int, int, bool, str], list[int]] = {}
    for index, one in enumerate(relations):
        child = next(
            (
                child
                for child, parent in ((one.start, one.end), (one.end, one.start))
                if actors[child].parent == parent
            ),
            None,
        )
        if child is not None and one.type in ("membership", "command"):
            within[child].append(index)
            continue
        start, end = (one.start, one.end) if one.directed else sorted((one.start, one.end))
        status = "" if one.sure else one.status
        ties.setdefault((start, end, one.directed, status), []).append(index)
    return within, list(ties.values())


Weighted: TypeAlias = Sequence[tuple[int, int, int]]
"""Ties: the actors at both ends, and of how many relations."""


def _between(roots: Sequence[int], ties: Weighted) -> Counter[tuple[int, int]]:
    """How many relations there are between two houses, by their heads in order."""
    found: Counter[tuple[int, int]] = Counter()
    for start, end, count in ties:
        one, other = roots[start], roots[end]
        if one != other:
            found[min(one, other), max(one, other)] += count
    return found


def poles_of(roots: Sequence[int], ties: Weighted) -> tuple[int, ...]:
    """The two houses with most relations between them, in the order of the actors; none without any."""
    between = _between(roots, ties)
    return min(between.items(), key=lambda item: (-item[1], item[0]))[0] if between else ()


def columns_of(roots: Sequence[int], ties: Weighted, poles: Sequence[int]) -> dict[int, int]:
    """The column of each house: the poles apart, every other so that most of its ties cross the middle."""
    between = _between(roots, ties)
    sizes = Counter(roots)
    sides = {pole: side for side, pole in enumerate(poles)}
    waiting = [house for house in sorted(sizes) if house not in sides]

    def pull(house: int) -> tuple[int, int]:
        """How many relations would cross if the house were at the left, and at the right."""
        found = [0, 0]
        for pair, count in between.items():
            partner = pair[1] if pair[0] == house else pair[0]
            if house in pair and partner in sides:
                found[1 - sides[partner]] += count
        return found[0], found[1]

    def surest(house: int) -> tuple[int, int, int]:
        left, right = pull(house)
        return abs(left - right), left + right, -house

    while waiting:
        house = max(waiting, key=surest)
        left, right = pull(house)
        rows = [sum(sizes[other] for other in sides if sides[other] == side) for side in (0, 1)]
        sides[house] = 0 if left > right else 1 if right > left else int(rows[1] < rows[0])
        waiting.remove(house)
    return sides


def ranks(side_of: Sequence[int], ties: Sequence[tuple[int, int]]) -> list[float]:
    """An order of the actors in their columns in which few ties cross, by igraph's layered layout."""
    import igraph

    crossing = [pair for pair in ties if side_of[pair[0]] != side_of[pair[1]]]
    graph = igraph.Graph(n=len(side_of), edges=crossing)
    layout = graph.layout_sugiyama(layers=list(side_of), hgap=1, vgap=1, maxiter=200)
    return [float(layout[index][0]) for index in range(len(side_of))]


def column(
    actors: Sequence[Actor],
    roots: Sequence[int],
    side_of: Sequence[int],
    side: int,
    poles: Sequence[int],
    rank: Sequence[float],
) -> list[tuple[int, int]]:
    """The actors of a column from top to bottom with their depths: the pole's house first."""
    members = [index for index in range(len(actors)) if side_of[index] == side]
    children: dict[int, list[int]] = defaultdict(list)
    for index in members:
        parent = actors[index].parent
        if parent is not None and index != roots[index]:
            children[parent].append(index)

    def tree(index: int, depth: int) -> Iterator[tuple[int, int]]:
        yield index, depth
        for child in sorted(children[index], key=lambda child: (mean(child), child)):
            yield from tree(child, depth + 1)

    def mean(index: int) -> float:
        found = [rank[one] for one, _ in tree_of(index)]
        return sum(found) / len(found)

    def tree_of(index: int) -> Iterator[tuple[int, int]]:
        yield index, 0
        for child in children[index]:
            yield from tree_of(child)

    houses = sorted(
        {roots[index] for index in members}, key=lambda house: (house not in poles, mean(house), house)
    )
    return [pair for house in houses for pair in tree(house, 0)]
