"""Ids that stand twice in a list inside one record: topics, sections, estimates.

In: the tree of a record. Out: a problem for each second one. It must not know the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych import tree
from diptych.problems import Problem


def problems(node: tree.Node, kind: str, id: str) -> Iterator[Problem]:
    """The parts of a record whose id another part of the same list has already."""
    for key, parts in node.items() if isinstance(node, tree.Map) else ():
        taken: dict[str, tree.Scalar] = {}
        for own in ids(parts):
            first = taken.setdefault(str(own), own)
            if first is not own:
                params = (("id", str(own)), ("file", first.file), ("line", str(first.line)))
                place = tree.place(own)
                yield Problem("duplicate-id", place, params=params, kind=kind, id=id, field=f"{key}.id")


def ids(parts: tree.Node) -> Iterator[tree.Scalar]:
    """The ids of the items of a list, where they have one."""
    for part in parts if isinstance(parts, tree.Seq) else ():
        own = part.get("id") if isinstance(part, tree.Map) else None
        if isinstance(own, tree.Scalar) and own:
            yield own
