"""The real content gives the same bytes whatever the machine: hash seed, time zone, locale, clock, folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.site import built

MACHINES = {
    "a": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "b": {"PYTHONHASHSEED": "31337", "TZ": "America/St_Johns", "LC_ALL": "fr_FR.UTF-8", "PYTHONUTF8": "1"},
}
BUILD = """
import sys
from pathlib import Path
from diptych import pipeline
sys.exit(pipeline.build(Path(sys.argv[1]), Path(sys.argv[2]), address=sys.argv[3]).failed)
"""


def test_two_machines_build_the_same_site(tmp_path: Path):
    running = []
    for name, machine in MACHINES.items():
        environment = {**os.environ, **machine, "PYTHONPATH": str(built.ROOT)}
        folder = tmp_path / name
        folder.mkdir()
        command = [sys.executable, "-c", BUILD, str(built.ROOT), str(folder / "site"), built.ADDRESS]
        running.append(subprocess.Popen(command, cwd=folder, env=environment))
    assert [process.wait() for process in running] == [0, 0]
    first, second = (everything(tmp_path / name / "site") for name in MACHINES)
    assert sorted(first) == sorted(second)
    assert {path for path in first if first[path] != second[path]} == set()
    assert len(first) > 300


def everything(folder: Path) -> dict[str, bytes]:
    """Every file, the build's own notes included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
