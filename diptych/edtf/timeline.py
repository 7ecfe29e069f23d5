"""What the pages ask of a date: its place in a timeline, its year, its form for machines, the term of two.

In: a `Value`. Out: sort keys, years, ISO texts, intervals. It must not know how a date is printed.
"""

from __future__ import annotations

from typing import TypeAlias

from diptych.edtf.points import Date, DateTime, Moment, Point, Season, year_text
from diptych.edtf.values import AllOf, End, Interval, OneOf, Range, Value

SortKey: TypeAlias = tuple[Moment, tuple[float, ...], Moment, str]


def sort_key(value: Value) -> SortKey:
    """A total order for timelines; two values have the same key only if they are equal.

    By the first date that the value names, at its earliest; at the same start the vaguer date first (2024,
    then January 2024, then 1 January 2024), then what ends first. Without a start (`/2006`, `[..1760]`)
    that first date is the end: the only place where a reader would look for it.
    """
    first = _first_named(value)
    return first.lower, tuple(-part for part in first.upper), value.upper, str(value)


def year_of(value: Value) -> int:
    """The (astronomical) year under which a timeline lists the value: that of its sort key."""
    return int(_first_named(value).lower.year)


def _first_named(value: Value) -> Point | DateTime:
    if isinstance(value, Interval):
        return value.points[0]
    if isinstance(value, OneOf | AllOf):
        points = [member.points[0] if isinstance(member, Range) else member for member in value.members]
        return min(points, key=lambda point: (point.lower, tuple(-part for part in point.upper)))
    return value


def term(since: Value | None, until: Value | None) -> Interval | None:
    """The interval from `since` to `until`, open at an end that is None.

    None without any end, or with one that is no single date: an interval cannot start with a set.
    """
    start, end = (End.OPEN if value is None else value for value in (since, until))
    if not isinstance(start, Date | Season | End) or not isinstance(end, Date | Season | End):
        return None
    return None if start is end is End.OPEN else Interval(start, end)


def day(value: Value) -> str | None:
    """The day as `YYYY-MM-DD`, if the value is one certain day (or a time of one), else None."""
    date = value.date if isinstance(value, DateTime) else value
    exact = isinstance(date, Date) and date.precision == "day" and date.specified and not date.qualifier
    return str(date) if exact else None


def iso(value: Value) -> str | None:
    """The text for HTML's `<time datetime>`: a year, month, day, or date and time; else None.

    Of a day or month that is not specified it is the month or year around it (2024-10-XX is in 2024-10).
    None for all that HTML cannot say: seasons, decades, intervals, sets, years before 1, and anything
    approximate or uncertain, which a machine would take for a fact.
    Source: https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element
    """
    if isinstance(value, DateTime):
        return f"{_calendar(value.date)}{_clock(value)}" if value.date.year > 0 else None
    if not isinstance(value, Date) or value.qualifier or value.year < 1:
        return None
    return None if value.precision in ("century", "decade") else _calendar(value)


def _calendar(date: Date) -> str:
    text = year_text(date.year).lstrip("Y")
    for part in (date.month, date.day):
        text += f"-{part:02}" if part else ""
    return text


def _clock(value: DateTime) -> str:
    zone = value.zone if len(value.zone) != len("-04") else f"{value.zone}:00"
    zone = "Z" if zone == "-00:00" else zone
    return f"T{value.hour:02}:{value.minute:02}:{value.second:02}{zone}"
