"""What may have been meant by a line that fits nowhere, and which of it is clearly the best.

In: the lines of a file as `Line`s, the one that does not fit, the levels before it. Out: a repair. What
belongs where is learnt from the file itself: lists begin their entries with the same key, a key stands at the
same depth elsewhere, and a key without a value waits for what belongs to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import NamedTuple

from diptych.yaml_reader.levels import Level, Levels, Line, fitted

_AHEAD = 60
"""How many lines after a repair are tried with it."""

Habits = Counter[tuple[str, int]]
"""How often each key stands at each column."""


class Repair(NamedTuple):
    """A line as it might have been meant. `first` is where to begin to read again, and with what."""

    code: str
    line: Line
    first: int
    levels: Levels
    block: int = 1


def habits_of(listed: Sequence[Line]) -> Habits:
    """What the file is used to; lines with tabs show nothing."""
    return Counter((line.key, line.column) for line in listed if line.key and not line.tabbed)


def lacks_hyphen(levels: Levels, listed: Sequence[Line], index: int) -> bool:
    """Does an entry of a list seem to begin again here: with its first key, or with two keys that it has?"""
    line = listed[index]
    level = next((each for each in levels if each.column == line.column and not each.is_list), None)
    if level is None or line.dashes or not line.key or len(level.keys) < 2:
        return False
    if not level.before or not level.before[-1].is_list:
        return False
    below = (each for each in islice(listed, index + 1, index + _AHEAD) if each.start <= line.column)
    rest = [each.key for each in takewhile(lambda each: each.start == line.column, below)]
    again = level.keys[0]
    if line.key not in level.keys:  # a first key that not every entry has, as the id of an estimate
        return rest[:1] == [again] and _begins_entries(listed, line.key, index)
    return line.key == again or (bool(rest) and rest[0] in level.keys and again not in rest)


def clearest(
    listed: Sequence[Line],
    index: int,
    levels: Levels,
    habits: Habits,
    earlier: Levels = (),
    alike: int = -1,
) -> Repair | None:
    """The repair that is better than all others, if there is one.

    `earlier` are the levels before the last line, `alike` the column of one that began with the same tabs.
    """
    line = listed[index]
    tried = []
    is_narrow = sum(bool(each.dashes) and each.column > each.dashes[-1] + 2 for each in listed) == 1
    emptied = sum(level.waits and _ends(level, listed[index - 1]) for level in earlier)
    for repair in _repairs(listed, index, levels, habits, earlier):
        reach, empty, repeated = _reach(listed, repair, index + _AHEAD)
        merits = (
            reach,
            -repeated,
            -empty - (emptied if repair.first == index else 0),
            repair.code == "spaces-after-hyphen" and is_narrow,
            -repair.block,
            habits[repair.line.key, repair.line.column],
            repair.line.start == alike,
            0 if line.tabbed else -abs(repair.line.start - listed[repair.first].start),
        )
        tried.append((merits, repair))
    tried.sort(key=lambda pair: pair[0], reverse=True)
    if not tried or tried[0][0][0] <= index or (len(tried) > 1 and tried[0][0] == tried[1][0]):
        return None
    best = tried[0][1]
    return best if line.tabbed or _is_likely(listed, best, habits) else None


def _is_likely(listed: Sequence[Line], repair: Repair, habits: Habits) -> bool:
    """Does anything but the lack of another place speak for a repair?"""
    line = repair.line
    fills = bool(repair.levels) and repair.levels[-1].waits and line.column > repair.levels[-1].column
    is_slip = abs(line.start - listed[repair.first].start) <= 1
    return (
        repair.code != "bad-indentation"
        or not line.key
        or is_slip
        or fills
        or habits[line.key, line.column] > 0
    )


def _repairs(
    listed: Sequence[Line], index: int, levels: Levels, habits: Habits, earlier: Levels
) -> Iterator[Repair]:
    """What may have been meant by the line at `index`, which does not fit after `levels`."""
    line = listed[index]
    starts = _starts(line, levels, habits)
    for start in sorted(starts):
        moved = line.moved(start)
        if start == line.start and not line.tabbed:
            continue
        yield Repair("bad-indentation", moved, index, levels)
        block = _block(listed, index)
        if block > 1 and not line.tabbed:
            yield Repair("bad-indentation", moved, index, levels, block)
    if not line.key and not line.dashes and habits[line.word, line.column]:
        keyed = line._replace(key=line.word)
        yield Repair("missing-colon", keyed, index, levels)
    if not line.dashes:
        again = lacks_hyphen(levels, listed, index)
        for level in filter(lambda level: level.is_list, levels):
            is_cut = level.column == line.column and _begins_entries(listed, line.key, index)
            is_first = listed[level.opened].key == line.key or is_cut
            if is_first or (again and level.column < line.column):
                column = level.column + 2
                dashed = line._replace(dashes=(level.column,), column=column)
                yield Repair("missing-dash", dashed, index, levels)
    if line.tabbed or not levels:
        return
    yield from _openings(listed, index, levels, earlier)
    for level in reversed(levels):
        opener = listed[level.opened]
        if level.is_list or len(level.keys) > 1 or opener.tabbed:
            continue
        if line.key and not line.dashes and line.column != level.column:
            start = opener.start + line.column - level.column
            if start >= 0:
                yield Repair("bad-indentation", opener.moved(start), level.opened, level.before)
    last = listed[index - 1]
    if earlier and earlier[-1].waits and earlier[-1].column == last.start and line.start > last.start:
        yield Repair("bad-indentation", last.moved(line.start), index - 1, earlier)


def _openings(listed: Sequence[Line], index: int, levels: Levels, earlier: Levels) -> Iterator[Repair]:
    """What may be wrong with the hyphen of a line before the one at `index`, which began an entry."""
    line, last = listed[index], listed[index - 1]
    for level in reversed(levels):
        opener = listed[level.opened]
        if level.is_list or opener.tabbed:
            continue
        if opener.dashes:
            if not line.dashes and opener.dashes[-1] + 2 <= line.column < opener.column:
                closer = opener._replace(column=line.column)
                # The list has met this hyphen already: it waits for nothing before it.
                before = tuple(replace(each, waits=False) for each in level.before)
                yield Repair("spaces-after-hyphen", closer, level.opened, before)
        elif _begins_entries(listed, opener.key, level.opened):
            column = line.start + 2 if line.dashes else line.column
            if column >= 2:
                dashed = opener._replace(dashes=(column - 2,), column=column)
                yield Repair("missing-dash", dashed, level.opened, level.before)
    # A text or braces where the list goes on with a hyphen: the first item lost its own.
    if line.dashes and earlier and earlier[-1].waits and not (last.key or last.dashes or last.tabbed):
        dashed = last._replace(dashes=(line.start,), column=line.column)
        yield Repair("missing-dash", dashed, index - 1, earlier)


def _begins_entries(listed: Sequence[Line], key: str, other_than: int) -> bool:
    """Do entries of lists begin with this key elsewhere in the file?"""
    return any(line.dashes and line.key == key for at, line in enumerate(listed) if at != other_than and key)


def _starts(line: Line, levels: Levels, habits: Habits) -> set[int]:
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


def _reach(listed: Sequence[Line], repair: Repair, end: int) -> tuple[int, int, int]:
    """The index of the first line that does not fit once the repair is made, at most `end`.

    And how many keys are left without a value, each of which would need what now belongs to another, and how
    many stand twice in a record.
    """
    levels: Levels = repair.levels
    by = repair.line.start - listed[repair.first].start
    end = min(len(listed), end)
    empty = repeated = 0
    for index in range(repair.first, end):
        line = listed[index]
        if line.number == repair.line.number:
            line = repair.line
        elif index < repair.first + repair.block:
            line = line.moved(max(0, line.start + by))
        empty += sum(level.waits and _ends(level, line) for level in levels)
        after = fitted(levels, line, index)
        if after is None:
            return index, empty, repeated
        repeated += bool(line.key) and line.key in after[-1].keys[:-1]
        levels = after
    return end, empty, repeated


def _ends(level: Level, line: Line) -> bool:
    """Does this line begin what comes after the last key or hyphen of a level?"""
    is_its_list = bool(line.dashes) and not level.is_list and level.column == line.start
    return level.column >= line.start and not is_its_list
