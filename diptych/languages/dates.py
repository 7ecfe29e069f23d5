"""Dates in words: an EDTF value and a language in, the phrase that a reader sees out.

Each language writes its own in `diptych/languages/<lang>/dates.py` (one function,
`phrase(value, style)`); a language without that file gets Babel's plain forms. It must not know any
language, nor HTML. Phrases begin in lower case and hold no-break spaces where a line must not end.
"""

from __future__ import annotations

from functools import lru_cache

from diptych import edtf
from diptych.edtf import Value
from diptych.languages import folders, plain_dates
from diptych.languages.phrasing import Style


def phrase(value: Value, lang: str, *, style: Style = "long") -> str:
    """The date in the words of `lang` (a BCP 47 code; its first part chooses the module). Never raises."""
    return _phrase(value, lang, style)


@lru_cache(maxsize=16384)
def _phrase(value: Value, lang: str, style: Style) -> str:
    own = folders.module(lang, "dates")
    if own is not None:
        text: str = own.phrase(value, style)
        return text
    return plain_dates.phrase(value, lang, style)


def year_of(value: Value) -> int:
    """The year under which a timeline groups the value; see `edtf.year_of`."""
    return edtf.year_of(value)
