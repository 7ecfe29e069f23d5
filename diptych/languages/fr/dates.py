"""Dates in French, as a French desk prints them.

In: an EDTF value and a style. Out: a phrase in lower case. It must not know HTML, other languages,
or today's date. Months come from CLDR; *1er* is written so, without superscript.

Choices, after the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: a no-break
space (U+00A0) between day and month, around *h* and *min*, and within *44 av. J.-C.*; approximate is
*vers*; uncertain is *(date incertaine)* on a label and *peut-être* in a sentence. A century of digits
is not a *siècle* (19XX is 1900 to 1999, the 20th century 1901 to 2000), so it is *entre 1900 et 1999*;
so is a first decade (*les années 1900* would be taken for the century).
"""

from __future__ import annotations

from dataclasses import dataclass

from diptych.edtf import AllOf, Date, DateTime, End, Interval, Point, Range, Season, Value
from diptych.languages import cldr
from diptych.languages.fr.date_words import SEASONS
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

_LOCALE = "fr"
_NBSP = "\u00a0"
_DOUBTS = Doubts(
    possibly="peut-être ",
    uncertain="date incertaine",
    kinds={"?": "incertaine", "~": "approximative", "%": "approximative et incertaine"},
    date="date {}",
    year="année {}",
)


@dataclass(frozen=True, slots=True)
class _Noun:
    """A date as a noun: `text` with its `article` (*le*, *l’*, *les* or none); `at` answers *quand ?*."""

    article: str
    text: str
    at: str
    label: str

    @property
    def named(self) -> str:
        return self.article + self.text

    @property
    def from_(self) -> str:
        contracted = {"le ": "du ", "les ": "des ", "l’": "de l’"}.get(self.article)
        return (contracted or ("d’" if self.text[0] in "aàeéiouyœ" else "de ")) + self.text

    @property
    def to(self) -> str:
        return {"le ": "au ", "les ": "aux ", "l’": "à l’"}.get(self.article, "à ") + self.text

    @property
    def until(self) -> str:
        return "jusqu’" + (self.at if self.at.startswith("en ") else self.to)


def phrase(value: Value, style: Style) -> str:
    """The date in French; see `diptych.languages.phrasing.Style`."""
    if isinstance(value, DateTime):
        return _date_time(value, style)
    if isinstance(value, Interval):
        return _interval(value, style)
    if isinstance(value, Date | Season):
        return _single(value, style)
    every = isinstance(value, AllOf)
    style = "sentence" if mixed(value.members) else style
    without = shared_by_all(value.members)
    parts = [_member(member, style, without, every=every) for member in value.members[:-1]]
    parts.append(_member(value.members[-1], style, every=every))
    return cldr.listed(tuple(parts), _LOCALE, alternatives=not every)


def _single(point: Point, style: Style, without: Shared = "") -> str:
    noun = _noun(point, style, without)
    return _DOUBTS.of(point, style, noun.at if style == "sentence" else noun.label, "vers " + noun.named)


def _noun(point: Point, style: Style, without: Shared = "") -> _Noun:
    """`without` leaves out what the other end of an interval says: "year", or "month" (and year)."""
    if isinstance(point, Season):
        name = SEASONS[point.season - 21]
        article = "le " if name == "printemps" else "l’"
        text = name if without else _with_year(name, point.year)
        return _Noun(article, text, ("au " if article == "le " else "à l’") + text, text)
    if point.precision in ("century", "decade"):
        return _years(point, style)
    if point.precision == "year":
        return _year(point.year, without)
    if point.month is None:
        year = _year(point.year)
        unknown = "mois inconnu" if point.precision == "month" else "date inconnue"
        at = noted(year.at, unknown) if point.precision == "month" else f"{year.at}, à une date inconnue"
        return _Noun(year.article, noted(year.text, unknown), at, noted(year.text, unknown))
    month = cldr.month_names(_LOCALE, "abbreviated" if style == "short" else "wide")[point.month - 1]
    dated = month if without else _with_year(month, point.year)
    if point.precision == "month":
        return _Noun("", dated, "en " + dated, dated)
    if point.day is None:
        text = f"un jour {'d’' if month[0] in 'ao' else 'de '}{dated}"
        return _Noun("", text, text, text)
    day = "1er" if point.day == 1 else str(point.day)
    text = day if without == "month" else f"{day}{_NBSP}{dated}"
    return _Noun("le ", text, "le " + text, text)


def _year(year: int, without: Shared = "") -> _Noun:
    text = _year_text(year)
    if without == "era":
        text = text.partition(_NBSP)[0]
    if 0 < year < 100 or year > 9999:
        return _Noun("l’", text, "en l’" + text, text)
    return _Noun("", text, "en " + text, text)


