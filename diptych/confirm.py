"""Confirm: the one room that writes `translations.lock`.

In: a root, the path of a lock and its new text. Out: the file, exchanged as a whole. It must not know what
the lock says.
"""

from __future__ import annotations

import os
from pathlib import Path


def lock(root: Path, path: str, text: str) -> None:
    """Put `text` in the place of the file: at every moment there is the old lock or the new one.

    Raises OSError when the disk refuses.
    """
    target = root / path
    made = target.with_name(f".{target.name}.{os.getpid()}")
    made.unlink(missing_ok=True)  # of a process that was killed
    try:
        with made.open("xb") as file:  # never through a link that somebody put there
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)
