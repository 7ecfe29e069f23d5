"""Make sure that the pinned packages are there, then start the engine.

In: the checkout's root and the command line's arguments. Out: an exit code. Must not know what the engine
does with them, and must not need anything but the standard library: it runs before the packages exist.
It has to parse on Python 3.8, to say there that 3.11 is needed.

Where the packages pinned in requirements/ are importable, they are used. Otherwise they live in `.venv`,
which is made at the first start (diptych/environment.py).
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from diptych import speak

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OLDEST = (3, 11)
_HANDED_OVER = "DIPTYCH_HANDED_OVER"


def start(root: Path, arguments: Sequence[str]) -> int:
    """Run the engine with these arguments, after a set-up where one is needed; return its exit code."""
    handed_over = os.environ.pop(_HANDED_OVER, None)
    if sys.version_info[:2] < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return _refuse(speak.setup_words(arguments)["too_old"].format(found=found))
    lock = root / "requirements" / ("test.lock" if verb(arguments) == "test" else "build.lock")
    if provides(sys.path, pins(lock)):
        from diptych import cli

        return cli.main(arguments, root=root, name="python3 build.py")
    if handed_over:
        return _refuse(speak.setup_words(arguments)["broken"])
    folder = root / ".venv"
    if not is_ready(folder, lock):
        from diptych import environment

        words = speak.setup_words(arguments)
        try:
            environment.set_up(folder, lock, words)
        except environment.SetUpError as error:
            return _refuse(str(error))
        except OSError as error:
            return _refuse("\n" + words["not_created"] + "\n" + str(error))
        except KeyboardInterrupt:
            return _refuse("\n" + words["interrupted"], 130)
    return hand_over(folder, [str(root / "build.py"), *arguments])


def verb(arguments: Sequence[str]) -> str:
    """Return the command that these arguments name; `build` where they name none."""
    plain = [argument for argument, before in zip(arguments, ["", *arguments]) if before != "--lang"]  # noqa: B905
    return next((argument for argument in plain if not argument.startswith("-")), "build")


def pins(lock: Path) -> set[tuple[str, str]]:
    """Return (name, version) of every package that this lock file wants on every system."""
    return set(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", lock.read_text(encoding="utf-8"), re.MULTILINE))


def provides(folders: Iterable[str], wanted: set[tuple[str, str]]) -> bool:
    """Tell whether all wanted packages are installed in these folders, without importing any."""
    found = set()
    for folder in folders:
        if os.path.isdir(folder):
            for entry in os.listdir(folder):
                if entry.endswith(".dist-info"):
                    name, _, version = entry[: -len(".dist-info")].rpartition("-")
                    found.add((re.sub(r"[-_.]+", "-", name).lower(), version))
    return wanted <= found


def is_ready(environment: Path, lock: Path) -> bool:
    """Tell whether a set-up of this lock was completed, and its Python and packages are still there."""
    try:
        complete = (environment / "diptych" / lock.name).read_text(encoding="utf-8")
        home = re.search(r"^home *= *(.+)$", (environment / "pyvenv.cfg").read_text(encoding="utf-8"), re.M)
    except OSError:
        return False
    packages = [*environment.glob("lib/python*/site-packages"), environment / "Lib" / "site-packages"]
    return (
        complete == stamp(environment, lock)
        and home is not None
        and Path(home.group(1)).is_dir()
        and python(environment).exists()
        and provides(map(str, packages), pins(lock))
    )


def hand_over(environment: Path, command: Sequence[str]) -> int:
    """Replace this process by the environment's Python; on Windows, which cannot, wait for it."""
    program = str(python(environment))
    child = {**os.environ, _HANDED_OVER: "1", "PYTHONUTF8": "1"}
    for name in ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"):
        child.pop(name, None)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(program, [program, *command], child)
    import subprocess

    process = subprocess.Popen([program, *command], env=child)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the child has had it too, and says goodbye in its own time
            continue


def python(environment: Path) -> Path:
    """Return the path of the environment's own Python."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp(environment: Path, lock: Path) -> str:
    """Return the note that a completed set-up leaves: its interpreter and its lock.

    The resolved interpreter changes when the system's Python moves to another version under our feet.
    """
    return os.path.realpath(python(environment)) + "\n" + lock.read_text(encoding="utf-8")


def _refuse(sentence: str, code: int = 2) -> int:
    sys.stderr.write(sentence + "\n")
    return code
