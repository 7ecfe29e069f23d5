"""How the tests are run: which arguments reach pytest, and where a browser is looked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from diptych import cli, equipment, testing

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; every one succeeds."""
    commands: list[list[str]] = []

    def run(command: list[str], **settings: Any) -> SimpleNamespace:
        commands.append(command)
        return SimpleNamespace(returncode=5)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


@pytest.mark.parametrize(
    "arguments, everything, expected",
    [
        (
            [],
            False,
            [
                "-n",
                "2",
                "--dist",
                "worksteal",
                "-m",
                "not browser and not style and not editor and not checker",
            ],
        ),
        ([], True, ["-n", "2", "--dist", "worksteal"]),
        (["-k", "edtf", "-x"], True, ["-n", "2", "--dist", "worksteal", "-k", "edtf", "-x"]),
        (["-n0"], True, ["-n0"]),
        (["--pdb"], True, ["--pdb"]),
    ],
)
def test_arguments_reach_pytest(
    arguments: list[str], everything: bool, expected: list[str], runs: list[list[str]]
):
    assert testing.run(ROOT, arguments, everything=everything) == 5
    assert runs == [[sys.executable, "-m", "pytest", *expected]]


def test_the_command_passes_what_it_does_not_know(runs: list[list[str]]):
    assert cli.main(["test", "-q", "-k", "edtf or prose", "tests/edtf", "--lang", "fr"], root=ROOT) == 5
    assert runs[0][-4:] == ["-q", "-k", "edtf or prose", "tests/edtf"]


@pytest.mark.parametrize("arguments", [["--all"], ["--install-browser"]])
@pytest.mark.parametrize("ci", ["", "true"])
@pytest.mark.parametrize("present", [False, True])
def test_a_missing_browser_is_installed_when_asked_for_or_in_ci(
    arguments: list[str], ci: str, present: bool, monkeypatch: pytest.MonkeyPatch, runs: list[list[str]]
):
    installed: list[str] = []
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(equipment, "chromium", lambda: "/usr/bin/chromium" if present else None)
    monkeypatch.setattr(equipment, "install_chromium", lambda: installed.append("browser") or "")
    monkeypatch.setattr(equipment, "program", lambda root, wanted: Path("it") if present else None)
    monkeypatch.setattr(equipment, "install", lambda root, wanted: installed.append(wanted.name) or "")
    cli.main(["test", *arguments], root=ROOT)
    wanted = not present and bool(ci or arguments == ["--install-browser"])
    assert installed == ["browser", "language-server", "nu-checker"] * wanted
    assert "not browser and not style" not in runs[0]


def test_a_named_browser_wins_and_one_that_is_not_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program = tmp_path / "chromium"
    monkeypatch.setenv("DIPTYCH_CHROMIUM", str(program))
    assert equipment.chromium() is None
    program.touch()
    assert equipment.chromium() == str(program)


def test_without_a_browser_its_tests_are_skipped_or_fail_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Pytest in a pytest: the same conftest, a test that wants a browser, and none to be found."""
    (tmp_path / "conftest.py").write_text(
        (ROOT / "tests/conftest.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "test_it.py").write_text(
        "import pytest\n@pytest.mark.browser\ndef test_it(page): pass\n", encoding="utf-8"
    )
    monkeypatch.setenv("DIPTYCH_CHROMIUM", str(tmp_path / "none"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-rs",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    command += ["--rootdir", str(tmp_path), str(tmp_path / "test_it.py")]
    for ci, code, line in (("", 0, "1 skipped"), ("true", 1, "1 error")):
        monkeypatch.setenv("CI", ci)
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert result.returncode == code, result.stdout + result.stderr
        assert line in result.stdout.splitlines()[-1]
        assert "no Chromium" in result.stdout
