"""Find and install what Diptych's own tests need beside Python's packages: a browser, programs from npm.

In: the checkout's root. Out: paths of programs, or what went wrong. Must not know what is tested with them.
Programs from npm are pinned by `package-lock.json` in `requirements/<name>/` and live in `.diptych/<name>/`.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Program:
    """A program of the npm registry: its folder of requirements, its file there, and what runs it."""

    name: str
    file: str
    runner: str


LANGUAGE_SERVER = Program("language-server", "yaml-language-server/bin/yaml-language-server", "node")
"""The YAML language server that editors' tools use."""
NU_CHECKER = Program("nu-checker", "vnu-jar/build/dist/vnu.jar", "java")
"""The Nu HTML Checker, for Java 17 or newer; only its installation needs Node."""
LIGHTHOUSE = Program("lighthouse", "lighthouse/cli/index.js", "node")
"""Google's measurement of performance, accessibility, practices and findability."""


def program(root: Path, wanted: Program) -> Path | None:
    """Return the path of a pinned program; None where it or its runner is missing, or another version."""
    pinned, installed = _requirements(root, wanted), _folder(root, wanted)
    path = installed / "node_modules" / wanted.file
    lock = installed / "package-lock.json"
    there = path.is_file() and lock.is_file() and lock.read_bytes() == (pinned / lock.name).read_bytes()
    return path if there and _runs(wanted.runner) else None


def install(root: Path, wanted: Program) -> str:
    """Install a pinned program into `.diptych/`; return what went wrong, empty for nothing."""
    if wanted.runner == "java" and not _runs("java"):
        trouble = _install_debian("default-jre-headless")
        if not _runs("java"):
            return trouble or "java?\n"
    npm = shutil.which("npm")
    if npm is None:
        return "npm?\n"
    folder = _folder(root, wanted)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_requirements(root, wanted) / name, folder / name)
    return _quietly([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)


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
    trouble = _install_debian("chromium")
    if chromium() is None:
        trouble += _quietly([sys.executable, "-m", "playwright", "install", "chromium"])
    return "" if chromium() else trouble


def _folder(root: Path, wanted: Program) -> Path:
    return root / ".diptych" / wanted.name


def _requirements(root: Path, wanted: Program) -> Path:
    return root / "requirements" / wanted.name


def _runs(command: str) -> bool:
    # Without Java, macOS has a command of that name which only says so.
    return shutil.which(command) is not None and (command != "java" or not _quietly(["java", "-version"]))


def _install_debian(package: str) -> str:
    """Install a package of Debian or Ubuntu where this process may; return what went wrong."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return ""
    return _quietly(["apt-get", "update"]) or _quietly(
        ["apt-get", "install", "--yes", "--no-install-recommends", package]
    )


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
