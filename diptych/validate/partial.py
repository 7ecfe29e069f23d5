"""What can be read of a record with mistakes, so that one run finds the mistakes of its other values too.

In: the model of a kind, the tree of a record, the fields that are wrong. Out: a record of which those fields,
and whatever is missing, are left out; it is for looking at, never for publishing.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, create_model

from diptych import tree

M = TypeVar("M", bound=BaseModel)


def record(type_: type[M], node: tree.Node, wrong: Iterable[str]) -> M | None:
    """The record without the top keys in which the fields `wrong` (`roles.title`) stand, or None."""
    if not isinstance(node, tree.Map):
        return None
    without = {field.split(".")[0] for field in wrong}
    kept = tree.copy(node)
    for key in without & set(kept):
        del kept[key]
    try:
        found: M = _lenient(type_).model_validate(kept)
    except ValidationError:
        return None
    return found


@cache
def _lenient(type_: Any) -> Any:
    """The model with no field required."""
    fields: dict[str, Any] = {}
    for name, field in type_.model_fields.items():
        if field.is_required():
            lenient = copy(field)
            lenient.default = None
            fields[name] = (field.annotation, lenient)
    return create_model(type_.__name__, __base__=type_, **fields)
