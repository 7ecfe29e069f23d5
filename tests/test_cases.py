"""The case folders: what an editor types in, what Diptych says out.

New or changed words are accepted with `DIPTYCH_ACCEPT=1 python -m pytest tests/test_cases.py`, which writes
the `problems.<language>.txt` of every case anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diptych import pipeline, report
from diptych.languages import catalogue
from diptych.problems import Problem
from tests import case_folders
from tests.case_folders import CASES, Checked
from tests.site.document import Document

ACCEPT = os.environ.get("DIPTYCH_ACCEPT") == "1"
LANGUAGES = ("en", "fr")
WITHOUT_CASE = frozenset(
    {
        "bad-value",
        "file-not-readable",
        "proof-broken-link",
        "proof-broken-anchor",
        "proof-duplicate-id",
        "proof-no-lang",
        "proof-headings",
        "proof-no-alt",
        "proof-inline",
        "template-error",
        "part-undescribed",
        "part-unreadable",
        "part-unknown",
        "part-example",
        "part-example-twice",
        "output-conflict",
        "same-address",
        "history-step-changed",
        "history-step-removed",
        "address-changed",
        "explainer-removed",
        "id-removed",
        "known-no-more",
        "search-missing",
        "search-failed",
    }
)
"""Codes of the stages after `rules`, of comparisons with git, and two that no small folder brings about.

Each has a test elsewhere.
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checked]:
    return {}


def run(name: str, runs: dict[str, Checked], tmp_path: Path) -> Checked:
    if name not in runs:
        root = case_folders.laid_out(name, tmp_path / name)
        runs[name] = case_folders.checked(root, case_folders.case(name).get("today"))
    return runs[name]


@pytest.mark.parametrize("name", case_folders.names())
def test_case(name: str, runs: dict[str, Checked], tmp_path: Path):
    checked = run(name, runs, tmp_path)
    for lang in LANGUAGES:
        file = CASES / name / f"problems.{lang}.txt"
        said = checked.text(lang)
        if ACCEPT:
            file.write_text(said + "\n", "utf-8", newline="\n") if said else file.unlink(missing_ok=True)
        expected = file.read_text("utf-8").removesuffix("\n") if file.exists() else ""
        assert said == expected
    for value in case_folders.case(name).get("values", ()):
        kind, _, id = value["record"].partition(":")
        assert at(checked.explainers[0].record(kind, id), value["path"]) == value["is"]


@pytest.mark.parametrize(
    "name", [name for name in case_folders.names() if "pages" in case_folders.case(name)]
)
def test_the_pages_of_a_case(name: str, tmp_path: Path):
    root = case_folders.laid_out(name, tmp_path / name)
    assert pipeline.build(root, tmp_path / "site").problems == ()
    for expected in case_folders.case(name)["pages"]:
        page = Document((tmp_path / "site" / expected["page"]).read_text("utf-8"))
        (element,) = (each for each in page.elements if each.get("id") == expected["element"])
        assert expected["shows"] in [" ".join(text.split()) for _, text in element.texts()]


def at(value: object, path: list[str | int]) -> object:
    for step in path:
        value = value[step] if isinstance(value, dict | tuple) else getattr(value, str(step))
    return value


def test_the_base_is_good():
    assert case_folders.checked(case_folders.BASE).problems == ()


@pytest.mark.parametrize("name", case_folders.names())
def test_a_corrected_line_takes_its_problem_away_and_brings_no_other(
    name: str, runs: dict[str, Checked], tmp_path: Path
):
    before = run(name, runs, tmp_path)
    root = case_folders.laid_out(name, tmp_path / "corrected")
    corrections = [(problem, line) for problem in before.problems if (line := corrected(problem, before))]
    for problem, line in corrections:
        file = root / problem.place.file
        lines = file.read_text("utf-8").split("\n")
        old, lines[problem.place.line - 1] = lines[problem.place.line - 1], line
        file.write_text("\n".join(lines), "utf-8", newline="\n")
        after = case_folders.checked(root)
        lines[problem.place.line - 1] = old
        file.write_text("\n".join(lines), "utf-8", newline="\n")
        assert codes(after) == sorted(set(codes(before)) - {(problem.place[:2], problem.code)})


def corrected(problem: Problem, checked: Checked) -> str | None:
    text = checked.sources.texts.get(problem.place.file)
    if text is None or not problem.place.line:
        return None
    return report.corrected(problem, text.split("\n")[problem.place.line - 1])


def codes(checked: Checked) -> list[tuple[tuple[str, int], str]]:
    return sorted({(problem.place[:2], problem.code) for problem in checked.problems})


@pytest.mark.parametrize("name", case_folders.names())
def test_a_place_lies_within_its_line(name: str, runs: dict[str, Checked], tmp_path: Path):
    checked = run(name, runs, tmp_path)
    for problem in checked.problems:
        file, line, column, length = problem.place
        if line:
            text = checked.sources.texts[file].split("\n")[line - 1] if file in checked.sources.texts else ""
            assert 1 <= column <= len(text) + 1, problem
            assert length >= 1


def test_every_code_has_a_case(runs: dict[str, Checked], tmp_path: Path):
    produced = {
        problem.code for name in case_folders.names() for problem in run(name, runs, tmp_path).problems
    }
    known = set(catalogue.words("en", "problems")["sentences"])
    assert produced == known - WITHOUT_CASE
