"""English micro-typography, after British newspaper practice (spaced en dashes, double quotes outside).

Straight quotes become “ ” ‘ ’, apostrophes ’, a spaced double hyphen an en dash; U+00A0 joins a number to
its unit, a day to its month, a title or an initial to its name. Ranges of digits stay as typed: they may be
dates, scores or telephone numbers. See `diptych.languages.typography` for what a rule is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.languages.typography import NO_BREAK, OPAQUE, Edit, Rule, joined, substitution
from diptych.languages.typography_quotes import pairs

_SPACE = r"[ \t\n\u00a0\u2009\u202f]"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    "km/h|km²|km|m²|m|cm|mm|ha|kg|mg|g|mph|mi|ft|lb|oz|kW|MW|GW|TW|kWh|MWh|GWh|TWh|Hz|kHz|MHz|GHz|"
    "KB|MB|GB|TB|kt|Mt|bar|K|°C|°F|am|pm|a\\.m\\.|p\\.m\\.|tonnes?|barrels?|years?|million|billion|trillion"
)
_ELIDED = "tis|twas|twere|em|til|cause|bout|round|n"
_TITLES = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sgt", "Maj", "Capt"),
    *("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Gen.", "Col.", "Lt.", "Sgt.", "Maj.", "Capt."),
    *("Sen.", "Rep.", "Gov.", "Rev."),
)
_BEFORE_NUMBERS = (
    *("No.", "Nos.", "no.", "nos.", "p.", "pp.", "Art.", "Fig.", "vol.", "ch.", "§"),
    *("Article", "Articles", "article", "articles", "page", "pages", "Resolution"),
)


def _double_quotes(text: str) -> Iterator[Edit]:
    edits = []
    for start, end, _ in pairs(text, '"'):
        edits += [Edit(start, start + 1, "“"), Edit(end, end + 1, "”")]
    yield from sorted(edits)


def _single_quotes(text: str) -> Iterator[Edit]:
    edits = []
    for start, end, _ in pairs(text, "'"):
        edits += [Edit(start, start + 1, "‘"), Edit(end, end + 1, "’")]
    yield from sorted(edits)


RULES: tuple[Rule, ...] = (
    substitution(r"(?<!\.)\.{3}(?!\.)", "…", only_with="."),
    # Apostrophes first, so that only quotation marks are left to pair: it's, Kim's, '90s, rock 'n' roll.
    substitution(rf"(?<=[^\W_])'(?=[^\W\d_]|(?<=[^\W\d]')[\d{OPAQUE}])", "’", only_with="'"),
    substitution(r"(?<!\w)'(?=\d0s(?!\w))", "’", only_with="'"),
    substitution(r"(?<=(?<!\w)'n)'(?!\w)", "’", only_with="'"),
    substitution(rf"(?<![\w’])'(?=(?:{_ELIDED})(?![\w']))", "’", only_with="'", flags=re.IGNORECASE),
    _double_quotes,
    _single_quotes,
    # What is left after a letter is a plural's apostrophe: the soldiers' boots.
    substitution(r"(?<=[^\W\d_])'(?!\w)", "’", only_with="'"),
    substitution(rf"(?<=\S){_SPACE}--(?={_SPACE})", NO_BREAK + "–", only_with="-"),
    substitution(rf"(?<=\S){_SPACE}---(?={_SPACE})", NO_BREAK + "—", only_with="-"),
    substitution(rf"(?<=\S)[ \t\n](?=[–—]{_SPACE})", NO_BREAK, only_with="–—"),
    substitution(rf"(?<=\d)[ \n](?=(?:{_UNITS}|{_MONTHS})(?![\w’']))", NO_BREAK),
    substitution(rf"(?<=\d(?:st|nd|rd|th))[ \n](?=(?:{_MONTHS})(?!\w))", NO_BREAK),
    substitution(rf"(?<=\d){_SPACE}+(?=%(?!\w))", "", only_with="%"),
    joined(_MONTHS.split("|"), r"\d\d?(?!\d)"),
    joined(_TITLES, _CAPITAL),
    joined(_BEFORE_NUMBERS, r"\d"),
    substitution(rf"(?<=(?<![\w.]){_CAPITAL}\.)[ \n](?={_CAPITAL})", NO_BREAK, only_with="."),
)
