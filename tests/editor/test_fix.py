"""`check --fix`: what is certain is corrected, nothing else moves by a byte, nobody is surprised."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diptych import cli, fix, pipeline
from diptych.cli import check
from diptych.problems import Place, Problem
from tests import case_folders

SMALL = Path(__file__).resolve().parents[1] / "sites/small"
FILE = "content/bridge/statements.yaml"
WRONG = """
- id: road
  statut: rapporté  # le mot du métier
  texte:
    fr: Le pont : fini@@
    en: « Done »
  date: 17/03/2025 # vu sur place
  draft: oui
  sources: [daily]
""".replace("@", " ")
RIGHT = """
- id: road
  status: reported  # le mot du métier
  text:
    fr: "Le pont : fini"@@
    en: "Done"
  date: 2025-03-17 # vu sur place
  draft: yes
  sources: [daily]
""".replace("@", " ")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(SMALL / "content", tmp_path / "content")
    return tmp_path


def written(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}


def typed(desk: Path, words: str, end: str = "\n", mark: str = "") -> bytes:
    data = mark.encode() + ((desk / FILE).read_text("utf-8") + words).replace("\n", end).encode()
    (desk / FILE).write_bytes(data)
    return data


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_certain_corrections_change_their_characters_and_nothing_else(end: str, mark: str, desk: Path):
    before = typed(desk, WRONG, end, mark)
    (change,) = fix.changes(desk)
    assert change.path == FILE
    assert change.before == before
    assert (desk / FILE).read_bytes() == before, "nothing is written yet"
    assert change.after == before.replace(
        WRONG.replace("\n", end).encode(), RIGHT.replace("\n", end).encode()
    )
    assert [written for _, written in fix.put(desk, [change])] == [True]
    assert pipeline.check(desk).problems == ()
    assert fix.changes(desk) == ()


@pytest.mark.parametrize("name", case_folders.names())
def test_every_case_ends_with_nothing_certain_left_and_no_new_kind_of_mistake(name: str, tmp_path: Path):
    root = case_folders.laid_out(name, tmp_path)
    before = pipeline.check(root).problems
    found = fix.changes(root)
    assert bool(found) <= any(map(fix.is_certain, before))
    list(fix.put(root, found))
    after = pipeline.check(root)
    certain = {problem for problem in after.problems if fix.is_certain(problem)}
    for problem in certain:  # a correction that moved a line to a wrong place was taken back
        assert problem.code == "tab"
    files = {problem.place.file for problem in before}
    assert {problem.place.file for problem in after.problems} <= files
    if name.startswith("good-"):
        assert found == ()
    if before and all(map(fix.is_certain, before)) and not certain:
        assert after.problems == ()


@pytest.mark.parametrize(
    "problem, certain",
    [
        (Problem("unknown-key", Place(FILE), swap=("titre", "title")), True),
        (Problem("unknown-key", Place(FILE), swap=("Titre", "title")), True),
        (Problem("unknown-key", Place(FILE), swap=("tittle", "title")), False),
        (Problem("unknown-key", Place(FILE), swap=("source", "sources")), False),
        (Problem("unknown-word", Place(FILE), swap=("établi", "known")), True),
        (Problem("unknown-word", Place(FILE), swap=("knwon", "known")), False),
        (Problem("unknown-id", Place(FILE), swap=("nix", "nis")), False),
        (Problem("bad-id", Place(FILE), swap=("Choé", "choe")), False),
        (Problem("date-words", Place(FILE), swap=("17 mars 2022", "2022-03-17")), True),
        (Problem("date-missing-seconds", Place(FILE), swap=("12:30", "12:30:00")), False),
        (Problem("date-ambiguous-order", Place(FILE)), False),
        (Problem("not-a-number", Place(FILE), swap=("10 000", "10000")), True),
        (Problem("not-a-number", Place(FILE), swap=("10,5", "10.5")), False),
        (Problem("bad-language-tag", Place(FILE), swap=("FR", "fr")), True),
        (Problem("bad-language-tag", Place(FILE), swap=("français", "fr")), False),
        (Problem("unclosed-quote", Place(FILE), corrected='a: "b"'), False),
        (Problem("tab", Place(FILE)), False),
    ],
)
def test_what_is_only_near_is_left_to_a_person(problem: Problem, certain: bool):
    assert fix.is_certain(problem) == certain


def test_a_tab_whose_depth_is_not_clear_stays(desk: Path):
    texts = "  text:\n    fr: Un\n    en: One\n"
    typed(desk, f"- id: road\n  status: reported\n{texts}\tkind: fact\n  sources: [daily]\n")
    assert fix.changes(desk) == ()


def test_without_a_person_there_is_a_diff_and_nothing_written(desk: Path, capsys: pytest.CaptureFixture[str]):
    typed(desk, WRONG)
    before = written(desk)
    assert cli.main(["check", "--fix", "--lang", "en"], root=desk, name="diptych") == 1
    said = capsys.readouterr().out
    assert f"--- {FILE}\n+++ {FILE}\n" in said
    assert "\n-    en: « Done »\n" in said
    assert '\n+    en: "Done"\n' in said
    assert "(6 certain corrections). To write them: diptych check --fix --yes" in said
    assert written(desk) == before


def test_with_yes_the_files_are_named_and_checked_again(desk: Path, capsys: pytest.CaptureFixture[str]):
    before = typed(desk, WRONG)
    assert cli.main(["check", "--fix", "--yes", "--lang", "en"], root=desk) == 0
    said = capsys.readouterr().out
    assert f"Corrected: {FILE}" in said
    assert said.rstrip("\n").split("\n")[-1].startswith("Content checked")
    assert (desk / FILE).read_bytes() == before.replace(WRONG.encode(), RIGHT.encode())
    assert cli.main(["check", "--fix", "--yes", "--lang", "en"], root=desk) == 0
    assert capsys.readouterr().out.startswith("There is no certain correction to make.\n")


@pytest.mark.parametrize(
    "answer, agreed", [("y", True), ("Yes", True), ("", False), ("n", False), (None, False)]
)
def test_at_a_terminal_the_person_is_asked(
    answer: str | None,
    agreed: bool,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    def answered() -> str:
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", answered)
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    before = typed(desk, WRONG)
    assert cli.main(["check", "--fix", "--lang", "en"], root=desk) == (0 if agreed else 1)
    said = capsys.readouterr().out
    assert "Write 6 certain corrections? [y/N]" in said
    assert ("Nothing was written." in said) == (not agreed)
    assert ((desk / FILE).read_bytes() != before) == agreed


def test_a_file_that_changed_meanwhile_is_left_alone(desk: Path):
    typed(desk, WRONG)
    found = fix.changes(desk)
    (desk / FILE).write_text("- id: other\n", "utf-8")
    assert [written for _, written in fix.put(desk, found)] == [False]
    assert (desk / FILE).read_text("utf-8") == "- id: other\n"


def test_the_diff_obeys_nothing_and_draws_what_nobody_sees():
    change = fix.Change("content/a.yaml", "\ta: \x1b[2J\u00a0b\n".encode(), b"  a: b\n", 1)
    assert list(check._diff(change, False))[-2:] == ["-→a: ␡[2J⍽b", "+  a: b"]
    assert "\x1b[31m" in "".join(check._diff(change, True))


def test_json_stays_alone_on_the_standard_output(desk: Path, capsys: pytest.CaptureFixture[str]):
    typed(desk, WRONG)
    assert cli.main(["check", "--fix", "--yes", "--format", "json"], root=desk) == 0
    out, err = capsys.readouterr()
    assert out.startswith('{\n  "format"')
    assert "+++ " in err
