"""Single dates, seasons and times, as frozen values with their earliest and latest moments.

In: fields already checked by `diptych.edtf.grammar`. Out: `Date`, `Season`, `DateTime`; each has `lower`
and `upper` (`Moment`), `approximate`, `uncertain`, and gives back its canonical EDTF text with `str`.
It must not know how a date is printed, nor the clock. Years are astronomical (year 0 is 1 BC) and
the calendar is the Gregorian one at all times, as ISO 8601 has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal, NamedTuple, TypeAlias

Qualifier = Literal["", "?", "~", "%"]
Precision = Literal["century", "decade", "year", "month", "day"]

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS_COVERED = {"century": 100, "decade": 10}
# ISO leaves the months of a season open. These are the northern, meteorological ones; winter ends with its
# year, so that it comes after the autumn of that year, as its number does.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class Moment(NamedTuple):
    """A second of the calendar as written, without time zone: comparable for any year.

    `year` is an int, or infinite for the open ends; `second` is the second of the day, 0 to 86399.
    """

    year: float
    month: int = 1
    day: int = 1
    second: int = 0


EARLIEST = Moment(-inf)
LATEST = Moment(inf, 12, 31, 86399)


def days_in(year: int, month: int) -> int:
    """How many days a month has; `month` is 1 to 12."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_LENGTHS[month - 1] + leap


def year_text(year: int) -> str:
    """A year in EDTF: four digits, or the letter Y and more."""
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}" if abs(year) <= 9999 else f"Y{year}"


class _Qualified:
    """The one qualifier that a date or a season as a whole may have."""

    __slots__ = ()
    qualifier: Qualifier

    @property
    def approximate(self) -> bool:
        """Whether it is "about" then: `~` or `%`."""
        return self.qualifier in ("~", "%")

    @property
    def uncertain(self) -> bool:
        """Whether it is doubted: `?` or `%`."""
        return self.qualifier in ("?", "%")


@dataclass(frozen=True, slots=True)
class Date(_Qualified):
    """A century, decade, year, month or day.

    `precision` is what the text aims at: with "month" or "day", a `month` or `day` of None is one that is
    not specified (2004-XX, 1985-04-XX, 1985-XX-XX). `year` is the first one of a decade or century.
    A qualifier does not move the bounds: how wide "about" is, nobody said.
    """

    year: int
    month: int | None = None
    day: int | None = None
    precision: Precision = "year"
    qualifier: Qualifier = ""

    @property
    def last_year(self) -> int:
        """The last year of a decade or century, else the year itself."""
        return self.year + _YEARS_COVERED.get(self.precision, 1) - 1

    @property
    def specified(self) -> bool:
        """Whether nothing in it is an X."""
        missing = (self.precision in ("month", "day") and self.month is None) or (
            self.precision == "day" and self.day is None
        )
        return not missing and self.precision not in _YEARS_COVERED

    @property
    def lower(self) -> Moment:
        """The earliest moment it can mean."""
        return Moment(self.year, self.month or 1, self.day or 1)

    @property
    def upper(self) -> Moment:
        """The latest moment it can mean."""
        month = self.month or 12
        return Moment(self.last_year, month, self.day or days_in(self.last_year, month), 86399)

    def __str__(self) -> str:
        if self.precision in _YEARS_COVERED:
            # The digits of a negative year count away from zero, so its first year has the largest.
            sign, covered = "-" if self.year < 0 else "", _YEARS_COVERED[self.precision]
            digits = len(str(covered)) - 1
            text = f"{sign}{abs(self.year) // covered:0{4 - digits}}{'X' * digits}"
        else:
            text = year_text(self.year)
        if self.precision in ("month", "day"):
            text += f"-{self.month:02}" if self.month else "-XX"
        if self.precision == "day":
            text += f"-{self.day:02}" if self.day else "-XX"
        return text + self.qualifier


@dataclass(frozen=True, slots=True)
class Season(_Qualified):
    """A season of a year: 21 spring, 22 summer, 23 autumn, 24 winter."""

    year: int
    season: int
    qualifier: Qualifier = ""

    @property
    def lower(self) -> Moment:
        """The earliest moment it can mean."""
        return Moment(self.year, _SEASON_MONTHS[self.season][0])

    @property
    def upper(self) -> Moment:
        """The latest moment it can mean."""
        month = _SEASON_MONTHS[self.season][1]
        return Moment(self.year, month, days_in(self.year, month), 86399)

    def __str__(self) -> str:
        return f"{year_text(self.year)}-{self.season}{self.qualifier}"


@dataclass(frozen=True, slots=True)
class DateTime:
    """A second of a day. `zone` is as typed: "" (local, unnamed), "Z", "-04" or "+04:30"."""

    date: Date
    hour: int
    minute: int
    second: int
    zone: str = ""

    @property
    def lower(self) -> Moment:
        """The wall clock as written: readers see that day, so it is the day it sorts under."""
        return self.date.lower._replace(second=(self.hour * 60 + self.minute) * 60 + self.second)

    @property
    def upper(self) -> Moment:
        """The latest moment it can mean."""
        return self.lower

    @property
    def approximate(self) -> bool:
        """Never: EDTF has no qualified times."""
        return False

    @property
    def uncertain(self) -> bool:
        """Never: EDTF has no qualified times."""
        return False

    def __str__(self) -> str:
        return f"{self.date}T{self.hour:02}:{self.minute:02}:{self.second:02}{self.zone}"


Point: TypeAlias = Date | Season
