"""The estimates of a figure as a table for spreadsheets: one CSV file per figure and language.

In: a figure's view, a way to make a text plain. Out: bytes. It must not know pages or templates.

For the people who open it by a double click: UTF-8 with a byte order mark, without which Excel takes accents
for another encoding; where the language writes decimals with a comma, that comma in numbers and a semicolon
between columns, as spreadsheets set to that language expect, else point and comma; lines end as in RFC 4180.
Numbers have no group signs, dates are EDTF as in the content: the columns sort and compute.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal

from diptych.languages import catalogue, cldr
from diptych.localize import Phrase, View

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula in a spreadsheet. Source: OWASP, CSV injection."""

Plain = Callable[[Phrase | str | None], str]

COLUMNS = ("as_of", "by", "low", "best", "high", "precision", "unit", "remark", "publisher", "title", "url")


def figure(view: View, lang: str, plain: Plain) -> bytes:
    """The estimates of a figure, one a line, the names of the columns first."""
    comma = _decimal_sign(lang) == ","
    names = catalogue.words(lang, "ui")["labels"]["column"]
    precisions = catalogue.words(lang, "ui")["labels"]["amount"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow([names[column] for column in COLUMNS])
    for estimate in view.estimates:
        writer.writerow(
            [
                estimate.as_of.edtf,
                _text(plain(estimate.by.name)),
                *(_number(value, comma) for value in (estimate.low, estimate.best, estimate.high)),
                precisions[estimate.precision],
                _text(plain(view.unit)),
                _text(plain(estimate.remark)),
                *_sourced(estimate.source, plain),
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def _sourced(source: View | None, plain: Plain) -> Iterator[str]:
    if source is None:
        yield from ("", "", "")
    else:
        yield from (_text(plain(source.publisher)), _text(plain(source.heading)), source.url or "")


def _number(value: Decimal | None, comma: bool) -> str:
    if value is None:
        return ""
    text = format(value, "f")
    return text.replace(".", ",") if comma else text


def _text(words: str) -> str:
    """Words on one line; never a formula."""
    text = " ".join(words.splitlines()).strip(" ")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _decimal_sign(lang: str) -> str:
    from babel import Locale

    known = cldr.known_locale(lang)
    return str(Locale.parse(known).number_symbols["latn"]["decimal"]) if known else "."
