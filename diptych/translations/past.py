"""Earlier texts: in which words a text was confirmed, and which texts changed since a revision.

In: fields of a review, and earlier versions of files. Out: texts, and which fields changed. It must not
know where the versions come from.

An earlier text is known by its fingerprint alone, wherever it stood in the file: that is what the lock has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Literal

from diptych import tree, yaml_reader
from diptych.translations import Field
from diptych.translations.lock import fingerprint

Versions = Callable[[str], Iterable[str]]
"""The earlier texts of a file, newest first."""


class Past:
    """Finds the confirmed words of texts; every version of a record is read once."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._files: dict[str, list[str]] = {}
        self._read: dict[str, dict[str, str]] = {}

    def confirmed(self, field: Field, lang: str) -> str | None:
        """The text that was confirmed in a language, or None where no version known has it."""
        wanted = (field.confirmed or {}).get(lang)
        file = field.place(lang).file
        if wanted is None:
            return None
        if file not in self._files:
            self._files[file] = list(self._versions(file))
        for version in self._files[file]:
            part = _record(version, field.entry.id) if not file.endswith(".md") else version
            if part not in self._read:
                self._read[part] = {fingerprint(text): text for text in texts(part, file)}
            if wanted in self._read[part]:
                return self._read[part][wanted]
        return None


def texts(text: str, file: str) -> Iterator[str]:
    """Every text that stands in a file; a section's file is one text."""
    if file.endswith(".md"):
        yield text
        return
    node, _ = yaml_reader.read(text, file)
    if node is not None:
        yield from _scalars(node)


def changed(fields: Iterable[Field], before: Iterable[tuple[str, str]]) -> list[Field]:
    """The fields that have a text which the files (name, text) did not hold before."""
    known = {fingerprint(text) for file, whole in before for text in texts(whole, file)}
    return [field for field in fields if not known.issuperset(field.fingerprints.values())]


Piece = tuple[Literal["same", "gone", "new"], str]
"""Some words of two texts, and in which of them they stand."""


def differences(before: str, after: str, around: int = 5) -> list[list[Piece]]:
    """Where two texts differ, whole words with `around` words on either side; a list for each such place.

    `…` stands where the text goes on.
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = []
    for group in matcher.get_grouped_opcodes(around):
        pieces: list[Piece] = [("same", "…")] if group[0][3] or group[0][1] else []
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                pieces.append(("same", " ".join(new[new_start:new_end])))
                continue
            if old_start < old_end:
                pieces.append(("gone", " ".join(old[old_start:old_end])))
            if new_start < new_end:
                pieces.append(("new", " ".join(new[new_start:new_end])))
        if group[-1][2] < len(old) or group[-1][4] < len(new):
            pieces.append(("same", "…"))
        found.append(pieces)
    return found


def _scalars(node: tree.Node) -> Iterator[str]:
    if isinstance(node, tree.Scalar):
        yield str(node)
    else:
        for item in node.values() if isinstance(node, tree.Map) else node:
            yield from _scalars(item)


def _record(text: str, id: str) -> str:
    """The lines of one record in a file that is a list; the whole file where it does not show."""
    start = re.search(rf"^- id: *['\"]?{re.escape(id)}['\"]? *(#.*)?$", text, re.MULTILINE) if id else None
    if start is None:
        return text
    end = re.compile(r"^-", re.MULTILINE).search(text, start.end())
    return text[start.start() : end.start() if end else len(text)]
