"""Keep what is needed to find a fault of our own.

In: the exception being handled. Out: its details, or a file with them. Must not print.
"""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path

from diptych import __version__


def details() -> str:
    """Return the traceback of the exception being handled."""
    return traceback.format_exc()


def kept(command: str) -> Path:
    """Write the details, the versions and the command to a new temporary file, and return its path."""
    facts = f"diptych {__version__}, Python {platform.python_version()}, {platform.platform()}"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="diptych-", suffix=".txt", delete=False
    ) as file:
        file.write(f"{facts}\n{command}\n\n{details()}")
    return Path(file.name)
