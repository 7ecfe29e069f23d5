"""A strip of time: every event where it lies in time, stacked so that no two marks touch.

What is known stands above the axis, what is only claimed below it. In: days and weights. Out: where marks
and bars lie. It must not know what the events are, nor how dates are written.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from diptych.draw import scale
from diptych.draw.boxes import Box, free

NARROWEST = 1000
"""The width in pixels below which the strip has to scroll."""
PITCH = 24
"""The room of a mark: as large as a target for fingers has to be (WCAG 2.2, 2.5.8)."""
AXIS = 34
"""The height of the band in the middle, with the years."""
SHORTEST = 14
"""A stretch of time that would be shorter than this, in pixels at the narrowest, is a mark."""
RADII = {1: 5, 2: 7, 3: 11}
"""By weight."""
CLEAR = 5
"""How far the rows keep off the axis: its line takes 3 pixels, and 2 stay free beside the largest mark."""
OPEN = 0.985
"""Where a bar stops whose end is open: right of it there is room for its arrow, even at the narrowest."""
ARROW = 12
"""The room of the arrow in pixels, its stroke included."""


@dataclass(frozen=True, slots=True)
class Event:
    """`first` and `last` are the days it may mean or fills, as ordinals. `lasting`: it fills them;
    otherwise one day of them is meant. `vague`: the date is approximate or doubted. `begun` and `ended`
    are false for an end that is open."""

    first: int
    last: int
    lasting: bool
    vague: bool
    weight: int
    known: bool
    begun: bool = True
    ended: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in the strip: a circle at `at`, or a bar from `at` to `to`. `hollow`: its date is not sure.

    A bar that has not ended stops at `OPEN`, where its arrow begins.
    """

    index: int
    at: float
    to: float | None
    y: int
    radius: int
    hollow: bool
    begun: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A beginning of a month: its place, its text in lines, and whether a year begins there."""

    at: float
    lines: tuple[str, ...]
    is_year: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole: heights in pixels, the axis band from `axis_top` to `axis_bottom`, `now` as a share."""

    height: int
    axis_top: int
    axis_bottom: int
    now: float
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


def strip(
    events: Sequence[Event], now: int, say_month: Callable[[datetime.date, bool], tuple[str, ...]]
) -> Strip:
    """The strip of at least one event. `now` is the day for which the knowledge is valid.

    `say_month` writes a month of the axis in lines, with its year where asked: so often that the third of
    the strip that a phone shows has one. Of a January, the year.
    """
    first = min(now, *(event.first for event in events))
    last = _last(events, first, now)
    events = [event if event.last <= last else replace(event, last=last, ended=False) for event in events]
    covered = scale.span(first, last, start=0.02, end=0.98, least=365)
    levels: dict[int, tuple[float, float, int]] = {}
    taken: dict[bool, list[Box]] = {True: [], False: []}
    # Bars first, so that they lie along the axis; then the weighty ones, so that they are nearest to it.
    order = sorted(
        range(len(events)),
        key=lambda index: (
            _bar(events[index], covered) is None,
            -events[index].weight,
            events[index].first,
            index,
        ),
    )
    for index in order:
        event = events[index]
        bar = _bar(event, covered)
        at = bar[0] if bar else covered.at((event.first + event.last) / 2)
        to = bar[1] if bar else at
        level = _level(at, to, 4.0 if event.ended else ARROW, taken[event.known])
        levels[index] = at, to, level
    above = max((level for index, (_, _, level) in levels.items() if events[index].known), default=0)
    below = max((level for index, (_, _, level) in levels.items() if not events[index].known), default=0)
    top = (above + 1) * PITCH + CLEAR
    marks = tuple(
        Mark(
            index=index,
            at=round(at, 4),
            to=round(to, 4) if _bar(event, covered) else None,
            y=top - CLEAR - level * PITCH - PITCH // 2
            if event.known
            else top + AXIS + CLEAR + level * PITCH + PITCH // 2,
            radius=RADII[event.weight],
            hollow=event.vague or (not event.lasting and event.last - event.first > 1),
            begun=event.begun,
            ended=event.ended,
        )
        for index, event in enumerate(events)
        for at, to, level in (levels[index],)
    )
    months = scale.months(covered, 20)
    monthly = len(months) > 1 and (months[1] - months[0]).days < 32
    ticks = tuple(
        Tick(
            round(covered.at(day.toordinal()), 4),
            say_month(day, day.month % (3 if monthly else 6) == 1),
            day.month == 1,
        )
        for day in months
    )
    height = top + AXIS + CLEAR + (below + 1) * PITCH
    return Strip(height, top, top + AXIS, round(covered.at(now), 4), ticks, marks)


def _last(events: Sequence[Event], first: int, now: int) -> int:
    """The last day shown. What is to last beyond an eighth of the time so far runs out of the picture."""
    latest = max(now, *(event.last for event in events))
    return min(latest, max(now + (now - first) // 8, *(event.first for event in events)))


def _bar(event: Event, covered: scale.Span) -> tuple[float, float] | None:
    """The shares between which a bar lies; None for what is a mark. What has an open end is a bar."""
    at = covered.at(event.first) if event.begun else 0.0
    if not event.ended:
        return min(at, OPEN - SHORTEST / NARROWEST), OPEN
    to = covered.at(event.last)
    return (at, to) if (to - at) * NARROWEST >= SHORTEST else None


def _level(at: float, to: float, beyond: float, taken: list[Box]) -> int:
    """The first free level, which is then taken. `beyond`: how far a bar reaches past its end, in pixels."""
    level = 0
    while True:
        half = PITCH / 2
        left, right = (-half, half) if at == to else (-4.0, beyond)
        box = Box(at, left, level * PITCH, right, (level + 1) * PITCH, to)
        if free(box, taken, NARROWEST):
            taken.append(box)
            return level
        level += 1
