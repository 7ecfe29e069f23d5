"""Run Diptych's own tests, in a checkout.

In: the checkout's root and pytest's arguments. Out: pytest's exit code; its closing line stays the last
one. Must not know what is tested. Style and types are tests too (tests/test_style.py), so that one line
tells the result of everything.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

EXTRA = ("browser", "style", "editor", "checker")
"""The marks of tests that need more than Python's packages, or long; `--all` adds them."""


def is_checkout(root: Path) -> bool:
    """Tell whether `root` is a copy of Diptych's repository, where its tests are."""
    return all((root / name).exists() for name in ("build.py", "tests", "diptych/testing.py"))


def is_equipped() -> bool:
    """Tell whether the packages of the tests are importable."""
    return importlib.util.find_spec("pytest") is not None and importlib.util.find_spec("xdist") is not None


def in_ci() -> bool:
    """Tell whether this is a continuous integration run, where a missing browser is a failure."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def run(root: Path, arguments: Sequence[str], *, everything: bool) -> int:
    """Run pytest on two processes or as many as `arguments` say; return its exit code."""
    command = ["pytest"]
    if not any(argument.startswith("-n") or argument == "--pdb" for argument in arguments):
        command += ["-n", "2", "--dist", "worksteal"]
    if not everything:
        command += ["-m", " and ".join(f"not {mark}" for mark in EXTRA)]
    return _python(root, [*command, *arguments])


def measure(root: Path, name: str, arguments: Sequence[str]) -> int:
    """Run a measurement, `lighthouse` or `screenshots` of tests/quality/; return its exit code."""
    return _python(root, [f"tests.quality.{name}", *arguments])


def _python(root: Path, module: Sequence[str]) -> int:
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, cwd=root, env={**os.environ, "PYTHONUTF8": "1"}).returncode
