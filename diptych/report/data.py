"""Problems as JSON for other programs; docs/check.md says what may be relied on.

In: problems, the texts of the files, a language, the numbers of the run. Out: one string. It must not print.
"""

from __future__ import annotations

import json as encoding
from collections.abc import Iterable, Mapping
from typing import Any

from diptych.problems import Problem
from diptych.report.words import corrected, ordered, sentence

FORMAT = "diptych-problems/1"
"""Grows by one when a key changes its meaning or goes; new keys may come at any time."""


def json(problems: Iterable[Problem], texts: Mapping[str, str], lang: str, numbers: Mapping[str, Any]) -> str:
    """One object: the format, a summary with `numbers`, and the problems, most important first."""
    found = ordered(problems)
    errors = sum(problem.severity == "error" for problem in found)
    summary = {"errors": errors, "warnings": len(found) - errors, **numbers}
    listed = [_one(problem, texts, lang) for problem in found]
    made = encoding.dumps(
        {"format": FORMAT, "summary": summary, "problems": listed}, ensure_ascii=False, indent=2
    )
    # A file name may hold bytes that are no characters; as escapes they stay JSON.
    return made.encode("utf-8", "backslashreplace").decode("utf-8")


def _one(problem: Problem, texts: Mapping[str, str], lang: str) -> dict[str, Any]:
    place = problem.place
    lines = texts.get(place.file, "").split("\n")
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else None
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": sentence(problem, lang),
        "file": place.file,
        "line": place.line or None,
        "column": place.column or None,
        "length": place.length if place.line else None,
        "kind": problem.kind or None,
        "id": problem.id or None,
        "field": problem.field or None,
        "lang": problem.lang,
        "corrected": corrected(problem, line) if line is not None else None,
        "params": dict(problem.params),
    }
