"""Dates in words: an EDTF value and a language in, the phrase that a reader sees out.

Each language writes its own in `diptych/languages/<lang>/dates.py` (one function,
`phrase(value, style)`); a language without that file gets Babel's plain forms. It must not know any
language, nor HTML. Phrases begin in lower case and hold no-break spaces where a line must not end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from diptych import edtf
from diptych.edtf import Point, Range, Season, Value
from diptych.languages import folders

Style: TypeAlias = Literal["long", "short", "sentence"]
"""long: on its own, as a label; short: in tight places, months abbreviated; sentence: with its
preposition, for the middle of a sentence (*le 17 mars 2022*, *en mars 2022*)."""

Shared: TypeAlias = Literal["", "era", "year", "month"]


def phrase(value: Value, lang: str, *, style: Style = "long") -> str:
    """The date in the words of `lang` (a BCP 47 code; its first part chooses the module). Never raises."""
    return _phrase(value, lang, style)


@lru_cache(maxsize=16384)
def _phrase(value: Value, lang: str, style: Style) -> str:
    own = folders.module(lang, "dates")
    if own is not None:
        text: str = own.phrase(value, style)
        return text
    from diptych.languages import plain_dates

    return plain_dates.phrase(value, lang, style)


def year_of(value: Value) -> int:
    """The year under which a timeline groups the value; see `edtf.year_of`."""
    return edtf.year_of(value)


def shared(start: Point, end: Point) -> Shared:
    """What two ends have in common and need to be said once: *3–5 March 2024*, *March–May 2024*.

    Only ends of the same kind, equally qualified and with nothing unspecified, share something.
    """
    if start.qualifier != end.qualifier:
        return ""
    if isinstance(start, Season) or isinstance(end, Season):
        return "year" if type(start) is type(end) and start.year == end.year else ""
    if not (start.specified and end.specified and start.precision == end.precision):
        return ""
    if start.precision == "year":
        return "era" if start.year < 1 and end.year < 1 else ""
    if start.year != end.year:
        return ""
    return "month" if start.precision == "day" and start.month == end.month else "year"


def shared_by_all(members: Sequence[Point | Range]) -> Shared:
    """What all dates of a set have in common, to be said with the last alone: *1, 3 or 5 March 2024*."""
    points = [member for member in members if not isinstance(member, Range) and not member.qualifier]
    if len(points) < len(members):
        return ""
    found = {shared(point, points[-1]) for point in points[:-1]}
    return found.pop() if len(found) == 1 else ""


def mixed(members: Sequence[Point | Range]) -> bool:
    """Whether the dates of a set differ in kind, so that each needs its preposition: *in May or in 2021*."""
    points = [member.points[0] if isinstance(member, Range) else member for member in members]
    return len({"season" if isinstance(point, Season) else point.precision for point in points}) > 1


def dash(start: str, end: str, common: Shared) -> str:
    """Two ends joined by an en dash, closed where it joins single words: *3–5 March*, *2019–2021*."""
    parts = (start, end.split()[0] if common else end)
    return start + ("–" if all(len(part.split()) == 1 for part in parts) else "\u00a0– ") + end
