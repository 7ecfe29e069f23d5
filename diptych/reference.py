"""Reference: the content model and the rules as Markdown, for `docs/reference.md` and `docs/rules.md`.

In: the model's classes, the rules, and the labels of the interface catalogues. Out: two texts. It must
not know any record, and writes nothing: `tests/test_reference.py` compares the files, and renews them
when asked to.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from diptych import model
from diptych.languages import catalogue
from diptych.model import fields
from diptych.rules import RULES

_GENERATED = "<!-- Generated: see diptych/reference.py; CONTRIBUTING.md says how to renew it. -->"

_TEXTS = {
    "title": "[text by language](#values), plain",
    "line": "[text by language](#values), one line of Markdown",
    "prose": "[text by language](#values), Markdown",
    "slug": "part of an address, by language",
}
_DATES = {
    "edtf": "[date](editing.md#dates) (EDTF)",
    "point": "one [date](editing.md#dates), no interval (EDTF)",
    "day": "one exact day, `2025-10-27`",
}
_SLOT = re.compile(r"\{\w+\}")
_PLAIN: dict[Any, str] = {str: "words", bool: "`yes` or `no`"}

_COLUMNS = ("| key | what it holds | what for |", "| --- | --- | --- |")

_HEAD = """# Reference

Every kind of record, every key, every allowed word. **Bold** keys are required. [Editing](editing.md)
explains them with examples, [Rules](rules.md) lists what is checked beyond the shape.

## Values

- *text by language*: one text for each language of the site, `{fr: "…", en: "…"}` or each on a line.
  *Plain* takes no Markdown. Internal links like `[[actor:nis]]` may stand in all; plain ones show a name.
- *words*: one text for all languages: a headline in its own language, a name, a page number.
- *id*: small letters `a`–`z`, digits and hyphens. It never changes: it is the anchor that readers link to.
- *list*: one entry per line after a hyphen, or `[one, two]`. A single value may stand for a list of one.
- *number*: digits only, a point before decimals: `12000`, `1.5`. No spaces, no commas.
"""

_RULES_HEAD = """# Rules

What Diptych checks beyond the shape of a record. An **error** stops the build, a **warning** does not.
`rules` in `content/site.yaml` changes that for a code (`numbers-differ: error`, `unused-term: off`), and
`ignore` excuses a single record, with a reason for colleagues:

