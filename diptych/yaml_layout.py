"""Where the lines of a YAML file stand: the line whose indentation or hyphen is wrong, and where it belongs.

In: the lines of a file that a parser refused, or that holds tabs. Out: a fault, with the corrected line where
one place is clearly better than all others. Asked only then, so that a file that is right is never judged.
What belongs where is learnt from the file itself: lists begin their entries with the same key, and a key
stands at the same depth elsewhere. It must not know the content model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from diptych.problems import Place, Problem
from diptych.yaml_levels import Levels, Line, fitted, outline, written
from diptych.yaml_shapes import key_indent

NOWHERE = 10**9
"""The number of a line that no file has."""

_AHEAD = 60
"""How many lines after a repair are tried with it."""
_TABS = 500
"""How many lines with tabs of one file are given their place."""

_Habits = Counter[tuple[str, int]]
"""How often each key stands at each column."""


class _Repair(NamedTuple):
    """A line as it might have been meant. `first` is where to begin to read again, and with what."""

    code: str
    line: Line
    first: int
    levels: Levels
    block: int = 1


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
    habits = _habits(listed)
    levels: Levels = ()
    for index, line in enumerate(listed):
        after = fitted(levels, line, index)
        if _lacks_hyphen(levels, listed, index) or (after is None and line.number >= since):
            repair = _clearest(listed, index, levels, habits)
            if repair is None and not line.key and not line.dashes:
                return None
            return _found(lines, file, listed, line, repair)
        if after is None:
            return None
        levels = after
    return None


def indents(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(index from 0, line) with spaces for tabs, for every line with tabs that belongs at one place alone."""
    listed = list(outline(lines))
    habits = _habits(listed)
    levels: Levels = ()
    alike: dict[str, int] = {}
    left = _TABS
    for index, line in enumerate(listed):
        if line.tabbed and left:
            left -= 1
            typed = lines[line.number - 1]
            lead = typed[: key_indent(typed)]
            repair = _clearest(listed, index, levels, habits, alike.get(lead, -1))
            if repair is not None:
                listed[index] = repair.line
                alike[lead] = repair.line.start
                yield line.number - 1, written(typed, repair.line)
        after = fitted(levels, listed[index], index)
        if after is None:
            return
        levels = after


def _habits(listed: Sequence[Line]) -> _Habits:
    return Counter((line.key, line.column) for line in listed if line.key and not line.tabbed)


def _lacks_hyphen(levels: Levels, listed: Sequence[Line], index: int) -> bool:
    """Does an entry of a list seem to begin again here: with its first key, or with two keys that it has?"""
    line = listed[index]
    for level in levels:
        if level.column == line.column and not level.is_list and not line.dashes and level.before:
            if not level.before[-1].is_list or len(level.keys) < 2 or line.key not in level.keys:
                return False
            ahead = islice(listed, index + 1, index + _AHEAD)
            after = next((each for each in ahead if each.start <= line.column), None)
            return line.key == level.keys[0] or (
                after is not None and after.start == line.column and after.key in level.keys
            )
    return False


def _clearest(
    listed: Sequence[Line], index: int, levels: Levels, habits: _Habits, alike: int = -1
) -> _Repair | None:
    """The repair that is better than all others, if there is one.

    `alike` is the column of the last line that began with the same tabs.
    """
    line = listed[index]
    waiting = levels[-1].column if levels and levels[-1].waits else NOWHERE
    tried = []
    for repair in _repairs(listed, index, levels, habits):
        merits = (
            _reach(listed, repair, index + _AHEAD),
            repair.line.column > waiting,  # a key without a value waits for what belongs to it
            habits[repair.line.key, repair.line.column],
            repair.line.start == alike,
            -repair.block,
            0 if line.tabbed else -abs(repair.line.start - listed[repair.first].start),
        )
        tried.append((merits, repair))
    tried.sort(key=lambda pair: pair[0], reverse=True)
    if not tried or tried[0][0][0] <= index or (len(tried) > 1 and tried[0][0] == tried[1][0]):
        return None
    return tried[0][1]


