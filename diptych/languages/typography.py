"""Applies a language's micro-typography to plain text: spaces, quotes, apostrophes, dashes.

In: text without markup, alone or as the consecutive pieces of one paragraph, and a language code. Out: the
same text or pieces as a typesetter of that language would set them. Applying twice changes nothing more.
Must not know: Markdown, HTML, any language (each keeps its rules in `languages/<code>/typography.py`, a tuple
`RULES`; a language without rules is left as typed).

A rule is a function from a text to its edits, so that a text cut into pieces by emphasis, links or code is
judged as the reader sees it, in one piece, and handed back in the pieces it came in. Web addresses, mail
addresses, character entities and `:codes:` are never touched.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
JOINER = "\N{WORD JOINER}"
"""Without width, where no line may end; searching and reading aloud pass over it."""
OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a rule's text for whatever must not be touched: code, addresses, text in another language."""


class Edit(NamedTuple):
    """Replace the characters from start up to end (exclusive) by a text."""

    start: int
    end: int
    text: str


Rule = Callable[[str], Iterable[Edit]]
"""From a text to edits in ascending order that neither overlap nor touch OPAQUE."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_UNTOUCHED = re.compile(
    OPAQUE + r"|(?:https?|ftp)://[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?…)\]'’]"
    r"|(?<![\w.])www\.[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?…)\]'’]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    r"|(?<!\S):[a-z0-9_+-]{2,40}:(?!\S)"
)


@lru_cache(maxsize=32768)
def apply(text: str, lang: str) -> str:
    """The text as set in the language `lang` (a code such as `pt` or `pt-BR`)."""
    return pieces([text], lang)[0]


def pieces(texts: Sequence[str | None], lang: str) -> list[str]:
    """The consecutive pieces of one paragraph, each as set in its context; None is something opaque.

    Returns as many texts as it was given, the empty text for None.
    """
    rules = _rules(lang)
    if not rules:
        return [text or "" for text in texts]
    kept: list[str] = []
    working: list[str] = []
    marks: list[int] = []
    length = 0
    for text in texts:
        part = OPAQUE if text is None else _UNTOUCHED.sub(lambda match: _keep(match, kept), text)
        if text is None:
            kept.append("")
        working.append(part)
        length += len(part)
        marks.append(length)
    whole = "".join(working)
    for rule in rules:
        whole, marks = _edited(whole, marks, rule(whole))
    return _restored(whole, marks, kept)


def substitution(pattern: str, replacement: str, *, only_with: str = "", flags: int = 0) -> Rule:
    """The rule that replaces every match of a pattern by a fixed text.

    It is skipped, to save time, in texts that hold none of the characters `only_with`.
    """
    compiled = re.compile(pattern, flags)

    def edits(text: str) -> list[Edit]:
        if only_with and not any(character in text for character in only_with):
            return []
        found = [(match.start(), match.end()) for match in compiled.finditer(text)]
        return [Edit(start, end, replacement) for start, end in found if text[start:end] != replacement]

    return edits


def joined(words: Iterable[str], following: str) -> Rule:
    """The rule that keeps each of the words on the line of what comes next, if `following` matches it."""
    after_word = "|".join(rf"(?<=(?<!\w){re.escape(word)}[ \n])" for word in words)
    return substitution(rf"[ \n](?={following})(?:{after_word})", NO_BREAK)


def _keep(match: re.Match[str], kept: list[str]) -> str:
    kept.append(match[0])
    return OPAQUE


def _edited(text: str, marks: list[int], edits: Iterable[Edit]) -> tuple[str, list[int]]:
    """The text after the edits, and where the marks (ends of pieces, ascending) stand in it.

    What is inserted at the end of a piece belongs to the next one: the space before a mark of punctuation
    stays outside the emphasis that it follows.
    """
    edits = list(edits)
    if not edits:
        return text, marks
    parts: list[str] = []
    moved: list[int] = []
    position = shift = 0
    for start, end, replacement in edits:
        while len(moved) < len(marks) and marks[len(moved)] <= start:
            moved.append(marks[len(moved)] + shift)
        while len(moved) < len(marks) and marks[len(moved)] < end:
            moved.append(start + shift + min(marks[len(moved)] - start, len(replacement)))
        parts += text[position:start], replacement
        shift += len(replacement) - (end - start)
        position = end
    moved += [mark + shift for mark in marks[len(moved) :]]
    return "".join(parts) + text[position:], moved


def _restored(text: str, marks: list[int], kept: list[str]) -> list[str]:
    originals = iter(kept)
    start = 0
    result = []
    for mark in marks:
        part = text[start:mark]
        if OPAQUE in part:
            part = re.sub(OPAQUE, lambda _: next(originals), part)
        result.append(part)
        start = mark
    return result


@cache
def _rules(lang: str) -> tuple[Rule, ...]:
    code = lang.partition("-")[0].lower()
    if not _LANGUAGE.fullmatch(code):
        return ()
    name = f"{__package__}.{code}.typography"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and name.startswith(error.name):
            return ()
        raise
    rules: tuple[Rule, ...] = module.RULES
    return rules
