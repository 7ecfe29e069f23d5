"""Finds what a text refers to: internal links, web links, raw HTML.

In: any text as an editor typed it. Out: where each thing stands in it, as values with offsets, so that a
check can point at the place and a renderer can replace it; both use the same grammar, kept here.
Must not know: which kinds and ids exist, Markdown's renderer, HTML output. Imports nothing of ours.

Whatever stands in code (`` `…` `` or a block fenced by ```` ``` ````) does not count, nor what a backslash
escapes. Every function takes time linear in the text for all practical purposes: no pattern can look
further than its own line, its own brackets or its own paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple


class Reference(NamedTuple):
    """`[[kind:id]]` or `[[kind:id|label]]`; offsets count characters, `end` is exclusive."""

    kind: str
    id: str
    label: str | None
    start: int
    end: int


class Malformed(NamedTuple):
    """Double brackets that are no reference.

    `reason` is one of: empty, unclosed, no-kind, bad-kind, bad-id, space, empty-label, bracket.
    """

    start: int
    end: int
    reason: str


class WebLink(NamedTuple):
    """The address of a `[label](address)` or `<https://…>`; the offsets are those of the address."""

    url: str
    start: int
    end: int


REFERENCE = re.compile(r"\[\[([a-z][a-z0-9_]*):([a-z0-9-]+)(?:\|([^\[\]]*[^\[\]\s][^\[\]]*))?\]\]")
"""Groups: kind, id, label."""

CODE_SPAN = re.compile(r"(?<![\\`])(`++)(.+?)(?<!`)\1(?!`)", re.DOTALL)
"""Groups: the backticks, the code. Within one paragraph."""

WEB_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,500})\]"  # a label, with at most one pair of brackets inside
    r"\([ ]{0,9}(<[^<>\n]*>|[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)"
    r"(?:\s{1,9}(?:\"[^\"\n]*\"|'[^'\n]*'))?[ ]{0,9}\)"
)
"""Groups: label, address (perhaps in angle brackets). A title is read and dropped."""

AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}://[^<>\s]*)>")
"""Group: the address."""

_RAW_HTML = re.compile(
    r"<(?:/?(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?:[\s/][^<>]*)?>|(?P<comment>!--)|(?P<other>[!?])[^<>\s][^<>]*>)"
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-+*>]|\d{1,2}\.|#{1,6})[ \t])")
_BRACKETS = re.compile(r"\[\[(?!\[)")
_BRACKET_OR_LINE_END = re.compile(r"[\[\]\n]")


def found(text: str) -> Iterator[Reference]:
    """The well-formed internal links of a text, in their order."""
    return (item for item in _scanned(text) if isinstance(item, Reference))


def malformed(text: str) -> Iterator[Malformed]:
    """What looks like an internal link and is none, in its order."""
    return (item for item in _scanned(text) if isinstance(item, Malformed))


def is_half_closed(text: str, wrong: Malformed) -> bool:
    """Does a link lack but one of its closing brackets, so that nothing else can have been meant?"""
    rest = text[wrong.end : wrong.end + 2]
    whole = f"{text[wrong.start : wrong.end]}]]"
    return rest[:1] == "]" and rest[1:] not in ("]", "(") and REFERENCE.fullmatch(whole) is not None


def raw_html(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, tag) of every HTML tag, comment (`!--`), declaration (`!`) or instruction (`?`)."""
    if "<" not in text:
        return
    code = _Code(text)
    for match in _RAW_HTML.finditer(text):
        if not code.holds(match.start()) and not _escaped(text, match.start()):
            tag = match["tag"] or match["comment"] or match["other"]
            yield match.start(), match.end(), tag.lower()


def web_links(text: str) -> Iterator[WebLink]:
    """The addresses of the Markdown links of a text, in their order; whether they are safe is not judged."""
    code = _Code(text)
    matches = [(match, 2) for match in WEB_LINK.finditer(text)] if "](" in text else []
    matches += [(match, 1) for match in AUTOLINK.finditer(text)] if "://" in text else []
    for match, group in sorted(matches, key=lambda pair: pair[0].start(pair[1])):
        if code.holds(match.start()) or _escaped(text, match.start()):
            continue
        start, end = match.span(group)
        if text[start] == "<":
            start, end = start + 1, end - 1
        yield WebLink(text[start:end], start, end)


