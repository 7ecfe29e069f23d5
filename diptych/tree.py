"""The tree of a YAML file: maps, lists and scalars that remember where they stand.

Scalars are always text (`no`, `12:30`, `1.10` stay what was typed): the content model
decides types, not YAML. It must not know the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from diptych.problems import Place


class Scalar(str):
    """A text with its place (`line` and `column` from 1) and its YAML style.

    Styles: `` (plain), `'`, `"`, `|`, `>`, and `md` for a whole file. `raw` is the text as it stands in the
    file, quotation marks and indentation included, or empty where it is the value itself.
    """

    __slots__ = ("column", "file", "line", "raw", "style")
    file: str
    line: int
    column: int
    style: str
    raw: str


class Map(dict[str, Any]):
    """A map with its place; `keys_at` has each key as a `Scalar`."""

    __slots__ = ("column", "file", "keys_at", "line")
    file: str
    line: int
    column: int
    keys_at: dict[str, Scalar]


class Seq(list[Any]):
    """A list with its place; `flow` says that it stands in brackets."""

    __slots__ = ("column", "file", "flow", "line")
    file: str
    line: int
    column: int
    flow: bool


Node = Scalar | Map | Seq


def scalar(text: str, file: str, line: int, column: int, style: str = "", raw: str = "") -> Scalar:
    """A scalar at a place."""
    node = Scalar(text)
    node.file, node.line, node.column, node.style, node.raw = file, line, column, style, raw
    return node


def place(node: Node) -> Place:
    """Where a node begins; a scalar covers what of it stands on that line, a map its first key."""
    if isinstance(node, Map) and node.keys_at:
        first = next(iter(node.keys_at.values()))
        return place(first) if (first.line, first.column) == (node.line, node.column) else _start(node)
    if not isinstance(node, Scalar):
        return _start(node)
    shown = (node.raw or str(node)).split("\n", 1)[0]
    return Place(node.file, node.line, node.column, max(1, len(shown)))


def _start(node: Node) -> Place:
    return Place(node.file, node.line, node.column)


def at(node: Node, path: Iterable[str | int]) -> Node:
    """The node that `path` leads to, or the last one on the way that exists.

    A list may stand as its single item, and a map as its short form: the path then
    goes on inside a value that was written shorter, which is the place to point at.
    """
    for step in path:
        found = None
        if isinstance(node, Map) and isinstance(step, str):
            found = node.get(step)
        elif isinstance(node, Seq) and isinstance(step, int):
            found = node[step] if step < len(node) else None
        elif isinstance(node, Map):
            found = node if step == 0 else None
        if found is None:
            break
        node = found
    return node


def key_at(node: Node, key: str) -> Scalar | None:
    """The key itself, as it stands in the file."""
    return node.keys_at.get(key) if isinstance(node, Map) else None


def walk(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    """(path, node) of a node and all below it, in the order of the file."""
    yield path, node
    below = node.items() if isinstance(node, Map) else enumerate(node) if isinstance(node, Seq) else ()
    for step, each in below:
        yield from walk(each, (*path, step))


def copy(node: Map) -> Map:
    """A map of its own with the same values, so that a stage can add to it."""
    made = empty(node)
    made.update(node)
    made.keys_at = dict(node.keys_at)
    return made


def empty(like: Node) -> Map:
    """A map without keys at the place of another node."""
    made = Map()
    made.file, made.line, made.column, made.keys_at = like.file, like.line, like.column, {}
    return made


def within(node: Node, start: int, length: int) -> Place:
    """The place of the characters from `start` inside a text, as far as they stand on one line."""
    where = place(node)
    if not isinstance(node, Scalar):
        return where
    line, column = _position(node, start)
    last_line, last_column = _position(node, start + max(1, length) - 1)
    covered = last_column - column + 1 if last_line == line else 1
    return Place(node.file, line, column, max(1, covered))


def _position(node: Scalar, index: int) -> tuple[int, int]:
    """Line and column of the character at `index` of a text."""
    if node.raw:
        shown, offset = node.raw, _raw_offset(node, index)
    else:
        shown, offset = str(node), index
    line_start = shown.rfind("\n", 0, offset) + 1
    if not line_start:
        return node.line, node.column + offset
    return node.line + shown.count("\n", 0, offset), offset - line_start + 1


def _raw_offset(node: Scalar, index: int) -> int:
    """Where in `raw` the character at `index` of the value stands.

    YAML folds, strips and indents with white space alone: the visible characters are the same ones in the
    same order, so it is enough to count them.
    """
    to_pass = sum(not char.isspace() for char in str(node)[:index])
    start = node.raw.find("\n") + 1 if node.style in ("|", ">") else len(node.style)
    for match in _UNITS[node.style].finditer(node.raw, start):
        if _is_visible(match.group()):
            if to_pass == 0:
                return match.start()
            to_pass -= 1
    return max(0, len(node.raw) - 1)


_ONE = re.compile(".", re.DOTALL)
_UNITS = {
    "": _ONE,
    "|": _ONE,
    ">": _ONE,
    "'": re.compile("''|.", re.DOTALL),
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|.", re.DOTALL),
}
"""What stands for one character of the value, by style."""


def _is_visible(unit: str) -> bool:
    if len(unit) > 3 and unit[0] == "\\":
        return not chr(int(unit[2:], 16)).isspace()
    if len(unit) == 2 and unit[0] == "\\":
        return unit[1] not in " \tntrvfNLP_\n"
    return not unit.isspace()
