"""Dates written in words, read for the sake of a correction: *17 mars 2022* is 2022-03-17.

In: a text and the languages that may be meant. Out: EDTF text, or None where a single word is not
understood. It must not know EDTF's grammar (the caller checks what comes out), nor name a language:
month and weekday names are CLDR's, the small words stand in `diptych/languages/<lang>/date_words.py`
(optional: `SEASONS`, spring first; `ABOUT`; `SILENT`, words that change nothing; `JOINING`, which join days).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from diptych.languages import cldr, folders

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_BETWEEN = re.compile(r"[ \u00a0\u202f,.'’/-]*")
"""What may stand between words; any other sign (`?`, a bracket) may mean something."""


class _Words(NamedTuple):
    months: dict[str, int]
    silent: frozenset[str]
    about: frozenset[str]


def edtf_text(text: str, languages: tuple[str, ...]) -> str | None:
    """The EDTF text of a year, month, season or day in words, or None. The day may not exist."""
    text = _folded(text)
    if not _BETWEEN.fullmatch(_TOKEN.sub("", text)):
        return None
    words = _words(languages)
    years: list[int] = []
    days: list[int] = []
    months: list[int] = []
    approximate = False
    for token in _TOKEN.findall(text):
        if token.isascii() and token.isdigit():
            (years if len(token) == 4 else days).append(int(token))
        elif token in words.months:
            months.append(words.months[token])
        elif token in words.about:
            approximate = True
        elif token not in words.silent:
            return None
    if not months and not approximate:
        return None
    season = bool(months) and months[0] > 12
    if len(years) != 1 or len(months) > 1 or len(days) > (1 if months and not season else 0):
        return None
    if days and not 1 <= days[0] <= 31:
        return None
    parts = [f"{years[0]:04}", *(f"{part:02}" for part in (*months, *days))]
    return "-".join(parts) + ("~" if approximate else "")


@lru_cache(maxsize=16)
def _words(languages: tuple[str, ...]) -> _Words:
    meanings: dict[str, set[int]] = {}
    silent: set[str] = set()
    about: set[str] = set()
    for language in languages:
        names: tuple[str, ...] = ()
        if locale := cldr.known_locale(language):
            names = (*cldr.month_names(locale), *cldr.month_names(locale, "abbreviated"))
            silent |= {_folded(name) for name in cldr.weekday_names(locale)}
        own = folders.module(language, "date_words")
        for index, name in enumerate(names):
            meanings.setdefault(_folded(name).rstrip("."), set()).add(index % 12 + 1)
        for index, name in enumerate(getattr(own, "SEASONS", ())):
            meanings.setdefault(_folded(name), set()).add(21 + index)
        silent |= getattr(own, "SILENT", frozenset())
        about |= getattr(own, "ABOUT", frozenset())
    # A word that is one month here and another there (listopad) proves nothing.
    months = {name: min(numbers) for name, numbers in meanings.items() if len(numbers) == 1}
    return _Words(months, frozenset(silent), frozenset(about))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
