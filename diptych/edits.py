"""Edits: changes of single lines of a file, everything else byte for byte as it was.

In: the bytes of a file. Out: its new bytes. A byte order mark, the ends of lines and white space at the end
of a line stay. It must not know YAML, nor where files are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ENDS = re.compile("\r\n|\r|\n")
_BOM = "\ufeff"


def replaced(data: bytes, lines: Mapping[int, str]) -> bytes:
    """The file with other words on some lines (from 1). Raises UnicodeDecodeError where it is not UTF-8."""
    kept, ends = _split(data.decode("utf-8"))
    mark = _BOM if kept[0].startswith(_BOM) else ""
    for number, line in lines.items():
        old = kept[number - 1]
        trail = old[len(old.rstrip(" \t")) :]
        kept[number - 1] = line if line.endswith(trail) else line + trail
    if mark and 1 in lines:
        kept[0] = mark + kept[0].removeprefix(_BOM)
    return "".join(line + end for line, end in zip(kept, [*ends, ""], strict=True)).encode()


def appended(data: bytes, text: str) -> bytes:
    """The file with more lines at its end, whose ends are those of the file."""
    old = data.decode("utf-8")
    _, ends = _split(old)
    end = max(set(ends), key=lambda each: (ends.count(each), each == "\n"), default="\n")
    joint = "" if not old or old.endswith(("\n", "\r")) else end
    return (old + joint + text.replace("\n", end)).encode()


def _split(text: str) -> tuple[list[str], list[str]]:
    """The lines without their ends, and the ends: one fewer than lines."""
    return _ENDS.split(text), _ENDS.findall(text)
