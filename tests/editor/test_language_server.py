"""What an editor sees in VS Code, by the language server of its YAML extension."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from diptych import cli, equipment, load, schema, validate, write
from tests.editor.language_server import LanguageServer

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "content/moscow-pyongyang"
FRESH = count()
pytestmark = pytest.mark.editor


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The server at work on a copy of the real content, for a French editor."""
    program = equipment.program(ROOT, equipment.LANGUAGE_SERVER)
    assert program, "continuous integration has to run these tests, and found no Node with npm"
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "content", folder / "content")
    write.schemas(schema.files(validate.records(load.sources(ROOT))[0], "fr"), folder)
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    found = LanguageServer(program, folder, settings)
    yield found
    found.close()


def opened(server: LanguageServer, stem: str, text: str) -> tuple[str, list[str]]:
    """A text in a new file of a kind's folder, and what is said about it."""
    path = f"{FOLDER}/{stem}/{next(FRESH)}.yaml"
    return path, server.open(path, text)


def plain(words: str) -> str:
    """Words with ordinary spaces."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("name", ["statements.yaml", "timeline.yaml", "actors.yaml", "explainer.yaml"])
def test_nothing_is_underlined_in_the_real_content(server: LanguageServer, name: str):
    assert server.open(f"{FOLDER}/{name}", (ROOT / FOLDER / name).read_text("utf-8")) == []


def test_nothing_is_underlined_in_the_site_file_and_codes_of_rules_are_proposed(server: LanguageServer):
    text = (ROOT / "content/site.yaml").read_text("utf-8")
    assert server.open("content/site.yaml", text) == []


@pytest.mark.parametrize(
    "stem, text, wanted",
    [
        ("statements", "- id: x\n  status: |", {"known": "Établi", "refuted": "Réfuté"}),
        ("statements", "- id: x\n  actors: |", {"nis": "Service national"}),
        ("statements", "- id: x\n  actors:\n    - |", {"nis": "Service national"}),
        ("statements", "- id: x\n  actors: [nis, p|]", {"putin": "Vladimir Poutine"}),
        ("statements", "- id: x\n  sources:\n    - source: |", {"yonhap-20231014": "Yonhap"}),
        ("statements", "- id: x\n  topic: |", {"troops": ""}),
        ("statements", "- id: x\n  text:\n    |", {"fr": "", "en": ""}),
        (
            "statements",
            "- id: x\n  |",
            {"status": "known", "text": "La phrase", "claimed_by": "Qui l’affirme"},
        ),
        ("timeline", "- id: x\n  place: |", {"pyongyang": "Pyongyang"}),
        ("timeline", "- id: x\n  planned: |", {"yes": "", "no": ""}),
        ("timeline", "- id: x\n  date: |", {"2025-10-27": "", "2024-10~": ""}),
        ("changes", "- id: x\n  targets:\n    - |", {"event:vostochny-summit": "Poutine reçoit Kim"}),
        ("statements", "|", {"Nouvelle fiche : énoncé": "Une phrase et son statut"}),
    ],
)
def test_keys_words_and_ids_are_proposed_with_their_meaning(
    server: LanguageServer, stem: str, text: str, wanted: dict[str, str]
):
    before, _, after = text.partition("|")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    path, _ = opened(server, stem, before + after + "\n")
    found = {plain(label): item for label, item in server.completed(path, line, column).items()}
    for label, about in wanted.items():
        assert label in found
        assert about in plain(str(found[label].get("documentation", "")))
    assert "titre" not in found


def test_a_new_record_comes_whole(server: LanguageServer):
    path, _ = opened(server, "statements", "\n")
    (item,) = server.completed(path, 1, 1).values()
    body = item["insertText"]
    assert body.startswith(
        "- id: $1\n  status: ${2|known,reported,claimed,disputed,refuted|}\n  text:\n    fr: "
    )


@pytest.mark.parametrize(
    "stem, text, said",
    [
        ("statements", "actors: [nsi]", "3:12 Aucune fiche ne porte cet identifiant parmi les acteurs."),
        ("statements", "sources: nowhere", "3:12 Aucune fiche ne porte cet identifiant parmi les sources."),
        ("statements", "status: établi", "3:11 Au choix : known (Établi), reported (Rapporté)"),
        ("statements", "text: {fr: oui, de: ja}", "Un texte par langue : fr, en."),
        ("statements", "draft: peut-être", "3:10 yes (oui) ou no (non)."),
        ("sources", "titre: x", "Écrivez « title » au lieu de « titre »."),
        ("timeline", "weight: 7", "3:11"),
        ("places", "lat: 12,5", "3:8 En chiffres, sans espace ni virgule"),
    ],
)
def test_what_is_wrong_is_underlined_in_the_editors_language(
    server: LanguageServer, stem: str, text: str, said: str
):
    _, found = opened(server, stem, f"- id: x\n  note: x\n  {text}\n")
    assert any(said in plain(each) for each in found), found


@pytest.mark.parametrize(
    "line",
    ["planned: no", "planned: true", "note: 1984", "date: 2025", "actors: nis", "actors: [nis, putin]"],
)
def test_what_diptych_takes_is_not_underlined(server: LanguageServer, line: str):
    _, found = opened(server, "timeline", f"- id: x\n  {line}\n")
    assert not any(each.startswith("2:") for each in found), found


@pytest.mark.parametrize(
    "line, said",
    [("status: known", "Deux sources d’origines distinctes"), ("actors: nis", "Service national")],
)
def test_a_word_explains_itself(server: LanguageServer, line: str, said: str):
    path, _ = opened(server, "statements", f"- id: x\n  {line}\n")
    key, value = plain(server.hovered(path, 2, 4)), plain(server.hovered(path, 2, 12))
    assert said in value
    assert key.startswith(("known, reported", "Les acteurs dont il parle."))


def test_a_scaffolded_file_finds_its_schema_without_any_settings(server: LanguageServer):
    """VS Code's settings name the files of the real explainer only; a new one has the line at its top."""
    for words in (["explainer", "bridge"], ["statement", "open", "--explainer", "bridge"]):
        assert cli.main(["new", *words, "--lang", "fr"], root=server.folder) == 0
    path = "content/bridge/statements.yaml"
    text = (server.folder / path).read_text("utf-8")
    assert "bridge" not in (ROOT / ".vscode/settings.json").read_text("utf-8")
    said = server.open(path, text.replace("status:", "statut: known\n  status:", 1))
    assert any("Écrivez « status » au lieu de « statut »." in plain(each) for each in said), said
    line = next(number for number, row in enumerate(text.split("\n"), 1) if row.startswith("  status:"))
    path = "content/bridge/statements/more.yaml"
    moved = text.replace("$schema=../../", "$schema=../../../").replace("\n  status:", "\n  status: ", 1)
    server.open(path, moved)
    assert {"known", "refuted"} <= set(server.completed(path, line, len("  status: ") + 1))


@pytest.mark.parametrize(
    "line, said",
    [
        ("removed: troops", "Un genre et l’identifiant disparu"),
        ("replaced_by: statement:nowhere", "Aucune fiche n’a ce genre et cet identifiant"),
    ],
)
def test_what_is_taken_away_is_named_with_its_kind(server: LanguageServer, line: str, said: str):
    _, found = opened(server, "changes", f"- id: x\n  note: x\n  {line}\n")
    assert any(said in plain(each) for each in found), found
