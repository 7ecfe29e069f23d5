"""A chart of estimates: when on the width, how much on the height, from zero, linear.

In: estimates with ready texts. Out: where everything lies. Estimates of different authors are never
joined; those of one author only where the later one replaces the earlier. It must not know who the authors
are, nor how numbers and dates are written.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from diptych.draw import labels, scale, text
from diptych.draw.boxes import Box, apart
from diptych.draw.labels import Label

NARROW, WIDE = 272, 560
"""The narrowest widths, in pixels, of the two settings of labels."""
SIZE = 13
"""The size of labels in pixels."""
RADIUS = 6
HEIGHT, BASE, TOP = 300, 262, 36
LONGEST = 0.33
"""The share of the width beyond which a name is broken into lines."""
_STARTS = (0.1, 0.15, 0.2)
"""Where the first day may lie, as shares: the first at which the axis' numbers are clear of all marks."""
ARROW = 12
"""How far the arrow of "at least" or "at most" reaches beyond the mark."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number. `first` and `last` are the days it may mean, as ordinals; `vague`: "about" then.

    Of `low`, `best`, `high` one at least is given; `replaces` is the index of the estimate it replaces.
    """

    author: int
    name: str
    number: str
    first: int
    last: int
    vague: bool
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    precision: str
    replaces: int | None = None

    @property
    def value(self) -> Decimal:
        """Where its mark stands: at the number, else the end that is given; of a bare range, the middle."""
        if self.best is not None:
            return self.best
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high or Decimal(0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an axis: at a share of the width (`at`) or a height (`y`), with its text."""

    at: float
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An estimate in the chart. `bar` are the heights of its range, `time` the shares between which its
    date lies; `narrow` and `wide` are its labels at the two widths."""

    at: float
    y: int
    author: int
    precision: str
    replaced: bool
    vague: bool
    is_range: bool
    bar: tuple[int, int] | None
    time: tuple[float, float] | None
    narrow: Label | None
    wide: Label | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A line from an estimate to the one that replaces it."""

    author: int
    at: float
    y: int
    to_at: float
    to_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole: sizes in pixels, `base` is the height of zero. The numbers of the value axis stand at the
    left or, where they would be in the way there, at the right (`mirrored`). `unnamed` are the authors
    whose name no label says at the narrow width, `unnamed_wide` at the wide one."""

    height: int
    base: int
    mirrored: bool
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    chains: tuple[Chain, ...]
    points: tuple[Point, ...]
    unnamed: tuple[int, ...]
    unnamed_wide: tuple[int, ...]


def chart(
    estimates: Sequence[Estimate],
    unit: str,
    say_value: Callable[[Decimal], str],
    say_month: Callable[[datetime.date, bool], tuple[str, ...]],
) -> Chart:
    """The chart of at least one estimate.

    `unit` stands above the value axis; `say_value` writes one of its numbers, `say_month` a month in lines,
    with its year where the flag is set.
    """
    highest = max(max(one.value, one.high or one.value) for one in estimates)
    values = scale.values(highest if highest > 0 else Decimal(1))
    first, last = min(one.first for one in estimates), max(one.last for one in estimates)

    def height(value: Decimal) -> int:
        return round(BASE - float(value / values[-1]) * (BASE - TOP))

    rows = tuple(Tick(0, height(value), (say_value(value),)) for value in values)
    replaced = {one.replaces for one in estimates}
    for start in _STARTS:
        covered = scale.span(first, last, start)
        spots = [(round(covered.at((one.first + one.last) / 2), 3), height(one.value)) for one in estimates]
        marks = _mark_boxes(estimates, spots, height)
        axis, mirrored, hits = _axis(rows, unit, marks)
        if not hits:
            break
    ticks = scale.months(covered, 5)
    columns = tuple(
        Tick(round(covered.at(day.toordinal()), 3), BASE, say_month(day, index == 0 or day.month == 1))
        for index, day in enumerate(ticks)
    )
    obstacles = [*axis, *marks]
    order = sorted(
        range(len(estimates)), key=lambda index: (index in replaced, -estimates[index].value, index)
    )
    chains = tuple(
        Chain(one.author, *spots[one.replaces], *spots[index])
        for index, one in enumerate(estimates)
        if one.replaces is not None
    )
    narrow, wide = (
        _labels(estimates, spots, order, [*obstacles, *_chain_boxes(chains, width)], width)
        for width in (NARROW, WIDE)
    )
    points = tuple(
        Point(
            at=at,
            y=y,
            author=one.author,
            precision=one.precision,
            replaced=index in replaced,
            vague=one.vague,
            is_range=one.best is None and one.low is not None and one.high is not None,
            bar=(height(one.high), height(one.low)) if one.low is not None and one.high is not None else None,
            time=_time(one, covered),
            narrow=narrow[index],
            wide=wide[index],
        )
        for index, (one, (at, y)) in enumerate(zip(estimates, spots, strict=True))
    )
    return Chart(
        HEIGHT,
        BASE,
        mirrored,
        rows,
        columns,
        chains,
        points,
        _unnamed(estimates, narrow),
        _unnamed(estimates, wide),
    )


def _time(one: Estimate, covered: scale.Span) -> tuple[float, float] | None:
    if one.last - one.first < 2:
        return None
    return round(covered.at(one.first), 3), round(covered.at(one.last), 3)


def _axis(rows: Sequence[Tick], unit: str, marks: Sequence[Box]) -> tuple[list[Box], bool, int]:
    """The numbers of the value axis, on their lines; whether at the right; how many marks they touch."""
    texts = [(unit, SIZE + 2), *((row.lines[0], row.y) for row in rows if row.y < BASE)]

    def at(mirrored: bool) -> list[Box]:
        found = []
        for said, bottom in texts:
            wide = text.width(said, SIZE)
            left, right = (-wide, 0.0) if mirrored else (0.0, wide)
            found.append(Box(float(mirrored), left, bottom - SIZE, right, bottom))
        return found

    def hits(mirrored: bool) -> int:
        return sum(not apart(box, mark, NARROW) for box in at(mirrored) for mark in marks)

    left, right = hits(False), hits(True)
    return at(right < left), right < left, min(left, right)


def _mark_boxes(
    estimates: Sequence[Estimate], spots: Sequence[tuple[float, int]], height: Callable[[Decimal], int]
) -> list[Box]:
    found = []
    for one, (at, y) in zip(estimates, spots, strict=True):
        above = RADIUS + (ARROW if one.precision == "at_least" else 0)
        below = RADIUS + (ARROW if one.precision == "at_most" else 0)
        found.append(Box(at, -RADIUS, y - above, RADIUS, y + below))
        if one.low is not None and one.high is not None:
            found.append(Box(at, -2, height(one.high), 2, height(one.low)))
    return found


def _chain_boxes(chains: Sequence[Chain], width: float) -> list[Box]:
    """Small boxes along each line, so that no label is struck through at this width."""
    found = []
    for chain in chains:
        steps = max(2, round(abs(chain.to_at - chain.at) * width / 6), abs(chain.to_y - chain.y) // 6)
        for step in range(1, steps):
            share = step / steps
            y = chain.y + (chain.to_y - chain.y) * share
            at = chain.at + (chain.to_at - chain.at) * share
            found.append(Box(at, -1, y - 1, 1, y + 1))
    return found


def _labels(
    estimates: Sequence[Estimate],
    spots: Sequence[tuple[float, int]],
    order: Sequence[int],
    obstacles: Sequence[Box],
    width: float,
) -> tuple[Label | None, ...]:
    """Labels by index of estimate: author and number, or the number alone where the line leads to a name."""
    replaced = {one.replaces for one in estimates}
    wishes = []
    for index in order:
        one, (at, y) = estimates[index], spots[index]
        name = text.wrapped(one.name, SIZE, width * LONGEST)
        full = ((*name, one.number), (f"{one.name} {one.number}",))
        texts = ((one.number,),) if index in replaced else (*full, (one.name,), (one.number,))
        wishes.append(labels.Wish(at, y, RADIUS, texts))
    room = labels.Room(width, 0, BASE - 1, SIZE)
    found = dict(zip(order, labels.placed(wishes, obstacles, room), strict=True))
    return tuple(found[index] for index in range(len(estimates)))


def _unnamed(estimates: Sequence[Estimate], found: Sequence[Label | None]) -> tuple[int, ...]:
    named = {
        one.author
        for one, label in zip(estimates, found, strict=True)
        if label is not None and one.name in " ".join(label.lines)
    }
    return tuple(dict.fromkeys(one.author for one in estimates if one.author not in named))
