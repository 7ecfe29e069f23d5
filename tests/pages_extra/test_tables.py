"""The files for spreadsheets: bytes, separators, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest

from diptych.localize import Phrase, View
from diptych.render import tables


def view(**values: Any) -> View:
    return View(key=None, shown=True, **values)


def figure(lang: str, **values: Any) -> View:
    source = view(
        publisher="KBS; radio", heading=Phrase('Title "one"', "ko", "title"), url="https://kbs.example/a"
    )
    estimate = {"low": None, "best": Decimal("1234.5"), "high": None, "precision": "about", "remark": None}
    estimate |= {
        "as_of": view(edtf="2025-09~"),
        "by": view(name=Phrase("NIS", lang, "title")),
        "source": source,
    }
    return view(unit=Phrase("deaths", lang, "title"), estimates=[view(**{**estimate, **values})])


def read(data: bytes, delimiter: str) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to know the encoding"
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert [len(row) for row in rows] == [len(tables.COLUMNS)] * len(rows)
    return [dict(zip(tables.COLUMNS, row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize(
    ("lang", "delimiter", "number"),
    [("fr", ";", "1234,5"), ("en", ",", "1234.5"), ("de", ";", "1234,5"), ("zxx", ",", "1234.5")],
)
def test_as_spreadsheets_of_a_language_expect(lang: str, delimiter: str, number: str):
    (row,) = read(tables.figure(figure(lang), lang, str), delimiter)
    assert (row["best"], row["low"], row["as_of"]) == (number, "", "2025-09~")
    assert (row["publisher"], row["title"], row["url"]) == (
        "KBS; radio",
        'Title "one"',
        "https://kbs.example/a",
    )


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_is_never_a_formula(typed: str):
    (row,) = read(tables.figure(figure("en", remark=Phrase(typed, "en", "line")), "en", str), ",")
    assert row["remark"].startswith("'")


def test_a_text_is_one_line():
    (row,) = read(tables.figure(figure("en", remark=Phrase("a\nb\r\nc", "en", "line")), "en", str), ",")
    assert row["remark"] == "a b c"


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("1E+4"), "10000"), (Decimal("600"), "600"), (Decimal("0.10"), "0.10"), (Decimal(-3), "-3")],
)
def test_numbers_are_digits(value: Decimal, said: str):
    (row,) = read(tables.figure(figure("en", best=value), "en", str), ",")
    assert row["best"] == said
