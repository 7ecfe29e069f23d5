"""Schema: the content model as JSON Schemas for the editors' tools, with the real ids of each explainer.

In: `Records` and the editor's language. Out: files by path, relative to the folder of the schemas. It must
not know YAML nor any tool but by the keywords its schemas carry: draft 7, and what yaml-language-server adds
to it (`markdownDescription`, `enumDescriptions`, `errorMessage`, `deprecationMessage`, `defaultSnippets`).

The shape, the words and the help come from the model's classes, as do validation and docs/reference.md;
`tests/editor/test_schema.py` holds that the three agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from diptych import blank, model
from diptych.languages.help import Help
from diptych.rules import RULES
from diptych.schema import ids
from diptych.schema.shapes import Shapes
from diptych.validate import FolderRecords, Records

DRAFT = "http://json-schema.org/draft-07/schema#"


def files(records: Records, lang: str) -> dict[str, bytes]:
    """Every schema by its path (`moscow-pyongyang/actors.json`); nothing while `site.yaml` has mistakes."""
    if records.site is None:
        return {}
    languages = records.site.record.languages
    help = Help(lang)
    explainers = [folder.id for folder in records.folders]
    found = {"site.json": _bytes(site(languages, help, explainers))}
    for folder in records.folders:
        for stem, schema in _folder(folder, languages, help):
            found[f"{folder.id}/{stem}.json"] = _bytes(schema)
    return found


def site(languages: Iterable[str], help: Help, explainers: list[str]) -> dict[str, Any]:
    """The schema of `content/site.yaml`, with the codes of the rules and the ids of the explainers."""
    shapes = Shapes(help, tuple(languages), {})
    made = shapes.part(model.Site)
    shapes.definitions["RemovedExplainer"]["properties"]["replaced_by"] |= {
        "enum": explainers,
        "errorMessage": help.say("no_such_record", kind=help.kind("explainer", "many")),
    }
    severity = {"enum": ["off", "warning", "error"], "errorMessage": help.choose(("off", "warning", "error"))}
    made["properties"]["rules"] |= {
        "properties": {rule.code: {**severity, "markdownDescription": rule.about} for rule in RULES},
        "additionalProperties": False,
    }
    return {"$schema": DRAFT, **made, "definitions": shapes.definitions}


def records_of(kind: str, folder: FolderRecords, languages: tuple[str, ...], help: Help) -> dict[str, Any]:
    """The schema of a file of records: a list, each of whose entries has the shape of the kind."""
    shapes = Shapes(help, languages, ids.known(folder, help.lang))
    small = blank.snippet(kind, languages, help)
    label = help.say("new_record", kind=help.kind(kind, "one"))
    about = help.about(model.KINDS[kind])
    item = shapes.part(model.KINDS[kind])
    whole = {
        "type": ["array", "null"],
        "items": item,
        "errorMessage": help.say("list_needed"),
        "defaultSnippets": [
            {"label": label, "markdownDescription": about, "bodyText": blank.as_entry(small)},
        ],
    }
    return {"$schema": DRAFT, **whole, "definitions": shapes.definitions}


def _folder(
    folder: FolderRecords, languages: tuple[str, ...], help: Help
) -> Iterator[tuple[str, dict[str, Any]]]:
    shapes = Shapes(help, languages, ids.known(folder, help.lang))
    head = shapes.part(model.Explainer)
    yield "explainer", {"$schema": DRAFT, **head, "definitions": shapes.definitions}
    for kind, stem in model.FILES.items():
        yield stem, records_of(kind, folder, languages, help)


def _bytes(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
