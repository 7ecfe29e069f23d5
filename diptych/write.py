"""Write: `Output` to the folder `site/`, and the editors' schemas. The only module that touches them.

In: files by path. Out: the folder, exchanged as a whole, and problems. A failed or interrupted
write leaves the old site standing. What Diptych did not put there stays: the list of its own
files stands in `.diptych.json` in the output.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from diptych.problems import Place, Problem
from diptych.render import Output

MANIFEST = ".diptych.json"
OWN = ".diptych"
"""Folder beside `content/` for what Diptych makes for itself and for the editors' tools."""


def site(output: Output, out: Path) -> tuple[Problem, ...]:
    """Exchange the folder `out` for the output. Raises OSError when the disk refuses."""
    recover(out)
    foreign = list(_foreign(out))
    conflicts = tuple(_conflicts(output, foreign, out))
    if conflicts:
        return conflicts
    staging, old = out.with_name(f".{out.name}.new"), out.with_name(f".{out.name}.old")
    if staging.exists():
        shutil.rmtree(staging)
    staging.mkdir(parents=True)
    for path, data in output.files.items():
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    manifest = json.dumps(sorted(output.files), indent=0)
    (staging / MANIFEST).write_text(manifest + "\n", encoding="utf-8", newline="\n")
    for path in foreign:
        source, target = out / path, staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir() and not source.is_symlink():
            target.mkdir(exist_ok=True)
        else:
            shutil.copy2(source, target, follow_symlinks=False)
    if out.exists():
        out.rename(old)
    try:
        staging.rename(out)
    except OSError:
        if old.exists():
            shutil.move(old, out)
        raise
    if old.exists():
        shutil.rmtree(old)
    return ()


def schemas(files: Mapping[str, bytes], root: Path) -> None:
    """Renew the editors' schemas in `root/.diptych/schemas`; a file that stays the same is not touched.

    Raises OSError when the disk refuses.
    """
    folder = root / OWN / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    if not (root / OWN / ".gitignore").exists():
        (root / OWN / ".gitignore").write_text("*\n", encoding="utf-8", newline="\n")
    for path, data in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != data:
            file(target, data)
    for found in sorted(folder.rglob("*.json")):
        if found.relative_to(folder).as_posix() not in files:
            found.unlink()


def file(target: Path, data: bytes) -> None:
    """Exchange one file as a whole: at no moment is it half written. Raises OSError when the disk refuses."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = target.with_name(f".{target.name}.new")
    try:
        staging.write_bytes(data)
        if target.exists():
            shutil.copymode(target, staging)
        staging.replace(target)
    except OSError:
        staging.unlink(missing_ok=True)
        raise


def recover(out: Path) -> None:
    """After a stop between the two renames: the old site comes back."""
    old = out.with_name(f".{out.name}.old")
    if old.exists():
        if out.exists():
            shutil.rmtree(old)
        else:
            old.rename(out)


def _own(out: Path) -> frozenset[str]:
    """The files that an earlier build wrote."""
    try:
        return frozenset(json.loads((out / MANIFEST).read_text(encoding="utf-8"))) | {MANIFEST}
    except (OSError, ValueError):
        return frozenset()


def _foreign(out: Path) -> Iterator[str]:
    """The files and folders in the output that no build made."""
    own = _own(out)
    folders = {parent.as_posix() for path in own for parent in PurePosixPath(path).parents}
    for path in sorted(out.rglob("*")) if out.is_dir() else ():
        relative = path.relative_to(out).as_posix()
        if relative not in (folders if path.is_dir() and not path.is_symlink() else own):
            yield relative


def _conflicts(output: Output, foreign: list[str], out: Path) -> Iterator[Problem]:
    files = {*output.files, MANIFEST}
    folders = {parent.as_posix() for path in files for parent in PurePosixPath(path).parents}
    for path in foreign:
        is_folder = (out / path).is_dir() and not (out / path).is_symlink()
        if path in files or (path in folders and not is_folder):
            yield Problem("output-conflict", Place(f"{out.name}/{path}"), params=(("word", path),))
