"""Pairs straight quotation marks, whatever the language.

In: a text. Out: the pairs of straight quotes in it, with their depth of nesting. Must not know: which marks
a language sets in their place.

Only pairs are reported: a lone mark is an inch, a minute or a mistake, and stays as typed.
"""

from __future__ import annotations

from typing import NamedTuple

_OPENING = "([{«“‘„‹—–-/¿¡'\""
_CLOSING = ")]}»”’›.,;:!?…—–-/%'\""


class Pair(NamedTuple):
    """Offsets of an opening and its closing mark; depth 0 is the outermost, existing quotes counted."""

    start: int
    end: int
    depth: int


def pairs(text: str, mark: str, openers: str = "«“", closers: str = "»”") -> list[Pair]:
    """The pairs of a straight mark, by start; `openers` and `closers` are quotes that also nest."""
    if mark not in text:
        return []
    waiting: list[int] = []
    matched: list[tuple[int, int]] = []
    position = text.find(mark)
    while position >= 0:
        opens, closes = _role(text, position)
        if closes and waiting:
            matched.append((waiting.pop(), position))
        elif opens:
            waiting.append(position)
        position = text.find(mark, position + 1)
    return _with_depth(text, sorted(matched), openers, closers)


def _role(text: str, position: int) -> tuple[bool, bool]:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    free_before = before.isspace() or before in _OPENING
    free_after = after.isspace() or after in _CLOSING
    opens = free_before and not after.isspace() and after not in ")]}»”.,;:!?…"
    closes = free_after and not before.isspace() and before not in "([{«“‘"
    return opens, closes


def _with_depth(text: str, matched: list[tuple[int, int]], openers: str, closers: str) -> list[Pair]:
    starts = {start for start, _ in matched}
    ends = dict(matched)
    closing = set(ends.values())
    depth = 0
    result = []
    for position, character in enumerate(text):
        if position in starts:
            result.append(Pair(position, ends[position], depth))
            depth += 1
        elif position in closing or character in closers:
            depth = max(0, depth - 1)
        elif character in openers:
            depth += 1
    return result