```yaml
  ignore:
    - code: numbers-differ
      why: The English text rounds on purpose.
```
"""


def markdown() -> str:
    """The reference of the content model: every kind, its file, every key."""
    parts = _Parts()
    sections = [
        _HEAD,
        "\n".join(("## status", *_labels("status", model.STATUSES), "")),
        _table(parts, "## site", model.Site),
        _table(parts, "## explainer", model.Explainer),
        _table(parts, "## any record", fields.Record),
    ]
    for kind, class_ in model.KINDS.items():
        name = model.FILES[kind]
        where = f"In `content/<id>/{name}.yaml`, or several files in `content/<id>/{name}/`."
        sections.append(_table(parts, f"## {kind}", class_, where))
    sections.append("## Parts\n\nMaps inside records.\n")
    sections.extend(_table(parts, f"### {_name(part)}", part) for part in parts)
    return _GENERATED + "\n\n" + "\n".join(sections)


def rules() -> str:
    """The list of rules: code, severity, what it holds, and the sentence that an editor reads."""
    made = [_GENERATED, "", _RULES_HEAD]
    module = None
    for rule in RULES:
        if (of := inspect.getmodule(rule.check)) is not module:
            module = of
            made.append(f"## {_first(inspect.getdoc(module)).removesuffix('.')}\n")
        made.append(f"### {rule.code}\n\n**{rule.severity.capitalize()}.** {rule.about}\n")
        for lang in catalogue.languages("problems"):
            said = _SLOT.sub("…", catalogue.words(lang, "problems")["sentences"][rule.code])
            made.append(f"- {_language(lang)}: *{said}*")
        made.append("")
    return "\n".join(made)


class _Parts:
    """The maps met inside records, in the order in which they are met; walking them may meet more."""

    def __init__(self) -> None:
        self._met: list[type[BaseModel]] = []

    def link(self, part: type[BaseModel]) -> str:
        if part not in self._met:
            self._met.append(part)
        return f"[{_name(part)}](#{_name(part).replace(' ', '-')})"

    def __iter__(self) -> Iterator[type[BaseModel]]:
        position = 0
        while position < len(self._met):
            yield self._met[position]
            position += 1


def _table(parts: _Parts, heading: str, class_: type[BaseModel], where: str = "") -> str:
    about = (inspect.getdoc(class_) or "").partition("\n\n")[0].replace("\n", " ")
    lines = [heading, "", about, *(["", where] if where else []), "", *_COLUMNS]
    shared = [name for name in fields.Record.model_fields if name != "id"] if _is_kind(class_) else []
    own = [(name, field) for name, field in class_.model_fields.items() if name not in shared]
    for name, field in sorted(own, key=lambda pair: not pair[1].is_required()):
        key = f"`{field.alias or name}`"
        key = f"**{key}**" if field.is_required() else key
        value = _value(parts, field.annotation, tuple(field.metadata)) + _default(field)
        lines.append(f"| {key} | {value} | {field.description} |")
    if shared:
        lines += ["", f"Also {', '.join(f'`{name}`' for name in shared)}, as [any record](#any-record)."]
    for name, field in own:
        for words in _words(field.annotation):
            lines.extend(_labels(field.alias or name, words))
    return "\n".join(lines) + "\n"


def _is_kind(class_: type[BaseModel]) -> bool:
    return issubclass(class_, fields.Record) and class_ is not fields.Record


def _value(parts: _Parts, annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """What a field holds, in a few words."""
    for item in metadata:
        if isinstance(item, model.Mark):
            return _marked(item)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(parts, arguments[0], (*arguments[1:], *metadata))
    if origin in (Union, types.UnionType):
        return _value(parts, next(item for item in arguments if item is not type(None)), metadata)
    if origin is tuple:
        return f"list: {_value(parts, arguments[0])}"
    if origin is dict:
        return f"map: {_value(parts, arguments[1])}"
    if origin is Literal:
        listed = ", ".join(f"`{word}`" for word in arguments)
        return "[status](#status)" if arguments == model.STATUSES else listed
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return parts.link(annotation) + _short(metadata)
    return _PLAIN.get(annotation, "number") + _bounds(metadata)


def _marked(mark: model.Mark) -> str:
    match mark:
        case fields.Text():
            return _TEXTS[mark.form]
        case fields.Date():
            return _DATES[mark.form]
        case fields.Ref():
            return f"id of [{mark.kind}](#{mark.kind})"
        case fields.Target():
            return "`kind:id`"
        case fields.Former():
            return "`kind:id` of a record that was there"
        case fields.Id():
            return "[id](#values)"
        case fields.Url():
            return "web address (http or https)"
        case fields.Language():
            return "language code, `fr`, `zh-Hans`"
        case fields.File():
            return "file name"


def _short(metadata: tuple[Any, ...]) -> str:
    """The one key whose value may stand for a whole map."""
    key = fields.short_key(metadata)
    return f", or its `{key}` alone" if key else ""


def _bounds(metadata: tuple[Any, ...]) -> str:
    limits = [limit for item in metadata for limit in getattr(item, "metadata", [item])]
    found = {name: getattr(item, name) for item in limits for name in ("ge", "le") if hasattr(item, name)}
    return f" from {found['ge']} to {found['le']}" if len(found) == 2 else ""


def _default(field: FieldInfo) -> str:
    value = field.default
    if field.is_required() or value in (None, ()) or not isinstance(value, str | int):
        return ""
    return f"; otherwise `{('no', 'yes')[value] if isinstance(value, bool) else value}`"


def _words(annotation: Any) -> Iterator[tuple[str, ...]]:
    """The lists of allowed words in an annotation; those of parts stand with the part, statuses apart."""
    if get_origin(annotation) is Literal:
        yield from [get_args(annotation)] if get_args(annotation) != model.STATUSES else []
    else:
        for argument in get_args(annotation):
            yield from _words(argument)


def _labels(key: str, words: tuple[str, ...]) -> Iterator[str]:
    """A table of the words and what readers see for them, where the interface has a name for each."""
    languages = catalogue.languages("ui")
    labels = {lang: catalogue.words(lang, "ui")["labels"] for lang in languages}
    groups = labels[catalogue.DEFAULT]
    group = next((name for name, entry in groups.items() if set(entry) == set(words)), None)
    if group is None:
        return
    about = groups.get(f"{group}_about", {})
    yield from ("", f"| `{key}` | {' | '.join(map(_language, languages))} |" + (" |" if about else ""))
    yield "| --- |" + " --- |" * (len(languages) + bool(about))
    for word in words:
        cells = [labels[lang][group][word] for lang in languages] + ([about[word]] if about else [])
        yield f"| `{word}` | {' | '.join(cells)} |"


def _language(code: str) -> str:
    from babel import Locale

    return str(Locale.parse(code).get_display_name(catalogue.DEFAULT))


def _name(part: type[BaseModel]) -> str:
    """`KnownBy`: known by."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in part.__name__).strip()


def _first(text: str | None) -> str:
    return (text or "").partition("\n\n")[0].replace("\n", " ")
