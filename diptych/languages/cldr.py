"""What Babel's CLDR data says of dates in a language: names, lists, grouped numbers.

In: a locale (`fr`, `en_GB`). Out: texts and tables. It must not know what a date means.
Babel is imported when first needed: a command that prints no date does not pay for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal


@lru_cache(maxsize=64)
def known_locale(lang: str) -> str | None:
    """The CLDR locale of a BCP 47 language code (`pt-BR`: `pt_BR`), or None where CLDR has none."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        return str(Locale.parse(lang.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        return None


@lru_cache(maxsize=64)
def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written."""
    from babel import Locale

    known = known_locale(lang)
    return "rtl" if known and Locale.parse(known).text_direction == "rtl" else "ltr"


@lru_cache(maxsize=128)
def month_names(locale: str, width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
    """The twelve months as they stand within a date; index 0 is January."""
    from babel import Locale

    names = Locale.parse(locale).months["format"][width]
    return tuple(str(names[month]) for month in range(1, 13))


def territory(code: str, lang: str) -> str:
    """The name of a country (ISO 3166-1, two letters) in a language; the code where CLDR has none."""
    from babel import Locale

    locale = known_locale(lang)
    return str(Locale.parse(locale).territories.get(code, code)) if locale else code


@lru_cache(maxsize=64)
def weekday_names(locale: str) -> tuple[str, ...]:
    """The seven days of the week; index 0 is Monday."""
    from babel import Locale

    names = Locale.parse(locale).days["format"]["wide"]
    return tuple(str(names[day]) for day in range(7))


@lru_cache(maxsize=64)
def month_first(locale: str) -> bool:
    """Does a date put the month before the day, as in “October 27, 2025”?"""
    from babel import Locale

    pattern = str(Locale.parse(locale).date_formats["long"].pattern)
    return "M" in pattern and pattern.find("M") < pattern.find("d")


@lru_cache(maxsize=64)
def number_signs(locale: str) -> tuple[str, str]:
    """The signs between thousands and before decimals."""
    from babel import Locale

    symbols = Locale.parse(locale).number_symbols.get("latn", {})
    return str(symbols.get("group", ",")), str(symbols.get("decimal", "."))


@lru_cache(maxsize=64)
def scale_words(locale: str) -> Mapping[str, int]:
    """The words for a thousand, a million and so on, in lower case, with their values."""
    from babel import Locale

    try:
        forms = Locale.parse(locale).compact_decimal_formats["long"]
        patterns = [(int(size), form.pattern) for forms_ in forms.values() for size, form in forms_.items()]
    except (KeyError, ValueError, AttributeError):
        return {}
    found: dict[str, int] = {}
    for size, pattern in patterns:
        zeros, _, word = pattern.replace("\u00a0", " ").partition(" ")
        if word.isalpha() and set(zeros) == {"0"}:
            found[word.casefold()] = size // 10 ** (len(zeros) - 1)
    return found


@lru_cache(maxsize=1024)
def listed(items: Sequence[str], locale: str, *, alternatives: bool) -> str:
    """The items as a list with the language's *or* (`alternatives`) or *and*."""
    from babel.lists import format_list

    return format_list(items, style="or" if alternatives else "standard", locale=locale)


@lru_cache(maxsize=1024)
def grouped(number: int, locale: str) -> str:
    """A whole number with the language's separators between thousands."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale)
