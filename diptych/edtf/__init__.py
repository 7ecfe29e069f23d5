"""EDTF dates (ISO 8601-2:2019): the text an editor types in, one immutable value out.

In: a text. Out: a `Value` with bounds for sorting, or `Invalid` with a reason and, where it is
certain, the corrected text. Levels 0 and 1 are complete; of level 2 there are sets (`[a..b]`,
`{a,b}`) and unspecified digits at the ends of intervals and in sets.
It must not know languages' sentences, HTML, content files or today's date. The printed form of a
date is the business of `diptych.languages.dates`.
Source: Library of Congress, EDTF specification of 4 February 2019, https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

from collections.abc import Sequence

from diptych.edtf.grammar import Invalid, Reason, read
from diptych.edtf.points import EARLIEST, LATEST, Date, DateTime, Moment, Point, Season
from diptych.edtf.timeline import day, iso, sort_key, term, year_of
from diptych.edtf.values import AllOf, End, Interval, OneOf, Range, Value

__all__ = [
    "EARLIEST",
    "LATEST",
    "AllOf",
    "Date",
    "DateTime",
    "End",
    "Interval",
    "Invalid",
    "Moment",
    "OneOf",
    "Point",
    "Range",
    "Reason",
    "Season",
    "Value",
    "day",
    "iso",
    "parse",
    "sort_key",
    "term",
    "year_of",
]


def parse(text: str, languages: Sequence[str] | None = None) -> Value:
    """The value of an EDTF text; white space around it is ignored.

    `languages` are the codes in whose words a mistaken date may be written (*17 mars 2022*), for the
    suggestion alone; None means every language that has a folder in `diptych/languages`.
    Raises `Invalid`, and nothing else, for any other text.
    """
    try:
        return read(text.strip())
    except Invalid as problem:
        # Only a mistake pays for the corrections and for the month names behind them.
        from diptych.edtf import mistakes

        raise mistakes.explained(text.strip(), problem, languages) from None
