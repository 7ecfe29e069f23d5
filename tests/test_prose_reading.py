"""Numbers and dates are found in prose as our own renderers, and CLDR's, write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from diptych import edtf, references
from diptych.languages import dates, prose_dates, prose_numbers

LANGUAGES = st.sampled_from(["fr", "en", "de", "es", "ja"])


def values(text: str, lang: str) -> list[Decimal]:
    return [number.value for number in prose_numbers.found(text, lang)]


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["fr", "en", "de"]))
def test_a_number_is_read_as_it_is_written(number: Decimal, lang: str):
    written = format_decimal(number, locale=lang, decimal_quantization=False)
    assert values(f"- {written} %", lang) == [number]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "quatre-vingt-dix-sept mille deux cent trois", [97203]),
        ("fr", "vingt et un, deux ou trois, quatre-vingts", [21, 2, 3, 80]),
        ("fr", "1,5 milliard, 20 millions et deux millions", [1_500_000_000, 20_000_000, 2_000_000]),
        ("fr", "un homme, une femme, trente et une femmes", [31]),
        ("en", "twenty-five thousand three hundred and two", [25302]),
        ("en", "one in two, 3.4%, 1.5 billion", [2, "3.4", 1_500_000_000]),
        ("en", "twenty million; two, three", [20_000_000, 2, 3]),
        ("en", "the 528th regiment", [528]),
        ("de", "2.000 Soldaten, 1,5 Millionen", [2000, 1_500_000]),
        ("xx", "1,000 and two", [1000]),
    ],
)
def test_numbers_in_words(lang: str, text: str, expected: list[int | str]):
    assert values(text, lang) == [Decimal(value) for value in expected]


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(["fr", "en"]))
def test_a_day_is_found_as_it_is_printed(day: date, lang: str):
    printed = dates.phrase(edtf.parse(day.isoformat()), lang, style="sentence")
    (found,) = prose_dates.found(f"Quelque chose {printed}, something", lang)
    assert found[:3] == (day.year, day.month, day.day)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(["en_US", "en_GB", "fr", "de", "es"]))
def test_a_day_is_found_as_cldr_writes_it(day: date, locale: str):
    lang = locale.replace("_", "-")
    (found,) = prose_dates.found(f"x {format_date(day, 'long', locale=locale)}.", lang)
    assert found.month == day.month
    assert found.year in (day.year, None)  # Spanish has “de” before the year, which no word list knows
    assert found.day in (day.day, None)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "du 26 au 28 octobre 2025", [(2025, 10, 26), (2025, 10, 28)]),
        ("fr", "le 1er juin, le 26 et le 27 mai", [(None, 6, 1), (None, 5, 26), (None, 5, 27)]),
        ("fr", "d’octobre 2024 à janvier 2025", [(2024, 10, None), (2025, 1, None)]),
        ("fr", "Mars est une planète ; en mars, il est loin", [(None, 3, None)]),
        ("fr", "le 5 septembre, 600 hommes", [(None, 9, 5)]),
        ("en", "it may be; they march; in May; on 3 May", [(None, 5, None), (None, 5, 3)]),
        ("en", "May 12-14, the 3rd of July", [(None, 5, 12), (None, 5, 14), (None, 7, 3)]),
        ("en", "October 27, 2025 and 2–5 June 2025", [(2025, 10, 27), (2025, 6, 2), (2025, 6, 5)]),
        ("en", "in October 15,000 men came", [(None, 10, None)]),
        ("xx", "3 May 2025", []),
    ],
)
def test_dates_in_a_sentence(lang: str, text: str, expected: list[tuple[int | None, ...]]):
    assert [found[:3] for found in prose_dates.found(text, lang)] == expected


@given(st.text(), LANGUAGES)
def test_whatever_is_read_has_its_place(text: str, lang: str):
    for found in (*prose_numbers.found(text, lang), *prose_dates.found(text, lang)):
        assert 0 <= found.start < found.end <= len(text)


@given(st.text(alphabet="[]():|<>/ab `\\"))
def test_words_keep_their_place_when_ids_are_blanked(text: str):
    blanked = references.words_alone(text)
    assert len(blanked) == len(text)
    assert all(new in (" ", old) for new, old in zip(blanked, text, strict=True))


def test_ids_and_addresses_are_no_words():
    text = "[[statement:nis-600|about 600]], [here](https://example.org/2025), <https://example.org/1999>"
    assert values(references.words_alone(text), "en") == [600]
