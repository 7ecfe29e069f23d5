"""A chart of estimates: when on the width, how much on the height, from zero, linear.

In: estimates with ready texts. Out: where everything lies. Estimates of different authors are never
joined; those of one author only where the later one replaces the earlier, which is to say that it counts the
same thing. A label is never nearer to the mark of another estimate than to its own. It must not know who the
authors are, nor how numbers and dates are written.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from diptych.draw import chart_key, chart_labels, estimate, scale, text
from diptych.draw.boxes import Box, apart
from diptych.draw.chart_labels import Spot
from diptych.draw.estimate import Estimate, Look
from diptych.draw.labels import Label, Room

NARROW, WIDE = 288, 560
"""The narrowest widths, in pixels, of the two settings of labels."""
SIZE = 13
"""The size of labels in pixels."""
HEIGHT, BASE, TOP = 300, 262, 36
_SIDES = ((0.1, 0.95), (0.15, 0.95), (0.2, 0.95), (0.15, 0.88), (0.2, 0.88))
"""Where the first and the last day may lie, as shares: those at which the axis' numbers are clear of all
marks, and the labels say most."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an axis: at a share of the width (`at`) or a height (`y`), with its text."""

    at: float
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An estimate in the chart. `bar` are the heights of its range, `time` the shares between which its
    date lies; `narrow` and `wide` are its labels at the two widths, whose last line ends with `number`."""

    at: float
    y: int
    look: Look
    number: str
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
    left or, where they would be in the way there, at the right (`mirrored`). `narrow` and `wide` are the
    entries of the list below it at the two widths."""

    height: int
    base: int
    mirrored: bool
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    chains: tuple[Chain, ...]
    points: tuple[Point, ...]
    narrow: tuple[chart_key.Entry, ...]
    wide: tuple[chart_key.Entry, ...]


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
    spans = [scale.span(first, last, start, end) for start, end in _SIDES]
    laid = max(
        (_laid(estimates, covered, height, rows, unit) for covered in spans), key=lambda one: one.worth
    )
    ticks = scale.months(laid.covered, 5, margin=0.055)
    columns = tuple(
        Tick(round(laid.covered.at(day.toordinal()), 3), BASE, say_month(day, index == 0 or day.month == 1))
        for index, day in enumerate(ticks)
    )
    replaced = {one.replaces for one in estimates}
    looks = [estimate.look(one, replaced=index in replaced) for index, one in enumerate(estimates)]
    points = tuple(
        Point(
            at=spot.at,
            y=spot.y,
            look=looks[index],
            number=one.number,
            bar=estimate.bar(one, height),
            time=estimate.time(one, laid.covered),
            narrow=laid.narrow[index],
            wide=laid.wide[index],
        )
        for index, (one, spot) in enumerate(zip(estimates, laid.spots, strict=True))
    )
    return Chart(
        HEIGHT,
        BASE,
        laid.mirrored,
        rows,
        columns,
        laid.chains,
        points,
        chart_key.entries(estimates, looks, laid.narrow),
        chart_key.entries(estimates, looks, laid.wide),
    )


@dataclass(frozen=True, slots=True)
class _Laid:
    """One way to lay the time on the width. `worth`: minus the marks that the axis' numbers touch, then how
    much the labels say."""

    covered: scale.Span
    mirrored: bool
    spots: tuple[Spot, ...]
    chains: tuple[Chain, ...]
    narrow: tuple[Label | None, ...]
    wide: tuple[Label | None, ...]
    worth: tuple[int, ...]


def _laid(
    estimates: Sequence[Estimate],
    covered: scale.Span,
    height: estimate.Heights,
    rows: Sequence[Tick],
    unit: str,
) -> _Laid:
    spots = tuple(
        Spot(at, y, estimate.boxes(one, (at, y), height, covered))
        for one in estimates
        for at, y in ((round(covered.at((one.first + one.last) / 2), 3), height(one.value)),)
    )
    chains = tuple(
        Chain(one.author, spots[one.replaces].at, spots[one.replaces].y, spots[index].at, spots[index].y)
        for index, one in enumerate(estimates)
        if one.replaces is not None
    )
    axis, mirrored, hits = _axis(rows, unit, [box for spot in spots for box in spot.boxes])
    (narrow, first), (wide, second) = (
        chart_labels.placed(
            estimates,
            spots,
            [*axis, *_chain_boxes(chains, width)],
            Room(width, 0, BASE - 1, SIZE),
        )
        for width in (NARROW, WIDE)
    )
    said = (sum(both) for both in zip(first, second, strict=True))
    return _Laid(covered, mirrored, spots, chains, narrow, wide, (-hits, *said))


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
