"""The kinds of value a field can hold, and the walk that finds them in a record.

A value's kind stands in its annotation as a mark (`Ref("actor")`, `Text("line")`,
`Date("edtf")`, …). Every stage that treats one kind of value everywhere (ids that must
exist, dates that must parse, texts that are localized, addresses that must be safe) asks
`leaves` for them instead of naming fields.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticKnownError

LARGEST = 10**15
PLACES = 9
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a record of `kind` in the same explainer."""

    kind: str


@dataclass(frozen=True, slots=True)
class Target:
    """A record of any kind, written `kind:id`."""


@dataclass(frozen=True, slots=True)
class Former:
    """A record that is no more, written `kind:id` as it was."""


@dataclass(frozen=True, slots=True)
class Id:
    """A permanent id."""


@dataclass(frozen=True, slots=True)
class Date:
    """`edtf`: any EDTF text; `point`: one date, no interval or set; `day`: one exact day, `2025-10-27`."""

    form: Literal["edtf", "point", "day"] = "edtf"


@dataclass(frozen=True, slots=True)
class Url:
    """An http or https address."""


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 tag."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words a reader sees, by language.

    `title`: plain; `line`: one line of Markdown; `prose`: paragraphs; `slug`: part of an address.
    """

    form: Literal["title", "line", "prose", "slug"] = "line"


@dataclass(frozen=True, slots=True)
class File:
    """A file inside the explainer's folder."""


Mark = Ref | Target | Former | Id | Date | Url | Language | Text | File


def listed(value: Any) -> Any:
    """A single value where a list belongs is a list of one."""
    return [value] if isinstance(value, str | Mapping) else value


def printable(value: Decimal) -> Decimal:
    """A number that a page can print in full; nothing that is counted or measured needs more digits."""
    if abs(value) > LARGEST:
        raise PydanticKnownError("less_than_equal", {"le": LARGEST})
    if int(value.as_tuple().exponent) < -PLACES:
        raise PydanticKnownError("decimal_max_places", {"decimal_places": PLACES})
    return value


Localized = dict[str, Annotated[str, Field(min_length=1)]]
Title = Annotated[Localized, Text("title")]
Line = Annotated[Localized, Text("line")]
Prose = Annotated[Localized, Text("prose")]
Slug = Annotated[dict[str, Annotated[str, Field(pattern=ID_PATTERN)]], Text("slug")]
Edtf = Annotated[str, Date("edtf")]
PointInTime = Annotated[str, Date("point")]
Day = Annotated[str, Date("day")]
Address = Annotated[str, Url()]
Tag = Annotated[str, Language()]
RecordId = Annotated[str, Field(pattern=ID_PATTERN, max_length=80), Id()]
ActorId = Annotated[str, Ref("actor")]
StatementId = Annotated[str, Ref("statement")]
SourceId = Annotated[str, Ref("source")]
PlaceId = Annotated[str, Ref("place")]
FigureId = Annotated[str, Ref("figure")]
TopicId = Annotated[str, Ref("topic")]
TargetId = Annotated[str, Target()]
FormerId = Annotated[str, Former()]
Words = Annotated[str, Field(min_length=1)]
Number = Annotated[Decimal, Field(allow_inf_nan=False), AfterValidator(printable)]
Listed = BeforeValidator(listed)


class Part(BaseModel):
    """A map inside a record: frozen, and every key known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ignore(Part):
    """A rule that does not hold for a record, and why."""

    code: Words = Field(description="Code of the rule, as printed with the problem.")
    why: Words = Field(description="Why the rule does not hold here, for colleagues.")


class Record(Part):
    """What every record has. The id is permanent and the same in every language."""

    id: RecordId = Field(description="Permanent id: small letters, digits and hyphens.")
    draft: bool = Field(False, description="A draft is checked but not published.")
    note: Words | None = Field(None, description="For colleagues; never published.")
    translation_note: Words | None = Field(None, description="For translators; never published.")
    ignore: Annotated[tuple[Ignore, ...], Listed] = Field(
        (), description="Rules that do not hold for this record, each with its reason."
    )


def short_key(metadata: tuple[Any, ...]) -> str:
    """The key whose value may stand for a whole map, or nothing: what the model makes of a plain text."""
    for item in metadata:
        if isinstance(item, BeforeValidator) and isinstance(made := item.func("x"), dict):  # type: ignore[call-arg]
            return str(next(iter(made)))
    return ""


Path = tuple[str | int, ...]


class Leaf(NamedTuple):
    """A marked value: its path in the YAML of the record (keys and indexes), its mark, the value."""

    path: Path
    mark: Mark
    value: Any


Walker = Callable[[Any, Path], Iterator[Leaf]]


def leaves(part: Part) -> Iterator[Leaf]:
    """Every marked value of a record or part, in the order of the model."""
    return _part_walker(type(part))(part, ())


@cache
def _part_walker(model: type[BaseModel]) -> Walker:
    fields: list[tuple[str, str, Walker]] = []
    for name, field in model.model_fields.items():
        walker = _walker(field.annotation, tuple(field.metadata))
        if walker is not None:
            fields.append((name, field.alias or name, walker))

    def walk(part: Any, path: Path) -> Iterator[Leaf]:
        for name, key, walker in fields:
            value = getattr(part, name)
            if value is not None and value != ():
                yield from walker(value, (*path, key))

    return walk


def _walker(annotation: Any, metadata: tuple[Any, ...]) -> Walker | None:
    for item in metadata:
        if isinstance(item, Mark):
            return _leaf_walker(item)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _walker(arguments[0], tuple(arguments[1:]))
    if origin in (Union, types.UnionType):
        inner = [item for item in arguments if item is not type(None)]
        return _walker(inner[0], ()) if len(inner) == 1 else None
    if origin is tuple:
        return _each_walker(_walker(arguments[0], ()), enumerate)
    if origin is dict:
        return _each_walker(_walker(arguments[1], ()), lambda value: value.items())
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _part_walker(annotation)
    return None


def _leaf_walker(mark: Mark) -> Walker:
    def walk(value: Any, path: Path) -> Iterator[Leaf]:
        yield Leaf(path, mark, value)

    return walk


def _each_walker(inner: Walker | None, pairs: Callable[[Any], Any]) -> Walker | None:
    if inner is None:
        return None

    def walk(value: Any, path: Path) -> Iterator[Leaf]:
        for key, item in pairs(value):
            yield from inner(item, (*path, key))

    return walk
