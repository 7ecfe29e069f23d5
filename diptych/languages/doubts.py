"""How a phrase says that a date is approximate or uncertain: one decision, each language with its words.

In: a point in time and the phrases for it. Out: the one to print. It must not know a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diptych.edtf import Point, Season
from diptych.languages.dates import Style


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
            return self.possibly + said if style == "sentence" else noted(said, self.note(style))
        if style == "sentence" and not point.approximate:
            return self.possibly + plain
        # Nobody is "around a day in October"; where the month is unknown, the year is in doubt.
        year_alone = point.month is None and point.precision in ("month", "day")
        return noted(plain, (self.year if year_alone else self.date).format(self.kinds[point.qualifier]))

    def note(self, style: Style) -> str:
        """The note on a date that is uncertain."""
        return "?" if style == "short" else self.uncertain


def noted(text: str, note: str) -> str:
    """A phrase with a note in brackets, in those that it ends with if there are any."""
    return f"{text[:-1]}, {note})" if text.endswith(")") else f"{text} ({note})"
