"""`check --since`: histories are only added to, ids stay, and what was known does not fall without a word."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from diptych import cli, load, since, validate
from diptych.problems import Problem

SMALL = Path(__file__).resolve().parents[1] / "sites/small"
FILE = "content/bridge/statements.yaml"
HISTORY = """
- id: opened
  status: known
  known_by: {by: primary_document, why: {fr: "L’arrêté.", en: "The decree."}}
  text: {fr: "Le pont est ouvert.", en: "The bridge is open."}
  sources: [decree]
  history:
    - {date: 2025-05-02, to: reported, why: {fr: "Un journal.", en: "A paper."}}
    - {date: 2025-06-01, to: known, why: {fr: "L’arrêté.", en: "The decree."}}
"""
FALLEN = HISTORY.replace(
    'status: known\n  known_by: {by: primary_document, why: {fr: "L’arrêté.", en: "The decree."}}',
    "status: reported",
)
CORRECTION = """- id: c
  date: 2025-12-01
  type: correction
  targets: [statement:opened]
  text: {fr: "Il n’est pas ouvert.", en: "It is not open."}
  before: {fr: "Ouvert.", en: "Open."}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(SMALL / "content", tmp_path / "content")
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write(HISTORY)
    return tmp_path


def records(root: Path) -> validate.Records:
    return validate.records(load.sources(root))[0]


def compared(desk: Path, *edits: tuple[str, str, str]) -> list[Problem]:
    """What is said after edits (file, what stands there once, what to write instead)."""
    then = records(desk)
    for file, stands, instead in edits:
        path = desk / "content" / file
        text = path.read_text("utf-8") if path.exists() else ""
        assert not stands or text.count(stands) == 1
        path.write_text(text.replace(stands, instead) if stands else text + instead, "utf-8", newline="\n")
    return list(since.problems(then, records(desk), "main"))


REMOVAL = CORRECTION + "  removed: statement:opened\n"
REMOVAL = REMOVAL.replace("  targets: [statement:opened]\n", "")
STATEMENTS = "bridge/statements.yaml"
NO_HISTORY = HISTORY.partition("  history:")[0]


@pytest.mark.parametrize(
    "edits, said",
    [
        ([], []),
        (
            [(STATEMENTS, "", "- id: more\n  status: reported\n  text: {fr: A, en: A}\n  sources: daily\n")],
            [],
        ),
        (
            [(STATEMENTS, "status: known\n", "status: refuted\n"), ("bridge/changes.yaml", "", CORRECTION)],
            [],
        ),
        ([(STATEMENTS, "date: 2025-05-02", "date: 2025-05-03")], ["error history-step-changed opened"]),
        ([(STATEMENTS, "to: reported", "to: claimed")], ["error history-step-changed opened"]),
        ([(STATEMENTS, 'fr: "Un journal."', 'fr: "Un quotidien."')], ["warning history-step-changed opened"]),
        (
            [(STATEMENTS, HISTORY[HISTORY.index("    - {date: 2025-06-01") :], "")],
            ["error history-step-removed opened"],
        ),
        (
            [(STATEMENTS, HISTORY, NO_HISTORY)],
            ["error history-step-removed opened", "error history-step-removed opened"],
        ),
        ([(STATEMENTS, HISTORY, FALLEN)], ["warning known-no-more opened"]),
        ([(STATEMENTS, HISTORY, FALLEN), ("bridge/changes.yaml", "", CORRECTION)], []),
        ([(STATEMENTS, HISTORY, "")], ["error id-removed opened"]),
        ([(STATEMENTS, "- id: opened", "- id: open")], ["error id-removed opened"]),
        ([("bridge/sources.yaml", "- id: daily", "- id: paper")], ["error id-removed daily"]),
        ([(STATEMENTS, HISTORY, ""), ("bridge/changes.yaml", "", REMOVAL)], []),
        (
            [(STATEMENTS, HISTORY, ""), ("bridge/changes.yaml", "", REMOVAL + "  draft: yes\n")],
            ["error id-removed opened"],
        ),
        ([(STATEMENTS, HISTORY, ""), ("bridge/changes.yaml", "", "- id: [\n")], []),
        (
            [("bridge/explainer.yaml", "as_of:", "slug: {fr: pont, en: bridge}\nas_of:")],
            ["error address-changed None"],
        ),
        ([(STATEMENTS, HISTORY, HISTORY + "- id: [")], []),
        ([("bridge/timeline.yaml", "- id: work-begins", "- {id: a, draft: yes}\n- id: work-begins")], []),
    ],
)
def test_what_may_not_happen_between_two_revisions(
    edits: list[tuple[str, str, str]], said: list[str], desk: Path
):
    found = compared(desk, *edits)
    assert [f"{problem.severity} {problem.code} {problem.id}" for problem in found] == said


def test_a_fall_that_the_history_tells_is_left_to_its_rule(desk: Path):
    told = FALLEN + '    - {date: 2025-12-01, to: reported, why: {fr: "Non.", en: "No."}}\n'
    assert compared(desk, (STATEMENTS, HISTORY, told)) == []


