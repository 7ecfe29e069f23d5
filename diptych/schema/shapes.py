"""The shape of each class of the model, and of each kind of value, as JSON Schema.

In: classes of the model, the words, the languages of the site, the known ids. Out: schemas. It must not
know records.

YAML tools decide types by what is typed (`2025` is a number, `true` a boolean) where Diptych asks the model;
hence a text takes these too. What may be written shorter (one value for a list, an id for a map) is an `if`
and not an `anyOf`: a tool then completes and complains about the form at hand, and about nothing else.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from diptych import model
from diptych.languages import catalogue
from diptych.languages.help import Help
from diptych.model import fields
from diptych.schema.ids import TARGET, Ids

Schema = dict[str, Any]

_NO_TEXT = {"type": ["number", "boolean"]}
_TRUTHS = (
    "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?|[Oo][Nn]|[Oo][Ff][Ff]|[01])$"
)
_NUMBER = r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$"
_NOTHING = "(?!)"
_DATES = {
    "edtf": ("date", ["2025-10-27", "2025-10", "2024-10~", "2024-10/2025-01", "2025-07-27/.."]),
    "point": ("one_date", ["2025-10-27", "2025-10", "2024-10~"]),
    "day": ("day", ["2025-10-27"]),
}
"""By form: the sentence of the catalogue, and examples."""


class Shapes:
    """Makes schemas; `definitions` collects those that they refer to."""

    def __init__(self, help: Help, languages: tuple[str, ...], known: Mapping[str, Ids]) -> None:
        self.help = help
        self.languages = languages
        self.known = known
        self.definitions: Schema = {}

    def part(self, class_: type[BaseModel]) -> Schema:
        """A map with the keys of a class, and the foreign names of these keys as what not to write."""
        properties: Schema = {}
        for name, field in class_.model_fields.items():
            shape = self.value(field.annotation, tuple(field.metadata))
            said = self.help.of(class_, name)
            properties[field.alias or name] = {
                "markdownDescription": said,
                **({"description": said} if "anyOf" in shape else {}),  # what a hover shows beside `anyOf`
                **(shape if "$ref" not in shape else {"allOf": [shape]}),
            }
        required = [field.alias or name for name, field in class_.model_fields.items() if field.is_required()]
        return {
            "type": "object",
            "markdownDescription": self.help.about(class_),
            "properties": {**properties, **self._aliases(properties)},
            "required": required,
            "additionalProperties": False,
        }

    def value(self, annotation: Any, metadata: tuple[Any, ...] = ()) -> Schema:
        """The shape of what a field holds."""
        for item in metadata:
            if isinstance(item, model.Mark):
                return self._marked(item)
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(arguments[0], (*arguments[1:], *metadata))
        if origin in (Union, types.UnionType):
            return self.value(next(item for item in arguments if item is not type(None)), metadata)
        if origin is tuple:
            return self._list(self.value(arguments[0]), metadata)
        if origin is dict:
            return self._map(self.value(arguments[1]))
        if origin is Literal:
            return self._choice(arguments)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._part_or_short(annotation, metadata)
        if annotation is bool:
            return self._truth()
        if annotation in (int, Decimal):
            return self._number(annotation, _limits(metadata))
        return self._text({"minLength": 1} if "min_length" in _limits(metadata) else {})

    def _aliases(self, properties: Schema) -> Schema:
        return {
            word: {
                "deprecationMessage": self.help.say("use_instead", key=key, word=word),
                "doNotSuggest": True,
            }
            for word, keys in catalogue.aliases("keys").items()
            if (key := next((key for key in keys if key in properties), "")) and word not in properties
        }

    def _marked(self, mark: model.Mark) -> Schema:
        match mark:
            case fields.Text():
                pattern = model.ID_PATTERN if mark.form == "slug" else r"\S"
                return {**self._map(self._text({"pattern": pattern})), "additionalProperties": False}
            case fields.Date():
                about, examples = _DATES[mark.form]
                return {**self._text({}, about=about), "examples": examples}
            case fields.Ref():
                return self._id(mark.kind)
            case fields.Target():
                return self._id(TARGET)
            case fields.Former():
                return self._text({"pattern": "^[a-z]+:[a-z0-9]+(-[a-z0-9]+)*$"}, about="former")
            case fields.Id():
                return self._text({"pattern": model.ID_PATTERN, "maxLength": 80}, about="id")
            case fields.Url():
                return self._text({"minLength": 1}, about="url")
            case fields.Language():
                return self._text({"minLength": 1}, about="language")
            case fields.File():
                return self._text({"minLength": 1})

    def _text(self, limits: Schema, about: str = "text_needed") -> Schema:
        said = {"errorMessage": self.help.say(about)}
        return {"if": _NO_TEXT, "then": {}, "else": {"type": "string", **limits, **said}}

    def _map(self, value: Schema) -> Schema:
        """A map by language; a foreign language is refused by the caller where there can be none."""
        said = self.help.say("by_language", languages=", ".join(self.languages))
        properties = dict.fromkeys(self.languages, value)
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": value,
            "errorMessage": said,
        }

    def _id(self, kind: str) -> Schema:
        name = f"id-{kind}"
        if name not in self.definitions:
            self.definitions[name] = self._ids(kind, self.known[kind])
        return {"$ref": f"#/definitions/{name}"}

    def _ids(self, kind: str, known: Ids) -> Schema:
        if not known.complete:  # a file cannot be read: any id may be in it
            return self._text({})
        names = self.help.kind(kind, "many") if kind != TARGET else ""
        sentence = (
            "no_such_target" if kind == TARGET else "no_such_record" if known.names else "no_record_yet"
        )
        said = self.help.say(sentence, kind=names)
        if not known.names:  # some tools take an empty list of words for a mistake in the schema
            return {"type": "string", "pattern": _NOTHING, "errorMessage": said}
        typed = [int(id) for id in known.names if id.isdigit() and not id.startswith("0")]
        return {
            "enum": [*known.names, *typed],
            "enumDescriptions": list(known.names.values()),
            "errorMessage": said,
        }

    def _choice(self, allowed: tuple[Any, ...]) -> Schema:
        meanings = self.help.meanings(allowed)
        return {
            "enum": list(allowed),
            **({"enumDescriptions": meanings} if meanings else {}),
            "errorMessage": self.help.choose(allowed),
        }

    def _list(self, item: Schema, metadata: tuple[Any, ...]) -> Schema:
        least = _limits(metadata).get("min_length")
        several = {"type": "array", "items": item, **({"minItems": least} if least else {})}
        return {"if": {"type": "array"}, "then": several, "else": item, **_offered(item)}

    def _part_or_short(self, class_: type[BaseModel], metadata: tuple[Any, ...]) -> Schema:
        name = class_.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # the place in the order
            self.definitions[name] = {**self.part(class_)}
        whole = {"$ref": f"#/definitions/{name}"}
        short = fields.short_key(metadata)
        if not short:
            return whole
        field = class_.model_fields[short]
        value = self.value(field.annotation, tuple(field.metadata))
        return {"if": {"type": "object"}, "then": whole, "else": value, **_offered(value)}

    def _truth(self) -> Schema:
        other = [{"type": "boolean"}, {"enum": [0, 1]}, {"type": "string", "pattern": _TRUTHS}]
        said = {"errorMessage": self.help.say("yes_or_no")}
        # not an enum: tools would put these words in quotation marks, wary of older YAML
        usual = [{"label": word, "bodyText": word} for word in ("yes", "no")]
        return {
            "if": {"anyOf": other},
            "then": {},
            "else": {"enum": ["yes", "no"], **said},
            "defaultSnippets": usual,
        }

    def _number(self, type_: type, limits: Mapping[str, int]) -> Schema:
        said = {"errorMessage": self.help.say("number")}
        names = {"ge": "minimum", "le": "maximum"}
        bounds = {word: limits[limit] for limit, word in names.items() if limit in limits}
        typed = {"type": "integer" if type_ is int else "number", **bounds, **said}
        return {"if": {"type": "string"}, "then": {"pattern": _NUMBER, **said}, "else": typed}


def _offered(value: Schema) -> Schema:
    """Lets a tool propose `value` where nothing is typed yet; it looks for that in `anyOf`, not in `else`.

    The empty schema beside it takes everything: this asks for nothing.
    """
    if "anyOf" in value:
        return {"anyOf": value["anyOf"]}
    return {"anyOf": [value, {}]} if "enum" in value or "$ref" in value else {}


def _limits(metadata: tuple[Any, ...]) -> dict[str, int]:
    found = [limit for item in metadata for limit in getattr(item, "metadata", [item])]
    names = ("ge", "le", "min_length")
    return {name: getattr(item, name) for item in found for name in names if hasattr(item, name)}
