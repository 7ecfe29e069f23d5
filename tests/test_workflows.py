"""The workflows: pinned actions, and no right to write except where the site is published."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[1] / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))


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
def test_only_the_deployment_may_write(path: Path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    rights = _rights(workflow)
    assert rights["", "contents"] == "read", "without a list of its own, a workflow may do more"
    writes = {place for place, right in rights.items() if right == "write"}
    assert writes == ({("deploy", "pages"), ("deploy", "id-token")} if path.name == "pages.yml" else set())


def test_a_pull_request_is_built_and_never_deployed():
    workflow = yaml.safe_load((FOLDER / "pages.yml").read_text(encoding="utf-8"))
    assert "pull_request" in workflow[True], "YAML 1.1 reads the key `on` as true"
    assert "pull_request_target" not in workflow[True]
    assert "github.event_name != 'pull_request'" in workflow["jobs"]["deploy"]["if"]
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_one_version_of_an_action_is_used_everywhere():
    uses = {
        action for path in WORKFLOWS for action in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    }
    assert len(uses) == len({action.split("@")[0] for action in uses})
