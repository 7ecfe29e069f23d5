"""Fix: the corrections that are certain, as the smallest changes of lines.

In: the root of a project. Out: the files as they would be; `put` writes them. It must not know the command
line. What is certain is a list of codes: how a text, a space, a tab or a date is written, and a foreign
name of a key or word that means exactly one of ours. What is only near is left to a person.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diptych import edits, pipeline, report, write
from diptych.languages import catalogue
from diptych.problems import Problem

ALWAYS = frozenset(
    {
        "text-needs-quotes",
        "typographic-quotes",
        "text-after-quote",
        "tab",
        "missing-dash",
        "bad-indentation",
        "odd-space",
        "bullet",
        "space-after-hyphen",
        "spaces-after-hyphen",
        "stray-comma",
        "bad-link",
        "space-after-colon",
        "control-character",
        "date-missing-zero",
        "date-missing-hyphens",
        "date-notation",
        "date-not-an-interval",
        "date-slashes",
        "date-slashes-day-first",
        "date-slashes-month-first",
        "date-words",
    }
)
"""Codes whose correction has no second reading. Not among them: seconds that a time lacks, where a text
that was left open ends, an id, anything that is only the nearest word."""

_NAMES = {"unknown-key": "keys", "unknown-word": "values", "not-yes-or-no": "values"}
_PASSES = 40
"""Corrections may bring the next mistake of a line to light; no line has this many."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after, and how many corrections lie between."""

    path: str
    before: bytes
    after: bytes
    corrections: int


def is_certain(problem: Problem) -> bool:
    """Does the correction of this problem need no person to decide?"""
    if problem.code in ALWAYS:
        return problem.corrected is not None or problem.swap is not None
    if problem.swap is None:
        return False
    old, new = problem.swap
    if problem.code in _NAMES:
        return catalogue.meant(_NAMES[problem.code], old, (new,)) == new
    if problem.code == "not-a-number":
        return re.sub(r"\s", "", old) == new
    return problem.code == "bad-language-tag" and old.lower() == new


def changes(root: Path) -> tuple[Change, ...]:
    """What certain corrections would make of the content at `root`, which stays as it is.

    Everything is tried on a copy, and read again after every pass.
    """
    with tempfile.TemporaryDirectory(prefix="diptych-") as folder:
        copy = Path(folder)
        _copied(root / "content", copy / "content")
        attempt = _Attempt(copy)
        for _ in range(_PASSES):
            if not attempt.go_on():
                break
        return tuple(attempt.changes())


class _Attempt:
    """Corrects a copy of the content, pass by pass."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before: dict[str, bytes] = {}
        self.corrected: set[tuple[str, int]] = set()
        self.tried: set[tuple[str, int, str]] = set()

    def changes(self) -> Iterator[Change]:
        for path, data in sorted(self.before.items()):
            after = (self.root / path).read_bytes()
            if after != data:
                yield Change(path, data, after, sum(file == path for file, _ in self.corrected))

    def go_on(self) -> bool:
        """Write the first certain correction of each line not tried before; False when there is none."""
        outcome = pipeline.check(self.root)
        texts = outcome.sources.texts
        wanted: dict[tuple[str, int], str] = {}
        for problem in sorted(outcome.problems, key=lambda problem: problem.order):
            file, number = problem.place[:2]
            if not is_certain(problem) or not number or file not in texts or (file, number) in wanted:
                continue
            line = texts[file].split("\n")[number - 1]
            better = report.corrected(problem, line)
            if better is None or better == line or (file, number, better) in self.tried:
                continue
            self.tried.add((file, number, better))
            wanted[file, number] = better
            self.corrected.add((file, number))
        for file in sorted({file for file, _ in wanted}):
            data = (self.root / file).read_bytes()
            self.before.setdefault(file, data)
            lines = {number: line for (path, number), line in wanted.items() if path == file}
            write.file(self.root / file, edits.replaced(data, lines))
        return bool(wanted)


def put(root: Path, found: Iterable[Change]) -> Iterator[tuple[Change, bool]]:
    """Write the changes; tell of each whether it was written: not where the file has changed since.

    Raises OSError when the disk refuses.
    """
    for change in found:
        target = (root / change.path).resolve()
        fresh = target.read_bytes() == change.before
        if fresh:
            write.file(target, change.after)
        yield change, fresh


def _copied(content: Path, copy: Path) -> None:
    """The texts of the content, and the names of its pictures."""
    for path in sorted(content.rglob("*")):
        target = copy / path.relative_to(content)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif path.is_file() and path.resolve().is_relative_to(content.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix in (".yaml", ".yml", ".md", ".lock"):
                shutil.copyfile(path, target)
            else:
                target.touch()
