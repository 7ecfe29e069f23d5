"""What the guides say is so: examples build, dates and messages are the engine's, links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from diptych import cli, edtf, model, pipeline, report
from diptych.languages import catalogue, dates
from diptych.model import fields
from tests.translations.desk import STATEMENTS, Desk

ROOT = Path(__file__).resolve().parent.parent
GUIDES = {"en": ROOT / "docs/editing.md", "fr": ROOT / "docs/editing.fr.md"}
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
EXCERPTS = "content/moscow-pyongyang/"

each_guide = pytest.mark.parametrize("lang", GUIDES)


def blocks(lang: str) -> Iterator[tuple[str, str]]:
    """(file, YAML) of every example that names its file in its first line."""
    text = GUIDES[lang].read_text("utf-8")
    for indent, file, yaml in re.findall(r"^( *)```yaml\n *# (content/\S+)\n(.*?)^ *```$", text, re.M | re.S):
        yield file, re.sub(rf"^{indent}", "", yaml, flags=re.M)


def examples(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file, yaml in blocks(lang):
        if not file.startswith(EXCERPTS):
            found[file] = found.get(file, "") + yaml
    return found


@each_guide
def test_the_examples_make_an_explainer_without_problems(lang: str, tmp_path: Path):
    for file, yaml in examples(lang).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(yaml, "utf-8")
    (tmp_path / "content/ferry/images").mkdir()
    (tmp_path / "content/ferry/images/captain.jpg").write_bytes(b"")
    outcome = pipeline.check(tmp_path)
    assert report.text(outcome.problems, outcome.sources.texts, lang) == ""
    assert outcome.explainers == 1


def test_both_guides_have_the_same_examples():
    bare = [{file: re.sub(r" *# .*", "", yaml) for file, yaml in examples(lang).items()} for lang in GUIDES]
    assert bare[0] == bare[1]


def keys(class_: type[BaseModel]) -> Iterator[str]:
    for name, field in class_.model_fields.items():
        yield field.alias or name
        yield from parts(field.annotation)


def parts(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from keys(annotation)
    for argument in get_args(annotation):
        yield from parts(argument)


@each_guide
@pytest.mark.parametrize("name", ["explainer", *model.FILES.values()])
def test_every_key_has_its_example(lang: str, name: str):
    """What every record may hold is explained once; claims and denials stand with the statements."""
    kinds = {file: model.KINDS[kind] for kind, file in model.FILES.items()}
    found = examples(lang)
    yaml = found[f"content/ferry/{name}.yaml"] + found["content/ferry/statements.yaml"]
    for key in set(keys(kinds.get(name, model.Explainer))) - shared(kinds.get(name)):
        assert re.search(rf"\b{key}(: |:$|, .*: as in|, .* : comme)", yaml, re.M), key


def shared(class_: type[BaseModel] | None) -> set[str]:
    return set(fields.Record.model_fields) - {"id"} if class_ is not None else set()


@each_guide
def test_what_is_quoted_from_the_explainer_stands_there(lang: str):
    quoted = [(file, yaml) for file, yaml in blocks(lang) if file.startswith(EXCERPTS)]
    assert len(quoted) >= 7
    for file, yaml in quoted:
        id, *lines = yaml.splitlines()
        record = (ROOT / file).read_text("utf-8").split(f"\n{id}\n")[1].split("\n- id: ")[0].splitlines()
        position = 0
        for line in lines:
            assert line in record[position:], f"{id}: {line}"
            position = record.index(line, position) + 1


@each_guide
def test_the_dates_are_printed_as_the_table_says(lang: str):
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", GUIDES[lang].read_text("utf-8"), re.M)
    dated = [row for row in rows if row[0][0] in "0123456789./[{"]
    assert len(dated) >= 15
    for text, french, english in dated:
        value = edtf.parse(text)
        assert (french, english) == (dates.phrase(value, "fr"), dates.phrase(value, "en"))


@each_guide
def test_the_messages_shown_are_those_of_the_engine(lang: str):
    shown = re.findall(r"```text\n(✖.*?)\n```", GUIDES[lang].read_text("utf-8"), re.S)
    said = [path.read_text("utf-8") for path in (ROOT / "tests/cases").glob(f"*/problems.{lang}.txt")]
    assert len(shown) >= 3
    for message in shown:
        assert any(message in text for text in said), message


@each_guide
def test_the_statuses_have_the_names_that_readers_see(lang: str):
    text = GUIDES[lang].read_text("utf-8")
    for status, name in catalogue.words(lang, "ui")["labels"]["status"].items():
        assert f"| `{status}` | {name} |" in text


def shown(lang: str, beginning: str) -> str:
    """The example of a guide, of whatever language, that begins like this."""
    found = re.findall(r"```(?:text|yaml)\n(.*?)```", GUIDES[lang].read_text("utf-8"), re.S)
    (block,) = [block for block in found if block.startswith(beginning)]
    return str(block)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace("\u202f", " ").replace("\xa0", " ")


@each_guide
def test_new_says_and_writes_what_is_shown(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    desk = Desk(tmp_path)
    cli.main(["new", "statement", "captain-saved", "--lang", lang], root=tmp_path, name="python3 build.py")
    command = "$ python3 build.py new statement captain-saved\n"
    assert command + said(capsys) == shown(lang, command)
    assert (
        desk.read(STATEMENTS)
        .replace("\xa0", " ")
        .replace("\u202f", " ")
        .endswith("\n" + shown(lang, "- id: captain-saved\n  #"))
    )
    for kind in (*model.KINDS, "explainer"):
        assert f"`{kind}`" in GUIDES[lang].read_text("utf-8")


@each_guide
def test_fix_shows_what_is_shown(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    desk = Desk(tmp_path)
    desk.edit("date: 2025-06-10", "date: 17/06/2025", "content/ferry/changes.yaml")
    desk.edit("- id: second-ferry\n  status: reported", "- id: second-ferry\n  statut: rapporté")
    cli.main(["check", "--fix", "--lang", lang], root=tmp_path, name="python3 build.py")
    assert said(capsys).startswith(shown(lang, "---"))
    accept = re.search(r"(?:Type|Tapez) `(\w)`", GUIDES[lang].read_text("utf-8"))
    assert accept is not None
    assert accept[1] in catalogue.words(lang, "cli")["fix"]["yes"].split()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@each_guide
def test_translations_says_what_is_shown(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    desk = Desk(tmp_path)
    desk.confirm()
    for words in (
        ["init"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-m", "x"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    desk.edit("avec 84 passagers", "avec 85 passagers")
    desk.edit("- id: ferry-sank\n", '- id: ferry-sank\n  translation_note: "Le Corail: a small car ferry."\n')
    cli.main(["translations", "en", "--lang", lang], root=tmp_path, name="python3 build.py")
    command = "$ python3 build.py translations en\n"
    assert command + said(capsys) == shown(lang, command)


@each_guide
def test_the_words_of_the_workflow_are_those_of_the_guide(lang: str):
    text = GUIDES[lang].read_text("utf-8")
    workflow = (ROOT / ".github/workflows/confirm-translations.yml").read_text("utf-8")
    for words in ("Confirm translations", "Approve workflows to run"):
        assert f"**{words}**" in text
        assert words in workflow
    steps = (ROOT / ".github/workflows/pages.yml").read_text("utf-8")
    assert "**Build the site**" in text
    assert "name: Build the site" in steps


def anchors(page: Path) -> set[str]:
    text = page.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
    made = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        to = (page.parent / path).resolve() if path else page
        assert to.exists(), target
        assert not anchor or to.suffix != ".md" or anchor in anchors(to), target
