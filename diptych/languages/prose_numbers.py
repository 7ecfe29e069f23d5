"""The numbers in a sentence: *2 000*, "2,000", *deux mille*, "1.5 million" as their values.

In: a text and its language. Out: values with their places. It must not know what the numbers count, nor
name a language: signs and words from a thousand up are CLDR's, the smaller words stand in
`diptych/languages/<lang>/number_words.py` (optional: `ONES` with their values, `ONE`, words that count only
inside a number, `HUNDRED`, `AND`, which joins parts, `SCALES`, more words from a thousand up).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from diptych.languages import cldr, folders

_WORD = re.compile(r"[^\W\d_]+")
_SPACES = "[ \u00a0\u202f]"
_BETWEEN = re.compile(rf"{_SPACES}?-?{_SPACES}?")
"""What may stand between the words of one number."""


class Written(NamedTuple):
    """A number as it stands in a text; `digits` says that it is not all in words."""

    value: Decimal
    start: int
    end: int
    digits: bool


class _Words(NamedTuple):
    digits: re.Pattern[str]
    groups: str
    decimal: str
    ones: dict[str, int]
    one: frozenset[str]
    hundred: frozenset[str]
    and_: frozenset[str]
    scales: dict[str, int]


def found(text: str, lang: str) -> list[Written]:
    """Every number in a text, in its order. A lone *one* or *un* is none: it is mostly an article."""
    words = _words(lang)
    numbers = [_scaled(text, match, words) for match in words.digits.finditer(text)]
    taken = {number.start: number.end for number in numbers}
    if words.ones or words.scales:
        numbers += _in_words(text, words, taken)
    return sorted(numbers, key=lambda number: number.start)


def _scaled(text: str, match: re.Match[str], words: _Words) -> Written:
    """Digits, with the *million* that may follow them."""
    value = Decimal(re.sub(words.groups, "", match.group()).replace(words.decimal, "."))
    end = match.end()
    between = _BETWEEN.match(text, end)
    word = _WORD.match(text, between.end()) if between else None
    if word and between and between.end() > end and word.group().casefold() in words.scales:
        return Written(value * words.scales[word.group().casefold()], match.start(), word.end(), True)
    return Written(value, match.start(), end, True)


class _Number:
    """A number in words, as it grows."""

    def __init__(self, start: int) -> None:
        self.start, self.end = start, start
        self.total, self.current, self.last = 0, 0, 0

    def take(self, word: str, end: int, words: _Words) -> bool:
        """Take one more word; False where it belongs to another number."""
        if word in words.scales:
            scale = words.scales[word]
            if self.total and self.total < scale:
                return False
            self.total += max(1, self.current) * scale
            self.current = self.last = 0
        elif word in words.hundred:
            if self.current >= 100:
                return False
            self.current = self.last = max(1, self.current) * 100
        else:
            value = 1 if word in words.one else words.ones[word]
            if value == 20 and self.current % 100 == 4:
                self.current += 76  # quatre-vingts
                self.last = 80
            elif self.last and not (value < self.last and self.last % 10 == 0):
                return False
            else:
                self.current += value
                self.last = value
        self.end = end
        return True

    @property
    def value(self) -> int:
        return self.total + self.current


def _in_words(text: str, words: _Words, taken: dict[int, int]) -> list[Written]:
    numbers: list[Written] = []
    growing: _Number | None = None
    skip = 0
    ends = sorted(taken.items(), reverse=True)
    for match in _WORD.finditer(text):
        while ends and ends[-1][1] <= match.start():
            ends.pop()
        if ends and ends[-1][0] <= match.start():
            continue  # the million behind some digits
        word = match.group().casefold()
        joined = growing is not None and _BETWEEN.fullmatch(text, max(growing.end, skip), match.start())
        if growing is not None and joined and word in words.and_:
            skip = match.end()
            continue
        counts = word in words.ones or word in words.hundred or word in words.scales
        more = growing if joined and (counts or word in words.one) else None
        if more is not None and more.take(word, match.end(), words):
            continue
        if growing is not None:
            numbers.append(Written(Decimal(growing.value), growing.start, growing.end, False))
            growing = None
        if counts:
            growing = _Number(match.start())
            growing.take(word, match.end(), words)
        skip = 0
    if growing is not None:
        numbers.append(Written(Decimal(growing.value), growing.start, growing.end, False))
    return numbers


@lru_cache(maxsize=64)
def _words(lang: str) -> _Words:
    locale = cldr.known_locale(lang)
    group, decimal = cldr.number_signs(locale) if locale else (",", ".")
    groups = _SPACES if group.isspace() else rf"[{re.escape(group)}\u00a0\u202f]"
    own = folders.module(lang, "number_words")
    scales = dict(cldr.scale_words(locale)) if locale else {}
    return _Words(
        re.compile(rf"\d+(?:{groups}\d{{3}}(?!\d))*(?:{re.escape(decimal)}\d+)?"),
        groups,
        decimal,
        getattr(own, "ONES", {}),
        getattr(own, "ONE", frozenset()),
        getattr(own, "HUNDRED", frozenset()),
        getattr(own, "AND", frozenset()),
        {**scales, **getattr(own, "SCALES", {})},
    )
