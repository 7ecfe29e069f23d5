"""The day: asked in the command line alone, told at the terminal alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diptych import cli, pipeline
from diptych.cli import desk
from tests import case_folders

DUE = "review-overdue"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return case_folders.laid_out("review-overdue", tmp_path)


def codes(outcome: pipeline.Outcome) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in outcome.problems]


@pytest.mark.parametrize(
    ("today", "found"), [(None, []), ("2025-10-31", []), ("2025-11-01", [(DUE, "warning")])]
)
def test_the_day_after_the_last_day_it_is_overdue(
    root: Path, today: str | None, found: list[tuple[str, str]]
):
    assert codes(pipeline.check(root, today=today)) == found


def test_a_check_may_fail_on_it_and_a_build_never_does(root: Path):
    site = root / "content/site.yaml"
    site.write_text(site.read_text("utf-8") + f"rules:\n  {DUE}: error\n", "utf-8")
    assert codes(pipeline.check(root, today="2026-01-01")) == [(DUE, "error")]
    assert codes(pipeline.build(root, today="2026-01-01")) == [(DUE, "warning")]


def test_the_site_is_the_same_on_every_day(root: Path):
    made = []
    for today in ("2025-01-01", "2030-01-01"):
        pipeline.build(root, root / today, today=today)
        files = sorted(path for path in (root / today).rglob("*") if path.is_file())
        made.append({path.relative_to(root / today): path.read_bytes() for path in files})
    assert made[0] == made[1]
    assert len(made[0]) > 20


def test_the_command_line_asks_the_clock(monkeypatch: pytest.MonkeyPatch):
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", desk.today())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")
    assert desk.today() == "2025-12-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", desk.today())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--today", "2025-10-31"], False),
        (["check", "--today", "2025-11-01"], True),
        (["check"], True),
    ],
)
def test_a_check_says_what_is_overdue(
    root: Path,
    arguments: list[str],
    said: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")
    assert cli.main(arguments) == 0
    assert (DUE in capsys.readouterr().out) is said


def test_a_day_that_is_none_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(root)
    assert cli.main(["check", "--today", "tomorrow"]) == 2
