"""The dates in a sentence: *le 26 et le 27 octobre 2025*, "October 27, 2025", *en juin*.

In: a text and its language. Out: days and months with their places; what no month names is not seen. It
must not know EDTF, nor name a language: months and the order of month and day are CLDR's, the small words
stand in `diptych/languages/<lang>/date_words.py` (see `written_dates`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from diptych.languages import cldr, folders

_TOKEN = re.compile(r"\d[\d.,\u00a0\u202f]*\d|\d|[^\W\d_]+|[^\w\s]")
_DASHES = frozenset("-–—/")
_SENTENCE_ENDS = frozenset('.!?:«“"')


class Written(NamedTuple):
    """A date as it stands in a text; what it does not say is None."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int

    def agrees(self, other: Written) -> bool:
        """Can both be the same date?"""
        years = {self.year, other.year} - {None}
        days = {self.day, other.day} - {None}
        return self.month == other.month and len(years) <= 1 and len(days) <= 1


class _Words(NamedTuple):
    months: dict[str, int]
    silent: frozenset[str]
    joining: frozenset[str]
    month_first: bool


def found(text: str, lang: str) -> list[Written]:
    """Every date in a text, in its order: one for each day that is named.

    The name of a month in other letters than CLDR's (*may*, *Mars* at the head of a sentence) counts only
    beside a day or a year.
    """
    words = _words(lang)
    if not words.months:
        return []
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    dates: list[Written] = []
    for index, (word, _, _) in enumerate(tokens):
        month = words.months.get(word.casefold())
        if month is None:
            continue
        days, first = _days_before(tokens, index, words)
        year, after, last = _after(tokens, index, words, wanted=not days)
        start, end = tokens[first][1], tokens[last][2]
        if days or after:
            dates.extend(Written(year, month, day, start, end) for day in days or after)
        elif year is not None or _plainly_a_month(tokens, index, lang):
            dates.append(Written(year, month, None, start, end))
    return dates


def _days_before(tokens: Sequence[tuple[str, int, int]], index: int, words: _Words) -> tuple[list[int], int]:
    """The days that stand before the name of a month, and where they begin."""
    days: list[int] = []
    first, at = index, index - 1
    expected = True
    while at >= 0:
        word = tokens[at][0].casefold()
        if expected and (day := _day(word)):
            days.append(day)
            first, expected = at, False
        elif word in _DASHES or word in words.joining:
            if not days:
                break
            expected = True
        elif word not in words.silent and not (word == "." and expected):  # the point of an ordinal
            break
        at -= 1
    return days[::-1], first


def _after(
    tokens: Sequence[tuple[str, int, int]], index: int, words: _Words, *, wanted: bool
) -> tuple[int | None, list[int], int]:
    """The year behind the name of a month, the days where they stand there, and where both end."""
    days: list[int] = []
    last, at = index, index + 1
    while at < len(tokens):
        word = tokens[at][0].casefold()
        if len(word) == 4 and word.isdecimal():
            return int(word), days, at
        if wanted and words.month_first and (day := _day(word)):
            days.append(day)
            last = at
        elif word not in words.silent and not (days and word in (*_DASHES, ",")):
            break
        elif word == ",":
            wanted = False  # a year may come, but no other day
        at += 1
    return None, days, last


def _day(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 else None


def _plainly_a_month(tokens: Sequence[tuple[str, int, int]], index: int, lang: str) -> bool:
    """Is the word spelt as a month is, and not at the head of a sentence, where any word is?"""
    locale = cldr.known_locale(lang)
    if locale is None or tokens[index][0] not in cldr.month_names(locale):
        return False
    return index > 0 and tokens[index - 1][0] not in _SENTENCE_ENDS


@lru_cache(maxsize=64)
def _words(lang: str) -> _Words:
    locale = cldr.known_locale(lang)
    if locale is None:
        return _Words({}, frozenset(), frozenset(), False)
    own = folders.module(lang, "date_words")
    return _Words(
        {name.casefold(): number for number, name in enumerate(cldr.month_names(locale), 1)},
        getattr(own, "SILENT", frozenset()),
        getattr(own, "JOINING", frozenset()),
        cldr.month_first(locale),
    )
