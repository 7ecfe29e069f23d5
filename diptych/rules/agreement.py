"""Rules on what must agree between the languages of one text.

The text in the first language of the site is compared with each of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from diptych import link, model, references, tree
from diptych.languages import prose_dates, prose_numbers
from diptych.model import fields
from diptych.rules import mentions
from diptych.rules.rule import Finding, everything, warning
from diptych.validate import Entry

SMALLEST = 10
"""Smaller whole numbers are written as words in one language and as digits in another."""


class Side(NamedTuple):
    """A text in one language; `words` has blanks for ids and addresses."""

    lang: str
    text: str
    words: str


class Pair(NamedTuple):
    """A text in the first language of the site, and in another one; `path` leads to the other."""

    entry: Entry[Any]
    path: model.Path
    first: Side
    other: Side

    def finding(self, place: tuple[int, int] | None = None, **params: str) -> Finding:
        """What a rule found in the pair, at a stretch of the other text."""
        node = self.entry.part(*self.path)
        where = tree.within(node, place[0], place[1] - place[0]) if place is not None else None
        shown = {"first": self.first.lang, **params}
        return Finding(self.entry, self.path, self.other.lang, where, shown)


def pairs(explainer: link.Explainer, site: model.Site) -> Iterator[Pair]:
    """Every text that the first language and another one have."""
    first, *others = site.languages
    for entry in everything(explainer):
        for path, mark, value in model.leaves(entry.record):
            if not isinstance(mark, fields.Text) or mark.form == "slug" or first not in value:
                continue
            base = Side(first, value[first], references.words_alone(value[first]))
            for lang in others:
                if lang in value:
                    other = Side(lang, value[lang], references.words_alone(value[lang]))
                    yield Pair(entry, (*path, lang), base, other)


class _Numbers:
    """The numbers of a text as they are written there, in digits and in words; those of its dates apart."""

    def __init__(self, side: Side) -> None:
        dates = prose_dates.found(side.words, side.lang)
        days = {offset for date in dates for offset in range(date.start, date.end)}
        self.of_dates = {Decimal(part) for date in dates for part in (date.day, date.year) if part}
        self.written: dict[Decimal, str] = {}
        self.digits: set[Decimal] = set()
        for number in prose_numbers.found(side.words, side.lang):
            if number.start not in days:
                self.written.setdefault(number.value, side.words[number.start : number.end])
                if number.digits:
                    self.digits.add(number.value)

    def beyond(self, other: _Numbers) -> list[Decimal]:
        """The numbers that another text has nowhere."""
        return [value for value in self.written if value not in other.written and value not in other.of_dates]


@warning
def numbers_differ(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The numbers of a text are the same in all its languages.

    *2 000*, *deux mille* and "2,000" are one number, *1,5 milliard* and "1.5 billion" too. A number in words
    or below ten counts where the other language has one too many as well.
    """
    for pair in pairs(explainer, site):
        base, other = _Numbers(pair.first), _Numbers(pair.other)
        missing, added = base.beyond(other), other.beyond(base)
        digits = {value for value in missing if value in base.digits}
        digits |= {value for value in added if value in other.digits}
        if not (missing and added and digits):
            missing, added = (
                [value for value in some if _by_itself(value, digits)] for some in (missing, added)
            )
        if missing or added:
            shown = [base.written[value] for value in missing] + [other.written[value] for value in added]
            yield pair.finding(numbers=", ".join(shown))


def _by_itself(value: Decimal, digits: set[Decimal]) -> bool:
    """Is a number that the other language lacks a difference, whatever else stands there?"""
    return value in digits and (value >= SMALLEST or value != value.to_integral_value())


