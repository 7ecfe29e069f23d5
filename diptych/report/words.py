"""A problem in words: its sentence, its record, the corrected line.

In: a problem, a language. Out: strings. It must not know in what form they are shown: the sentences stand
in `languages/<lang>/problems.yaml`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from diptych.languages import catalogue
from diptych.problems import Problem


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems file by file, errors first in a file, and files with errors before those without."""
    found = list(problems)
    wrong = {problem.place.file for problem in found if problem.severity == "error"}
    return sorted(
        found,
        key=lambda problem: (
            problem.place.file not in wrong,
            problem.place.file,
            problem.severity != "error",
            problem.order,
        ),
    )


def sentence(problem: Problem, lang: str) -> str:
    """What is wrong and what to do, in one or two sentences."""
    words = catalogue.words(lang, "problems")
    params = {name: _word(name, value, words, lang) for name, value in problem.params}
    template = str(words["sentences"][problem.code])
    said = template.format(**params)
    if params.get("nearest") and "{nearest}" not in template:
        said += " " + str(words["did_you_mean"]).format(nearest=params["nearest"])
    elif params.get("known") and "{known}" not in template:
        said += " " + str(words["among"]).format(known=dict(problem.params)["known"])
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
