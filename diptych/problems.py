"""Problems: mistakes in content, as values.

In: nothing of ours (every stage makes problems, this module imports no stage).
Out: `Problem`, `Place` and `nearest`, the closest known word to a mistyped one.
It must not know sentences: a problem carries a code and its parameters, the
language catalogues turn them into words.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Where something stands: a path relative to the project with `/`, and 1-based line and column.

    `length` counts characters from `column` that belong to the thing, at least 1.
    A place without a line (line 0) means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: what (`code`, `params`), how bad, where, and in which record, field and language.

    `params` are (name, value) pairs for the sentence of the code in a catalogue.
    `corrected` is the whole corrected line where we can offer one; `swap` says the same as
    (what stands at the place, what to write instead).
    """

    code: str
    place: Place
    severity: Severity = "error"
    params: tuple[tuple[str, str], ...] = ()
    kind: str | None = None
    id: str | None = None
    field: str | None = None
    lang: str | None = None
    corrected: str | None = None
    swap: tuple[str, str] | None = None

    @property
    def order(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """Sort key: by file, then place, then code."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.params)


def folded(text: str) -> str:
    """`text` without accents, case and separators, for comparing what a person typed."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def closeness(one: str, other: str) -> float:
    """How alike two words are when folded: difflib's ratio, from 0 to 1."""
    return difflib.SequenceMatcher(None, folded(one), folded(other)).ratio()


def has_rival(word: str, best: str, known: Iterable[str]) -> bool:
    """Is another known word nearly as close to `word` as `best` is, or `word` more than one word?

    Then `best` may be asked about, but not be written. Nearly: at most 0.05 apart in difflib's ratio.
    """
    if len(word.split()) > 1:
        return True
    wanted = folded(word[:200])
    others = [candidate for candidate in set(known) if candidate != best]
    close = difflib.get_close_matches(wanted, [folded(candidate) for candidate in others], n=1, cutoff=0.6)
    return bool(close) and closeness(close[0], wanted) >= closeness(best, wanted) - 0.05


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` closest to `word`, or None when nothing is close.

    Equal after folding wins; otherwise difflib's ratio of at least 0.6, its customary cutoff.
    """
    candidates = sorted(set(known))
    wanted = folded(word[:200])
    by_fold = {folded(candidate): candidate for candidate in reversed(candidates)}
    if wanted in by_fold:
        return by_fold[wanted]
    found = difflib.get_close_matches(wanted, list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None
