"""Rules on what must agree between the languages of one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from diptych import link, model
from diptych.model import fields
from diptych.rules.rule import Finding, warning
from diptych.validate import Entry

SMALLEST = 10
"""Smaller numbers are written as words in one language and as digits in another."""


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], str, str]:
    """The digits of a number in a language, with its group and decimal signs from CLDR."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        symbols = Locale.parse(lang, sep="-").number_symbols["latn"]
        group, decimal = symbols["group"], symbols["decimal"]
    except (UnknownLocaleError, ValueError, KeyError):
        group, decimal = ",", "."
    groups = r"[ \u00a0\u202f]" if group.isspace() else rf"[{re.escape(group)}\u00a0\u202f]"
    return re.compile(rf"\d+(?:{groups}\d{{3}}(?!\d))*(?:{re.escape(decimal)}\d+)?"), groups, decimal


def numbers(text: str, lang: str) -> Counter[Decimal]:
    """The numbers written in digits in a text, from 10 up."""
    pattern, groups, decimal = _pattern(lang)
    found: Counter[Decimal] = Counter()
    for match in pattern.finditer(re.sub(r"\]\([^)]*\)|\[\[[a-z]+:[^|\]]*", "", text)):
        value = Decimal(re.sub(groups, "", match.group()).replace(decimal, "."))
        if value >= SMALLEST:
            found[value] += 1
    return found


@warning
def numbers_differ(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The numbers of a text are the same in all its languages; the first language of the site is compared."""
    for kind in model.KINDS:
        for entry in explainer.all(kind):
            yield from _compared(entry, site)
    yield from _compared(explainer.head, site)


def _compared(entry: Entry[Any], site: model.Site) -> Iterator[Finding]:
    first, *others = site.languages
    for path, mark, value in model.leaves(entry.record):
        if not isinstance(mark, fields.Text) or mark.form == "slug" or first not in value:
            continue
        base = set(numbers(value[first], first))
        for lang in others:
            if lang in value and (differing := base ^ set(numbers(value[lang], lang))):
                shown = ", ".join(str(number) for number in sorted(differing))
                yield Finding(entry, (*path, lang), lang, params={"numbers": shown, "first": first})


RULES = (numbers_differ,)
