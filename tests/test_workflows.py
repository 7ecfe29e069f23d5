"""The workflows: pinned actions, and no right to write except where a job is for writing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.translations.desk import Desk

FOLDER = Path(__file__).resolve().parents[1] / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
WRITES = {
    "pages.yml": {("deploy", "pages"), ("deploy", "id-token")},
    "confirm-translations.yml": {("confirm", "contents"), ("confirm", "pull-requests")},
}
"""The only rights to write, by workflow: job and scope."""


def _rights(workflow: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Every permission by (job, scope); what the workflow grants to all jobs stands under ''."""
    places = {"": workflow, **workflow["jobs"]}
    return {
        (job, scope): right
        for job, place in places.items()
        for scope, right in place.get("permissions", {}).items()
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_name_their_version(path: Path):
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_right_to_write_is_given_to_one_job_for_its_task(path: Path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    rights = _rights(workflow)
    assert rights["", "contents"] == "read", "without a list of its own, a workflow may do more"
    writes = {place for place, right in rights.items() if right == "write"}
    assert writes == WRITES.get(path.name, set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_is_typed_on_the_web_is_never_part_of_a_script(path: Path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    scripts = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert not [script for script in scripts if re.search(r"\$\{\{\s*(inputs|github)\b", script)]


def test_translations_are_confirmed_by_hand_alone_and_never_merged():
    text = (FOLDER / "confirm-translations.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert list(workflow[True]) == ["workflow_dispatch"]
    steps = workflow["jobs"]["confirm"]["steps"]
    scripts = "\n".join(step.get("run", "") for step in steps)
    assert 'build.py confirm -- "${ids[@]}"' in scripts
    assert "git add -- ':(glob)content/**/translations.lock'" in scripts, "nothing else goes in"
    assert steps[0]["with"]["fetch-depth"] == 0, "else the words that were confirmed are not found"
    assert "gh pr create" in scripts
    assert "merge" not in scripts
    holders = [step["name"] for step in steps if "github.token" in str(step.get("env", ""))]
    assert holders == ["Open a pull request"]
    assert all(step.get("with", {}).get("persist-credentials", False) is False for step in steps)


def script(name: str) -> str:
    """A step of the workflow that confirms, as bash gets it."""
    workflow = yaml.safe_load((FOLDER / "confirm-translations.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["confirm"]["steps"]
    return str(next(step["run"] for step in steps if step.get("name") == name))


bash = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("bash") and shutil.which("git")), reason="runs on Linux"
)


@bash
@pytest.mark.parametrize(
    "typed, code, said, changed",
    [
        ("", 0, "2 texts confirmed in content/ferry/translations.lock.", 2),
        ("statement:ferry-sank", 0, "1 text confirmed in content/ferry/translations.lock.", 1),
        ("ferry-sank,\nsecond-ferry", 0, "2 texts confirmed in content/ferry/translations.lock.", 2),
        ("statement:fery-sank", 1, "::error title=Not confirmed::No record with texts is called", 0),
        ("$(touch hacked) --help", 1, "::error title=Not confirmed::", 0),
        ("site", 0, "Everything was confirmed already.", 0),
    ],
)
def test_the_steps_that_confirm_do_so_in_bash(typed: str, code: int, said: str, changed: int, tmp_path: Path):
    """The steps as they stand in the file, on a checkout of a small site; the last one up to its commit."""
    desk = Desk(tmp_path / "site")
    desk.confirm()
    (desk.root / "build.py").write_text(
        "import sys; from diptych import cli; sys.exit(cli.main(sys.argv[1:], name='python3 build.py'))"
    )
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (binaries / "python3").chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT")},
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "PYTHONPATH": str(FOLDER.parents[1]),
        "RUNNER_TEMP": str(tmp_path),
        "LANG": "C.UTF-8",
        "IDS": typed,
        "BRANCH": "confirmed",
    }

    def run(script: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=desk.root, env=environment, capture_output=True, text=True)

    assert (
        run("git init -q . && git add -A && git -c user.name=a -c user.email=a@b commit -qm x").returncode
        == 0
    )
    desk.edit("avec 84 passagers", "avec 85 passagers")
    desk.edit("Un second bac est venu", "Un autre bac est venu")
    assert run("git add -A && git -c user.name=a -c user.email=a@b commit -qm y && git tag y").returncode == 0
    waiting = run(script("Say what is waiting"))
    assert (waiting.returncode, "[-84-] {+85+}" in waiting.stdout) == (0, True)
    done = run(script("Confirm"))
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
    assert not (desk.root / "hacked").exists()
    if code == 0:
        before, _, _ = script("Open a pull request").partition("gh auth setup-git")
        assert run(before).returncode == 0
        lines = run("git diff --unified=0 y -- content | grep -c '^+[a-z]' || true").stdout
        assert int(lines) == changed
        body = script("Open a pull request").partition("{\n")[2].partition("} >")[0]
        told = run(body).stdout
        assert said in told
        assert "[-84-] {+85+}" in told


def test_a_pull_request_is_built_and_never_deployed():
    workflow = yaml.safe_load((FOLDER / "pages.yml").read_text(encoding="utf-8"))
    assert "pull_request" in workflow[True], "YAML 1.1 reads the key `on` as true"
    assert "pull_request_target" not in workflow[True]
    assert "github.event_name != 'pull_request'" in workflow["jobs"]["deploy"]["if"]
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_a_pull_request_is_compared_with_the_branch_that_it_would_change():
    """The merge of both is checked out, with the branch as its first parent."""
    steps = yaml.safe_load((FOLDER / "pages.yml").read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 2
    (built,) = [step for step in steps if step.get("name") == "Build the site"]
    assert built["env"]["SINCE"] == "${{ github.event_name == 'pull_request' && 'HEAD^1' || '' }}"
    assert built["run"] == 'python3 build.py build ${SINCE:+--since "$SINCE"}'


def test_one_version_of_an_action_is_used_everywhere():
    uses = {
        action for path in WORKFLOWS for action in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    }
    assert len(uses) == len({action.split("@")[0] for action in uses})
