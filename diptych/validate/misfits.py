"""What pydantic's complaints mean to an editor.

In: one error of pydantic, the tree of the record. Out: a problem at the exact place, with
the nearest allowed word. It must not know any particular field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from diptych import tree
from diptych.languages import catalogue
from diptych.model import ID_PATTERN, fields
from diptych.problems import Place, Problem, nearest
from diptych.validate import shapes

_SHAPES = {
    "dict_type": "needs-languages",
    "model_type": "needs-map",
    "model_attributes_type": "needs-map",
    "tuple_type": "needs-list",
    "string_type": "needs-text",
    "bool_parsing": "not-yes-or-no",
    "bool_type": "not-yes-or-no",
    "int_parsing": "not-a-number",
    "int_type": "not-a-number",
    "int_from_float": "not-a-number",
    "decimal_parsing": "not-a-number",
    "decimal_type": "not-a-number",
    "finite_number": "not-a-number",
    "greater_than_equal": "number-out-of-range",
    "less_than_equal": "number-out-of-range",
    "string_too_long": "too-long",
}


def problems(
    error: ValidationError,
    node: tree.Node,
    model: type[BaseModel],
    kind: str,
    id: str,
    elsewhere: Collection[str] = (),
) -> list[Problem]:
    """The problems behind pydantic's refusal of a record of `kind` at `node`, one for each mistake.

    The fields `elsewhere` are there, at another level than they should be.
    """
    found = [
        problem(each, node, model, kind, id) for each in error.errors(include_url=False, include_input=False)
    ]
    meant = {
        ".".join([*(each.field or "").split(".")[:-1], each.swap[1]])
        for each in found
        if each.code == "unknown-key" and each.swap
    }.union(elsewhere)
    return list(_together(each for each in found if each.code != "missing-key" or each.field not in meant))


def _together(found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, all keys that one map lacks in one."""
    lacking: dict[Place, list[Problem]] = {}
    for each in found:
        if each.code == "missing-key":
            lacking.setdefault(each.place, []).append(each)
        else:
            yield each
    for first, *rest in lacking.values():
        keys = ", ".join(value for each in (first, *rest) for _, value in each.params)
        yield replace(first, code="missing-keys", params=(("keys", keys),)) if rest else first


def problem(error: Mapping[str, Any], node: tree.Node, model: type[BaseModel], kind: str, id: str) -> Problem:
    """The problem behind one entry of `ValidationError.errors()` for a record of `kind` at `node`."""
    path: tuple[str | int, ...] = tuple(error["loc"])
    found = tree.at(node, path)
    key = str(next((step for step in reversed(path) if isinstance(step, str)), ""))
    value = str(found) if isinstance(found, tree.Scalar) else ""
    context = error.get("ctx", {})

    def make(code: str, place: Place, instead: str = "", **params: str) -> Problem:
        field = ".".join(str(step) for step in path if isinstance(step, str))
        pairs = tuple(params.items())
        swap = (key if code == "unknown-key" else value, instead) if instead else None
        return Problem(code, place, params=pairs, kind=kind, id=id, field=field, swap=swap)

    type_ = error["type"]
    if not path:
        return make("record-needs-keys", tree.place(found))
    if type_ == "missing":
        return make("missing-key", _first_key(found), key=key)
    if type_ == "extra_forbidden":
        parent = tree.at(node, path[:-1])
        at = tree.key_at(parent, key)
        where = tree.place(at) if at is not None else tree.place(parent)
        known = shapes.keys(model, path[:-1])
        wanted = catalogue.meant("keys", key, known) or nearest(key, known)
        if wanted in (parent if isinstance(parent, tree.Map) else ()):
            wanted = None
        return make(
            "unknown-key", where, wanted or "", key=key, nearest=wanted or "", known=", ".join(sorted(known))
        )
    if type_ in ("too_short", "string_too_short") or (isinstance(found, tree.Scalar) and not value.strip()):
        why = "required" if shapes.is_required(model, path) else "optional"
        return make("empty-value", tree.place(found), key=key, why=why)
    if type_ == "literal_error":
        allowed = [word.strip(" '") for word in re.split(r",| or ", str(context.get("expected", "")))]
        better = catalogue.meant("values", value)
        wanted = better if better in allowed else nearest(value, allowed)
        listed = ", ".join(allowed)
        return make(
            "unknown-word",
            tree.place(found),
            wanted or "",
            word=value,
            key=key,
            nearest=wanted or "",
            allowed=listed,
        )
    if type_ == "string_pattern_mismatch":
        return make("bad-id", tree.place(found), slug(value), word=value, wanted=slug(value))
    code = _SHAPES.get(type_, "bad-value")
    is_only_item = isinstance(path[-1], int) and tree.at(node, path[:-1]) is found
    if code in ("needs-text", "needs-map") and is_only_item:
        code = "needs-list"  # what stands where a list belongs was read as its only item
    date = shapes.mark_of(model, path, fields.Date)
    if code == "needs-text" and isinstance(found, tree.Seq) and date is not None and date.form == "point":
        code, value = "date-not-one", f"[{', '.join(map(str, found))}]"  # to YAML a set of dates is a list
    wanted = ""
    if code == "not-yes-or-no":
        wanted = catalogue.meant("values", value) or ""
        wanted = wanted if wanted in ("yes", "no") else ""
    low, high = shapes.bounds(model, path)
    if shapes.is_whole(model, path):
        code = "needs-whole-number"
    if code == "not-a-number":
        digits = re.sub(r"[\s\u00a0\u202f_'’]", "", value)
        # a comma before three digits may part thousands, as in English
        digits = re.sub(r"^(-?\d+),(\d{1,2}|\d{4,})$", r"\1.\2", digits)
        wanted = digits if re.fullmatch(r"-?\d+(\.\d+)?", digits) else ""
    limits = {name: str(context[name]) for name in ("ge", "le", "max_length") if name in context}
    limit = next(iter(limits.values()), "")
    params = {"word": value, "nearest": wanted, "limit": limit, "low": low, "high": high}
    return make(code, tree.place(found), wanted, key=key, **params)


def slug(text: str) -> str:
    """`text` as an id: small ASCII letters, digits and hyphens (`Choé, S.` → `choe-s`)."""
    hyphened = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    plain = unicodedata.normalize("NFKD", hyphened).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    return found if re.fullmatch(ID_PATTERN, found) else ""


def _first_key(node: tree.Node) -> Place:
    """A record is pointed at by its id, another map by its first key."""
    if isinstance(node, tree.Map) and node.keys_at:
        key = node.keys_at.get("id") or next(iter(node.keys_at.values()))
        return tree.place(key)
    return tree.place(node)
