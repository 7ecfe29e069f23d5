"""Faults that show on a line of YAML, and what the parser's own complaints mean.

In: the text of a file, or an error of the parser. Out: problems, with the corrected line
where the correction is certain. Lines inside block scalars and quoted texts are left alone.
"""

from __future__ import annotations

import re
from typing import Any

from diptych.problems import Place, Problem

_LEAD = re.compile(r"\s*(?:-\s+)*")
_BLOCK_HEADER = re.compile(r"(?:^|[:\-]\s+|\s)[|>][0-9+-]*\s*(?:#.*)?$")
_ENTRY = re.compile(
    r"^\s*(?:-\s+)*[^\s:#\"'\[\]{},][^:#\"'\[\]{}]*?\s*:\s+(?P<value>\S.*?)\s*$"
)
_COMMENT = re.compile(r"\s#.*$")
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")
_LINE_BREAKS = re.compile("[\u0085\u2028\u2029\x0b\x0c]")
_TYPOGRAPHIC = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_STARTERS = "&*!%@`"


def quoted(text: str) -> str:
    """`text` as a double-quoted YAML scalar on one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def faults(text: str, file: str) -> tuple[Problem, ...]:
    """All faults visible line by line, in order."""
    found: list[Problem] = []
    block_indent: int | None = None
    open_quote = ""
    for number, line in enumerate(text.split("\n"), start=1):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None:
            if not line.strip() or indent > block_indent:
                continue
            block_indent = None
        if open_quote:
            if _closes(line, open_quote):
                open_quote = ""
            continue
        problem = _fault(line, file, number)
        if problem is not None:
            found.append(problem)
            line = problem.corrected if problem.corrected is not None else line
        if _BLOCK_HEADER.search(line) and not line.lstrip().startswith("#"):
            # what belongs to `- key: |` is indented from the key, to `- |` from the dash
            block_indent = _LEAD.match(line).end() if ":" in line else indent  # type: ignore[union-attr]
            continue
        open_quote = _left_open(line)
    return tuple(found)


def _closes(line: str, quote: str) -> bool:
    rest = re.sub(r"\\.", "", line) if quote == '"' else line.replace("''", "")
    return quote in rest


def _left_open(line: str) -> str:
    match = re.match(r"^\s*(?:-\s+)*(?:[^\s:#\"'][^:#\"']*:\s+)?([\"'])(.*)$", line)
    if match is None:
        return ""
    quote, rest = match.groups()
    return "" if _closes(rest, quote) else quote


def _fault(line: str, file: str, number: int) -> Problem | None:
    def problem(code: str, column: int, length: int, corrected: str | None, **params: str) -> Problem:
        where = Place(file, number, column + 1, max(1, length))
        return Problem(code, where, params=tuple(params.items()), corrected=corrected)

    if odd := _LINE_BREAKS.search(line):
        fixed = _LINE_BREAKS.sub(" ", line)
        return problem("control-character", odd.start(), 1, fixed, char=f"U+{ord(odd.group()):04X}")
    lead = line[: len(line) - len(line.lstrip())]
    if "\t" in lead:
        return problem("tab", lead.index("\t"), 1, line.replace("\t", "  "))
    head = re.match(r"^\s*(?:-\s+)*[^\s:#\"']*\s*:?\s*", line)
    if head and (odd := _ODD_SPACE.search(head.group())):
        fixed = _ODD_SPACE.sub(lambda m: "" if m.group() in "\u200b\ufeff" else " ", head.group())
        corrected = fixed + line[head.end() :]
        return problem("odd-space", odd.start(), 1, corrected, char=f"U+{ord(odd.group()):04X}")
    bullet = re.match(r"^(\s*)([•–—*])\s+(?=\S)", line)
    if bullet and bullet.group(2) != "*":
        corrected = f"{bullet.group(1)}- {line[bullet.end() :]}"
        return problem("bullet", len(bullet.group(1)), 1, corrected, char=bullet.group(2))
    tight = re.match(r"^(\s*(?:-\s+)*)([a-z]{2,3}(?:-[A-Za-z0-9]+)?):(?=[^\s/:\d])", line)
    if tight:
        corrected = f"{tight.group()} {line[tight.end() :]}"
        return problem("space-after-colon", tight.end(2), 1, corrected, key=tight.group(2))
    entry = _ENTRY.match(line)
    if entry is None or line.lstrip().startswith("#"):
        return None
    value, start = entry.group("value"), entry.start("value")
    first = value[0]
    if first in _TYPOGRAPHIC and value.endswith(_TYPOGRAPHIC[first]) and value.count(first) == 1:
        inner = value[1:-1].strip()
        return problem("typographic-quotes", start, 1, line[:start] + quoted(inner), char=first)
    if first in "\"'|>[{#":
        return None
    corrected = line[:start] + quoted(value)
    colon = re.search(r":(?=\s|$)", _COMMENT.sub("", value))
    if colon:
        return problem("text-needs-quotes", start + colon.start(), 1, corrected, char=":")
    if first in _STARTERS:
        return problem("text-needs-quotes", start, 1, corrected, char=first)
    return None


def syntax_problem(error: Any, text: str, file: str) -> Problem:
    """What a complaint of the parser means, at the place a person would look at."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    lines = text.split("\n")

    def problem(code: str, at: Any, **params: str) -> Problem:
        line = min(at.line, len(lines) - 1) if at is not None else 0
        column = at.column + 1 if at is not None else 1
        return Problem(code, Place(file, line + 1, column), params=tuple(params.items()))

    if "quoted scalar" in said and ("end of stream" in said or "document separator" in said):
        return problem("unclosed-quote", opened)
    if "quoted scalar" in said and "escape" in said:
        return problem("backslash", mark)
    if "expected ':'" in said:
        return problem("missing-colon", opened)
    if "mapping values are not allowed" in said:
        return problem("bad-indentation", mark)
    if "flow" in said and ("expected ',' or" in said or "end of stream" in said):
        return problem("unclosed-bracket", opened)
    if "cannot start any token" in said:
        if mark is not None and lines[mark.line][mark.column : mark.column + 1] == "\t":
            return problem("tab", mark)
        char = lines[mark.line][mark.column : mark.column + 1] if mark is not None else ""
        return problem("text-needs-quotes", mark, char=char)
    if "expected key" in said or "block end" in said or "'-' indicator" in said or "block collection" in said:
        return problem("bad-indentation", _real(mark, lines))
    return problem("yaml-syntax", mark)


def _real(mark: Any, lines: list[str]) -> Any:
    """The mark, moved to the first visible character when it stands on an empty line."""

    class _At:
        line = min(mark.line, len(lines) - 1)
        column = mark.column

    while _At.line > 0 and not lines[_At.line].strip():
        _At.line -= 1
        _At.column = len(lines[_At.line]) - len(lines[_At.line].lstrip())
    return _At
