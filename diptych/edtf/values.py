"""What an EDTF text can mean: a single date, or an interval or set of them.

In: the single dates of `diptych.edtf.points`. Out: `Interval`, `OneOf`, `AllOf` and the union `Value`,
frozen, with the same properties as a single date.
It must not know how a date is printed, nor the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from diptych.edtf.points import EARLIEST, LATEST, Date, DateTime, Moment, Point, Season


class End(Enum):
    """An end of an interval that is not a date."""

    OPEN = ".."
    UNKNOWN = ""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class _Span:
    """From one date to another; at least one of the ends is a date."""

    start: Point | End
    end: Point | End

    @property
    def points(self) -> tuple[Point, ...]:
        """The ends that are dates, in order."""
        return tuple(side for side in (self.start, self.end) if not isinstance(side, End))

    @property
    def lower(self) -> Moment:
        """The earliest moment; `EARLIEST` for an open or unknown start, as nothing nearer would be true."""
        return EARLIEST if isinstance(self.start, End) else self.start.lower

    @property
    def upper(self) -> Moment:
        """The latest moment; `LATEST` for an open or unknown end."""
        return LATEST if isinstance(self.end, End) else self.end.upper

    @property
    def approximate(self) -> bool:
        """Whether one of the ends is."""
        return any(point.approximate for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether one of the ends is."""
        return any(point.uncertain for point in self.points)


@dataclass(frozen=True, slots=True)
class Interval(_Span):
    """All the time from one date to another: `2004-06/2006-08`, `1985/..`, `/1985`."""

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Range(_Span):
    """Every date from one to another, inside a set: `1670..1672`, `..1984`; an end may be open."""

    def __str__(self) -> str:
        return "..".join("" if isinstance(side, End) else str(side) for side in (self.start, self.end))


Member: TypeAlias = Date | Season | Range


@dataclass(frozen=True, slots=True)
class _Set:
    members: tuple[Member, ...]

    @property
    def lower(self) -> Moment:
        """The earliest moment it can mean."""
        return min(member.lower for member in self.members)

    @property
    def upper(self) -> Moment:
        """The latest moment it can mean."""
        return max(member.upper for member in self.members)

    @property
    def approximate(self) -> bool:
        """Whether one of the members is."""
        return any(member.approximate for member in self.members)

    @property
    def uncertain(self) -> bool:
        """Whether one of the members is."""
        return any(member.uncertain for member in self.members)


@dataclass(frozen=True, slots=True)
class OneOf(_Set):
    """One of these dates, it is not known which: `[1667,1668,1670..1672]`."""

    def __str__(self) -> str:
        return f"[{','.join(map(str, self.members))}]"


@dataclass(frozen=True, slots=True)
class AllOf(_Set):
    """All of these dates: `{1960,1961-12}`."""

    def __str__(self) -> str:
        return f"{{{','.join(map(str, self.members))}}}"


Value: TypeAlias = Date | Season | DateTime | Interval | OneOf | AllOf
