"""Problems as text for a person at a terminal.

In: problems, the texts of the files, a language. Out: one string. It must not print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from diptych.languages import catalogue
from diptych.problems import Problem
from diptych.report.words import corrected, ordered, record, sentence, visible

WIDTH = 78
"""Columns after which the code moves to a line of its own; a terminal of 80 shows it whole."""

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""What a terminal would obey."""

_SIGNS = {"error": "✖", "warning": "▲"}
_RED, _YELLOW, _DIM, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"


def text(problems: Iterable[Problem], texts: Mapping[str, str], lang: str, *, color: bool = False) -> str:
    """All problems, file by file; empty when there are none."""
    return "\n\n".join(_one(problem, texts, lang, color) for problem in ordered(problems))


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
