"""The workflows: pinned actions, and no right to write except where a job is for writing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

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
    assert "git add -- 'content/*/translations.lock'" in scripts, "nothing else goes into the pull request"
    assert "gh pr create" in scripts
    assert "merge" not in scripts
    holders = [step["name"] for step in steps if "github.token" in str(step.get("env", ""))]
    assert holders == ["Open a pull request"]
    assert all(step.get("with", {}).get("persist-credentials", False) is False for step in steps)


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
