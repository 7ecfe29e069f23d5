"""Choose the language in which Diptych speaks to the person at the keyboard, and fetch the first words.

In: the command line's arguments and the environment. Out: a language code, and the words of the
set-up. Must not know what they are used for. Standard library only, and readable by old Pythons, because
build.py needs it before any package is there; everything else is said with languages/catalogue.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CATALOGUES = Path(__file__).parent / "languages"
FALLBACK = "en"


def language(arguments: Sequence[str] = (), environment: Mapping[str, str] = os.environ) -> str:
    """Return the language asked for by `--lang`, or the locale's, or English where neither is known.

    The environment is read in the order of POSIX (LC_ALL, LC_MESSAGES, LANG); where it is silent, on
    Windows, the user interface's language counts.
    """
    known = {path.parent.name for path in CATALOGUES.glob("*/setup.json")}
    locales = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = [_option(arguments), next(filter(None, locales), ""), _windows_language()]
    codes = (name.replace("-", "_").split("_")[0].split(".")[0].lower() for name in wanted)
    return next((code for code in codes if code in known), FALLBACK)


def setup_words(arguments: Sequence[str]) -> dict[str, str]:
    """Return the words of the set-up. They are JSON, because YAML's package is not there yet."""
    import json

    file = CATALOGUES / language(arguments) / "setup.json"
    words: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return words


def _option(arguments: Sequence[str]) -> str:
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            return arguments[position + 1] if position + 1 < len(arguments) else ""
        if argument.startswith("--lang="):
            return argument[len("--lang=") :]
    return ""


def _windows_language() -> str:
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
