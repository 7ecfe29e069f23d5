"""`new`: a blank record that disturbs nothing, says what is blank, and is right once it is filled in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from diptych import cli, edits, load, model, new, pipeline
from diptych.problems import Problem

SMALL = Path(__file__).resolve().parents[1] / "sites/small"
FILLED = {
    "source": {
        "published": "2025-05-02",
        "language": "en",
        "basis": "secondary",
        "interest": "independent",
        "url": "https://example.org/",
    },
    "actor": {"type": "person"},
    "place": {},
    "event": {"date": "2025-05", "status": "reported", "sources": "daily"},
    "statement": {"status": "reported", "sources": "[daily]"},
    "figure": {"by": "ministry", "as_of": "2025-05", "source": "decree", "best": "12000"},
    "quote": {"speaker": "ministry", "date": "2025-05-02", "source": "daily", "lang": "de"},
    "relation": {
        "from": "ministry",
        "to": "other",
        "type": "alliance",
        "status": "reported",
        "sources": "daily",
    },
    "question": {"why": "not_disclosed"},
    "term": {},
    "change": {"date": "2025-05-02", "type": "update", "targets": "statement:cost"},
}
CLEAR = {"empty-value", "date-empty", "day-empty", "unknown-id", "bad-language-tag", "bad-url"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(SMALL / "content", tmp_path / "content")
    return tmp_path


def written(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root / "content").as_posix(): path.read_bytes()
        for path in (root / "content").rglob("*")
        if path.is_file()
    }


def errors(root: Path) -> list[Problem]:
    return [problem for problem in pipeline.check(root).problems if problem.severity == "error"]


def filled(text: str, values: dict[str, str]) -> str:
    """The text with something in every blank: what `values` say, or a text."""
    text = re.sub(r'^( *(?:- )?\w+: )""$', r'\1"Un texte de 3 mots"', text, flags=re.M)
    for key, value in values.items():
        text = re.sub(rf"^( *(?:- )?{key}:)$", rf"\1 {value}", text, flags=re.M)
    return text


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", model.KINDS)
def test_a_blank_record_is_clear_about_its_blanks_and_right_when_filled(kind: str, lang: str, desk: Path):
    if kind == "relation":
        with (desk / "content/bridge/actors.yaml").open("a", encoding="utf-8") as file:
            file.write("- {id: other, type: state, name: {fr: Autre, en: Other}}\n")
    before = written(desk)
    assert cli.main(["new", kind, "fresh", "--lang", lang], root=desk) == 0
    after = written(desk)
    (path,) = {name for name in after if after[name] != before.get(name)}
    assert after[path].startswith(before.get(path, b""))
    found = errors(desk)
    assert found
    assert {problem.code for problem in found} <= CLEAR
    assert {problem.place.file for problem in found} == {f"content/{path}"}
    file = desk / "content" / path
    file.write_bytes(filled(after[path].decode(), FILLED[kind]).encode())
    assert errors(desk) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_blank_explainer_is_clear_about_its_blanks_and_right_when_filled(lang: str, desk: Path):
    before = written(desk)
    assert cli.main(["new", "explainer", "flood", "--lang", lang], root=desk) == 0
    after = written(desk)
    assert {name for name in after if after[name] != before.get(name)} == {
        f"flood/{name}.yaml" for name in ("explainer", "actors", "sources", "timeline", "statements")
    }
    found = errors(desk)
    assert {(problem.code, problem.place.file) for problem in found} == {
        ("empty-value", "content/flood/explainer.yaml"),
        ("day-empty", "content/flood/explainer.yaml"),
    }
    file = desk / "content/flood/explainer.yaml"
    file.write_text(filled(file.read_text("utf-8"), {"as_of": "2026-01-31"}), "utf-8", newline="\n")
    assert pipeline.build(desk, desk / "site").failed is False
    first = file.read_text("utf-8").partition("\n")[0]
    schema = (file.parent / first.partition("$schema=")[2]).resolve()
    assert schema == (desk / ".diptych/schemas/flood/explainer.json").resolve()
    assert schema.is_file()


def test_the_files_are_named_with_the_line_and_the_next_step(desk: Path, capsys: pytest.CaptureFixture[str]):
    cli.main(["new", "term", "pier", "--lang", "en"], root=desk, name="python3 build.py")
    assert capsys.readouterr().out.splitlines() == [
        "Written: content/bridge/terms.yaml:5",
        "Fill in what is blank, then run: python3 build.py check",
    ]


@pytest.mark.parametrize(
    "arguments, said",
    [
        ([], "Say what kind of record to prepare: source, actor,"),
        (["statment"], "Did you mean “statement”?"),
        (["actor", "Le Ministère"], "Did you mean “le-ministere”?"),
        (["actor", "ministry"], "taken already: content/bridge/actors.yaml:1."),
        (["explainer"], "Give the new explainer an id"),
        (["explainer", "bridge"], "taken already: content/bridge/."),
        (["term", "x", "--explainer", "brigde"], "Did you mean “bridge”?"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_written(
    arguments: list[str], said: str, desk: Path, capsys: pytest.CaptureFixture[str]
):
    before = written(desk)
    assert cli.main(["new", *arguments, "--lang", "en"], root=desk) == 2
    assert said in capsys.readouterr().err
    assert written(desk) == before


def test_of_several_explainers_one_has_to_be_named(desk: Path, capsys: pytest.CaptureFixture[str]):
    shutil.copytree(desk / "content/bridge", desk / "content/road")
    assert cli.main(["new", "term", "--lang", "en"], root=desk) == 2
    assert "--explainer: bridge, road." in capsys.readouterr().err
    assert cli.main(["new", "term", "--explainer", "road"], root=desk) == 0
    assert (desk / "content/road/terms.yaml").is_file()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_help_names_every_kind(lang: str, desk: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["new", "--help", "--lang", lang], root=desk) == 0
    said = capsys.readouterr().out
    for kind in (*model.KINDS, "explainer"):
        assert re.search(rf"^  {kind}  +\S", said, re.M), kind


def test_a_new_source_carries_what_is_reported(desk: Path):
    """What the scaffold asks for is what the rule on reported statements wants to know."""
    for kind in ("source", "event"):
        assert cli.main(["new", kind, f"fresh-{kind}"], root=desk) == 0
    for name, values in (("sources", FILLED["source"]), ("timeline", FILLED["event"])):
        file = desk / f"content/bridge/{name}.yaml"
        text = file.read_text("utf-8")
        file.write_text(filled(text, {**values, "sources": "fresh-source"}), "utf-8", newline="\n")
    assert errors(desk) == []


@pytest.mark.parametrize("word", ["statement", "énoncé", "Enonce", "statements", "STATEMENT", "énoncés"])
def test_a_kind_may_be_named_in_any_language(word: str):
    assert new.kind(word) == "statement"


def shown(node: Any) -> Any:
    """A record as a page shows it: a text at the end of a file has a line end more now."""
    return (
        {key: shown(value) for key, value in node.items()} if isinstance(node, dict) else str(node).rstrip()
    )


ENTRY = "- id: one\n  term: {fr: Un, en: One}\n  definition: {fr: Un., en: One.}"


@pytest.mark.parametrize(
    "data",
    [
        f"{ENTRY}\n",
        f"{ENTRY}",
        f"\ufeff{ENTRY}\n",
        f"{ENTRY}\n".replace("\n", "\r\n"),
        f"{ENTRY}".replace("\n", "\r\n"),
        f"{ENTRY}\n\n\n# An afterthought\n",
        "# Only a comment\n",
        "",
        "  " + ENTRY.replace("\n", "\n  ") + "\n",
        ENTRY + "\n  note: |+\n    Kept with its empty lines\n\n",
        ENTRY + "\n  note: |\n    A text   \n    with \ttabs",
        "- id: 'one'\n  term:\n    fr: >-\n      Un\n    en: \"One\"\n  definition: {fr: Un., en: One.}  \n",
    ],
)
def test_everything_else_stays_byte_for_byte(data: str, desk: Path):
    file = desk / "content/bridge/terms.yaml"
    file.write_bytes(data.encode())
    sources = load.sources(desk)
    draft = new.record(sources, "term", "two", "", ("fr", "en"), "fr")
    assert draft.data.startswith(data.encode())
    assert (b"\r\n" in draft.data) == (b"\r\n" in data.encode())
    assert b"\r\r" not in draft.data and draft.data.count(b"\n") >= draft.data.count(b"\r")
    before = list(sources.folders[0].kinds["term"][0].tree or ())
    new.put(desk, [draft])
    tree = load.sources(desk).folders[0].kinds["term"][0].tree
    assert [shown(entry) for entry in list(tree or ())[:-1]] == [shown(entry) for entry in before]
    assert (tree or ())[-1]["id"] == "two"
    lines = draft.data.decode("utf-8-sig").splitlines()
    assert "two" in lines[draft.line - 1]


@pytest.mark.parametrize(
    "data", ["[{id: one}]\n", "id: one\n", "- id: [\n", "- id: one\n...\n", "- a\n---\n- b\n"]
)
def test_a_file_that_cannot_grow_is_left_alone(data: str, desk: Path, capsys: pytest.CaptureFixture[str]):
    file = desk / "content/bridge/terms.yaml"
    file.write_bytes(data.encode())
    assert cli.main(["new", "term", "two", "--lang", "en"], root=desk) == 2
    assert "content/bridge/terms.yaml" in capsys.readouterr().err
    assert file.read_bytes() == data.encode()


def test_of_several_files_the_fullest_takes_the_record(desk: Path):
    folder = desk / "content/bridge/terms"
    folder.mkdir()
    (folder / "a.yaml").write_text(ENTRY + "\n", "utf-8", newline="\n")
    (folder / "b.yaml").write_text(f"{ENTRY.replace('one', 'two')}\n{ENTRY.replace('one', 'six')}\n", "utf-8")
    (folder / "c.yaml").write_text("", "utf-8")
    assert new.record(load.sources(desk), "term", "ten", "", ("fr",), "fr").path.endswith("terms/b.yaml")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_replaced_line_keeps_its_end_its_trailing_space_and_the_mark(end: str):
    data = f"\ufeffone  {end}two\t{end}three".encode()
    assert edits.replaced(data, {1: "uno", 3: "tre"}) == f"\ufeffuno  {end}two\t{end}tre".encode()
    assert edits.replaced(data, {2: "due"}) == f"\ufeffone  {end}due\t{end}three".encode()
    assert edits.replaced(data, {}) == data
