"""Dates in international English: day before month, no ordinals, no comma before the year.

In: an EDTF value and a style. Out: a phrase, lower case unless it begins with a month. It must not
know HTML, other languages, or today's date. Months come from CLDR (British abbreviations).

Choices: a no-break space (U+00A0) between day and month and within *44 BC*; approximate is *around*
(*c.* where it is tight); uncertain is *(uncertain)* on a label and *possibly* in a sentence. *The
1900s* may be a decade or a century, so 19XX is *between 1900 and 1999* and 190X *between 1900 and 1909*.
"""

from __future__ import annotations

from dataclasses import dataclass

from diptych.edtf import AllOf, Date, DateTime, End, Interval, Point, Range, Season, Value
from diptych.languages import cldr
from diptych.languages.en.date_words import SEASONS
from diptych.languages.phrasing import (
    Doubts,
    Shared,
    Style,
    dash,
    mixed,
    noted,
    shared,
    shared_by_all,
)

_LOCALE = "en_GB"
_NBSP = "\u00a0"
_DOUBTS = Doubts(
    possibly="possibly ",
    uncertain="date uncertain",
    kinds={"?": "uncertain", "~": "approximate", "%": "approximate and uncertain"},
    date="date {}",
    year="year {}",
)


@dataclass(frozen=True, slots=True)
class _Noun:
    """A date as a noun (*3 March 2024*), with its preposition (`at`), and as a label."""

    text: str
    at: str
    label: str


def phrase(value: Value, style: Style) -> str:
    """The date in English; see `diptych.languages.phrasing.Style`."""
    if isinstance(value, DateTime):
        return _date_time(value, style)
    if isinstance(value, Interval):
        return _interval(value, style)
    if isinstance(value, Date | Season):
        return _single(value, style)
    every = isinstance(value, AllOf)
    different = mixed(value.members)
    style = "sentence" if different else style
    without = shared_by_all(value.members)
    parts = [_member(member, style, without, every=every) for member in value.members[:-1]]
    parts.append(_member(value.members[-1], style, every=every))
    words = {part.split()[0] for part in parts}
    if (
        style == "sentence" and not different and len(words) == 1 and words < {"in", "on"}
    ):  # once is enough: in 2020 or 2021
        parts[1:] = [part[3:] for part in parts[1:]]
    return cldr.listed(tuple(parts), _LOCALE, alternatives=not every)


def _single(point: Point, style: Style, without: Shared = "") -> str:
    noun = _noun(point, style, without)
    about = f"c.{_NBSP}{noun.label}" if style == "short" else "around " + noun.text
    return _DOUBTS.of(point, style, noun.at if style == "sentence" else noun.label, about)


def _noun(point: Point, style: Style, without: Shared = "") -> _Noun:
    """`without` leaves out what the other end of an interval says: "year", or "month" (and year)."""
    if isinstance(point, Season):
        name = SEASONS[point.season - 21]
        text = name if without else f"{name} {_year_text(point.year)}"
        return _Noun(text, "in " + text, text)
    if point.precision in ("century", "decade"):
        return _years(point, style)
    year = _year_text(point.year)
    if point.precision == "year":
        year = year.partition(_NBSP)[0] if without == "era" else year
        return _Noun(year, "in " + year, year)
    if point.month is None:
        if point.precision == "month":
            text = f"{year} (month unknown)"
            return _Noun(text, "in " + text, text)
        return _Noun(f"an unknown date in {year}", f"on an unknown date in {year}", f"{year} (date unknown)")
    month = cldr.month_names(_LOCALE, "abbreviated" if style == "short" else "wide")[point.month - 1]
    dated = month if without else f"{month} {year}"
    if point.precision == "month":
        return _Noun(dated, "in " + dated, dated)
    if point.day is None:
        text = f"a day in {dated}"
        return _Noun(text, f"one day in {dated}", text)
    text = str(point.day) if without == "month" else f"{point.day}{_NBSP}{dated}"
    return _Noun(text, "on " + text, text)


def _year_text(year: int) -> str:
    number = 1 - year if year < 1 else year
    digits = cldr.grouped(number, _LOCALE) if number > 9999 else str(number)
    if year < 1:
        return f"{digits}{_NBSP}BC"
    if year > 9999:
        return f"the year {digits}"
    return f"AD{_NBSP}{digits}" if year < 100 else digits


def _years(point: Date, style: Style) -> _Noun:
    if point.precision == "decade" and point.year >= 100 and point.year % 100:
        text = f"the {point.year}s"
        return _Noun(text, "in " + text, text.removeprefix("the ") if style == "short" else text)
    first, last = _year_text(point.year), _year_text(point.last_year)
    if point.last_year < 1:  # the era is said once
        first = first.partition(_NBSP)[0]
    between = f"between {first} and {last}"
    return _Noun("a year " + between, between, between)


def _end(point: Point, word: str, style: Style, without: Shared = "") -> str:
    """An end of an interval, after the preposition `word`, with its qualifier."""
    text = _noun(point, style, without).text
    text = f"{word} around {text}" if point.approximate else f"{word} {text}"
    return noted(text, _DOUBTS.uncertain) if point.uncertain else text


def _interval(value: Interval | Range, style: Style) -> str:
    start, end = value.start, value.end
    if isinstance(start, End):
        until = _end(value.points[-1], "until", style)
        return until if start is End.OPEN else noted(until, "start unknown")
    if end is End.OPEN:
        return _end(start, "since", style)
    if isinstance(end, End):
        return noted(_end(start, "from", style), "end unknown")
    if start == end:
        return _single(start, style)
    common = shared(start, end)
    if style == "short" or (style == "long" and common == "month" and not start.qualifier):
        common = "" if start.qualifier else common
        return dash(_single(start, style, common), _single(end, style), common)
    return _two(start, end, ("from", "to"), style)


def _two(start: Point, end: Point, words: tuple[str, str], style: Style) -> str:
    common = shared(start, end)
    if not start.uncertain or start.qualifier != end.qualifier:
        return f"{_end(start, words[0], style, common)} {_end(end, words[1], style)}"
    about = "around " * start.approximate
    first, last = _noun(start, style, common).text, _noun(end, style).text
    return noted(f"{words[0]} {about}{first} {words[1]} {about}{last}", "both dates uncertain")


def _member(member: Point | Range, style: Style, without: Shared = "", *, every: bool) -> str:
    if not isinstance(member, Range):
        return _single(member, style, without)
    start, end = member.start, member.end
    if isinstance(start, End):
        last = member.points[-1]
        return _end(last, "until" if every else _limit(last, "by", "before"), style)
    if isinstance(end, End):
        return _end(start, "from" if every else _limit(start, "on or after", "after"), style)
    if every:
        return _interval(member, style)
    return _single(start, style) if start == end else _two(start, end, ("between", "and"), style)


def _limit(point: Point, for_day: str, for_longer: str) -> str:
    return for_day if isinstance(point, Date) and point.day else f"in or {for_longer}"


def _date_time(value: DateTime, style: Style) -> str:
    clock = f"{value.hour:02}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")
    join = " at " if style == "sentence" else ", "
    return f"{_single(value.date, style)}{join}{clock}{_zone(value.zone)}"


def _zone(zone: str) -> str:
    hours, _, minutes = zone[1:].partition(":")
    if not zone or zone == "Z" or int(hours) + int(minutes or 0) == 0:
        return f"{_NBSP}UTC" if zone else ""
    sign = "−" if zone[0] == "-" else "+"
    return f" (UTC{sign}{int(hours)}{f':{minutes}' if int(minutes or 0) else ''})"
