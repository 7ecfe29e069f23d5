"""Where the lines of a YAML file stand: the line whose indentation or hyphen is wrong, and where it belongs.

In: the lines of a file that a parser refused, or that holds tabs. Out: a fault, with the corrected line where
one place is clearly better than all others. Asked only then, so that a file that is right is never judged.
It must not know the content model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diptych.problems import Place, Problem
from diptych.yaml_reader.levels import Levels, Line, fitted, outline, written
from diptych.yaml_reader.repairs import Repair, clearest, habits_of, lacks_hyphen
from diptych.yaml_reader.shapes import key_indent

NOWHERE = 10**9
"""The number of a line that no file has."""

_TABS = 500
"""How many lines with tabs of one file are given their place."""


class Found(NamedTuple):
    """A fault and the lines to read instead (index from 0: text); none where nothing is certain."""

    problem: Problem
    lines: dict[int, str]


def fault(lines: Sequence[str], file: str, since: int) -> Found | None:
    """The first fault of a file, or None where nothing can be told.

    `since` is the line (from 1) that the parser refused: what stands before it is right, but for a hyphen
    forgotten between two entries, which makes one of them.
    """
    listed = list(outline(lines))
    habits = habits_of(listed)
    levels: Levels = ()
    earlier: Levels = ()
    for index, line in enumerate(listed):
        after = fitted(levels, line, index)
        if lacks_hyphen(levels, listed, index) or (after is None and line.number >= since):
            repair = clearest(listed, index, levels, habits, earlier)
            if repair is None and not line.key and not line.dashes:
                return None
            return _found(lines, file, listed, line, repair)
        if after is None:
            return None
        earlier, levels = levels, after
    return None


def indents(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(index from 0, line) with spaces for tabs, for every line with tabs that belongs at one place alone."""
    listed = list(outline(lines))
    habits = habits_of(listed)
    levels: Levels = ()
    alike: dict[str, int] = {}
    left = _TABS
    for index, line in enumerate(listed):
        if line.tabbed and left:
            left -= 1
            typed = lines[line.number - 1]
            lead = typed[: key_indent(typed)]
            repair = clearest(listed, index, levels, habits, alike=alike.get(lead, -1))
            if repair is not None:
                listed[index] = repair.line
                alike[lead] = repair.line.start
                yield line.number - 1, written(typed, repair.line)
        after = fitted(levels, listed[index], index)
        if after is None:
            return
        levels = after


def _found(
    lines: Sequence[str], file: str, listed: Sequence[Line], line: Line, repair: Repair | None
) -> Found:
    if repair is None:
        return Found(_problem("bad-indentation", file, lines, line.number), {})
    changed = {}
    by = repair.line.start - listed[repair.first].start
    for each in listed[repair.first : repair.first + repair.block]:
        new = repair.line if each.number == repair.line.number else each.moved(each.start + by)
        changed[each.number - 1] = written(lines[each.number - 1], new)
    number = repair.line.number
    if repair.block == 1:
        return Found(_problem(repair.code, file, lines, number, changed[number - 1]), changed)
    why = "too-far-right" if by < 0 else "too-far-left"
    return Found(_problem("bad-indentation-block", file, lines, number, why=why, n=str(abs(by))), changed)


def _problem(
    code: str, file: str, lines: Sequence[str], number: int, corrected: str | None = None, **params: str
) -> Problem:
    line = lines[number - 1]
    where = Place(file, number, len(line) - len(line.lstrip()) + 1)
    return Problem(code, where, params=tuple(params.items()), corrected=corrected)
