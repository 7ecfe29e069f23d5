"""No rule does more than twice the work for twice the records: steps are counted, no time is taken.

The small site of the case folders is copied n times into one explainer, every copy with ids and names of
its own, all of them cited by one section. Steps are those of the interpreter, each instruction one.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml

from diptych import link, load, model, rules, validate
from tests.case_folders import BASE

FOLDER = BASE / "content/ferry"
LISTS = {kind: f"{name}.yaml" for kind, name in model.FILES.items()}
FEW, MANY = 8, 32


def copied(value: Any, ids: frozenset[str], suffix: str) -> Any:
    """A value of a copy: its ids and the names in its texts end in the suffix."""
    if isinstance(value, dict):
        return {key: copied(item, ids, suffix) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item, ids, suffix) for item in value]
    if value in ids or value.partition(":")[2] in ids:
        return f"{value}-{suffix}"
    text = re.sub(r"(\[\[\w+:[a-z-]+)", rf"\1-{suffix}", value)
    return re.sub(r"\b(Moreau|Ports|Détroit|Strait|Garde|Coastguard)\b", rf"\1{suffix}", text)


def grown(root: Path, copies: int) -> Path:
    """A site with so many copies of the records of the base."""
    records = {
        kind: yaml.load((FOLDER / file).read_text("utf-8"), yaml.BaseLoader) for kind, file in LISTS.items()
    }
    ids = frozenset(record["id"] for each in records.values() for record in each)
    head = yaml.load((FOLDER / "explainer.yaml").read_text("utf-8"), yaml.BaseLoader)
    suffixes = ["".join(chr(97 + int(digit)) for digit in str(number)) for number in range(copies)]
    folder = root / "content/ferry"
    (folder / "sections").mkdir(parents=True)
    (root / "content/site.yaml").write_text((BASE / "content/site.yaml").read_text("utf-8"), "utf-8")
    for kind, file in LISTS.items():
        made = [copied(record, ids, suffix) for suffix in suffixes for record in records[kind]]
        (folder / file).write_text(yaml.safe_dump(made, allow_unicode=True), "utf-8")
    head["key_points"] = [f"{id}-{suffix}" for suffix in suffixes for id in head["key_points"]]
    (folder / "explainer.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), "utf-8")
    for lang in ("fr", "en"):
        text = (FOLDER / f"sections/course.{lang}.md").read_text("utf-8")
        every = "\n\n".join(copied(text, ids, suffix) for suffix in suffixes)
        (folder / f"sections/course.{lang}.md").write_text(every, "utf-8")
    return root


@cache
def explainer(root: Path, copies: int) -> tuple[link.Explainer, model.Site]:
    records, invalid = validate.records(load.sources(grown(root / str(copies), copies)))
    (found,), unlinked = link.explainers(records)
    assert records.site is not None
    assert not [problem for problem in (*invalid, *unlinked) if problem.severity == "error"]
    return found, records.site.record


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("grown")


def steps(rule: rules.Rule, content: tuple[link.Explainer, model.Site]) -> int:
    """How many instructions a rule takes for an explainer."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        list(rule.findings(*content, "2030-01-01"))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_a_rule_is_linear_in_the_records(rule: rules.Rule, root: Path):
    few, many = explainer(root, FEW), explainer(root, MANY)
    list(rule.findings(*few, "2030-01-01"))  # patterns are compiled and word lists read
    assert steps(rule, many) < 1.5 * (MANY / FEW) * steps(rule, few) + 1000


def test_a_rule_that_is_not_linear_would_be_seen(root: Path):
    @rules.rule.warning
    def every_pair(explainer: link.Explainer, site: model.Site) -> Any:
        """Not a rule."""
        for one in explainer.all("statement"):
            yield from (one for other in explainer.all("statement") if other.record.text == one.record.status)

    few, many = explainer(root, FEW), explainer(root, MANY)
    assert steps(every_pair, many) > 1.5 * (MANY / FEW) * steps(every_pair, few) + 1000