def test_what_was_never_published_may_go(desk: Path):
    with (desk / FILE).open("a", encoding="utf-8") as file:
        file.write("- id: idea\n  draft: yes\n  status: reported\n  text: {fr: A, en: A}\n  sources: daily\n")
    text = (desk / FILE).read_text("utf-8")
    assert compared(desk, (STATEMENTS, text[text.index("- id: idea") :], "")) == []


def test_a_whole_explainer_that_went_is_one_problem(desk: Path):
    then = records(desk)
    shutil.rmtree(desk / "content/bridge")
    (problem,) = since.problems(then, records(desk), "main")
    assert (problem.code, problem.kind, problem.id) == ("explainer-removed", "explainer", "bridge")
    with (desk / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("removed: {id: bridge, date: 2025-01-01, text: {fr: Non, en: No}}\n")
    assert since.problems(then, records(desk), "main") == ()


def test_a_withdrawal_is_for_ever(desk: Path):
    """Who takes it back has to bring the record back."""
    text = (desk / FILE).read_text("utf-8")
    (desk / FILE).write_text(text.replace(HISTORY, ""), "utf-8", newline="\n")
    path = desk / "content/bridge/changes.yaml"
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + REMOVAL, "utf-8", newline="\n")
    then = records(desk)
    path.write_text(before + REMOVAL.replace("  removed: statement:opened\n", ""), "utf-8", newline="\n")
    assert [(problem.code, problem.id) for problem in since.problems(then, records(desk), "main")] == [
        ("id-removed", "opened")
    ]
    (desk / FILE).write_text(text, "utf-8", newline="\n")
    assert since.problems(then, records(desk), "main") == ()


def git(desk: Path, *arguments: str) -> None:
    person = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *person, *arguments], cwd=desk, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_command_compares_with_git(desk: Path, capsys: pytest.CaptureFixture[str]):
    git(desk, "init", "--quiet")
    git(desk, "add", "content")
    git(desk, "commit", "--quiet", "--message", "first")
    assert cli.main(["check", "--since", "HEAD", "--lang", "en"], root=desk) == 0
    assert "since" not in capsys.readouterr().out
    text = (desk / FILE).read_text("utf-8")
    (desk / FILE).write_text(text.replace("date: 2025-05-02", "date: 2025-05-03"), "utf-8", newline="\n")
    assert cli.main(["check", "--since", "HEAD", "--lang", "en"], root=desk) == 1
    said = capsys.readouterr().out
    assert "A history is not rewritten: the step of 2025-05-02 is not what it was at revision HEAD." in said
    assert f"  {FILE}:" in said
    (desk / FILE).write_text(text.replace(HISTORY, ""), "utf-8", newline="\n")
    assert cli.main(["check", "--since", "HEAD", "--lang", "fr"], root=desk) == 1
    assert (
        "L’identifiant «\u202fopened\u202f», présent à la révision HEAD, a disparu" in capsys.readouterr().out
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_pull_request_as_github_checks_it_out(desk: Path, tmp_path_factory: pytest.TempPathFactory):
    """A shallow checkout of the merge, two commits deep, is enough to compare with its first parent."""
    git(desk, "init", "--quiet", "--initial-branch", "main")
    git(desk, "add", "content")
    git(desk, "commit", "--quiet", "--message", "first")
    git(desk, "switch", "--quiet", "--create", "change")
    text = (desk / FILE).read_text("utf-8")
    (desk / FILE).write_text(text.replace(HISTORY, ""), "utf-8", newline="\n")
    git(desk, "commit", "--quiet", "--all", "--message", "take away")
    git(desk, "switch", "--quiet", "main")
    git(desk, "merge", "--quiet", "--no-ff", "--message", "merge", "change")
    clone = tmp_path_factory.mktemp("runner") / "checkout"
    git(desk, "clone", "--quiet", "--depth", "2", desk.as_uri(), str(clone))
    for verb in ("build", "check"):
        assert cli.main([verb, "--since", "HEAD^1", "--lang", "en"], root=clone) == 1
        assert cli.main([verb, "--since", "HEAD", "--lang", "en"], root=clone) == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("revision", ["nowhere", "--help", "", "HEAD~9", "\0"])
def test_an_unknown_revision_is_a_usage_mistake(
    revision: str, desk: Path, capsys: pytest.CaptureFixture[str]
):
    git(desk, "init", "--quiet")
    git(desk, "add", "content")
    git(desk, "commit", "--quiet", "--message", "first")
    assert cli.main(["check", f"--since={revision}", "--lang", "en"], root=desk) == 2
    assert capsys.readouterr().err == f"git knows no revision “{revision}”.\n"


def test_a_folder_without_git_is_a_usage_mistake(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(desk.parent))
    assert cli.main(["check", "--since", "HEAD", "--lang", "en"], root=desk) == 2
    assert "git does not keep this folder" in capsys.readouterr().err
