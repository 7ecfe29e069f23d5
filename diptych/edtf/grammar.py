"""The grammar: a text that is exactly EDTF in, its value out.

In: a text without white space around it. Out: a `Value`, or `Invalid` with a reason.
It must not know how people mistype dates; that is `diptych.edtf.mistakes`. Time is bounded: texts are
limited in length, years in digits, and no pattern here backtracks over more than a few characters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, cast, get_args

from diptych.edtf.points import Date, DateTime, Point, Precision, Qualifier, Season, days_in
from diptych.edtf.values import AllOf, End, Interval, Member, OneOf, Range, Value

Reason = Literal[
    "empty",
    "too-long",
    "not-edtf",
    "unsupported",  # EDTF, but of level 2
    "notation",  # EDTF but for its characters: draft keywords, lower-case x, spaces, typographic dashes
    "words",
    "missing-zero",
    "missing-hyphens",
    "missing-seconds",
    "slashes",  # year first, or a month and a year: 2022/03/17, 03/2022
    "slashes-day-first",
    "slashes-month-first",
    "ambiguous-order",
    "no-such-month",
    "no-such-day",
    "no-such-time",
    "time-in-interval",
    "not-an-interval",  # two dates, joined by something else than a slash
    "reversed",
]
REASONS: tuple[Reason, ...] = get_args(Reason)

LONGEST = 1000
"""Characters a text may have; a set of a hundred days has fewer."""

# A year has at most 12 digits (ours; ISO sets no limit): more than the age of the universe.
_POINT = re.compile(
    r"(?: (?P<long>Y-?[1-9][0-9]{4,11})"
    r"  | (?P<year>(?!-0000|-000X|-00XX)-?[0-9]{2}(?:[0-9][0-9X]|XX))"
    r"    (?: -(?P<season>2[1-4]) | -(?P<month>[0-9]{2}|XX) (?: -(?P<day>[0-9]{2}|XX) )? )?"
    r") (?P<qualifier>[?~%]?)",
    re.VERBOSE,
)
_DATE_TIME = re.compile(
    r"(?P<date>[0-9-]{10,11}) T (?P<hour>[0-9]{2}) : (?P<minute>[0-9]{2}) : (?P<second>[0-9]{2})"
    r"(?P<zone> Z | [+-](?P<offset>[0-9]{2})(?: :(?P<offset_minute>[0-9]{2}))? )?",
    re.VERBOSE,
)


class Invalid(ValueError):  # noqa: N818 - it is read as edtf.Invalid
    """A text that is not a date we take.

    `reason` says why, for a program; `suggestion` is the corrected EDTF text, only where it is certain.
    """

    def __init__(self, reason: Reason, suggestion: str | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.suggestion = suggestion


@lru_cache(maxsize=8192)
def read(text: str) -> Value:
    """The value of an exact EDTF text. Raises `Invalid`."""
    if not text:
        raise Invalid("empty")
    if len(text) > LONGEST:
        raise Invalid("too-long")
    if text[0] + text[-1] == "[]":
        return OneOf(_members(text))
    if text[0] + text[-1] == "{}":
        return AllOf(_members(text))
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _date_time(text)
    return point(text)


def point(text: str) -> Point:
    """One date or season. Raises `Invalid`."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise Invalid("not-edtf")
    qualifier = cast(Qualifier, match["qualifier"])
    if match["long"]:
        return Date(int(match["long"][1:]), qualifier=qualifier)
    digits: str = match["year"]
    if match["season"]:
        if "X" in digits:
            raise Invalid("unsupported")
        return Season(int(digits), int(match["season"]), qualifier)
    if "X" in digits:
        if match["month"]:
            raise Invalid("unsupported")
        # In a negative year the larger digits are the earlier years.
        first = int(digits.replace("X", "9" if digits[0] == "-" else "0"))
        precision: Precision = "century" if digits.endswith("XX") else "decade"
        return Date(first, precision=precision, qualifier=qualifier)
    if not match["month"]:
        return Date(int(digits), qualifier=qualifier)
    return _month_or_day(int(digits), match["month"], match["day"], qualifier)


def _month_or_day(year: int, month: str, day: str | None, qualifier: Qualifier) -> Date:
    if month == "XX":
        if day and day != "XX":
            raise Invalid("unsupported")
        return Date(year, None, None, "day" if day else "month", qualifier)
    month_number = int(month)
    if 25 <= month_number <= 41 and not day:
        raise Invalid("unsupported")
    if not 1 <= month_number <= 12:
        raise Invalid("no-such-month")
    if not day:
        return Date(year, month_number, None, "month", qualifier)
    if day == "XX":
        return Date(year, month_number, None, "day", qualifier)
    if not 1 <= int(day) <= days_in(year, month_number):
        raise Invalid("no-such-day")
    return Date(year, month_number, int(day), "day", qualifier)


def _date_time(text: str) -> DateTime:
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise Invalid("not-edtf")
    date = point(match["date"])
    if not isinstance(date, Date) or date.day is None:
        raise Invalid("not-edtf")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"])
    offset, offset_minute = int(match["offset"] or 0), int(match["offset_minute"] or 0)
    # The widest offset in use is 14 hours (Line Islands).
    if hour > 23 or minute > 59 or second > 59 or offset * 60 + offset_minute > 14 * 60 or offset_minute > 59:
        raise Invalid("no-such-time")
    return DateTime(date, hour, minute, second, match["zone"] or "")


def _interval(text: str) -> Interval:
    left, slash, right = text.partition("/")
    interval = Interval(_side(left), _side(right))
    if not interval.points:
        raise Invalid("not-edtf")
    if interval.lower > interval.upper:
        raise Invalid("reversed", right + slash + left)
    return interval


def _side(text: str) -> Point | End:
    if text == "..":
        return End.OPEN
    return point(text) if text else End.UNKNOWN


def _members(text: str) -> tuple[Member, ...]:
    members: list[Member] = []
    for part in text[1:-1].split(","):
        left, dots, right = part.strip(" ").partition("..")
        if not dots:
            members.append(point(left))
            continue
        member = Range(point(left) if left else End.OPEN, point(right) if right else End.OPEN)
        if not member.points:
            raise Invalid("not-edtf")
        if member.lower > member.upper:
            raise Invalid("reversed", text.replace(f"{left}..{right}", f"{right}..{left}"))
        members.append(member)
    return tuple(members)
