"""The ids that a reference may name, each with a name an editor recognises.

In: the records of one explainer. Out: ids by kind. It must not know JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from diptych import model
from diptych.model import fields
from diptych.validate import FolderRecords

TARGET = "target"
"""Stands for a reference to a record of any kind, `kind:id`."""

_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a kind and their names; `complete` when no other can exist."""

    names: Mapping[str, str]
    complete: bool


def known(folder: FolderRecords, lang: str) -> dict[str, Ids]:
    """The ids of each kind, topics and sections included, and the targets of changes."""
    found = {kind: _of_kind(kind, folder, lang) for kind in folder.kinds}
    targets = {f"explainer:{folder.id}": ""}
    for kind in model.KINDS:
        targets |= {f"{kind}:{id}": name for id, name in found[kind].names.items()}
    complete = not any(kind in folder.unreadable for kind in model.KINDS)
    return {**found, TARGET: Ids(targets, complete)}


def _of_kind(kind: str, folder: FolderRecords, lang: str) -> Ids:
    entries = folder.kinds[kind]
    names = {id: _name(entry.record, lang) for id, entry in entries.items()}
    names |= {id: "" for id in sorted(folder.seen[kind] - set(entries)) if id}
    return Ids(names, kind not in folder.unreadable)


def _name(record: Any, lang: str) -> str:
    name = " · ".join(part for part in _parts(record, lang) if part)
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _parts(record: Any, lang: str) -> Iterator[str]:
    match record:
        case model.Source():
            yield record.publisher
            yield record.published
            yield record.title or _text(record.label, lang)
        case model.Quote():
            yield record.speaker
            yield record.date
        case model.Event() | model.Change():
            yield record.date
            yield _text(record.title if isinstance(record, model.Event) else record.text, lang)
        case _:
            named = (name for name, field in type(record).model_fields.items() if _is_text(field))
            yield _text(getattr(record, next(named, ""), None), lang)


def _is_text(field: Any) -> bool:
    return field.is_required() and any(isinstance(item, fields.Text) for item in field.metadata)


def _text(texts: Mapping[str, str] | None, lang: str) -> str:
    """The text in the editor's language, or in the first that there is."""
    if not texts:
        return ""
    return " ".join((texts.get(lang) or next(iter(texts.values()))).split())
