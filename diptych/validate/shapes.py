"""What the model has at a path: which keys, whether one is required, what kind of value.

In: a model and a path of keys and indexes. It must not know trees nor problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from diptych.model import fields

Path = tuple[str | int, ...]


def is_required(model: Any, path: Path) -> bool:
    """Must the field at `path` be there? The words of one language and the items of a list need not."""
    field = _field(model, path)
    return field is not None and bool(field.is_required())


def holds(model: Any, path: Path, mark: type) -> bool:
    """Is the value at `path` one of these marks (`fields.Date`)?"""
    return mark_of(model, path, mark) is not None


def mark_of(model: Any, path: Path, mark: type) -> Any:
    """The mark of this kind on the value at `path`, or None."""
    field = _field(model, path)
    items = [] if field is None else [*field.metadata, *_items(field.annotation)]
    return next((item for item in items if isinstance(item, mark)), None)


def is_whole(model: Any, path: Path) -> bool:
    """Is the value at `path` a whole number?"""
    field = _field(model, path)
    return field is not None and field.annotation is int


def bounds(model: Any, path: Path) -> tuple[str, str]:
    """Between which numbers the value at `path` must lie; empty where there is no such bound."""
    field = _field(model, path)
    found = [] if field is None else [*field.metadata, *_items(field.annotation)]
    low = next((str(item.ge) for item in found if hasattr(item, "ge")), "")
    high = next((str(item.le) for item in found if hasattr(item, "le")), "")
    return low, high


def keys(model: Any, path: Path) -> set[str]:
    """The keys of the part of `model` that `path` leads to; none where it leads to no part."""
    part = _part(model, path)
    return set(_fields(part)) if part is not None else set()


def is_map(model: Any, path: Path) -> bool:
    """Does a map belong at `path`, of texts by language or of keys?"""
    return holds(model, path, fields.Text) or _part(model, path) is not None


def _field(model: Any, path: Path) -> Any:
    *before, last = path
    part = _part(model, tuple(before))
    return _fields(part).get(str(last)) if part is not None else None


def _fields(model: Any) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _part(model: Any, path: Path) -> Any:
    """The part of `model` that `path` leads to, or None: the keys of a map by language lead nowhere."""
    for step in path:
        if isinstance(step, int):
            continue
        fields = _fields(model)
        model = _model_in(fields[step].annotation) if step in fields else None
        if model is None:
            return None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None


def _items(annotation: Any) -> Iterator[Any]:
    """Everything an annotation is made of: types, and what is noted of them."""
    for item in get_args(annotation):
        yield item
        yield from _items(item)
        yield from getattr(item, "metadata", ())
