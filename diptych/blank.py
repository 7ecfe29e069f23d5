"""The small form of each kind: a record with nothing but what it needs, its values left blank.

In: a kind, the languages of the site, the help of the keys. Out: lines of YAML, with comments for `new` or
with tab stops for the editors' tools. It must not know files.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from diptych import model
from diptych.languages.help import Help
from diptych.model import fields

ALSO: Mapping[str, tuple[str, ...]] = {
    "Source": ("title", "url", "interest"),
    "Event": ("status",),
    "Relation": ("status",),
    "Estimate": ("best",),
    "Original": ("text",),
    "Quote": ("translations",),
    "Change": ("targets",),
    "Explainer": ("draft",),
}
"""Keys that are not required by themselves, but that nearly every such record or part has."""

PERHAPS: Mapping[str, tuple[str, ...]] = {
    "Statement": ("claimed_by",),
    "Change": ("before",),
    "Quote": ("topic", "statements", "weight"),
    "Original": ("unavailable",),
}
"""Keys that some of these records must have, or most gain by: given as a comment to be opened."""


@dataclass(frozen=True, slots=True)
class Line:
    """One key: how deep it stands, what to say about it, and what is to be filled in.

    `hole` is `text` (in quotation marks), `word` (without), or nothing for a key with keys below.
    """

    depth: int
    key: str
    hole: Literal["", "text", "word"]
    about: str = ""
    choices: tuple[str, ...] = ()
    perhaps: bool = False
    entry: bool = False


def lines(class_: type[BaseModel], languages: tuple[str, ...], help: Help) -> tuple[Line, ...]:
    """The keys of the small form of a record."""
    return tuple(_lines(class_, languages, help, 0))


def record(kind: str, id: str, languages: tuple[str, ...], help: Help) -> str:
    """A blank record of `kind` as an entry of its file, with a comment above each key."""
    found = lines(model.KINDS[kind], languages, help)
    return as_entry("\n".join(commented(found, {"id": id})))


def commented(found: Iterable[Line], filled: Mapping[str, str]) -> Iterator[str]:
    """The lines as YAML with comments; `filled` has the values of top keys that are known already."""
    for line in found:
        indent = ("# " if line.perhaps else "") + "  " * line.depth
        known = filled.get(line.key, "") if line.depth == 0 else ""
        if line.about and not known:
            yield f"{'  ' * (line.depth - line.entry)}# {line.about}"
        dash = f"{indent[:-2]}- " if line.entry else indent
        hole = known or {"text": '""', "word": "", "": ""}[line.hole]
        yield f"{dash}{line.key}: {hole}".rstrip()


def snippet(kind: str, languages: tuple[str, ...], help: Help) -> str:
    """A blank record of `kind` with the tab stops of an editor's tool."""
    found = [line for line in lines(model.KINDS[kind], languages, help) if not line.perhaps]
    return "\n".join(_stops(found))


def as_entry(text: str) -> str:
    """The keys of a record as an entry of a list: the first key after a hyphen."""
    first, *rest = text.split("\n")
    return "\n".join([f"- {first}", *(f"  {line}" if line else line for line in rest)])


def _stops(found: Iterable[Line]) -> Iterator[str]:
    number = 0
    for line in found:
        indent = "  " * line.depth
        number += bool(line.hole)
        stop = f"${{{number}|{','.join(line.choices)}|}}" if line.choices else f"${number}"
        hole = {"text": f'"{stop}"', "word": stop, "": ""}[line.hole]
        yield f"{indent[:-2]}- {line.key}: {hole}" if line.entry else f"{indent}{line.key}: {hole}".rstrip()


def _lines(class_: type[BaseModel], languages: tuple[str, ...], help: Help, depth: int) -> Iterator[Line]:
    own = sorted(
        class_.model_fields.items(), key=lambda pair: pair[0] == "sources"
    )  # what was said comes first
    also, perhaps = ALSO.get(class_.__name__, ()), PERHAPS.get(class_.__name__, ())
    for name, field in own:
        if field.is_required() or name in also or name in perhaps:
            about = "" if name == "id" else _about(class_, name, help)
            shape = _Shape(field.annotation, tuple(field.metadata))
            yield from _key(
                field.alias or name, about, shape, languages, help, depth, perhaps=name in perhaps
            )


def _key(
    key: str,
    about: str,
    shape: _Shape,
    languages: tuple[str, ...],
    help: Help,
    depth: int,
    *,
    perhaps: bool = False,
) -> Iterator[Line]:
    if isinstance(shape.mark, fields.Text):
        yield Line(depth, key, "", about, perhaps=perhaps)
        yield from (Line(depth + 1, lang, "text", perhaps=perhaps) for lang in languages)
    elif shape.part is not None and shape.by_language:
        yield Line(depth, key, "", about)
        for lang in languages:
            yield Line(depth + 1, lang, "")
            yield from _lines(shape.part, languages, help, depth + 2)
    elif shape.part is not None and not shape.is_short:
        yield Line(depth, key, "", about)
        inner = list(_lines(shape.part, languages, help, depth + 1 + shape.listed))
        for number, line in enumerate(inner):
            first = shape.listed and number == 0
            yield replace(line, entry=first)
    else:
        yield Line(depth, key, shape.hole, about, shape.choices, perhaps=perhaps)


def _about(class_: type[BaseModel], name: str, help: Help) -> str:
    """The help of a key, with the words it allows or the form it wants."""
    field = class_.model_fields[name]
    shape = _Shape(field.annotation, tuple(field.metadata))
    said = help.of(class_, name)
    if shape.choices == model.STATUSES:
        return help.choose(shape.choices)
    if shape.choices and not all(word in said for word in shape.choices):
        return f"{said} {help.choose(shape.choices)}"
    match shape.mark:
        case fields.Ref():
            return f"{said} {help.say('an_id', kind=help.kind(shape.mark.kind, 'many'))}"
        case fields.Date():
            return f"{said} {help.say('a_day' if shape.mark.form == 'day' else 'a_date')}"
    return said


class _Shape:
    """What a field holds, as far as a blank needs to know."""

    def __init__(self, annotation: Any, metadata: tuple[Any, ...]) -> None:
        self.mark: Any = None
        self.choices: tuple[str, ...] = ()
        self.part: type[BaseModel] | None = None
        self.listed = False
        self.by_language = False
        self.is_short = False
        self._look(annotation, metadata)

    @property
    def hole(self) -> Literal["text", "word"]:
        plain = self.mark is None and not self.choices and not self.part and not self._number
        return "text" if plain else "word"

    def _look(self, annotation: Any, metadata: tuple[Any, ...]) -> None:
        self._number = annotation in (int, bool, Decimal)
        for item in metadata:
            if isinstance(item, model.Mark):
                self.mark = item
                return
        self.is_short = self.is_short or bool(fields.short_key(metadata))
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            self._look(arguments[0], arguments[1:])
        elif origin in (Union, types.UnionType):
            self._look(next(item for item in arguments if item is not type(None)), ())
        elif origin is tuple:
            self.listed = True
            self._look(arguments[0], ())
        elif origin is dict:
            self.by_language = True
            self._look(arguments[1], ())
        elif origin is Literal:
            self.choices = arguments
        elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
            self.part = annotation
            if self.is_short:  # the id alone is enough in a new record
                short = next(iter(annotation.model_fields.values()))
                self._look(short.annotation, tuple(short.metadata))
