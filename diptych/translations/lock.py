"""The file `translations.lock`: which texts were last confirmed to say the same.

In: the text of the file, or what is to stand in it. Out: confirmed fingerprints by field, the problems of
the file; or its text. It must not know records, nor read or write the disk.

After a header line, one line per localized field, sorted as plain characters, so that two people who
confirm different records rarely touch neighbouring lines:

    statement:troops-sent text en=0f3a5c… fr=91be27…

The languages stand in the order of their codes, not in that of `site.yaml`: changing the source language
must not rewrite the file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from diptych.problems import Place, Problem

FILE = "translations.lock"
HEADER = "# Texts as last confirmed to say the same in every language; written by `confirm`, not by hand."

Confirmed = Mapping[str, str]
"""The fingerprint of each language's text."""

_LINE = re.compile(r"(site|[a-z]+:[a-z0-9-]+) ([a-z0-9_.]+)((?: [A-Za-z0-9-]+=[0-9a-f]{16})+)")


class Name(NamedTuple):
    """A localized field: its record (`statement:troops-sent`, or `site`) and its path (`history.2.why`)."""

    record: str
    path: str

    def __str__(self) -> str:
        return f"{self.record} {self.path}"


@dataclass(frozen=True, slots=True)
class Lock:
    """What the file says. A field has more than one entry only while a merge conflict stands there."""

    fields: Mapping[Name, tuple[Confirmed, ...]] = field(default_factory=lambda: MappingProxyType({}))


def fingerprint(text: str) -> str:
    """16 hexadecimal digits for a text, after NFC and with every run of white space as one space.

    Re-wrapping, other quotes or other no-break spaces are no change. 64 bits of SHA-256 are enough, since a
    text is only ever compared with its own earlier form (one chance in 2^64 to miss a change), and short
    enough for lines that a person can still read in a pull request.
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read(text: str, file: str) -> tuple[Lock, tuple[Problem, ...]]:
    """The confirmed fingerprints, and at most one problem of each sort: `lock-conflict`, `lock-bad-line`.

    Both sides of a merge conflict are kept, its common ancestor (diff3) is not.
    """
    found: dict[Name, list[Confirmed]] = {}
    conflicts: list[int] = []
    bad: list[int] = []
    in_ancestor = False
    for number, line in enumerate(text.split("\n"), 1):
        mark = line[:7]
        if mark in ("<<<<<<<", "|||||||", "=======", ">>>>>>>"):
            conflicts.append(number)
            in_ancestor = mark == "|||||||"
        elif line.strip() and not line.startswith("#") and not in_ancestor:
            match = _LINE.fullmatch(line.strip())
            if match is None:
                bad.append(number)
                continue
            confirmed = dict(pair.split("=") for pair in match[3].split())
            entries = found.setdefault(Name(match[1], match[2]), [])
            if confirmed not in entries:
                entries.append(confirmed)
    if not conflicts:
        bad.extend(number for number, _ in _repeated(text, found))
    problems = []
    if conflicts:
        problems.append(Problem("lock-conflict", Place(file, conflicts[0], 1, 7)))
    if bad:
        place = Place(file, min(bad), 1, max(1, len(text.split("\n")[min(bad) - 1])))
        problems.append(
            Problem("lock-bad-line", place, severity="warning", params=(("n", str(len(set(bad)))),))
        )
    fields = {name: tuple(entries) for name, entries in found.items()}
    return Lock(MappingProxyType(fields)), tuple(problems)


def _repeated(text: str, found: Mapping[Name, list[Confirmed]]) -> Iterable[tuple[int, Name]]:
    """The lines of a field that stands there twice with different fingerprints, after its first one."""
    double = {name for name, entries in found.items() if len(entries) > 1}
    met: set[Name] = set()
    for number, line in enumerate(text.split("\n") if double else (), 1):
        match = _LINE.fullmatch(line.strip())
        if match is not None and (name := Name(match[1], match[2])) in double:
            if name in met:
                yield number, name
            met.add(name)


def written(fields: Mapping[Name, Confirmed]) -> str:
    """The text of the file: the header, one sorted line per field, a final newline."""
    lines = []
    for name, confirmed in fields.items():
        if confirmed:
            pairs = " ".join(f"{lang}={confirmed[lang]}" for lang in sorted(confirmed))
            lines.append(f"{name} {pairs}")
    return "\n".join([HEADER, *sorted(lines)]) + "\n"
