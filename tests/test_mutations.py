"""Several hundred bad files made of the real content: nothing raises or hangs, nothing changes silently.

A run of many more, by hand: `DIPTYCH_MUTATIONS=20000 python -m pytest tests/test_mutations.py -n 2`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from diptych import fix, load, model, report, tree, validate, yaml_reader
from diptych.problems import Problem
from tests import case_folders
from tests.mutations import mutated

FOLDER = Path(__file__).resolve().parents[1] / "content/moscow-pyongyang"
MANY = int(os.environ.get("DIPTYCH_MUTATIONS", "600"))
BATCH = 20
LINES = 60
KINDS = {stem: kind for kind, stem in model.FILES.items()}
SITE = "title: {fr: Site, en: Site}\nlanguages: [fr, en]\n"
HEAD = "title: {fr: T, en: T}\nstandfirst: {fr: S, en: S}\nas_of: 2025-01-01\ndraft: yes\n"


@cache
def excerpts() -> list[tuple[str, str]]:
    """(kind, some records of it) out of every file of the real explainer."""
    found = []
    for path in sorted(FOLDER.rglob("*.yaml")):
        kind = KINDS.get(path.stem) or KINDS.get(path.parent.name)
        if kind is None:
            continue
        records = re.split(r"(?m)^(?=- )", path.read_text("utf-8"))
        held = ""
        for record in records:
            held += record
            if held.count("\n") > LINES:
                found.append((kind, held))
                held = ""
        found.append((kind, held or "- id: a\n"))
    return found


def bad_files(first: int) -> Iterator[tuple[int, str, str, str]]:
    """(seed, kind, path, text) of a batch."""
    for seed in range(first, first + BATCH):
        kind, good = excerpts()[seed % len(excerpts())]
        yield seed, kind, f"content/a/{model.FILES[kind]}.yaml", mutated(good, seed)


def checked(kind: str, path: str, text: str) -> tuple[tree.Node | None, list[Problem]]:
    """What is read of a file, and every problem of it up to the single records."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    node, found = yaml_reader.read(text, path)
    file = load.SourceFile(path, text, node, broken=node is None and bool(found))
    site, _ = yaml_reader.read(SITE, "content/site.yaml")
    head, _ = yaml_reader.read(HEAD, "content/a/explainer.yaml")
    kinds = {each: (file,) if each == kind else () for each in model.FILES}
    folder = load.Folder("a", "content/a", load.SourceFile("content/a/explainer.yaml", HEAD, head), kinds, {})
    sources = load.Sources(Path(), load.SourceFile("content/site.yaml", SITE, site), (folder,), tuple(found))
    _, wrong = validate.records(sources)
    return node, [*found, *wrong]


@pytest.mark.parametrize("first", range(0, MANY, BATCH))
def test_a_bad_file_is_explained_and_no_text_changes_silently(first: int):
    for seed, kind, path, text in bad_files(first):
        node, problems = checked(kind, path, text)
        lines = text.split("\n")
        for problem in problems:
            assert problem.place.line <= len(lines), (seed, problem)
            assert not problem.place.line or (
                1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
            )
        for lang in ("fr", "en"):
            assert report.text(problems, {path: text}, lang).count("\n") >= len(problems)
        if node is not None:
            named = set(spoken_of(problems, lines))
            assert list(changes(node, text, named)) == [], seed
            assert list(losses(node, text, named)) == [], seed


def spoken_of(problems: list[Problem], lines: list[str]) -> Iterator[int]:
    """The lines that a problem names, with all that belongs to them where it speaks of that too."""
    named = {problem.place.line for problem in problems}
    yield from named
    for problem in problems:
        number = problem.place.line
        if problem.code in ("duplicate-key", "key-not-text", "merge-key", "bad-indentation-block"):
            while number < len(lines) and (number + 1 in named or below(lines[number], problem.place.column)):
                number += 1
                yield number
        elif problem.code == "several-documents" and lines[number - 1] != "---":
            yield from range(number, len(lines) + 1)


def below(line: str, column: int) -> bool:
    return not line.strip() or line.startswith(" " * column)


def changes(node: tree.Node, text: str, named: set[int]) -> Iterator[tuple[int, str]]:
    """The texts that are not what stands in the file, on lines that no problem names."""
    lines = text.split("\n")
    for scalar in scalars(node):
        covered = range(scalar.line, scalar.line + (scalar.raw or scalar).count("\n") + 1)
        if named.intersection(covered) or not scalar:
            continue
        below = "\n".join(lines[scalar.line - 1 :])[scalar.column - 1 :]
        typed = scalar.raw or str(scalar)
        if not below.startswith(typed):
            yield scalar.line, typed
        elif scalar.style in ("'", '"'):
            if yaml.load(typed, yaml.BaseLoader) != scalar:
                yield scalar.line, str(scalar)
        elif shown(typed, scalar.style) != shown(str(scalar), ""):
            yield scalar.line, str(scalar)


def shown(typed: str, style: str) -> str:
    text = typed.partition("\n")[2] if style in ("|", ">") else typed
    return "".join(text.split())


def scalars(node: tree.Node) -> Iterator[tree.Scalar]:
    for _, each in tree.walk(node):
        if isinstance(each, tree.Scalar):
            yield each
        elif isinstance(each, tree.Map):
            yield from each.keys_at.values()


def losses(node: tree.Node, text: str, named: set[int]) -> Iterator[tuple[int, str]]:
    """What stands on a line that no problem names, and is neither text nor key, sign of YAML nor comment."""
    left = text.split("\n")
    for scalar in scalars(node):
        for number, part in enumerate((scalar.raw or str(scalar)).split("\n"), start=scalar.line):
            start = scalar.column - 1 if number == scalar.line else 0
            line = left[number - 1]
            left[number - 1] = (
                line[:start]
                + re.sub(r"\S", " ", line[start : start + len(part)])
                + (line[start + len(part) :])
            )
    for number, line in enumerate(left, start=1):
        if number not in named and not re.fullmatch(r"[\s:,?\[\]{}-]*(?:#.*)?", line):
            yield number, line


@pytest.mark.parametrize("first", range(0, MANY // 10, BATCH))
def test_fixing_keeps_every_word_and_comment_and_leaves_nothing_to_fix(first: int, tmp_path: Path):
    for seed, _, path, text in bad_files(first):
        root = tmp_path / str(seed)
        (root / "content/a").mkdir(parents=True)
        (root / "content/site.yaml").write_text(SITE, "utf-8")
        (root / "content/a/explainer.yaml").write_text(HEAD, "utf-8")
        (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
        found = fix.changes(root)
        for change in found:
            before, after = change.before.decode(), change.after.decode()
            assert kept(before, after), (seed, before, after)
        list(fix.put(root, found))
        assert fix.changes(root) == (), seed
        for change in found:
            certain = [problem for problem in case_folders.checked(root).problems if fix.is_certain(problem)]
            assert not certain, (seed, change.path, certain)
        shutil.rmtree(root)


LETTERS = re.compile(r"[^\W_]")


def kept(before: str, after: str) -> bool:
    """Do both files have as many lines, and each line the same letters and digits, its comment included?"""
    old, new = before.split("\n"), after.split("\n")
    return len(old) == len(new) and all(
        LETTERS.findall(was) == LETTERS.findall(now) or DATE.search(now)
        for was, now in zip(old, new, strict=True)
    )


DATE = re.compile(r"\d{4}-\d\d")
"""In a line with a date the month may have been a word."""
