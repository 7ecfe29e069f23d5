"""Scales: round numbers for a value axis that begins at zero, and beginnings of months for a time axis.

In: the largest value; the first and last day as ordinals (`datetime.date.toordinal`). Out: ticks. It must
not know how a number or a month is written.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def values(top: Decimal, intervals: int = 4) -> tuple[Decimal, ...]:
    """Round numbers from 0 to at least `top` (which is positive), in at most `intervals` equal steps."""
    rough = top / intervals
    power = Decimal(10) ** rough.adjusted()
    step = next(power * step for step in _STEPS if power * step >= rough)
    count = int((top / step).to_integral_value(ROUND_CEILING))
    return tuple(step * index for index in range(count + 1))


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a picture covers, and how it lies on the width.

    `first` and `last` are ordinals of days. They lie at the shares `start` and `end` of the width.
    """

    first: int
    last: int
    start: float
    end: float

    def at(self, day: float) -> float:
        """The share of the width at which a day lies."""
        return self.start + (day - self.first) / (self.last - self.first) * (self.end - self.start)


def span(first: int, last: int, start: float = 0.1, end: float = 0.95, least: int = 60) -> Span:
    """The span from one day to another, widened on both sides to `least` days."""
    missing = max(0, least - (last - first))
    before = min(missing // 2, first - 1)
    return Span(first - before, last + missing - before, start, end)


def months(covered: Span, most: int, margin: float = 0.02) -> tuple[datetime.date, ...]:
    """Beginnings of months, quarters, half-years or years inside the picture, no more than `most`.

    `margin` is the share of the width at both sides where none may lie.
    """
    days_per_share = (covered.last - covered.first) / (covered.end - covered.start)
    first = covered.first - (covered.start - margin) * days_per_share
    last = covered.last + (1 - margin - covered.end) * days_per_share
    first = min(max(first, 1), datetime.date.max.toordinal())
    last = min(max(last, first), datetime.date.max.toordinal())
    start, stop = datetime.date.fromordinal(int(first)), datetime.date.fromordinal(int(last))
    found: tuple[datetime.date, ...] = ()
    for step in _MONTHS:
        found = tuple(_every(start, stop, step, first, last))
        if len(found) <= most:
            break
    return found


def _every(
    start: datetime.date, stop: datetime.date, step: int, first: float, last: float
) -> list[datetime.date]:
    """The first days of every `step`-th month, counted from January of year 0, between two days."""
    begin = (start.year * 12 + start.month - 1) // step
    stopping = (stop.year * 12 + stop.month - 1) // step
    days = []
    for index in range(begin, stopping + 1):
        year, month = divmod(index * step, 12)
        if 1 <= year <= 9999:
            day = datetime.date(year, month + 1, 1)
            if first <= day.toordinal() <= last:
                days.append(day)
    return days
