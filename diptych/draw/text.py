"""How wide a text may become, without a font: an upper estimate for sans-serif faces.

In: a text and its size in pixels. Out: pixels, or lines. It must not know which face a reader has, so the
widths are those of the wider ones in use (DejaVu Sans apart), and a little more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NARROW = frozenset("iljtfrI.,:;'’|!()[]-‐‑·• \u00a0\u202f")
_WIDE = frozenset("mwMWŒœÆæ@%—≈≥≤")
_EM = {"narrow": 0.34, "wide": 0.92, "upper": 0.69, "digit": 0.6, "full": 1.0, "other": 0.575}


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """The width of one line in pixels, rather too much than too little."""
    return sum(_EM[_class(sign)] for sign in text) * size


def _class(sign: str) -> str:
    if sign in _NARROW:
        return "narrow"
    if sign in _WIDE:
        return "wide"
    if sign.isdigit():
        return "digit"
    if unicodedata.east_asian_width(sign) in "WF":
        return "full"
    if unicodedata.combining(sign):
        return "narrow"
    return "upper" if sign.isupper() else "other"


def wrapped(text: str, size: float, limit: float) -> tuple[str, ...]:
    """The text in lines no wider than `limit` where its words allow, broken at ordinary spaces only.

    Lines are balanced: of the ways with the fewest lines, the one whose longest line is shortest.
    """
    words = [word for word in text.split(" ") if word]
    if not words:
        return ("",)
    fewest = _filled(words, size, limit)
    low, high = max(width(word, size) for word in words), max(limit, 1.0)
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(words, size, middle)) <= len(fewest):
            high = middle
        else:
            low = middle
    balanced = _filled(words, size, high)
    return tuple(balanced if len(balanced) <= len(fewest) else fewest)


def divided(text: str, size: float, limit: float) -> str:
    """The text with every word that is wider than `limit` in parts, each a word to `wrapped`.

    The parts have a hyphen where the script knows it. Where a word is divided is chosen by width alone.
    """
    return " ".join(part for word in text.split(" ") for part in _parts(word, size, limit))


def _parts(word: str, size: float, limit: float) -> Iterator[str]:
    while width(word, size) > limit and len(word) > 2:
        hyphen = "-" if _class(word[0]) != "full" else ""
        fits = (end for end in range(len(word) - 1, 1, -1) if width(word[:end] + hyphen, size) <= limit)
        end = next(fits, 1)
        yield word[:end] + hyphen
        word = word[end:]
    yield word


def _filled(words: list[str], size: float, limit: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
