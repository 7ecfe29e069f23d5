"""Problems for GitHub and for programs: the same values as at the terminal, in forms that nothing breaks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import cli, report
from diptych.problems import Place, Problem
from tests import case_folders
from tests.sample_problem import FILE, LINES, UNKNOWN


def annotations(said: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in a log, read as the runner reads them (actions/runner, ActionCommand.cs)."""
    found = []
    for line in said.split("\n"):
        match = re.fullmatch(r"::(\S+) ([^:]*)::(.*)", line)
        assert match, line
        command, given, message = match.groups()
        pairs = dict(pair.split("=", 1) for pair in given.split(","))
        values = {
            name: _plain(_plain(value, {"%3A": ":", "%2C": ","}, last=False)) for name, value in pairs.items()
        }
        found.append((command, values, _plain(message)))
    return found


def _plain(words: str, signs: dict[str, str] | None = None, *, last: bool = True) -> str:
    for sign, char in (signs or {"%0D": "\r", "%0A": "\n"}).items():
        words = words.replace(sign, char)
    return words.replace("%25", "%") if last else words


def test_an_annotation_stands_on_its_line_with_the_corrected_one():
    assert annotations(report.github([UNKNOWN], LINES, "en")) == [
        (
            "error",
            {
                "file": FILE,
                "line": "2",
                "col": "15",
                "endLine": "2",
                "endColumn": "18",
                "title": "unknown-id (statement “toll”, field claimed_by)",
            },
            "No record has the id “nix” among the actors. Did you mean “nis”?\nwrite:\n  claimed_by: nis",
        )
    ]


def test_a_problem_of_a_whole_file_has_no_line():
    problem = Problem("empty-file", Place(FILE), "warning", params=(("name", FILE),))
    ((command, values, _),) = annotations(report.github([problem], {}, "fr"))
    assert (command, values) == ("warning", {"file": FILE, "title": "empty-file"})


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_word_breaks_out_of_its_command(word: str, line: str):
    line = re.sub("[\n\r]", " ", line)
    problem = Problem(
        "unknown-id",
        Place(f"content/{word}.yaml", 1, 1),
        params=(("word", word), ("kind", "actor")),
        id=word,
        kind="actor",
        corrected=line,
    )
    said = report.github([problem], {problem.place.file: line}, "en")
    assert len(said.split("\n")) == len(annotations(said)) == 1
    ((command, values, message),) = annotations(said)
    assert command == "error" and set(values) == {"file", "line", "col", "endLine", "endColumn", "title"}
    assert message.endswith(report.visible(line))


def test_json_says_all_that_is_known():
    found = json.loads(report.json([UNKNOWN], LINES, "en", {"pages": 3}))
    assert found == {
        "format": "diptych-problems/1",
        "summary": {"errors": 1, "warnings": 0, "pages": 3},
        "problems": [
            {
                "severity": "error",
                "code": "unknown-id",
                "message": "No record has the id “nix” among the actors. Did you mean “nis”?",
                "file": FILE,
                "line": 2,
                "column": 15,
                "length": 3,
                "kind": "statement",
                "id": "toll",
                "field": "claimed_by",
                "lang": None,
                "corrected": "  claimed_by: nis",
                "params": {"word": "nix", "kind": "actor", "nearest": "nis"},
            }
        ],
    }


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_json_stays_json_whatever_is_in_it(word: str):
    problem = Problem("unknown-file", Place(f"content/{word}"), params=(("name", word),))
    said = report.json([problem], {}, "fr", {})
    assert json.loads(said)["problems"][0]["file"] == f"content/{word}"
    said.encode("utf-8")


@pytest.mark.parametrize("name", ["several-mistakes", "not-utf-8", "severity-warning", "control-character"])
def test_all_forms_say_the_same_in_the_same_order(name: str, tmp_path: Path):
    checked = case_folders.checked(case_folders.laid_out(name, tmp_path))
    texts = checked.sources.texts
    listed = json.loads(report.json(checked.problems, texts, "fr", {}))["problems"]
    commands = annotations(report.github(checked.problems, texts, "fr"))
    assert len(listed) == len(commands) == len(checked.problems) > 0
    for one, (command, values, message) in zip(listed, commands, strict=True):
        assert command == one["severity"]
        assert values["file"] == one["file"]
        assert int(values.get("line", 0)) == (one["line"] or 0)
        assert message.startswith(one["message"])
    said = report.text(checked.problems, texts, "fr")
    assert re.findall(r"\[([a-z0-9-]+)\]$", said, re.M) == [one["code"] for one in listed]


@pytest.mark.parametrize("verb", ["check", "build"])
def test_the_command_line_gives_one_object_and_nothing_else(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    root = case_folders.laid_out("several-mistakes", tmp_path)
    assert cli.main([verb, "--format", "json"], root=root) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert json.loads(out)["summary"]["failed"] is True
    assert json.loads(out)["summary"]["errors"] > 1


@pytest.mark.parametrize(
    "arguments, ci, github",
    [
        ([], "true", True),
        ([], "", False),
        (["--format", "text"], "true", False),
        (["--format", "github"], "", True),
    ],
)
def test_github_is_spoken_to_by_itself(
    arguments: list[str],
    ci: str,
    github: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("GITHUB_ACTIONS", ci)
    root = case_folders.laid_out("tab", tmp_path)
    assert cli.main(["check", *arguments], root=root) == 1
    out = capsys.readouterr().out
    assert out.startswith("::error file=content/") == github
    assert out.rstrip("\n").split("\n")[-1].startswith("Content to put right")
