"""Report: problems as text for a person at a terminal.

In: problems, the texts of the files, a language. Out: one string. It must not print, and not
know what a rule means: the sentences stand in `languages/<lang>/problems.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from diptych.languages import catalogue
from diptych.problems import Problem

WIDTH = 78
"""Columns after which the code moves to a line of its own; a terminal of 80 shows it whole."""

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""What a terminal would obey."""

_SIGNS = {"error": "✖", "warning": "▲"}
_RED, _YELLOW, _DIM, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"


def text(problems: Iterable[Problem], texts: Mapping[str, str], lang: str, *, color: bool = False) -> str:
    """All problems, errors first, by file and place; empty when there are none."""
    ordered = sorted(problems, key=lambda problem: (problem.severity != "error", problem.order))
    return "\n\n".join(_one(problem, texts, lang, color) for problem in ordered)


def sentence(problem: Problem, lang: str) -> str:
    """What is wrong and what to do, in one or two sentences."""
    words = catalogue.words(lang, "problems")
    params = {name: _word(name, value, words, lang) for name, value in problem.params}
    template = str(words["sentences"][problem.code])
    said = template.format(**params)
    if params.get("nearest") and "{nearest}" not in template:
        said += " " + str(words["did_you_mean"]).format(nearest=params["nearest"])
    return said


def record(problem: Problem, lang: str) -> str:
    """Which record, field and language, in brackets after the place; empty for a whole file."""
    words = catalogue.words(lang, "problems")
    parts = []
    if problem.kind and problem.id:
        kind = words["kinds"].get(problem.kind, {"one": problem.kind})["one"]
        parts.append(str(words["record"]).format(kind=kind, id=visible(problem.id)))
    if problem.field:
        parts.append(str(words["field"]).format(field=visible(problem.field)))
    if problem.lang:
        parts.append(str(words["language"]).format(language=language_name(problem.lang, lang)))
    return ", ".join(parts)


def language_name(code: str, lang: str) -> str:
    """The name of a language in another one (`fr` in `en`: French)."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name(lang.replace("-", "_")) or code
    except (UnknownLocaleError, ValueError):
        return code


def corrected(problem: Problem, line: str) -> str | None:
    """The whole line to write instead, or None."""
    if problem.corrected is not None:
        return problem.corrected
    if problem.swap is None:
        return None
    old, new = problem.swap
    at = line.find(old, max(0, problem.place.column - 1))
    return line[:at] + new + line[at + len(old) :] if at >= 0 else None


def _word(name: str, value: str, words: Mapping[str, Any], lang: str) -> str:
    """A value as shown in a sentence: kinds, languages and reasons have names, long words are cut."""
    if name == "kind" and value in words["kinds"]:
        return str(words["kinds"][value]["many"])
    if name in ("language", "first"):
        return language_name(value, lang)
    if name == "why":
        return str(words["reasons"].get(value, value))
    value = visible(" ".join(value.split()))
    return value if len(value) <= 120 else value[:119] + "…"


def visible(line: str) -> str:
    """`line` with tabs, no-break and zero-width characters drawn."""
    return "".join(_drawn(char) for char in line)


def _drawn(char: str) -> str:
    if char == "\t":
        return "→"
    if char == " " or char.isprintable():
        return char
    if unicodedata.category(char) == "Zs":
        return "⍽"
    return "␡" if unicodedata.category(char) == "Cc" else "∅"


def _one(problem: Problem, texts: Mapping[str, str], lang: str, color: bool) -> str:
    def paint(style: str, words: str) -> str:
        return f"{style}{words}{_PLAIN}" if color and words else words

    tint = _RED if problem.severity == "error" else _YELLOW
    said = sentence(problem, lang)
    code = f"[{problem.code}]"
    gap = " " * max(2, WIDTH - len(said) - len(code) - 2)
    lines = [f"{paint(tint, _SIGNS[problem.severity])} {paint(_BOLD, said)}{gap}{paint(_DIM, code)}"]
    place = problem.place
    where = visible(place.file) + (f":{place.line}:{place.column}" if place.line else "")
    about = record(problem, lang)
    lines.append(f"  {where}" + (f"  ({about})" if about else ""))
    source = texts.get(place.file, "").split("\n")
    if 0 < place.line <= len(source) and source[place.line - 1].strip():
        lines.extend(("", *_excerpt(problem, source[place.line - 1], lang, paint)))
    return "\n".join(lines)


def _excerpt(problem: Problem, line: str, lang: str, paint: Any) -> list[str]:
    """The line with a caret under the place, and the corrected line. Long lines are cut around the place."""
    from rich.cells import cell_len

    place = problem.place
    margin = len(str(place.line))
    start = max(0, place.column - 1)
    cut = max(0, start - 60) if len(line) > 110 else 0
    shown = ("…" if cut else "") + visible(line[cut : cut + 110]) + ("…" if len(line) > cut + 110 else "")
    lead = cell_len(("…" if cut else "") + visible(line[cut:start]))
    length = max(1, min(place.length, 110 - (start - cut), len(line) - start))
    caret = " " * lead + "^" * max(1, cell_len(visible(line[start : start + length])))
    lines = [f"  {place.line} │ {shown}".rstrip(), f"  {' ' * margin} │ {paint(_RED, caret)}"]
    better = corrected(problem, line)
    if better is not None:
        lines.append(f"  {catalogue.words(lang, 'problems')['write']}")
        lines.append(f"  {place.line} │ {_CONTROL.sub('', better).rstrip()}")
    return lines
