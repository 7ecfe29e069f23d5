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
class Citation:
    """One citation: the name of its style, and its pieces, each a text and whether it is in italics."""

    style: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """All of it without italics."""
        return "".join(text for text, _ in self.pieces)


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


def _pieces(form: str, lang: str, values: Mapping[str, str]) -> tuple[tuple[str, bool], ...]:
    """The form by its italics, its own words set by the rules of the language, then its values."""
    found: list[tuple[str, bool]] = []
    for index, part in enumerate(_ITALICS.split(form)):
        text = _filled(part, lang, values, found[-1][0] if found else "")
        if text:
            found.append((text, index % 2 == 1))
    return tuple(found)


def _filled(part: str, lang: str, values: Mapping[str, str], before: str) -> str:
    """Values are put in last, so that nothing in them is taken for a form; no full stop follows a full stop."""
    set_ = typography.apply(part, lang)
    made = ""
    position = 0
    for slot in _SLOT.finditer(set_):
        made += _after(made or before, set_[position : slot.start()]) + values[slot[1]]
        position = slot.end()
    return made + _after(made or before, set_[position:])


def _after(before: str, text: str) -> str:
    return text[1:] if text.startswith(".") and before.endswith(_ENDS) else text
