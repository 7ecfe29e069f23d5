"""What the YAML parser's complaints mean to an editor.

In: an error of PyYAML and the text of the file. Out: a problem at the place a person would look at.
It must not know the content model.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from diptych.problems import Place, Problem


class _At(NamedTuple):
    line: int
    column: int


def problem(error: Any, text: str, file: str) -> Problem:
    """The problem behind a `yaml.MarkedYAMLError`."""
    said = f"{error.context or ''} {error.problem or ''}"
    lines = text.split("\n")
    mark = _at(error.problem_mark or error.context_mark, lines)
    opened = _at(error.context_mark or error.problem_mark, lines)

    def make(code: str, at: _At, **params: str) -> Problem:
        return Problem(code, Place(file, at.line + 1, at.column + 1), params=tuple(params.items()))

    if "quoted scalar" in said and ("end of stream" in said or "document indicator" in said):
        return make("unclosed-quote", opened)
    if "quoted scalar" in said and "escape" in said:
        return make("backslash", mark)
    if "expected ':'" in said:
        return make("missing-colon", opened)
    if "mapping values are not allowed" in said:
        return make("yaml-syntax", _beginning(mark, lines))
    if "flow" in said and ("expected ',' or" in said or "end of stream" in said):
        return make("unclosed-bracket", opened)
    if "node content" in said and lines[mark.line][mark.column : mark.column + 1] == ",":
        return make("stray-comma", mark)
    if "tab character" in said:
        return make("tab", mark)
    if "cannot start any token" in said:
        char = lines[mark.line][mark.column : mark.column + 1]
        return make("tab", mark) if char == "\t" else make("text-needs-quotes", mark, char=char)
    if any(words in said for words in ("expected key", "block end", "'-' indicator", "block collection")):
        return make("yaml-syntax", _beginning(mark, lines))
    return make("yaml-syntax", mark)


def suspect(error: Any, lines: list[str]) -> int:
    """The first line (from 1) that may be wrong: those before it the parser has understood."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return 1
    number = error.context_mark.line if "simple key" in (error.context or "") else mark.line - 1
    while number > 0 and (number >= len(lines) or not lines[number].strip()):
        number -= 1
    return int(max(0, number)) + 1


def _at(mark: Any, lines: list[str]) -> _At:
    """The mark, moved to the last visible line when it stands on an empty one, as at the end of a file."""
    if mark is None:
        return _At(0, 0)
    line, column = min(mark.line, len(lines) - 1), mark.column
    while line > 0 and not lines[line].strip():
        line -= 1
        column = len(lines[line]) - len(lines[line].lstrip())
    return _At(line, min(column, len(lines[line])))


def _beginning(at: _At, lines: list[str]) -> _At:
    """The first visible character of the line: it is the line that stands wrong, not a sign in it."""
    return _At(at.line, len(lines[at.line]) - len(lines[at.line].lstrip()))
