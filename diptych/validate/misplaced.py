"""Keys that YAML reads at another level than was meant: a language beside its text, a field among languages.

In: the tree of a record and its model. Out: a problem for each such key, and which other complaints are only
its consequences. It must not know any particular field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from diptych import tree
from diptych.model import fields
from diptych.problems import Place, Problem
from diptych.validate import shapes

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A key at the wrong level; of the places `silences` and the field `wants` nothing more is to be said."""

    problem: Problem
    silences: frozenset[Place]
    wants: str


def found(
    node: tree.Node, model: type[BaseModel], languages: tuple[str, ...], kind: str, id: str
) -> Iterator[Misplaced]:
    """The misplaced keys of a record, in the order of the file."""
    finder = _Finder(model, languages, kind, id)
    yield from finder.within(node, (), ())


class _Finder:
    def __init__(self, model: type[BaseModel], languages: tuple[str, ...], kind: str, id: str) -> None:
        self.model = model
        self.languages = languages
        self.kind = kind
        self.id = id

    def within(
        self, node: tree.Node, path: shapes.Path, above: tuple[tuple[tree.Map, shapes.Path], ...]
    ) -> Iterator[Misplaced]:
        if isinstance(node, tree.Map):
            done: set[str] = set()
            for key in node.keys_at:
                if key not in done and not self.takes(path, key):
                    yield from self.too_far_left(node, path, key, done)
                    if key not in done:
                        yield from self.too_far_right(node, path, key, above)
            for key, value in node.items():
                yield from self.within(value, (*path, key), (*above, (node, path)))
        elif isinstance(node, tree.Seq):
            for index, value in enumerate(node):
                yield from self.within(value, (*path, index), above)

    def takes(self, path: shapes.Path, key: str) -> bool:
        """May a key stand in the map at `path`?"""
        if path and shapes.holds(self.model, path, fields.Text):
            return key in self.languages if self.languages else _TAG.fullmatch(key) is not None
        known = shapes.keys(self.model, path)
        return not known or key in known

    def too_far_left(
        self, node: tree.Map, path: shapes.Path, key: str, done: set[str]
    ) -> Iterator[Misplaced]:
        keys = list(node.keys_at)
        at = keys.index(key)
        owner = keys[at - 1] if at else ""
        inside = (*path, owner)
        if not owner or not shapes.is_map(self.model, inside) or not self.takes(inside, key):
            return
        value, place = node[owner], tree.place(node.keys_at[key])
        if isinstance(value, tree.Map) and key not in value and value.keys_at:
            first = next(iter(value.keys_at.values()))
            by = first.column - place.column
            is_one_line = first.line > node.keys_at[owner].line and _is_on_line(node[key], place.line)
            swap = (key, " " * by + key) if by > 0 and is_one_line else None
            done.add(key)
            yield self.made("key-too-far-left", place, inside, frozenset(), "", swap, key=key, parent=owner)
        elif isinstance(value, tree.Scalar) and not value.strip():
            below = [key]
            for after in keys[at + 1 :]:
                if self.takes(path, after) or not self.takes(inside, after):
                    break
                below.append(after)
            done.update(below)
            silent = frozenset([tree.place(value), *(tree.place(node.keys_at[each]) for each in below)])
            listed = ", ".join(below)
            yield self.made("keys-not-indented", place, inside, silent, "", None, keys=listed, parent=owner)

    def too_far_right(
        self, node: tree.Map, path: shapes.Path, key: str, above: tuple[tuple[tree.Map, shapes.Path], ...]
    ) -> Iterator[Misplaced]:
        place = tree.place(node.keys_at[key])
        for outer, outer_path in reversed(above):
            if key in outer or key not in shapes.keys(self.model, outer_path):
                continue
            owner = str(path[len(outer_path)])
            by = place.column - outer.keys_at[owner].column
            is_last = key == list(node.keys_at)[-1] and outer.keys_at[owner].line < place.line
            swap = (" " * by + key, key) if is_last and by > 0 else None
            at = place._replace(column=place.column - by, length=place.length + by) if swap else place
            silent = frozenset([place, tree.place(node[key])])
            wants = ".".join(step for step in (*outer_path, key) if isinstance(step, str))
            yield self.made("key-too-far-right", at, path, silent, wants, swap, key=key, parent=owner)
            return

    def made(
        self,
        code: str,
        place: Place,
        path: shapes.Path,
        silences: frozenset[Place],
        wants: str,
        swap: tuple[str, str] | None,
        **params: str,
    ) -> Misplaced:
        field = ".".join(step for step in path if isinstance(step, str))
        problem = Problem(
            code, place, params=tuple(params.items()), kind=self.kind, id=self.id, field=field, swap=swap
        )
        return Misplaced(problem, silences | {place}, wants)


def _is_on_line(value: tree.Node, line: int) -> bool:
    """Does a value stand on this line as a whole, so that it moves with its key?"""
    if isinstance(value, tree.Scalar):
        return value.line == line and "\n" not in value.raw and value.style not in ("|", ">")
    return False
