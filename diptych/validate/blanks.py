"""Values that hold nothing, before the model sees them: all of a record at once.

In: the tree of a record. Out: a problem for each key without a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from diptych import tree
from diptych.model import fields
from diptych.problems import Problem
from diptych.validate import shapes


def problems(node: tree.Node, model: type[BaseModel], kind: str, id: str) -> Iterator[Problem]:
    """The values of a record that hold nothing but white space."""
    for path, found in tree.walk(node):
        if isinstance(found, tree.Scalar) and path and not found.strip():
            key = str(next((step for step in reversed(path) if isinstance(step, str)), ""))
            why = "required" if shapes.is_required(model, path) else "optional"
            code = "date-empty" if shapes.holds(model, path, fields.Date) else "empty-value"
            field = ".".join(step for step in path if isinstance(step, str))
            params = (("key", key), ("why", why))
            yield Problem(code, tree.place(found), params=params, kind=kind, id=id, field=field)
