"""Texts that are kept beside the tests and compared as a whole.

`DIPTYCH_ACCEPT=1` writes them anew: read the difference before committing it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

ACCEPT = os.environ.get("DIPTYCH_ACCEPT") == "1"


def compare(path: Path, made: str) -> None:
    """Fail where the file at `path` is not the text that was made, or accept the text."""
    if ACCEPT:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.encode("utf-8"))
        return
    assert path.is_file(), f"{path.name} is missing; DIPTYCH_ACCEPT=1 writes it"
    before = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    lines = difflib.unified_diff(
        before.splitlines(), made.splitlines(), "as it was", "as it is made now", n=1
    )
    assert made == before, "\n".join(["if this is what you meant, DIPTYCH_ACCEPT=1 writes it", *lines])
