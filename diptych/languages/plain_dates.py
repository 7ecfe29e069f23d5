"""Dates for a language that has no date module of its own: Babel's forms, and signs instead of words.

In: a value and a locale. Out: a phrase without prepositions. It must not know any language.
What CLDR has no form for (seasons, sets, unspecified days) stays as the EDTF text, which is true
in every language.
"""

from __future__ import annotations

import datetime
from typing import Literal

from diptych.edtf import Date, DateTime, End, Interval, Point, Value
from diptych.languages import cldr
from diptych.languages.phrasing import Style

_DASH = "\u00a0– "


def phrase(value: Value, lang: str, style: Style) -> str:
    """The value in the plain words of `lang`; its EDTF text where there are none."""
    locale = cldr.known_locale(lang)
    return str(value) if locale is None else _phrase(value, locale, "medium" if style == "short" else "long")


def _phrase(value: Value, locale: str, width: Literal["medium", "long"]) -> str:
    if isinstance(value, Interval):
        sides = [_point(side, locale, width) for side in (value.start, value.end)]
        return _DASH.join(sides).strip("\u00a0 ")
    if isinstance(value, DateTime):
        seconds = f":{value.second:02}" if value.second else ""
        zone = f" UTC{value.zone.strip('Z')}" if value.zone else ""
        return f"{_point(value.date, locale, width)}, {value.hour:02}:{value.minute:02}{seconds}{zone}"
    return _point(value, locale, width) if isinstance(value, Date) else str(value)


def _point(side: Point | End, locale: str, width: Literal["medium", "long"]) -> str:
    from babel.dates import format_date, format_skeleton

    if isinstance(side, End):
        return "…" if side is End.OPEN else "?"
    if not isinstance(side, Date) or not side.specified or side.year > 9999 or (side.year < 1 and side.month):
        return str(side)
    if side.precision == "year" and side.year < 1:
        from babel import Locale

        text = f"{cldr.grouped(1 - side.year, locale)} {Locale.parse(locale).eras['abbreviated'][0]}"
    else:
        date = datetime.date(side.year, side.month or 1, side.day or 1)
        if side.precision == "day":
            text = format_date(date, format=width, locale=locale)
        else:
            skeleton = {"year": "y", "month": "yMMMM" if width == "long" else "yMMM"}[side.precision]
            text = format_skeleton(skeleton, date, locale=locale)
    return ("≈ " if side.approximate else "") + text + (" (?)" if side.uncertain else "")
