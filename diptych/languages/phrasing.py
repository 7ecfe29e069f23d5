"""What the phrases of dates share in every language: styles, what is said once, how a doubt is said.

In: points in time and phrases. Out: what to leave out, how to join, how to mark. It must not know a language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from diptych.edtf import Point, Range, Season

Style: TypeAlias = Literal["long", "short", "sentence"]
"""long: on its own, as a label; short: in tight places, months abbreviated; sentence: with its
preposition, for the middle of a sentence (*le 17 mars 2022*, *en mars 2022*)."""

Shared: TypeAlias = Literal["", "era", "year", "month"]


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


@dataclass(frozen=True, slots=True)
class Doubts:
    """The words of a language: `kinds` by EDTF qualifier (`?`, `~`, `%`), to put into `date` and `year`."""

    possibly: str
    uncertain: str
    kinds: Mapping[str, str]
    date: str
    year: str

    def of(self, point: Point, style: Style, plain: str, about: str) -> str:
        """The phrase for one point: `plain` as if it were certain, `about` as if it were approximate."""
        if not point.qualifier:
            return plain
        if isinstance(point, Season) or point.specified or point.precision == "decade":
            said = about if point.approximate else plain
            if not point.uncertain:
                return said
            return self.possibly + said if style == "sentence" else noted(said, self.uncertain)
        if style == "sentence" and not point.approximate:
            return self.possibly + plain
        # Nobody is "around a day in October"; where the month is unknown, the year is in doubt.
        year_alone = point.month is None and point.precision in ("month", "day")
        return noted(plain, (self.year if year_alone else self.date).format(self.kinds[point.qualifier]))


def noted(text: str, note: str) -> str:
    """A phrase with a note in brackets, in those that it ends with if there are any."""
    return f"{text[:-1]}, {note})" if text.endswith(")") else f"{text} ({note})"
