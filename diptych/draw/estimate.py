"""One estimate of a chart: where its mark stands, how it looks, and the room that all its parts take.

In: an estimate with ready texts. Out: its value, its look, its boxes. It must not know who the authors are,
nor anything of the other estimates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from diptych.draw import scale
from diptych.draw.boxes import Box

RADIUS = 8
"""How far the shapes of the authors reach from their middle, their stroke included, in pixels."""
ARROW = 11
"""How far the arrow of "at least" or "at most" reaches beyond the shape."""
WHISKER = 17
"""How far the dots of a date that is not sure reach at both sides, where they are not drawn to scale."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the mark of an estimate is drawn. `is_range`: a bar alone; `has_bar`: a bar, with or without its
    shape; `vague`: the date is not sure. The defaults are the plain sign of an author."""

    author: int
    precision: str = "exact"
    replaced: bool = False
    vague: bool = False
    is_range: bool = False
    has_bar: bool = False


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


Heights = Callable[[Decimal], int]
"""The height of a number, in pixels from the top of the picture."""


def look(one: Estimate, *, replaced: bool) -> Look:
    """How its mark is drawn."""
    has_bar = one.low is not None and one.high is not None
    return Look(
        author=one.author,
        precision=one.precision,
        replaced=replaced,
        vague=one.vague or lasts(one),
        is_range=has_bar and one.best is None,
        has_bar=has_bar,
    )


def lasts(one: Estimate) -> bool:
    """Whether the time that it may mean is long enough to be drawn to scale."""
    return one.last - one.first >= 2


def bar(one: Estimate, height: Heights) -> tuple[int, int] | None:
    """The heights of its range: of the upper end, then of the lower."""
    if one.low is None or one.high is None:
        return None
    return height(one.high), height(one.low)


def time(one: Estimate, covered: scale.Span) -> tuple[float, float] | None:
    """The shares of the width between which its date lies; None for a day."""
    if not lasts(one):
        return None
    return round(covered.at(one.first), 3), round(covered.at(one.last), 3)


def boxes(one: Estimate, spot: tuple[float, int], height: Heights, covered: scale.Span) -> tuple[Box, ...]:
    """The room that its mark takes: shape, arrow, bar and the dots of its date. `spot`: share and height."""
    at, y = spot
    found = []
    if not look(one, replaced=False).is_range:
        # Nearly round: a square would count what passes its corners aslant as nearer than it looks.
        half = RADIUS // 2
        found.append(Box(at, -RADIUS, y - half, RADIUS, y + half))
        found.append(Box(at, -half, y - RADIUS, half, y + RADIUS))
        if one.precision == "at_least":
            found.append(Box(at, -5, y - RADIUS - ARROW, 5, y - RADIUS))
        if one.precision == "at_most":
            found.append(Box(at, -5, y + RADIUS, 5, y + RADIUS + ARROW))
    ends = bar(one, height)
    if ends:
        found.append(Box(at, -6, ends[0] - 1, 6, ends[1] + 1))
    days = time(one, covered)
    if days:
        found.append(Box(days[0], 0, y - 2, 0, y + 2, to=days[1]))
    elif one.vague:
        found.append(Box(at, -WHISKER, y - 2, WHISKER, y + 2))
    return tuple(found)