def _year_text(year: int) -> str:
    number = 1 - year if year < 1 else year
    digits = cldr.grouped(number, _LOCALE) if number > 9999 else str(number)
    if year < 1:
        return f"{digits}{_NBSP}av.{_NBSP}J.-C."
    return f"an{_NBSP}{digits}" if year < 100 or year > 9999 else digits


def _with_year(text: str, year: int) -> str:
    return f"{text} de l’{_year_text(year)}" if 0 < year < 100 else f"{text} {_year_text(year)}"


def _years(point: Date, style: Style) -> _Noun:
    if point.precision == "decade" and point.year >= 100 and point.year % 100:
        text = f"années {point.year}"
        return _Noun("les ", text, "dans les " + text, text if style == "short" else "les " + text)
    first, last = _year_text(point.year), _year_text(point.last_year)
    if point.last_year < 1:  # the era is said once
        first = first.partition(_NBSP)[0]
    between = f"entre {'l’' * (0 < point.year < 100)}{first} et {'l’' * (0 < point.last_year < 100)}{last}"
    return _Noun("", "une année " + between, between, between)


def _end(point: Point, form: str, style: Style, without: Shared = "") -> str:
    """An end of an interval as one of the forms of `_Noun`, with its qualifier after it."""
    text: str = getattr(_noun(point, style, without), form)
    if point.approximate:
        text = noted(text, "environ") if text.endswith(")") else text + " environ"
    return noted(text, _DOUBTS.uncertain) if point.uncertain else text


def _both_noted(text: str, point: Point) -> str:
    """`text` of two dates, with the qualifier that both have."""
    kinds = {"?": "incertaines", "~": "approximatives", "%": "approximatives et incertaines"}
    return noted(text, f"dates {kinds[point.qualifier]}")


def _interval(value: Interval | Range, style: Style) -> str:
    start, end = value.start, value.end
    if isinstance(start, End):
        until = _end(value.points[-1], "until", style)
        return until if start is End.OPEN else noted(until, "début inconnu")
    if end is End.OPEN:
        return f"depuis {_end(start, 'named', style)}"
    if isinstance(end, End):
        return noted(f"à partir {_end(start, 'from_', style)}", "fin inconnue")
    if start == end:
        return _single(start, style)
    if style == "short":
        return _short_interval(start, end)
    common = shared(start, end)
    if start.qualifier and start.qualifier == end.qualifier:
        return _both_noted(f"{_noun(start, style, common).from_} {_noun(end, style).to}", start)
    return f"{_end(start, 'from_', style, common)} {_end(end, 'to', style)}"


def _short_interval(start: Point, end: Point) -> str:
    common = "" if start.qualifier else shared(start, end)
    return dash(_single(start, "short", common), _single(end, "short"), common)


def _member(member: Point | Range, style: Style, without: Shared = "", *, every: bool) -> str:
    if not isinstance(member, Range):
        return _single(member, style, without)
    start, end = member.start, member.end
    if isinstance(start, End):
        last = member.points[-1]
        return _end(last, "until", style) if every else f"au plus tard {_end(last, 'at', style)}"
    if isinstance(end, End):
        return (
            f"à partir {_end(start, 'from_', style)}" if every else f"au plus tôt {_end(start, 'at', style)}"
        )
    if every:
        return _interval(member, style)
    if start == end:
        return _single(start, style)
    if start.qualifier and start.qualifier == end.qualifier:
        first, last_noun = _noun(start, style, shared(start, end)), _noun(end, style)
        return _both_noted(f"entre {first.named} et {last_noun.named}", start)
    first_end = _end(start, "named", style, shared(start, end))
    return f"entre {first_end} et {_end(end, 'named', style)}"


def _date_time(value: DateTime, style: Style) -> str:
    clock = f"{value.hour}{_NBSP}h"
    if value.minute or value.second:
        clock += f"{_NBSP}{value.minute:02}"
    if value.second:
        clock += f"{_NBSP}min{_NBSP}{value.second:02}{_NBSP}s"
    return f"{_single(value.date, style)}{', ' if style == 'short' else ' à '}{clock}{_zone(value.zone)}"


def _zone(zone: str) -> str:
    hours, _, minutes = zone[1:].partition(":")
    if not zone or zone == "Z" or int(hours) + int(minutes or 0) == 0:
        return f"{_NBSP}UTC" if zone else ""
    sign = "−" if zone[0] == "-" else "+"
    return f" (UTC{sign}{int(hours)}{f':{minutes}' if int(minutes or 0) else ''})"
