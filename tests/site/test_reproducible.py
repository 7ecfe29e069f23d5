"""The real content gives the same bytes whatever the machine: hash seed, time zone, locale, clock, folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.site import built
from tests.site.built import Site

OTHER = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
"""A machine that differs from this one, whose hash seed is random, in all that could tell."""
BUILD = """
import sys
from pathlib import Path
from diptych import pipeline
sys.exit(pipeline.build(Path(sys.argv[1]), Path(sys.argv[2]), address=sys.argv[3]).failed)
"""


def test_another_machine_builds_the_same_site(real: Site, tmp_path: Path):
    environment = {**os.environ, **OTHER, "PYTHONPATH": str(built.ROOT)}
    command = [sys.executable, "-c", BUILD, str(built.ROOT), str(tmp_path / "site"), built.ADDRESS]
    assert subprocess.run(command, cwd=tmp_path, env=environment).returncode == 0
    here, there = everything(real.folder), everything(tmp_path / "site")
    assert sorted(here) == sorted(there)
    assert {path for path in here if here[path] != there[path]} == set()
    assert len(here) > 300


def everything(folder: Path) -> dict[str, bytes]:
    """Every file, the build's own notes included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
