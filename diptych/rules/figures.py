"""Rules on the numbers of the prose and the series of estimates that they come from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from diptych import link, model, references
from diptych.languages import prose_dates, prose_numbers
from diptych.model import fields
from diptych.problems import folded
from diptych.rules.rule import Finding, everything, warning
from diptych.rules.wording import at
from diptych.validate import Entry

SMALLEST = 10
"""Smaller numbers count many things besides."""
FINEST = 9
"""More places before or behind the point than this no estimate has."""
NEAR = Decimal("0.1")
"""A rounded number is at most a tenth away from the estimate."""
REACH = 3
"""So many words after a number may stand before its unit: *15,000 North Korean workers*."""

_AFTER = re.compile(r"[^\W\d_]+|[^\s\w’'-]|\d")
_PERCENT = re.compile(r"[ \u00a0\u202f]?[%‰°]")


class _Series:
    """The numbers of a series of estimates, to be asked often."""

    def __init__(self, figure: model.Figure) -> None:
        self.figure = figure
        self._values: set[Decimal] = set()
        self._rounded: dict[int, set[Decimal]] = {}
        self._ranges: list[tuple[Decimal, Decimal]] = []
        ranges: list[tuple[Decimal, Decimal]] = []
        for estimate in figure.estimates:
            numbers = [part for part in (estimate.low, estimate.best, estimate.high) if part is not None]
            self._values.update(numbers)
            if numbers:
                ranges.append((min(numbers), max(numbers)))
        for low, high in sorted(ranges):
            if self._ranges and low <= self._ranges[-1][1]:
                low, high = self._ranges[-1][0], max(high, self._ranges.pop()[1])  # noqa: PLW2901, one range
            self._ranges.append((low, high))

    def __contains__(self, value: Decimal) -> bool:
        """Is the value an estimate, within one, or one as somebody rounds it: 9,800 to 10,000?"""
        if value in self._values:
            return True
        index = bisect_right(self._ranges, (value, value)) - 1
        if any(low <= value <= high for low, high in self._ranges[max(0, index) : index + 2]):
            return True
        place = int(value.normalize().as_tuple().exponent)
        if abs(place) > FINEST:
            return False
        if place not in self._rounded:
            rounded = {number: number.quantize(Decimal(1).scaleb(place)) for number in self._values}
            self._rounded[place] = {
                to for number, to in rounded.items() if abs(number - to) <= NEAR * abs(number)
            }
        return value in self._rounded[place]

    def has_unit(self, words: str, end: int, lang: str) -> bool:
        """Does the unit of the series follow a number that ends there?"""
        units = [folded(word) for word in self.figure.unit.get(lang, "").split() if len(word) > 2]
        for count, match in enumerate(_AFTER.finditer(words, end)):
            if count >= REACH or not match.group().isalpha():
                return False
            word = folded(match.group())
            if any(_is_form(word, unit) for unit in units):
                return True
        return False


def _is_form(word: str, unit: str) -> bool:
    """Are these two forms of one word: *soldat*, *soldats*?"""
    return (word.startswith(unit) or unit.startswith(word)) and abs(len(word) - len(unit)) <= 2 < len(word)


@warning
def number_not_in_figure(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A number in a sentence is one of the estimates of its series, if need be rounded.

    Looked at are statements with a `figure`, and the words of links to a series or to such a statement: the
    numbers before the unit of the series, and where there is none, that one number at least is an estimate.
    """
    series = {entry.id: _Series(entry.record) for entry in explainer.all("figure")}
    for entry in everything(explainer):
        own = series.get(entry.record.figure or "") if entry.kind == "statement" else None
        for path, mark, value in model.leaves(entry.record):
            if not isinstance(mark, fields.Text):
                continue
            met: set[Decimal] = set()  # the same number in several languages is one mistake
            for lang, words in value.items():
                if own is not None and path == ("text",):
                    yield from _checked(_Told(entry, (*path, lang), lang, words, 0, met), own, frozenset())
                for found in references.found(words):
                    if found.label is not None:
                        start = words.index(found.label, found.start)
                        told = _Told(entry, (*path, lang), lang, found.label, start, met)
                        yield from _linked(explainer, series, found, told)


class _Told(NamedTuple):
    """Words in a text of a record, from `start` on; `met` has the mistakes in its other languages."""

    entry: Entry[Any]
    path: model.Path
    lang: str
    words: str
    start: int
    met: set[Decimal]


def _linked(
    explainer: link.Explainer, series: Mapping[str, _Series], to: references.Reference, told: _Told
) -> Iterator[Finding]:
    """The numbers in the words of a link; what the statement says itself may be said of it."""
    said: frozenset[Decimal] = frozenset()
    figure = to.id if to.kind == "figure" else ""
    statement = explainer.kinds["statement"].get(to.id) if to.kind == "statement" else None
    if statement is not None:
        figure = statement.record.figure or ""
        text = statement.record.text.get(told.lang, "")
        said = frozenset(number.value for number in _numbers(text, told.lang))
    if figure in series:
        yield from _checked(told, series[figure], said)


def _checked(told: _Told, series: _Series, said: frozenset[Decimal]) -> Iterator[Finding]:
    words = references.words_alone(told.words)
    numbers = [number for number in _numbers(words, told.lang) if number.value not in said]
    counted = [number for number in numbers if number.digits and number.value >= SMALLEST]
    foreign = [number for number in numbers if number.value not in series]
    wrong = [number for number in foreign if series.has_unit(words, number.end, told.lang)]
    if not wrong and all(number in foreign for number in counted):
        wrong = counted
    if wrong and wrong[0].value not in told.met:
        told.met.add(wrong[0].value)
        word = words[wrong[0].start : wrong[0].end]
        subject = series.figure.subject
        shown = subject.get(told.lang) or next(iter(subject.values()))
        yield at(told.entry, told.path, told.lang, told.start + wrong[0].start, word, figure=shown)


def _numbers(words: str, lang: str) -> list[prose_numbers.Written]:
    """The numbers of a text that may be amounts: no dates, years or percentages, no small ones in words."""
    days = {offset for date in prose_dates.found(words, lang) for offset in range(date.start, date.end)}
    return [
        number
        for number in prose_numbers.found(words, lang)
        if number.start not in days
        and (number.digits or number.value >= SMALLEST)
        and not _PERCENT.match(words, number.end)
        and not re.fullmatch(r"(?:1[5-9]|20)\d\d", words[number.start : number.end])
    ]


RULES = (number_not_in_figure,)