@warning
def dates_differ(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The dates of a text are the same in all its languages.

    What one language leaves out, the year or the day, the other may say.
    """
    for pair in pairs(explainer, site):
        base = prose_dates.found(pair.first.words, pair.first.lang)
        other = prose_dates.found(pair.other.words, pair.other.lang)
        missing = _without(base, other, pair.other)
        added = _without(other, base, pair.first)
        if missing or added:
            shown = [pair.first.words[date.start : date.end] for date in missing]
            shown += [pair.other.words[date.start : date.end] for date in added]
            place = (added[0].start, added[0].end) if added else None
            yield pair.finding(place, dates=", ".join(dict.fromkeys(shown)))


def _without(
    dates: list[prose_dates.Written], others: list[prose_dates.Written], side: Side
) -> list[prose_dates.Written]:
    """The dates that none of the others can be; a day may stand there without its month, *le 12 et le 13*."""
    by_month: dict[int, list[prose_dates.Written]] = {}
    for other in others:
        by_month.setdefault(other.month, []).append(other)
    found = [date for date in dates if not any(map(date.agrees, by_month.get(date.month, ())))]
    if not any(date.month in by_month for date in found):
        return found
    plain = {number.value for number in prose_numbers.found(side.words, side.lang)}
    named = {other.day for other in others}
    return [date for date in found if date.day is None or date.day in named or date.day not in plain]


@warning
def links_differ(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The internal links of a text lead to the same records in all its languages."""
    for pair in pairs(explainer, site):
        if "[[" not in pair.first.text and "[[" not in pair.other.text:
            continue
        if any(any(references.malformed(side.text)) for side in (pair.first, pair.other)):
            continue  # a link that is none has a problem of its own
        base = {(found.kind, found.id): found for found in references.found(pair.first.text)}
        other = {(found.kind, found.id): found for found in references.found(pair.other.text)}
        differing = sorted(base.keys() ^ other.keys())
        dangling = any(id not in explainer.kinds.get(kind, ()) for kind, id in differing)
        if differing and not dangling:  # an id that leads nowhere has a problem of its own
            added = [found for key, found in other.items() if key not in base]
            place = (added[0].start, added[0].end) if added else None
            shown = ", ".join(f"[[{kind}:{id}]]" for kind, id in differing)
            yield pair.finding(place, links=shown)


@warning
def names_differ(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A text names the same people, organisations and places in all its languages.

    What is looked for are the names and `aliases` of actors and places; a link or an adjective will do. A
    state or a place counts only where the other language names another one instead.
    """
    vocabulary = mentions.Vocabulary(explainer)
    for pair in pairs(explainer, site):
        if pair.path[0] == "name":
            continue
        own = link.Key(pair.entry.kind, pair.entry.id)  # a text about somebody may say “the group”
        missing = [found for found in _unnamed(vocabulary, pair.first, pair.other) if found.key != own]
        added = [found for found in _unnamed(vocabulary, pair.other, pair.first) if found.key != own]
        if not (missing and added):
            missing = [mention for mention in missing if _counts_by_itself(explainer, mention.key)]
            added = [mention for mention in added if _counts_by_itself(explainer, mention.key)]
        if missing or added:
            shown = [pair.first.words[mention.start : mention.end] for mention in missing]
            shown += [pair.other.words[mention.start : mention.end] for mention in added]
            place = (added[0].start, added[0].end) if added else None
            yield pair.finding(place, names=", ".join(dict.fromkeys(shown)))


def _unnamed(vocabulary: mentions.Vocabulary, side: Side, other: Side) -> list[mentions.Mention]:
    """The names in one text that the other cannot mean."""
    named = list(vocabulary.mentions(side.words))
    if not named:
        return []
    meant = vocabulary.may_mean(other.text, other.words)
    return [mention for mention in named if mention.key not in meant]


def _counts_by_itself(explainer: link.Explainer, key: link.Key) -> bool:
    """States and places are also spoken of in other words: the capital, the government, “there”."""
    return key.kind == "actor" and explainer.record("actor", key.id).type != "state"


RULES = (numbers_differ, dates_differ, names_differ, links_differ)
