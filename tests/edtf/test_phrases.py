"""What readers see: every phrase form of French and English, and the plain forms of other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from diptych import edtf
from diptych.languages import dates

FOLDER = Path(__file__).parent
STYLES = ("long", "sentence", "short")


def table(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return loaded


def shown(text: str) -> str:
    """The phrase with its invisible characters visible."""
    return text.replace("\u00a0", "␣").replace("\u202f", "⍽")


CASES = [
    (text, lang, phrases) for text, langs in table("phrases.yaml").items() for lang, phrases in langs.items()
]


@pytest.mark.parametrize(("text", "lang", "phrases"), CASES)
def test_phrases(text: str, lang: str, phrases: list[str]) -> None:
    value = edtf.parse(text)
    expected = phrases * 3 if len(phrases) == 1 else phrases
    assert [shown(dates.phrase(value, lang, style=style)) for style in STYLES] == expected


@pytest.mark.parametrize(("text", "phrase"), table("vectors/professional-wiki-french.yaml").items())
def test_published_french_inputs(text: str, phrase: str) -> None:
    assert shown(dates.phrase(edtf.parse(text), "fr")) == phrase


@pytest.mark.parametrize("month", range(1, 13))
def test_elision_before_every_month(month: int) -> None:
    name = dates.phrase(edtf.parse(f"2024-{month:02}"), "fr").split()[0]
    elided = name in ("avril", "août", "octobre")
    phrase = dates.phrase(edtf.parse(f"2024-{month:02}/2025-{month:02}"), "fr")
    assert phrase == f"{'d’' if elided else 'de '}{name} 2024 à {name} 2025"
    assert dates.phrase(edtf.parse(f"../2024-{month:02}"), "fr") == f"jusqu’en {name} 2024"


@pytest.mark.parametrize(
    ("text", "lang", "style", "phrase"),
    [
        ("2024-06-01", "de", "long", "1. Juni 2024"),
        ("2024-06-01", "de", "short", "01.06.2024"),
        ("2024-06", "de", "sentence", "Juni 2024"),
        ("2024-06", "pt-BR", "long", "junho de 2024"),
        ("2024", "ru", "long", "2024"),
        ("-0043", "de", "long", "44 v. Chr."),
        ("2024-10~", "de", "long", "≈ Oktober 2024"),
        ("2024?", "de", "long", "2024 (?)"),
        ("2019/2021", "de", "long", "2019␣– 2021"),
        ("2019/..", "de", "long", "2019␣– …"),
        ("/2021", "de", "long", "?␣– 2021"),
        ("2024-10-08T14:30:00Z", "de", "long", "8. Oktober 2024, 14:30 UTC"),
        ("201X", "de", "long", "201X"),
        ("Y170000002", "de", "long", "Y170000002"),
        ("-0043-03-15", "de", "long", "-0043-03-15"),
        ("[2020,2021]", "de", "long", "[2020,2021]"),
        ("2024-06-01", "xx", "long", "2024-06-01"),
        ("2024-06-01", "../fr", "long", "2024-06-01"),
        ("2024-06-01", "dates", "long", "2024-06-01"),
        ("2024-06-01", "", "long", "2024-06-01"),
        ("2024-06-01", "fr-CA", "long", "1er␣juin 2024"),
        ("2024-06-01", "en_US", "long", "1␣June 2024"),
        ("2024-06-01", "FR", "long", "1er␣juin 2024"),
    ],
)
def test_other_languages_get_plain_dates(text: str, lang: str, style: dates.Style, phrase: str) -> None:
    assert shown(dates.phrase(edtf.parse(text), lang, style=style)) == phrase
