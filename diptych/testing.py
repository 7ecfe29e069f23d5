"""Run Diptych's own tests, in a checkout.

In: the checkout's root and pytest's arguments. Out: pytest's exit code; its closing line stays the last
one. Must not know what is tested. Style and types are tests too (tests/test_style.py), so that one line
tells the result of everything.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

# Chromium and its relatives, in the order in which a reader's own browser is most like them.
_COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "%ProgramFiles%/Google/Chrome/Application/chrome.exe",
    "%ProgramFiles(x86)%/Google/Chrome/Application/chrome.exe",
    "%LocalAppData%/Google/Chrome/Application/chrome.exe",
    "%ProgramFiles(x86)%/Microsoft/Edge/Application/msedge.exe",
)

_SERVER = ".diptych/language-server"


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
    command = [sys.executable, "-m", "pytest"]
    if not any(argument.startswith("-n") or argument == "--pdb" for argument in arguments):
        command += ["-n", "2", "--dist", "worksteal"]
    if not everything:
        command += ["-m", "not browser and not style and not editor"]
    return subprocess.run([*command, *arguments], cwd=root, env={**os.environ, "PYTHONUTF8": "1"}).returncode


def chromium() -> str | None:
    """Return the path of a Chromium for the tests, or None: DIPTYCH_CHROMIUM, the system's, Playwright's."""
    named = os.environ.get("DIPTYCH_CHROMIUM")
    found = [named] if named else [shutil.which(command) for command in _COMMANDS]
    found += [os.path.expandvars(place) for place in _PLACES if not named]
    if not named and importlib.util.find_spec("playwright"):
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            found.append(playwright.chromium.executable_path)
    return next((path for path in found if path and Path(path).is_file()), None)


def install_chromium() -> str:
    """Install a Chromium: Debian's as root, else Playwright's; return what went wrong, empty for nothing."""
    trouble = ""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        trouble = _quietly(["apt-get", "update"]) or _quietly(
            ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
        )
    if chromium() is None:
        trouble += _quietly([sys.executable, "-m", "playwright", "install", "chromium"])
    return "" if chromium() else trouble


def language_server(root: Path) -> Path | None:
    """Return the path of the YAML language server that editors' tools use, or None; it needs Node."""
    program = root / _SERVER / "node_modules/yaml-language-server/bin/yaml-language-server"
    return program if program.is_file() and shutil.which("node") else None


def install_language_server(root: Path) -> str:
    """Install the pinned language server into `.diptych/`; return what went wrong, empty for nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm?\n"
    folder = root / _SERVER
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / "requirements/language-server" / name, folder / name)
    return _quietly([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)


def _quietly(command: Sequence[str], folder: Path | None = None) -> str:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        result = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        return str(error)
    return "" if result.returncode == 0 else result.stdout + result.stderr
