"""Invariants that show only in a run: no stage changes what it is given, problems are the same anywhere.

Those that show in the source itself are in `test_architecture.py`, the bytes of the real site in
`site/test_reproducible.py`.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePath
from types import FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

from diptych import pipeline, tree
from tests import case_folders

STAGES = (
    "validate.records",
    "translations.reviews",
    "link.explainers",
    "rules.problems",
    "localize.editions",
    "plan.pages",
    "render.output",
    "search.index",
    "proof.problems",
    "write.site",
)


def state(value: Any, seen: dict[int, str] | None = None) -> str:
    """All that a value holds, attributes of every depth included, as one text."""
    seen = {} if seen is None else seen
    if value is None or isinstance(value, bool | int | float | bytes | PurePath):
        return repr(value)
    if isinstance(value, str) and not isinstance(value, tree.Scalar):
        return repr(value)
    if isinstance(value, FunctionType | MethodType | ModuleType | type | partial):
        return getattr(value, "__qualname__", "function")
    if id(value) in seen:
        return seen[id(value)]
    seen[id(value)] = f"#{len(seen)}"
    parts = []
    if isinstance(value, str):
        parts.append(repr(str(value)))
    elif isinstance(value, Mapping):
        parts.extend(f"{state(key, seen)}: {state(item, seen)}" for key, item in value.items())
    elif isinstance(value, list | tuple):
        parts.extend(state(item, seen) for item in value)
    elif isinstance(value, set | frozenset):
        parts.extend(sorted(state(item, seen) for item in value))
    parts.extend(f"{name}={state(item, seen)}" for name, item in attributes(value))
    return f"{type(value).__name__}({', '.join(parts)})"


def attributes(value: Any) -> list[tuple[str, Any]]:
    names = [name for class_ in type(value).__mro__ for name in vars(class_).get("__slots__", ())]
    found = {name: getattr(value, name) for name in names if name != "__weakref__" and hasattr(value, name)}
    own = dict(vars(value)) if hasattr(value, "__dict__") else {}
    if isinstance(value, BaseModel):
        found = {}  # which fields were set is pydantic's own business
    return sorted({**found, **own}.items())


def test_a_state_tells_values_apart():
    first, second = tree.scalar("a", "f", 1, 1), tree.scalar("a", "f", 1, 2)
    assert first == second and state(first) != state(second)
    assert state({"a": [1]}) != state({"a": [1, 2]})
    assert state({"a": {"b": 1}}) == state({"a": {"b": 1}})


def watched(name: str, work: Callable[..., Any], changed: list[str], called: list[str]) -> Callable[..., Any]:
    def watching(*given: Any, **named: Any) -> Any:
        before = [state(value) for value in (*given, *named.values())]
        result = work(*given, **named)
        after = [state(value) for value in (*given, *named.values())]
        called.append(name)
        if before != after:
            changed.append(name)
        return result

    return watching


@pytest.mark.parametrize("name", ["base", "several-mistakes"])
def test_no_stage_changes_what_it_is_given(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    changed: list[str] = []
    called: list[str] = []
    root = case_folders.BASE if name == "base" else case_folders.laid_out(name, tmp_path / "root")
    for stage in STAGES:
        module, _, function = stage.partition(".")
        room = importlib.import_module(f"diptych.{module}")
        monkeypatch.setattr(room, function, watched(stage, getattr(room, function), changed, called))
    outcome = pipeline.build(root, tmp_path / "site")
    assert changed == []
    assert outcome.failed == (name != "base")
    assert called == list(STAGES if name == "base" else STAGES[: len(called)])
    assert len(called) >= 3


REPORT = """
import sys
from pathlib import Path
from diptych import pipeline, report
outcome = pipeline.check(Path(sys.argv[1]))
sys.stdout.buffer.write(report.text(outcome.problems, outcome.sources.texts, sys.argv[2]).encode("utf-8"))
"""


def test_the_problems_are_the_same_on_every_machine(tmp_path: Path):
    said = set()
    for number, locale in ((0, "C"), (1, "fr_FR.UTF-8"), (2, "ko_KR.UTF-8")):
        root = case_folders.laid_out("several-mistakes", tmp_path / f"machine-{number}")
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "LC_ALL": locale, "TZ": f"UTC{number}"}
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
        command = [sys.executable, "-c", REPORT, str(root), "fr"]
        result = subprocess.run(command, env=environment, cwd=root, capture_output=True, encoding="utf-8")
        assert result.returncode == 0, result.stderr
        said.add(result.stdout)
    assert said == {(case_folders.CASES / "several-mistakes/problems.fr.txt").read_text("utf-8").rstrip("\n")}
    assert not any(str(tmp_path) in text for text in said)


def test_a_problem_of_a_stage_stops_no_other(tmp_path: Path):
    """What is found early (bytes) stands beside what is found late (rules)."""
    root = case_folders.laid_out("numbers-differ", tmp_path)
    (root / "content/ferry/notes.yml").write_bytes(b"")
    (root / "content/ferry/changes.yaml").write_bytes(b"\xff")
    codes = {problem.code for problem in pipeline.check(root).problems}
    assert codes == {"numbers-differ", "unknown-file", "not-utf-8"}
