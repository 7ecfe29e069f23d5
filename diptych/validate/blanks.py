"""Values that hold nothing, before the model sees them: all of a record at once.

In: the tree of a record. Out: a problem for each key without a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from diptych import tree
from diptych.model import fields
from diptych.problems import Place, Problem
from diptych.validate import shapes
from diptych.yaml_reader.lines import quoted


def problems(
    node: tree.Node, model: type[BaseModel], kind: str, id: str, languages: tuple[str, ...]
) -> Iterator[Problem]:
    """The values of a record that hold nothing but white space."""
    for path, found in tree.walk(node):
        if not isinstance(found, tree.Scalar) or not path or found.strip():
            continue
        key = str(next((step for step in reversed(path) if isinstance(step, str)), ""))
        field = ".".join(step for step in path if isinstance(step, str))
        above = tree.at(node, path[:-1])
        texts = above if isinstance(above, tree.Map) and key not in languages else None
        mark = shapes.mark_of(model, path[:-1], fields.Text) if len(path) > 1 else None
        if mark is not None and texts is not None and (cut := _cut(texts, key)):
            text, place = cut
            swap = (text, quoted(text))
            yield Problem("cut-at-comma", place, kind=kind, id=id, field=field, swap=swap)
            continue
        is_source = mark is not None and mark.form != "slug" and languages[:1] == (key,)
        why = "required" if is_source or shapes.is_required(model, path) else "optional"
        date = shapes.mark_of(model, path, fields.Date)
        code = "empty-value" if date is None else "day-empty" if date.form == "day" else "date-empty"
        params = (("key", key), ("why", why))
        yield Problem(code, tree.place(found), params=params, kind=kind, id=id, field=field)


def places(node: tree.Node) -> Iterator[Place]:
    """Where those values stand, so that nothing else is said of them."""
    for _, found in tree.walk(node):
        if isinstance(found, tree.Scalar) and not found.strip():
            yield tree.place(found)


def _cut(texts: tree.Map, key: str) -> tuple[str, Place] | None:
    """The whole text of which `key` is what follows a comma, as in `{fr: Oui, peut-être}`, and its place."""
    keys = list(texts.keys_at)
    before = keys[keys.index(key) - 1] if keys.index(key) else ""
    text = texts.get(before)
    at = texts.keys_at[key]
    if not isinstance(text, tree.Scalar) or text.style or not text.strip() or text.line != at.line:
        return None
    gap = at.column - text.column - len(text)
    whole = f"{text},{' ' * (gap - 1)}{key}"
    return whole, Place(text.file, text.line, text.column, len(whole))
