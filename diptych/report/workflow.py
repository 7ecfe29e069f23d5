"""Problems as commands of a GitHub workflow, which shows each on its line of a pull request.

In: problems, the texts of the files, a language. Out: one string. It must not print.
The commands and what has to be escaped in them: https://docs.github.com/actions/reference/workflow-commands
and `packages/core/src/command.ts` of https://github.com/actions/toolkit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diptych.languages import catalogue
from diptych.problems import Problem
from diptych.report.words import corrected, ordered, record, sentence, visible

_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_VALUE = {**_MESSAGE, ":": "%3A", ",": "%2C"}


def github(problems: Iterable[Problem], texts: Mapping[str, str], lang: str) -> str:
    """One command a line for each problem; empty when there are none."""
    return "\n".join(_command(problem, texts, lang) for problem in ordered(problems))


def _command(problem: Problem, texts: Mapping[str, str], lang: str) -> str:
    place = problem.place
    values = {"file": visible(place.file)}
    if place.line:
        values |= {"line": str(place.line), "col": str(place.column)}
        values |= {"endLine": str(place.line), "endColumn": str(place.column + place.length)}
    about = record(problem, lang)
    values["title"] = f"{problem.code} ({about})" if about else problem.code
    said = [sentence(problem, lang)]
    lines = texts.get(place.file, "").split("\n")
    better = corrected(problem, lines[place.line - 1]) if 0 < place.line <= len(lines) else None
    if better is not None:
        said += [str(catalogue.words(lang, "problems")["write"]), visible(better)]
    given = ",".join(f"{name}={_escaped(value, _VALUE)}" for name, value in values.items())
    return f"::{problem.severity} {given}::{_escaped(chr(10).join(said), _MESSAGE)}"


def _escaped(words: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(char, char) for char in words)
