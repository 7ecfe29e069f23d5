"""The tree of a YAML file: maps, lists and scalars that remember where they stand.

Scalars are always text (`no`, `12:30`, `1.10` stay what was typed): the content model
decides types, not YAML. It must not know the model.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from diptych.problems import Place


class Scalar(str):
    """A text with its place (`line` and `column` from 1) and its YAML style: `` (plain), `'`, `"`, `|` or `>`."""

    __slots__ = ("column", "file", "line", "style")
    file: str
    line: int
    column: int
    style: str


class Map(dict[str, Any]):
    """A map with its place; `keys_at` has each key as a `Scalar`."""

    __slots__ = ("column", "file", "keys_at", "line")
    file: str
    line: int
    column: int
    keys_at: dict[str, Scalar]


class Seq(list[Any]):
    """A list with its place."""

    __slots__ = ("column", "file", "line")
    file: str
    line: int
    column: int


Node = Scalar | Map | Seq


def scalar(text: str, file: str, line: int, column: int, style: str = "") -> Scalar:
    """A scalar at a place."""
    node = Scalar(text)
    node.file, node.line, node.column, node.style = file, line, column, style
    return node


def place(node: Node) -> Place:
    """Where a node begins; a plain or quoted scalar covers its text on that line."""
    length = max(1, len(node.split("\n", 1)[0])) if isinstance(node, Scalar) else 1
    return Place(node.file, node.line, node.column, length)


def at(node: Node, path: Iterable[str | int]) -> Node:
    """The node that `path` leads to, or the last one on the way that exists.

    A list may stand as its single item, and a map as its short form: the path then
    goes on inside a value that was written shorter, which is the place to point at.
    """
    for step in path:
        if (isinstance(node, Map) and isinstance(step, str) and step in node) or (isinstance(node, Seq) and isinstance(step, int) and step < len(node)):
            node = node[step]
        elif isinstance(node, Map) and step == 0:
            continue
        else:
            break
    return node


def key_at(node: Node, key: str) -> Scalar | None:
    """The key itself, as it stands in the file."""
    return node.keys_at.get(key) if isinstance(node, Map) else None


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
    """The place of the characters from `start` inside a text.

    Exact in plain and quoted texts on one line, in `|` blocks and in section files; otherwise
    the beginning of the text.
    """
    where = place(node)
    if not isinstance(node, Scalar):
        return where
    before = str(node)[:start]
    line, column = before.count("\n"), start - (before.rfind("\n") + 1)
    if node.style == "md":
        return Place(node.file, where.line + line, column + 1, max(1, length))
    if line or node.style in ("|", ">"):
        return where
    quote = 1 if node.style else 0
    return Place(node.file, where.line, where.column + quote + column, max(1, length))
