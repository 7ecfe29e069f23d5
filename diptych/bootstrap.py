"""Make sure that the pinned packages are there, then start the engine.

In: the checkout's root and the command line's arguments. Out: an exit code. Must not know what the engine
does with them, and must not need anything but the standard library: it runs before the packages exist.
It has to parse on Python 3.8, to say there that 3.11 is needed.

Where the packages pinned in requirements/ are importable, they are used. Otherwise they live in `.venv`,
whose folder `.venv/diptych/` remembers how far a set-up came:

- `busy`: locked by the process that sets up, so that two starts do not disturb each other
- `ours`: Diptych made this environment and may empty it to start over
- `build.lock`, `test.lock`: written last, a copy of what is completely installed
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterable, Iterator, Sequence  # noqa: UP035 (Python 3.8 has to parse and run this)

from diptych import speak

OLDEST = (3, 11)
_HANDED_OVER = "DIPTYCH_HANDED_OVER"


class SetUpError(Exception):
    """The set-up cannot be completed; the text says in the editor's language what to do."""


def start(root: Path, arguments: Sequence[str]) -> int:
    """Run the engine with these arguments, after a set-up where one is needed; return its exit code."""
    words = speak.setup_words(speak.language(arguments))
    handed_over = os.environ.pop(_HANDED_OVER, None)
    if sys.version_info[:2] < OLDEST:
        return _refuse(words["too_old"].format(found=".".join(map(str, sys.version_info[:3]))))
    lock = root / "requirements" / ("test.lock" if verb(arguments) == "test" else "build.lock")
    if provides(sys.path, pins(lock)):
        from diptych import cli

        return cli.main(arguments, root=root, name="python3 build.py")
    if handed_over:
        return _refuse(words["broken"])
    environment = root / ".venv"
    try:
        if not is_ready(environment, lock):
            set_up(environment, lock, words)
    except SetUpError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return _refuse("\n" + words["interrupted"], 130)
    return hand_over(environment, [str(root / "build.py"), *arguments])


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
        if os.path.isdir(folder):  # noqa: PTH112 (half the time of a Path, at every start)
            for entry in os.listdir(folder):  # noqa: PTH208
                if entry.endswith(".dist-info"):
                    name, _, version = entry[: -len(".dist-info")].rpartition("-")
                    found.add((re.sub(r"[-_.]+", "-", name).lower(), version))
    return wanted <= found


def is_ready(environment: Path, lock: Path) -> bool:
    """Tell whether a set-up of this lock was completed, and its Python and packages are still there."""
    try:
        stamp = (environment / "diptych" / lock.name).read_text(encoding="utf-8")
        home = re.search(r"^home *= *(.+)$", (environment / "pyvenv.cfg").read_text(encoding="utf-8"), re.M)
    except OSError:
        return False
    packages = [*environment.glob("lib/python*/site-packages"), environment / "Lib" / "site-packages"]
    return (
        stamp == _stamp(environment, lock)
        and home is not None
        and Path(home.group(1)).is_dir()
        and _python(environment).exists()
        and provides(map(str, packages), pins(lock))
    )


def set_up(environment: Path, lock: Path, words: dict[str, str]) -> None:
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
    mine = not environment.exists() or not any(environment.iterdir()) or (notes / "ours").exists()
    notes.mkdir(parents=True, exist_ok=True)
    with _alone(notes / "busy", words):
        if is_ready(environment, lock):
            return
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
        pip = [str(_python(environment)), "-I", "-m", "pip", "install", "--quiet", "--no-input"]
        pip += ["--disable-pip-version-check", "--no-warn-script-location"]
        _run([*pip, "--require-hashes", "--no-deps", "-r", str(lock)], "\n" + words["not_installed"])
        # The test packages contain those of the build: the same versions, by how the locks are made.
        for name in {lock.name, "build.lock"}:
            done = lock.with_name(name)
            (notes / name).write_text(_stamp(environment, done), encoding="utf-8")
        say.write(words["done"] + "\n")


def hand_over(environment: Path, command: Sequence[str]) -> int:
    """Replace this process by the environment's Python; on Windows, which cannot, wait for it."""
    python = str(_python(environment))
    child = {**os.environ, _HANDED_OVER: "1", "PYTHONUTF8": "1"}
    for name in ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"):
        child.pop(name, None)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(python, [python, *command], child)
    process = subprocess.Popen([python, *command], env=child)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the child has had it too, and says goodbye in its own time
            continue


def _python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _stamp(environment: Path, lock: Path) -> str:
    # The resolved interpreter changes when the system's Python moves to another version under our feet.
    return os.path.realpath(_python(environment)) + "\n" + lock.read_text(encoding="utf-8")


def _works(environment: Path) -> bool:
    question = "import sys, pip; sys.exit(sys.version_info < {!r})".format(OLDEST)  # noqa: UP032
    try:
        answer = subprocess.run([str(_python(environment)), "-I", "-c", question], capture_output=True)
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
        raise SetUpError(trouble + "\n" + result.stdout.decode("utf-8", "replace").strip())


@contextmanager
def _alone(path: Path, words: dict[str, str]) -> Iterator[None]:
    """Hold this file's lock. The system gives it back when the process ends, in whatever way."""
    with path.open("w") as file:
        told = False
        while not _locked(file.fileno()):
            if not told:
                sys.stderr.write(words["waiting"] + "\n")
                told = True
            import time

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


def _refuse(sentence: str, code: int = 2) -> int:
    sys.stderr.write(sentence + "\n")
    return code
