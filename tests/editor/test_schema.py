"""The editors' schemas say what the content model says: about the real content, the cases, and mutations.

A file is tried as Diptych reads it (every scalar a text) and as an editor's tool does (YAML 1.2 types).
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from diptych import blank, load, model, schema, tree, validate, write
from diptych.languages import catalogue
from diptych.languages.help import Help
from diptych.model import fields
from tests import case_folders
from tests.test_reference import classes

ROOT = Path(__file__).resolve().parents[2]
EXPLAINER = "moscow-pyongyang"
SHAPES = {
    "empty-value",
    "key-too-far-left",
    "key-too-far-right",
    "keys-not-indented",
    "missing-brackets",
    "missing-comma",
    "missing-key",
    "missing-keys",
    "needs-languages",
    "needs-list",
    "needs-map",
    "needs-text",
    "one-id-per-line",
    "too-long",
    "not-a-number",
    "not-yes-or-no",
    "number-out-of-range",
    "record-needs-keys",
    "unknown-id",
    "unknown-key",
    "unknown-language",
    "unknown-rule",
    "unknown-word",
    "bad-id",
    "bad-target",
    "file-needs-list",
}
"""Codes of shape, allowed words and ids: what a schema can say."""
CASES = [name for name in case_folders.names() if name.startswith(("good-", *SHAPES))]


@cache
def real() -> tuple[load.Sources, validate.Records]:
    sources = load.sources(ROOT)
    return sources, validate.records(sources)[0]


@cache
def schemas(lang: str = "en") -> dict[str, Any]:
    return {path: json.loads(data) for path, data in schema.files(real()[1], lang).items()}


def text(node: Any) -> Any:
    """As Diptych reads it: plain Python, every scalar a text."""
    if isinstance(node, dict):
        return {key: text(value) for key, value in node.items()}
    return [text(item) for item in node] if isinstance(node, list) else str(node)


def typed(node: Any) -> Any:
    """As a tool for YAML 1.2 reads it (the core schema, https://yaml.org/spec/1.2.2/#103-core-schema)."""
    if isinstance(node, dict):
        return {key: typed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [typed(item) for item in node]
    word = str(node)
    if isinstance(node, tree.Scalar) and node.style:
        return word
    if not word:  # a tool takes `~` and `null` for empty too, where Diptych sees these characters
        return None
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return word.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", word):
        return int(word)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", word):
        return float(word)
    return word


def complaints(found: dict[str, Any], value: Any) -> list[str]:
    """What a tool underlines: errors, and keys that the schema calls deprecated."""
    errors = [error.message for error in jsonschema.Draft7Validator(found).iter_errors(value)]
    return errors or list(_deprecated(found, found, value))


def _deprecated(root: Any, found: Any, value: Any) -> Iterator[str]:
    for key in ("then", "else", "items", "allOf"):
        for inner in found.get(key, ()) if key == "allOf" else [found[key]] if key in found else []:
            for each in value if key == "items" and isinstance(value, list) else [value]:
                yield from _deprecated(root, inner, each)
    if "$ref" in found:
        yield from _deprecated(root, root["definitions"][found["$ref"].rpartition("/")[2]], value)
    for key, inner in found.get("properties", {}).items():
        if isinstance(value, dict) and key in value:
            if "deprecationMessage" in inner:
                yield inner["deprecationMessage"]
            yield from _deprecated(root, inner, value[key])


def trees(sources: load.Sources) -> Iterator[tuple[str, tree.Node]]:
    """Every file that can be read, with the path of its schema."""
    if sources.site is not None and sources.site.tree is not None:
        yield "site.json", sources.site.tree
    for folder in sources.folders:
        if folder.head is not None and folder.head.tree is not None:
            yield f"{folder.id}/explainer.json", folder.head.tree
        for kind, found in folder.kinds.items():
            for file in found:
                if file.tree is not None:
                    yield f"{folder.id}/{model.FILES[kind]}.json", file.tree


@pytest.mark.parametrize("lang", catalogue.languages("ui"))
def test_the_schemas_are_schemas(lang: str):
    found = schemas(lang)
    assert set(found) == {
        "site.json",
        *(f"{EXPLAINER}/{name}.json" for name in ["explainer", *model.FILES.values()]),
    }
    for each in found.values():
        jsonschema.Draft7Validator.check_schema(each)
        assert each["$schema"] == schema.DRAFT


def test_the_same_content_gives_the_same_bytes():
    assert schema.files(real()[1], "fr") == schema.files(validate.records(load.sources(ROOT))[0], "fr")


@pytest.mark.parametrize("read", [text, typed])
def test_the_real_content_fits(read: Any):
    found = list(trees(real()[0]))
    assert len(found) > 12
    for path, node in found:
        assert complaints(schemas()[path], read(node)) == [], path


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_underlined_when_its_shape_is_wrong_and_only_then(name: str, tmp_path: Path):
    checked = case_folders.checked(case_folders.laid_out(name, tmp_path))
    found = {path: json.loads(data) for path, data in schema.files(checked.records, "fr").items()}
    if not found or checked.sources.problems:
        return  # what is wrong with characters and lines, tools say in their own way
    shapes = {
        problem.code
        for problem in checked.problems
        if problem.code in SHAPES
        if not (problem.field or "").endswith("ignore.code") and "[[" not in _line(checked, problem)
        if not problem.place.file.endswith(".md")
    }
    if any(problem.code == "missing-translation" for problem in checked.problems):
        return
    for read in (text, typed):
        if read is text and shapes == {"number-out-of-range"}:
            continue  # a number in quotation marks has no limits in a schema
        said = [each for path, node in trees(checked.sources) for each in complaints(found[path], read(node))]
        assert bool(said) == bool(shapes), (shapes, said)


def _line(checked: Any, problem: Any) -> str:
    lines = checked.sources.texts.get(problem.place.file, "").split("\n")
    return str(lines[problem.place.line - 1]) if problem.place.line else ""


def mutations(value: Any) -> Iterator[Any]:
    """The value with one thing in it changed: gone, doubled in another form, or something else instead."""
    if isinstance(value, dict):
        for key in value:
            yield {name: item for name, item in value.items() if name != key}
            for item in mutations(value[key]):
                yield {**value, key: item}
        yield {**value, "zzz-unheard-of": "x"}
    elif isinstance(value, list):
        for index, item in enumerate(value[:2]):
            for other in mutations(item):
                yield [*value[:index], other, *value[index + 1 :]]
    yield from ("zzz-unheard-of", {"zzz-unheard-of": "x"}, [{"zzz-unheard-of": []}], "", [["x"]])


def accepted(class_: type[fields.Part], value: Any, known: dict[str, set[str]]) -> bool:
    """Does the model take this record, and do its ids and languages exist?"""
    try:
        record = class_.model_validate(copy.deepcopy(value))
    except ValidationError:
        return False
    for _, mark, found in model.leaves(record):
        if isinstance(mark, fields.Ref) and found not in known[mark.kind]:
            return False
        if isinstance(mark, fields.Target) and found not in known["target"]:
            return False
        if isinstance(mark, fields.Text) and not set(found) <= {"fr", "en"}:
            return False
        texts = found.values() if isinstance(mark, fields.Text) else [found]
        if not isinstance(mark, fields.Date) and not all(each.strip() for each in texts):
            return False
    return True


@pytest.mark.parametrize("kind", model.KINDS)
def test_the_model_and_the_schema_agree_about_mutated_records(kind: str):
    folder = real()[1].folders[0]
    known = {name: set(seen) for name, seen in folder.seen.items()}
    known["target"] = {f"{name}:{id}" for name in model.KINDS for id in known[name]} | {
        f"explainer:{EXPLAINER}"
    }
    found = schemas()[f"{EXPLAINER}/{model.FILES[kind]}.json"]
    validator = jsonschema.Draft7Validator({**found["items"], "definitions": found["definitions"]})
    entries = list(folder.kinds[kind].values())
    richest = sorted(entries, key=lambda entry: len(set(text(entry.node))), reverse=True)[:4]
    rejected = 0
    for entry in richest:
        for value in mutations(text(entry.node)):
            wanted = accepted(model.KINDS[kind], value, known)
            rejected += not wanted
            assert validator.is_valid(value) == wanted, value
    assert rejected > 20


def test_every_key_is_there_with_its_help_and_required_ones_are_required():
    for kind, class_ in model.KINDS.items():
        item = schemas("fr")[f"{EXPLAINER}/{model.FILES[kind]}.json"]["items"]
        for name, field in class_.model_fields.items():
            key = field.alias or name
            assert item["properties"][key]["markdownDescription"] == Help("fr").of(class_, name)
            assert (key in item["required"]) == field.is_required()


def test_ids_have_names_and_statuses_meanings():
    statements = schemas("fr")[f"{EXPLAINER}/statements.json"]
    ids = statements["definitions"]["id-actor"]
    named = dict(zip(ids["enum"], ids["enumDescriptions"], strict=True))
    assert named["nis"].startswith("Service national")
    status = statements["items"]["properties"]["status"]
    assert status["enum"] == list(model.STATUSES)
    assert status["enumDescriptions"][0].startswith("Établi. ")
    assert "claimed (Affirmé, non vérifié)" in status["errorMessage"]


def test_a_foreign_name_of_a_key_says_what_to_write():
    properties = schemas("fr")[f"{EXPLAINER}/sources.json"]["items"]["properties"]
    assert properties["titre"] == {
        "deprecationMessage": "Écrivez «\u202ftitle\u202f» au lieu de «\u202ftitre\u202f».",
        "doNotSuggest": True,
    }


def test_while_a_file_cannot_be_read_no_id_is_called_unknown(tmp_path: Path):
    root = case_folders.laid_out("good-block", tmp_path)
    (root / "content/ferry/actors.yaml").write_text("- id: [", "utf-8")
    records = validate.records(load.sources(root))[0]
    found = json.loads(schema.files(records, "en")["ferry/statements.json"])
    assert "enum" not in json.dumps(found["definitions"]["id-actor"])
    assert "enum" in found["definitions"]["id-source"]


def test_a_kind_without_records_takes_no_id_and_keeps_the_schema_valid(tmp_path: Path):
    root = case_folders.laid_out("good-block", tmp_path)
    (root / "content/ferry/figures.yaml").unlink()
    found = json.loads(schema.files(validate.records(load.sources(root))[0], "en")["ferry/statements.json"])
    ids = found["definitions"]["id-figure"]
    assert ids["errorMessage"] == "There is no record yet among the figures."
    assert not jsonschema.Draft7Validator(ids).is_valid("crew")
    assert '"enum": []' not in json.dumps(found)


def test_help_in_french_covers_the_model_and_nothing_else():
    said = catalogue.words("fr", "help")
    owned = {class_.__name__: {"_about", *_own(class_)} for class_ in classes() if class_.__name__ != "Part"}
    assert {name: set(entries) for name, entries in said.items()} == owned


def _own(class_: type) -> set[str]:
    return set(vars(class_).get("__annotations__", {})) & set(class_.model_fields)  # type: ignore[attr-defined]


def test_writing_renews_what_changed_and_takes_away_what_is_gone(tmp_path: Path):
    write.schemas({"site.json": b"1", "a/x.json": b"2"}, tmp_path)
    folder = tmp_path / ".diptych/schemas"
    before = (folder / "site.json").stat().st_mtime_ns
    write.schemas({"site.json": b"1", "b/x.json": b"3"}, tmp_path)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}
    assert files == {"site.json": b"1", "b/x.json": b"3"}
    assert (folder / "site.json").stat().st_mtime_ns == before
    assert (tmp_path / ".diptych/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("lang", catalogue.languages("ui"))
@pytest.mark.parametrize("kind", model.KINDS)
def test_the_small_form_has_every_required_key(kind: str, lang: str):
    found = blank.lines(model.KINDS[kind], ("fr", "en"), Help(lang))
    top = {line.key for line in found if line.depth == 0}
    names = {
        field.alias or name for name, field in model.KINDS[kind].model_fields.items() if field.is_required()
    }
    assert names <= top


def test_every_content_file_has_its_schema_in_the_settings():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    mapped = settings["yaml.schemas"]
    for file in sorted((ROOT / "content").rglob("*.yaml")):
        path = file.relative_to(ROOT).as_posix()
        _, _, rest = path.partition("content/")
        first, _, name = rest.partition("/")
        stem = name.partition("/")[0].removesuffix(".yaml")
        wanted = "site.json" if rest == "site.yaml" else f"{first}/{stem}.json"
        has_line = "yaml-language-server: $schema=" in file.read_text("utf-8").partition("\n")[0]
        matching = [key for key, globs in mapped.items() if any(Path(path).match(glob) for glob in globs)]
        assert has_line or matching == [f"./.diptych/schemas/{wanted}"], path


def test_only_the_shared_settings_are_kept():
    ignored = (ROOT / ".gitignore").read_text("utf-8").split("\n")
    assert {".vscode/*", "!.vscode/settings.json", "!.vscode/extensions.json", "/.diptych/"} <= set(ignored)