def _found(
    lines: Sequence[str], file: str, listed: Sequence[Line], line: Line, repair: _Repair | None
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


def _repairs(listed: Sequence[Line], index: int, levels: Levels, habits: _Habits) -> Iterator[_Repair]:
    """What may have been meant by the line at `index`, which does not fit after `levels`."""
    line = listed[index]
    starts = _starts(line, levels, habits)
    for start in sorted(starts):
        moved = line.moved(start)
        if start == line.start and not line.tabbed:
            continue
        yield _Repair("bad-indentation", moved, index, levels)
        block = _block(listed, index)
        if block > 1 and not line.tabbed:
            yield _Repair("bad-indentation", moved, index, levels, block)
    if not line.key and not line.dashes and habits[line.word, line.column]:
        keyed = line._replace(key=line.word)
        yield _Repair("missing-colon", keyed, index, levels)
    if not line.dashes:
        again = _lacks_hyphen(levels, listed, index)
        for level in filter(lambda level: level.is_list, levels):
            if listed[level.opened].key == line.key or (again and level.column < line.column):
                column = level.column + 2
                dashed = line._replace(dashes=(level.column,), column=column)
                yield _Repair("missing-dash", dashed, index, levels)
    if line.tabbed or not levels:
        return
    for level in reversed(levels):
        opener = listed[level.opened]
        if level.is_list or len(level.keys) > 1 or level.opened != index - 1 or opener.tabbed:
            continue
        if line.key and not line.dashes and line.column != level.column:
            start = opener.start + line.column - level.column
            if start >= 0:
                yield _Repair("bad-indentation", opener.moved(start), level.opened, level.before)
    root = levels[0]
    opener = listed[root.opened]
    at = line.start if line.dashes else root.column
    if not root.is_list and not opener.dashes and _begins_entries(listed, opener.key, root.opened):
        column = line.column if not line.dashes else at + 2
        if column >= 2:
            dashed = opener._replace(dashes=(column - 2,), column=column)
            yield _Repair("missing-dash", dashed, root.opened, ())


def _begins_entries(listed: Sequence[Line], key: str, other_than: int) -> bool:
    """Do entries of lists begin with this key elsewhere in the file?"""
    return any(line.dashes and line.key == key for at, line in enumerate(listed) if at != other_than and key)


def _starts(line: Line, levels: Levels, habits: _Habits) -> set[int]:
    """The columns at which the line could stand."""
    if line.text_indent is not None and not line.key and not line.dashes:
        return {line.text_indent}
    found = set()
    for number, level in enumerate(levels):
        is_top = number == len(levels) - 1
        is_entry = bool(line.dashes) and (level.is_list or (is_top and level.waits))
        is_key = bool(line.key) and not line.dashes and not level.is_list and line.key not in level.keys
        if is_entry or is_key:
            found.add(level.column)
        if is_top and level.waits:
            used = [column for (key, column), _ in habits.most_common() if key == line.key]
            deeper = [column for column in used if column > level.column]
            found.add((deeper or [level.column + 2])[0] - (line.column - line.start))
    return {start for start in found if start >= 0}


def _block(listed: Sequence[Line], index: int) -> int:
    """How many lines belong to the one at `index`, itself included."""
    own = listed[index]
    end = index + 1
    while end < len(listed) and end < index + _AHEAD and listed[end].start > own.start:
        end += 1
    return end - index


def _reach(listed: Sequence[Line], repair: _Repair, end: int) -> int:
    """The index of the first line that does not fit once the repair is made, at most `end`."""
    levels: Levels | None = repair.levels
    by = repair.line.start - listed[repair.first].start
    end = min(len(listed), end)
    for index in range(repair.first, end):
        line = listed[index]
        if line.number == repair.line.number:
            line = repair.line
        elif index < repair.first + repair.block:
            line = line.moved(max(0, line.start + by))
        levels = fitted(levels or (), line, index)
        if levels is None:
            return index
    return end


def _problem(
    code: str, file: str, lines: Sequence[str], number: int, corrected: str | None = None, **params: str
) -> Problem:
    line = lines[number - 1]
    where = Place(file, number, len(line) - len(line.lstrip()) + 1)
    return Problem(code, where, params=tuple(params.items()), corrected=corrected)
