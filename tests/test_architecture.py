"""The invariants of docs/architecture.md that show in the source, or in running a stage twice."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych import link, load, localize, plan, render, rules, starter, validate

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "diptych"
SMALL = ROOT / "tests/sites/small"
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(ENGINE.rglob("*.py"))}

FLOW = (
    "load",
    "validate",
    "link",
    "replay",
    "rules",
    "localize",
    "plan",
    "render",
    "search",
    "proof",
    "write",
    "pipeline",
    "cli",
)
"""A room may import those before it."""

MUTUAL = {"edtf", "languages"}
"""A mistyped date may be in words, and a date in words is a date: these two count as one."""

PACKAGES = {
    "igraph": {"draw"},
    "jinja2": {"render"},
    "markdown": {"render"},
    "nh3": {"render"},
    "pagefind_bin": {"search"},
    "livereload": {"serve"},
    "tornado": {"serve"},
    "watchfiles": {"serve"},
    "click": {"cli"},
}

EDITING = {"confirm", "new", "fix"}
"""The verbs that may write content, naming each file."""

SET_UP = {"bootstrap", "environment", "equipment", "speak", "testing"}
CALLS = {
    # A room may do it; of render it is the pictures and assets alone, of languages our own catalogues, of
    # draw its map of the world.
    frozenset({"read_text", "read_bytes", "listdir", "open"}): {
        "load",
        "write",
        "render",
        "languages",
        "draw",
        "serve",
        *EDITING,
    },
    frozenset({"write_text", "write_bytes", "mkdir", "rename", "replace_file", "rmtree", "unlink"}): {
        "write",
        *EDITING,
    },
    frozenset({"exit", "print"}): {"cli"},
}
FAULT = ENGINE / "cli/fault.py"
"""Writes what is needed to find a fault of ours, into the system's folder for temporary files."""


def room(path: Path) -> str:
    return path.relative_to(ENGINE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "diptych":
            yield from (f"diptych.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def each_module(name: str = "path") -> pytest.MarkDecorator:
    return pytest.mark.parametrize(name, TREES, ids=lambda path: path.relative_to(ENGINE).as_posix())


def rooms() -> dict[str, set[str]]:
    """Which rooms each room imports; the first start, which hands over to the command line, is left out."""
    found: dict[str, set[str]] = {}
    for path, tree in TREES.items():
        used = {name.split(".")[1] for name in imported(tree) if name.startswith("diptych.")}
        found.setdefault(room(path), set()).update(used - {room(path), "__version__"})
    return {name: used for name, used in found.items() if name not in SET_UP}


def test_imports_run_one_way():
    waiting = {name: used - SET_UP - (MUTUAL if name in MUTUAL else set()) for name, used in rooms().items()}
    while waiting:
        free = {name for name, used in waiting.items() if not used & waiting.keys()}
        assert free, f"these import each other: {sorted(waiting)}"
        waiting = {name: used for name, used in waiting.items() if name not in free}


def test_imports_follow_the_flow():
    found = rooms()
    assert found["problems"] == found["model"] == set()
    for position, name in enumerate(FLOW):
        assert not found[name] & set(FLOW[position + 1 :]), name


@each_module()
def test_a_package_is_known_in_its_room_alone(path: Path):
    for name in imported(TREES[path]):
        package = name.partition(".")[0]
        assert room(path) in PACKAGES.get(package, {room(path)}), package


@each_module()
def test_reading_writing_and_exiting_have_their_rooms(path: Path):
    if room(path) in SET_UP or path in (FAULT, ENGINE / "__main__.py"):
        return
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            for names, rooms in CALLS.items():
                # `write_text` and `open` have namesakes in click and os, used by the command line
                assert name not in names or room(path) in rooms | {"cli"}, f"line {node.lineno}: {name}"


@each_module()
def test_no_stage_knows_the_clock_or_chance(path: Path):
    if room(path) in {"cli", "environment"}:
        return
    assert not {"time", "random", "secrets", "uuid"} & set(imported(TREES[path]))
    names = {node.attr for node in ast.walk(TREES[path]) if isinstance(node, ast.Attribute)}
    assert not {"now", "today", "utcnow"} & names


@each_module()
def test_only_the_folders_of_languages_name_a_language(path: Path):
    wanting = (ENGINE / "languages/catalogue.py", ENGINE / "speak.py")  # the language for want of another
    if path in wanting or path.parent.parent == ENGINE / "languages":
        return
    constants = {node.value for node in ast.walk(TREES[path]) if isinstance(node, ast.Constant)}
    fallback = {"en"} if room(path) in {"render", "localize"} else set()  # for locales that CLDR lacks
    assert not {"fr", "en", "French", "English"} & constants - fallback


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_words(path: Path):
    text = re.sub(
        r"\{% set \w+ %\}.*?\{% endset %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}",
        "",
        path.read_text("utf-8"),
        flags=re.S,
    )
    assert not re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", "", text))


def output(root: Path) -> dict[str, bytes]:
    """Every stage run twice on the same input; the second run's result."""
    for _ in range(2):
        sources = load.sources(root)
    for _ in range(2):
        records, _problems = validate.records(sources)
    for _ in range(2):
        explainers, _problems = link.explainers(records)
    assert records.site is not None
    for _ in range(2):
        rules.problems(explainers, records.site)
    for _ in range(2):
        editions = localize.editions(explainers, records.site.record)
    for _ in range(2):
        pages, _problems = plan.pages(editions, records.site.record)
    for _ in range(2):
        made, _problems = render.output(pages, starter.templates(root), starter.assets(root), root)
    return dict(made.files)


def test_stages_leave_their_input_as_it_was():
    sources = load.sources(SMALL)
    records, _ = validate.records(sources)
    assert records.site is not None
    explainers, _ = link.explainers(records)
    editions = localize.editions(explainers, records.site.record)
    pages, _ = plan.pages(editions, records.site.record)
    made, _ = render.output(pages, starter.templates(SMALL), starter.assets(SMALL), SMALL)
    assert dict(made.files) == output(SMALL)


def test_the_pages_of_an_explainer_depend_on_no_other_explainer(tmp_path: Path):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    alone = output(tmp_path)
    shutil.copytree(tmp_path / "content/bridge", tmp_path / "content/other")
    both = output(tmp_path)
    own = {path for path in alone if "/bridge/" in path}
    assert own
    assert {path: both[path] for path in own} == {path: alone[path] for path in own}
