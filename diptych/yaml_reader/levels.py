"""The lines of a YAML file as entries of lists and keys of maps, and the levels at which they stand.

In: lines. Out: `Line` by line what stands for itself, and after each the `Levels` that are going on. It must
not know the parser, nor what to do about a line that fits nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from diptych.yaml_reader.shapes import Inside, key_indent

_KEYS = 60
"""How many keys of one map are remembered."""

MAX_DEPTH = 40
"""Deeper nesting is not looked at: it is no slip of the hand."""

_KEYED = re.compile(r"(?P<key>\"[^\"]*\"|'[^']*'|[A-Za-z_][\w-]*)\s*:(?:\s+(?P<value>.*))?$")


class Line(NamedTuple):
    """A line that stands for itself: its hyphens and its key or text, each with the column from 0.

    `word` is the first word of a text, which may be a key that lost its colon.
    """

    number: int
    dashes: tuple[int, ...]
    column: int
    key: str
    filled: bool
    word: str
    text_indent: int | None
    tabbed: bool

    @property
    def start(self) -> int:
        """Where its first sign stands."""
        return self.dashes[0] if self.dashes else self.column

    def moved(self, start: int) -> Line:
        """The same line, beginning at another column."""
        by = start - self.start
        dashes = tuple(dash + by for dash in self.dashes)
        return self._replace(dashes=dashes, column=self.column + by, text_indent=None)


@dataclass(frozen=True, slots=True)
class Level:
    """A list or map that is still going on. `waits` says that its last key or hyphen has no value yet."""

    column: int
    is_list: bool
    opened: int
    waits: bool = False
    keys: tuple[str, ...] = ()
    before: tuple[Level, ...] = ()


Levels = tuple[Level, ...]


def outline(lines: Sequence[str]) -> Iterator[Line]:
    """The lines that stand for themselves: no comments, and none that belongs to a text begun before."""
    inside = Inside()
    for number, typed in enumerate(lines, start=1):
        line = typed.rstrip()
        if not line or inside.holds(line.expandtabs(2)) or line.lstrip().startswith("#"):
            continue
        tabbed = "\t" in line[: key_indent(line)]
        line = line.expandtabs(2) if tabbed else line
        text_indent = inside.text_indent
        inside.enters(line)
        if line in ("---", "..."):
            continue
        column = key_indent(line) if line.rstrip("- ") else len(line) + 1
        dashes = tuple(at for at, char in enumerate(line[:column]) if char == "-")
        keyed = _KEYED.match(line[column:])
        value = (keyed["value"] or "") if keyed else line[column:]
        filled = bool(value) and not value.startswith("#")
        key = keyed["key"] if keyed else ""
        word = line[column:].split(maxsplit=1)[0] if filled and not key else ""
        yield Line(number, dashes, column, key, filled, word, text_indent, tabbed)


def fitted(levels: Levels, line: Line, index: int) -> Levels | None:
    """The levels after a line, or None where it fits nowhere or too deep."""
    if len(levels) + len(line.dashes) > MAX_DEPTH:
        return None
    is_first = not levels
    while levels and levels[-1].column > line.start:
        levels = levels[:-1]
    if not levels and not is_first:
        return None
    for dash in line.dashes:
        top = levels[-1] if levels else None
        if top is None or (top.waits and (top.column < dash or (top.column == dash and not top.is_list))):
            levels = (*_settled(levels), Level(dash, True, index, before=levels))
        elif not (top.is_list and top.column == dash):
            return None
        levels = (*levels[:-1], replace(levels[-1], waits=True))
    if not line.key:
        return _with_text(levels, line)
    if len(levels) > 1 and levels[-1].is_list and levels[-1].column == line.column == levels[-2].column:
        levels = levels[:-1]
    top = levels[-1] if levels else None
    if top is None or (top.waits and top.column < line.column):
        levels = (*_settled(levels), Level(line.column, False, index, before=levels))
    elif top.is_list or top.column != line.column:
        return None
    top = levels[-1]
    keys = (*top.keys, line.key)[:_KEYS]
    return (*levels[:-1], replace(top, waits=not line.filled, keys=keys))


def _settled(levels: Levels) -> Levels:
    return (*levels[:-1], replace(levels[-1], waits=False)) if levels else ()


def _with_text(levels: Levels, line: Line) -> Levels | None:
    if not levels:
        return None
    top = levels[-1]
    if line.dashes:
        return (*levels[:-1], replace(top, waits=not line.filled))
    if top.is_list and not top.waits and line.word.startswith("{"):
        return None  # braces are an item of their own
    if line.column > top.column and line.text_indent is None:
        return _settled(levels)  # the value of the line above, or more of it
    return None


def written(typed: str, line: Line) -> str:
    """The typed line with the hyphens and the indentation of `line`."""
    content = typed[key_indent(typed) :] if typed.strip("- \t") else ""
    lead = [" "] * line.column
    for dash in line.dashes:
        lead[dash] = "-"
    if line.word and line.key:
        content = content.replace(line.word, f"{line.word}:", 1)
    return ("".join(lead) + content).rstrip()
