"""Make the environment `.venv` with the pinned packages, and repair it where that was interrupted.

In: the folder, a lock file of requirements, the words to say. Out: an environment that the bootstrap finds
ready. Must not know what the packages are for. Standard library only.

The folder `.venv/diptych/` remembers how far a set-up came:

- `busy`: locked by the process that sets up, so that two starts do not disturb each other
- `ours`: Diptych made this environment and may empty it to start over
- `build.lock`, `test.lock`: written last, a copy of what is completely installed
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from diptych import bootstrap


class SetUpError(Exception):
    """The set-up cannot be completed; the text says in the editor's language what to do."""


def set_up(environment: Path, lock: Path, words: Mapping[str, str]) -> None:
    """Create or renew the environment; raise SetUpError with one plain sentence where that fails.

    What an earlier, interrupted set-up left behind is thrown away. An environment that someone else made
    is used when it can be, and never emptied.
    """
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            version = "{}.{}".format(*sys.version_info)
            raise SetUpError(words["no_venv"].format(module=module, version=version))
    if not environment.is_dir() and (environment.exists() or environment.is_symlink()):
        raise SetUpError(words["not_ours"])
    notes = environment / "diptych"
    notes.mkdir(parents=True, exist_ok=True)
    with _alone(notes / "busy", words):
        if bootstrap.is_ready(environment, lock):
            return
        mine = (notes / "ours").exists() or all(entry == notes for entry in environment.iterdir())
        if mine:
            (notes / "ours").touch()
        stamps = list(notes.glob("*.lock"))
        say = sys.stderr
        say.write(words["renew" if stamps else "first"])
        say.flush()
        for stamp in stamps:
            stamp.unlink()
        if not (stamps and _works(environment)):
            if not mine and not _works(environment):
                raise SetUpError("\n" + words["not_ours"])
            if mine:
                _empty(environment, keep=notes)
                _run([sys.executable, "-I", "-m", "venv", str(environment)], "\n" + words["not_created"])
        pip = [str(bootstrap.python(environment)), "-I", "-m", "pip", "install", "--quiet", "--no-input"]
        pip += ["--disable-pip-version-check", "--no-warn-script-location"]
        _run([*pip, "--require-hashes", "--no-deps", "-r", str(lock)], "\n" + words["not_installed"])
        # The test packages contain those of the build: the same versions, by how the locks are made.
        for name in {lock.name, "build.lock"}:
            done = lock.with_name(name)
            (notes / name).write_text(bootstrap.stamp(environment, done), encoding="utf-8")
        say.write(words["done"] + "\n")


def _works(environment: Path) -> bool:
    question = "import sys, pip; sys.exit(sys.version_info < {!r})".format(bootstrap.OLDEST)  # noqa: UP032
    try:
        answer = subprocess.run(
            [str(bootstrap.python(environment)), "-I", "-c", question], capture_output=True
        )
    except OSError:
        return False
    return answer.returncode == 0


def _empty(environment: Path, keep: Path) -> None:
    for entry in environment.iterdir():
        if entry == keep:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _run(command: Sequence[str], trouble: str) -> None:
    # A personal pip setting that sends packages elsewhere would leave the environment empty.
    elsewhere = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV")
    child = {name: value for name, value in os.environ.items() if name not in elsewhere}
    child["PYTHONUTF8"] = "1"
    result = subprocess.run(
        command, env=child, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if result.returncode != 0:
        lines = result.stdout.decode("utf-8", "replace").strip().splitlines()
        telling = [line for line in lines if not line.startswith("WARNING")] or lines
        raise SetUpError("\n".join([trouble, *telling[-5:]]))


@contextmanager
def _alone(path: Path, words: Mapping[str, str]) -> Iterator[None]:
    """Hold this file's lock. The system gives it back when the process ends, in whatever way."""
    with path.open("a") as file:
        told = False
        while not _locked(file.fileno()):
            if not told:
                sys.stderr.write(words["waiting"] + "\n")
                told = True
            time.sleep(0.2)
        yield


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