def words_alone(text: str) -> str:
    """The text with blanks for ids, brackets and addresses: every word keeps its place."""
    if "[" not in text and "<" not in text:
        return text
    for pattern, group in ((REFERENCE, 3), (WEB_LINK, 1), (AUTOLINK, None)):
        text = pattern.sub(lambda match, group=group: _blanked(match, group), text)  # type: ignore[misc]
    return text


def _blanked(match: re.Match[str], group: int | None) -> str:
    """Blanks for a link, except for its label."""
    if group is None or match[group] is None:
        return " " * len(match.group())
    before, after = match.start(group) - match.start(), match.end() - match.end(group)
    return " " * before + match[group] + " " * after


def fenced(text: str) -> list[tuple[int, int, str]]:
    """(start, end, code) of every block between lines of three or more backticks or tildes.

    A block that is not closed reaches to the end of the text, as in CommonMark.
    """
    blocks: list[tuple[int, int, str]] = []
    if "```" not in text and "~~~" not in text:
        return blocks
    opening: re.Match[str] | None = None
    for line in _FENCE.finditer(text):
        if opening is None:
            opening = line
        elif line[1].startswith(opening[1]) and not line[2].strip():
            blocks.append((opening.start(), line.end(), text[opening.end() + 1 : line.start()]))
            opening = None
    if opening is not None:
        blocks.append((opening.start(), len(text), text[opening.end() + 1 :]))
    return blocks


def _scanned(text: str) -> Iterator[Reference | Malformed]:
    if "[[" not in text:
        return
    code = _Code(text)
    position = 0
    while opening := _BRACKETS.search(text, position):
        start = opening.start()
        position = opening.end()
        if code.holds(start) or _escaped(text, start):
            continue
        if match := REFERENCE.match(text, start):
            position = match.end()
            label = match[3].strip() if match[3] is not None else None
            yield Reference(match[1], match[2], label, start, position)
        elif problem := _problem(text, start):
            position = problem.end
            yield problem


def _problem(text: str, start: int) -> Malformed | None:
    stop = _BRACKET_OR_LINE_END.search(text, start + 2)
    end = stop.start() if stop else len(text)
    if not text.startswith("]]", end):
        reason = "bracket" if text.startswith("[", end) and "]]" in text[end : end + 200] else "unclosed"
        return Malformed(start, end, reason)
    if text.startswith("(", end + 2):
        return None  # a web link whose label stands in brackets: [[1]](https://…)
    return Malformed(start, end + 2, _reason(text[start + 2 : end]))


def _reason(inside: str) -> str:
    target, bar, label = inside.partition("|")
    kind, colon, name = target.partition(":")
    if not target.strip():
        return "empty"
    if not colon:
        return "no-kind"
    if target != "".join(target.split()):
        return "space"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", kind):
        return "bad-kind"
    if bar and not label.strip() and re.fullmatch(r"[a-z0-9-]+", name):
        return "empty-label"
    return "bad-id"


def _escaped(text: str, start: int) -> bool:
    before = start
    while before > 0 and text[before - 1] == "\\":
        before -= 1
    return (start - before) % 2 == 1


class _Code:
    """The stretches of a text that are code."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        if "`" not in text and "~~~" not in text:
            return
        position = 0
        for start, end, _ in [*fenced(text), (len(text), len(text), "")]:
            self._add_spans(text, position, start)
            if start < end:
                self._starts.append(start)
                self._ends.append(end)
            position = end

    def holds(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]

    def _add_spans(self, text: str, start: int, end: int) -> None:
        breaks = [match.start() for match in _PARAGRAPH_END.finditer(text, start, end)]
        for stop in [*breaks, end]:
            for span in CODE_SPAN.finditer(text, start, stop):
                self._starts.append(span.start())
                self._ends.append(span.end())
            start = stop
