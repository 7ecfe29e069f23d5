"""How to cite a statement, in the styles of a language.

In: ready plain values, the public address or None. Out: the name and the parts of each citation. The styles
stand in `languages/<lang>/cite.yaml`. No clock: the date of a citation is the explainer's as-of date.
It must not know templates, pages, nor how a text becomes plain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diptych.languages import catalogue, cldr, typography

_ITALICS = re.compile(r"\*([^*]*)\*")
_SLOT = re.compile(r"\{(\w+)\}")
_OF_SITE = re.compile(r"<([^<>]*)>")
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class Piece:
    """A part of a citation: its text, whether it is in italics, the name of the value that it is or ""."""

    text: str
    slanted: bool
    value: str


@dataclass(frozen=True)
class Citation:
    """One citation: the name of its style, and its pieces."""

    style: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All of it without italics."""
        return "".join(piece.text for piece in self.pieces)


def citations(lang: str, values: Mapping[str, str], as_of: str, address: str | None) -> tuple[Citation, ...]:
    """Every style of a language. `as_of` is an ISO day; `values` has text, explainer, site, publisher, …

    A text loses its full stop: the style sets its own.
    """
    words = catalogue.words(lang, "cite")
    filled = {name: typography.apply(value, lang) for name, value in values.items()}
    filled["text"] = filled["text"].rstrip(".")
    filled["quoted"] = _nested(filled["text"], words["nested_quotes"])
    filled |= _dated(lang, as_of, words)
    made = []
    for style in words["styles"]:
        form = style["form"] + (style["address"] if address else "") + style.get("end", "")
        form = _OF_SITE.sub(r"\1" if values["publisher"] != values["site"] else "", form)
        pieces = _pieces(form, lang, {**filled, "address": address or ""})
        made.append(Citation(str(style["name"]), pieces))
    return tuple(made)


def _nested(text: str, marks: Sequence[tuple[str, str]]) -> str:
    """Quotation marks within quotation marks: the inner pair, which has no space inside."""
    (start, inner_start), (end, inner_end) = marks
    text = re.sub(rf"{start}\s*", inner_start, text)
    return re.sub(rf"\s*{end}", inner_end, text)


def _dated(lang: str, as_of: str, words: Mapping[str, str]) -> dict[str, str]:
    from babel.dates import format_date

    day = date.fromisoformat(as_of)
    pattern = words["first_of_month"] if day.day == 1 else words["month_day"]
    return {"year": str(day.year), "month_day": format_date(day, pattern, cldr.known_locale(lang) or "en")}


def _pieces(form: str, lang: str, values: Mapping[str, str]) -> tuple[Piece, ...]:
    """The form's own words set by the rules of the language, then its values, never taken for a form.

    No full stop follows the end of a sentence.
    """
    found: list[Piece] = []
    for index, part in enumerate(_ITALICS.split(form)):
        for position, words in enumerate(_SLOT.split(typography.apply(part, lang))):
            value = words if position % 2 else ""
            text = values[value] if value else words
            if found and not value and text.startswith(".") and found[-1].text.endswith(_ENDS):
                text = text[1:]
            if text:
                found.append(Piece(text, index % 2 == 1, value))
    return tuple(found)
