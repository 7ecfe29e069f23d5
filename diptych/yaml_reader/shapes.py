"""What a line of YAML is made of: hyphens, a key, a value; and which lines belong to a text begun before.

In: lines. Out: patterns, and `Inside`, which follows a file line by line. Every pattern takes time linear
in its line. It must not know what a fault is, nor the content model.
"""

from __future__ import annotations

import re

DASHES = r"\s*+(?:-\s++)*+"
LEAD = re.compile(DASHES)
KEY = r"(?:\"[^\"]*\"\s*+|'[^']*'\s*+|[^\s:#\"'\[\]{},][^:#\"'\[\]{}]*):"
BLOCK_HEADER = re.compile(rf"^{DASHES}(?:{KEY}\s+)?[|>][0-9+-]{{0,2}}\s*(?:#.*)?$")
ENTRY = re.compile(rf"^{DASHES}{KEY}\s+(?P<value>\S.*)$")
QUOTED_ITEM = re.compile(r"^\s*+(?:-\s++)++(?P<value>[\"'].*)$")
BRACKETED_ITEM = re.compile(r"^\s*+(?:-\s++)++(?P<value>[\[{].*)$")
NEW_ENTRY = re.compile(r"^\s*(?:-\s|-$|[A-Za-z_][\w-]*:(?:\s|$))")
_TO_CLOSE = {'"': re.compile(r'(?:[^"\\]++|\\.)*+"'), "'": re.compile(r"(?:[^']++|'')*+'")}


def key_indent(line: str) -> int:
    """The column, from 0, at which a line's key or text begins, after its hyphens."""
    lead = LEAD.match(line)
    return lead.end() if lead else 0


def closing(line: str, quote: str, start: int) -> int:
    """Where the quotation mark stands that closes a text, or -1."""
    found = _TO_CLOSE[quote].match(line, start)
    return found.end() - 1 if found else -1


def left_open(line: str) -> int:
    """Where a quoted text begins that does not end on this line, or -1."""
    match = ENTRY.match(line) or QUOTED_ITEM.match(line) or re.match(r"^\s*(?P<value>[\"'].*)$", line)
    if match is None or match.group("value")[0] not in "\"'":
        return -1
    start = match.start("value")
    return start if closing(line, line[start], start + 1) < 0 else -1


def masked(value: str) -> str:
    """A list or map in brackets, each quoted text in it made of one sign: every other keeps its place."""
    made, at, before = "", 0, ","
    while at < len(value):
        char = value[at]
        if char in "\"'" and before in "[{,:" and (close := closing(value, char, at + 1)) > 0:
            made += "x" * (close + 1 - at)
            at, char = close, "x"
        else:
            made += char
        before = before if char.isspace() else char
        at += 1
    return made


class Brackets:
    """Follows a list or map in brackets until it is closed, over several lines if need be."""

    def __init__(self, indent: int) -> None:
        self.indent = indent
        self.depth = 0
        self.quote = ""

    def end(self, line: str) -> int:
        """Where the outermost bracket closes in this line (the place after it), or -1."""
        at, before = 0, ","
        while at < len(line):
            char = line[at]
            if self.quote:
                close = closing(line, self.quote, at)
                if close < 0:
                    return -1
                at, self.quote, char = close, "", "x"
            elif char in "\"'" and before in "[{,:":
                self.quote = char
            elif char == "#" and line[at - 1 : at].isspace():
                return -1
            elif char in "[{":
                self.depth += 1
            elif char in "]}":
                self.depth -= 1
                if self.depth == 0:
                    return at + 1
            before = before if char.isspace() else char
            at += 1
        return -1


class Inside:
    """Which text, quotation or bracket the next line may belong to.

    `text_indent` is the indentation of the block text that the last line closed, or None.
    """

    def __init__(self) -> None:
        self._block: int | None = None
        self._quote = ""
        self._brackets: Brackets | None = None
        self._text: int | None = None
        self.text_indent: int | None = None

    def holds(self, line: str) -> bool:
        """Does this visible line go on with what an earlier one began?"""
        indent = len(line) - len(line.lstrip(" "))
        self.text_indent = None
        if self._block is not None:
            if indent > self._block:
                self._text = indent if self._text is None else self._text
                return True
            self.text_indent, self._block, self._text = self._text, None, None
        if self._quote:
            if closing(line, self._quote, 0) >= 0:
                self._quote = ""
            return True
        if self._brackets is not None:
            if not (indent <= self._brackets.indent and NEW_ENTRY.match(line)):
                self._brackets = self._brackets if self._brackets.end(line) < 0 else None
                return True
            self._brackets = None
        return False

    def enters(self, line: str) -> None:
        """Take note of what this line begins and does not end."""
        indent = len(line) - len(line.lstrip(" "))
        if BLOCK_HEADER.search(line):
            # what belongs to `- key: |` is indented from the key, to `- |` from the dash
            self._block = key_indent(line) if ":" in line else indent
        elif (at := left_open(line)) >= 0:
            self._quote = line[at]
        elif (entry := ENTRY.match(line) or BRACKETED_ITEM.match(line)) and entry["value"][0] in "[{":
            opened = Brackets(indent)
            self._brackets = opened if opened.end(entry["value"]) < 0 else None
