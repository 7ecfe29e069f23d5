"""French micro-typography, after the *Lexique* of the Imprimerie nationale.

Two deliberate differences: the colon and the inside of guillemets take the narrow no-break space (U+202F)
like the other marks, which suits screens better than a full space; nothing is corrected that changes
a word. U+202F stands before ``; : ! ? » % € $ £`` and between groups of digits; U+00A0 before units, in
dates, titles and initials. See `diptych.languages.typography` for what a rule is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.languages.typography import JOINER, NARROW, NO_BREAK, OPAQUE, Edit, Rule, joined, substitution
from diptych.languages.typography_quotes import pairs

_SPACE = r"[ \t\n\u00a0\u2007\u2009\u202f]"
_LETTER = r"[^\W\d_]"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"
_SENTENCE = re.compile(r"[^.!?…]+")
_DASH = re.compile(rf"(?<=\S)({_SPACE})([–—])({_SPACE})(?=\S)")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = (
    "km/h|km²|km|m²|m³|m|cm|mm|ha|kg|mg|g|t|l|hl|h|min|s|ms|kW|MW|GW|TW|kWh|MWh|GWh|TWh|Hz|kHz|MHz|GHz|"
    "ko|Mo|Go|To|kt|Mt|bar|K|°C|°F|millions?|milliards?|euros?|dollars?|roubles?|yens?|wons?|tonnes?|barils?|ans?"
)
_AFTER = rf"(?=[\s»”’\"\]«—–,….{OPAQUE}]|$)"


_TITLES = ("M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Pr", "Me", "Mgr")
_BEFORE_NUMBERS = (
    *("n°", "N°", "nº", "no", "p.", "pp.", "art.", "al.", "chap.", "vol.", "fig.", "t.", "§"),
    *("article", "articles", "page", "pages", "résolution"),
)
# Not U+202F, which other rules insert: what counts is the spaces that were typed.
_DASH_BEFORE = r"(?:(?<=[ \t\n\u00a0])|^)"
_DASH_AFTER = r"(?=[ \t\n\u00a0]+[^\s;:!?»%‰€$£])"


def _quotes(text: str) -> Iterator[Edit]:
    """Outer quotes are guillemets, inner ones “…”."""
    edits = []
    for start, end, depth in pairs(text, '"'):
        edits.append(Edit(start, start + 1, "“" if depth % 2 else "«" + NARROW))
        edits.append(Edit(end, end + 1, "”" if depth % 2 else NARROW + "»"))
    yield from sorted(edits)


def _thousands(text: str) -> Iterator[Edit]:
    """Groups of three digits that the author already set apart; nothing is grouped that was not."""
    for number in _NUMBER.finditer(text):
        for offset, character in enumerate(number[0], number.start()):
            if not character.isdigit() and character != NARROW:
                yield Edit(offset, offset + 1, NARROW)


def _incises(text: str) -> Iterator[Edit]:
    """A pair of dashes in one sentence is an aside: each dash holds on to it."""
    if "–" not in text and "—" not in text:
        return
    for sentence in _SENTENCE.finditer(text):
        dashes = list(_DASH.finditer(text, sentence.start(), sentence.end()))
        if len(dashes) == 2 and dashes[0][2] == dashes[1][2]:
            for start, end in (dashes[0].span(3), dashes[1].span(1)):
                if text[start:end] != NO_BREAK:
                    yield Edit(start, end, NO_BREAK)


RULES: tuple[Rule, ...] = (
    substitution(r"(?<!\.)\.{3}(?!\.)", "…", only_with="."),
    _quotes,
    substitution(rf"(?<={_LETTER})'(?=[\w«“\"{OPAQUE}])", "’", only_with="'"),
    substitution(rf"{_DASH_BEFORE}--{_DASH_AFTER}", "–", only_with="-"),
    substitution(rf"{_DASH_BEFORE}---{_DASH_AFTER}", "—", only_with="-"),
    # Guillemets: inside spaces, whether typed or not.
    substitution(rf"(?<=«){_SPACE}+(?=\S)", NARROW, only_with="«"),
    substitution(r"«(?=\S)", "«" + NARROW, only_with="«"),
    substitution(rf"(?<=\S){_SPACE}+(?=»)", NARROW, only_with="»"),
    substitution(r"(?<=\S)(?=»)", NARROW, only_with="»"),
    # A space was typed: make it the right one. `:)` is a face, `::` a path, `!=` a formula.
    substitution(rf"(?<=\S){_SPACE}+(?=[;:]{_AFTER})", NARROW, only_with=";:"),
    substitution(rf"(?<=\S){_SPACE}+(?=[!?]++(?![\w=/&#@$]))", NARROW, only_with="!?"),
    # None was typed. One space before a group of marks; none after an ellipsis or an opening bracket.
    substitution(rf"(?<=[^\s:;!?«(\[{{…])(?=[;:]{_AFTER})", NARROW, only_with=";:"),
    substitution(r"(?<=[^\s:;!?«“(\[{…¿¡<#/=&\"'])(?=[!?]++(?![\w=/&#@$]))", NARROW, only_with="!?"),
    _thousands,
    substitution(rf"(?<=\d){_SPACE}*(?=[%‰€$£](?!\w))", NARROW, only_with="%‰€$£"),
    substitution(rf"(?<=\d)[ \n](?=(?:{_UNITS}|{_MONTHS})(?![\w’']))", NO_BREAK),
    substitution(r"(?<=\d[ \u00a0\u202f]h)[ \n](?=\d\d(?!\d))", NO_BREAK),
    # A day alone, *le 11*; with its month it holds on to that.
    substitution(r"(?<=(?<!\w)[Ll]e)[ \n](?=(?:\d\d?|1er)(?![\w%‰€$£]|[ \u00a0\u202f]\S))", NO_BREAK),
    # A verb and its subject after it, *a-t-il*, *est-elle*.
    substitution(r"(?<=\w-)(?=(?:t-)?(?:ils?|elles?|on|ce)(?!\w))", JOINER, only_with="-"),
    substitution(r"(?<=-t-)(?=(?:ils?|elles?|on)(?!\w))", JOINER, only_with="-"),
    joined(("1er", "1ᵉʳ"), rf"(?:{_MONTHS})(?!\w)"),
    joined(_TITLES, _CAPITAL),
    joined(_BEFORE_NUMBERS, r"\d"),
    # Initials: D. Trump, J.-C. Martin.
    substitution(rf"(?<=(?<![\w.-]){_CAPITAL}\.)[ \n](?={_CAPITAL})", NO_BREAK, only_with="."),
    substitution(rf"(?<=(?<![\w.]){_CAPITAL}\.-{_CAPITAL}\.)[ \n](?={_CAPITAL})", NO_BREAK, only_with="."),
    _incises,
)
