"""Faults that show on a line of YAML, before a parser stumbles over them.

In: the text of a file. Out: problems, with the corrected line where the correction is certain.
Lines inside block scalars, quoted texts and brackets are left alone, but for characters that
no text may hold. Every pattern takes time linear in its line. It must not know the content model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.problems import Place, Problem

_DASHES = r"\s*+(?:-\s++)*+"
_LEAD = re.compile(_DASHES)
_KEY = r"(?:\"[^\"]*\"\s*+|'[^']*'\s*+|[^\s:#\"'\[\]{},][^:#\"'\[\]{}]*):"
_BLOCK_HEADER = re.compile(rf"^{_DASHES}(?:{_KEY}\s+)?[|>][0-9+-]{{0,2}}\s*(?:#.*)?$")
_ENTRY = re.compile(rf"^{_DASHES}{_KEY}\s+(?P<value>\S.*)$")
_QUOTED_ITEM = re.compile(r"^\s*+(?:-\s++)++(?P<value>[\"'].*)$")
_BRACKETED_ITEM = re.compile(r"^\s*+(?:-\s++)++(?P<value>[\[{].*)$")
_NEW_ENTRY = re.compile(r"^\s*(?:-\s|-$|[A-Za-z_][\w-]*:(?:\s|$))")
_COMMENT = re.compile(r"(?<!\s)\s+#.*$")
_TEXT_KEY = re.compile(rf"^{_DASHES}[a-z]{{2,3}}(?:-[A-Za-z0-9]+)*\s*:\s")
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")
# What YAML 1.1 calls not printable, and the line breaks that nobody sees.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_TYPOGRAPHIC = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_TO_CLOSE = {'"': re.compile(r'(?:[^"\\]++|\\.)*+"'), "'": re.compile(r"(?:[^']++|'')*+'")}
_STARTERS = "&*!%@`,]}"
_NO_TEXT = re.compile(r"[&*][\w-]+(?:\s+#.*)?$|&[\w-]+\s+[\"'\[{]|!(?:<[^>]*>|[\w!:/.-]+)(?:\s|$)")
"""An alias, an anchor or a tag: the reader names them."""


def quoted(text: str) -> str:
    """`text` as a double-quoted YAML scalar on one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def faults(text: str, file: str) -> tuple[Problem, ...]:
    """The first fault of each line, in order."""
    return tuple(_faults(text.split("\n"), file))


def _faults(lines: list[str], file: str) -> Iterator[Problem]:
    block_indent: int | None = None
    open_quote = ""
    brackets: _Brackets | None = None
    for number, typed in enumerate(lines, start=1):
        line = typed.rstrip()
        if odd := _FORBIDDEN.search(line):
            fixed = _FORBIDDEN.sub(lambda match: " " if match.group() in _BREAKS else "", line)
            char = f"U+{ord(odd.group()):04X}"
            yield _problem("control-character", file, number, odd.start(), fixed, char=char)
            line = fixed
        if not line:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None:
            if indent > block_indent:
                continue
            block_indent = None
        if open_quote:
            if _closing(line, open_quote, 0) >= 0:
                open_quote = ""
            continue
        if brackets is not None:
            if not (indent <= brackets.indent and _NEW_ENTRY.match(line)):
                brackets = brackets if brackets.end(line) < 0 else None
                continue
            brackets = None
        if line.lstrip().startswith("#"):
            continue
        problem = _fault(lines, file, number)
        if problem is None and (at := _left_open(line)) >= 0 and _cut_off(lines, number):
            closed = None if _COMMENT.search(line[at:]) else line.rstrip() + line[at]
            problem = _problem("unclosed-quote", file, number, at, closed)
        if problem is not None:
            yield problem
            line = problem.corrected if problem.corrected is not None else line
        if _BLOCK_HEADER.search(line):
            # what belongs to `- key: |` is indented from the key, to `- |` from the dash
            block_indent = _key_indent(line) if ":" in line else indent
        elif (at := _left_open(line)) >= 0:
            open_quote = line[at]
        elif (entry := _ENTRY.match(line) or _BRACKETED_ITEM.match(line)) and entry["value"][0] in "[{":
            opened = _Brackets(indent)
            brackets = opened if opened.end(entry["value"]) < 0 else None


def _problem(
    code: str, file: str, number: int, column: int, corrected: str | None, length: int = 1, **params: str
) -> Problem:
    where = Place(file, number, column + 1, max(1, length))
    return Problem(code, where, params=tuple(params.items()), corrected=corrected)


def _key_indent(line: str) -> int:
    lead = _LEAD.match(line)
    return lead.end() if lead else 0


def _closing(line: str, quote: str, start: int) -> int:
    """Where the quotation mark stands that closes a text, or -1."""
    found = _TO_CLOSE[quote].match(line, start)
    return found.end() - 1 if found else -1


def _left_open(line: str) -> int:
    """Where a quoted text begins that does not end on this line, or -1."""
    match = _ENTRY.match(line) or _QUOTED_ITEM.match(line) or re.match(r"^\s*(?P<value>[\"'].*)$", line)
    if match is None or match.group("value")[0] not in "\"'":
        return -1
    start = match.start("value")
    return start if _closing(line, line[start], start + 1) < 0 else -1


def _cut_off(lines: list[str], number: int) -> bool:
    """Does something new begin after line `number`, so that an open quotation mark was forgotten there?"""
    for index in range(number, len(lines)):
        after = lines[index]
        if after.strip():
            indent = len(after) - len(after.lstrip(" "))
            return indent <= _key_indent(lines[number - 1]) and _NEW_ENTRY.match(after) is not None
    return True


class _Brackets:
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
                close = _closing(line, self.quote, at)
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


def _fault(lines: list[str], file: str, number: int) -> Problem | None:
    line = lines[number - 1].rstrip()
    if _FORBIDDEN.search(line):
        return None
    found = _tab_fault(lines, file, number) or _lead_fault(line, file, number)
    return found or _value_fault(line, file, number)


def _tab_fault(lines: list[str], file: str, number: int) -> Problem | None:
    """A tab in the indentation; as wide as makes the line stand like one of its neighbours."""
    line = lines[number - 1]
    lead = line[: _key_indent(line)]
    if "\t" not in lead:
        return None
    near = {_key_indent(other) for other in lines[max(0, number - 2) : number + 1] if "\t" not in other}
    widths = [width for width in (2, 4, 8) if len(lead.expandtabs(width)) in near]
    fixed = lead.replace("-\t", "- ").expandtabs(widths[0] if widths else 2) + line[len(lead) :]
    return _problem("tab", file, number, lead.index("\t"), fixed)


def _lead_fault(line: str, file: str, number: int) -> Problem | None:
    """What is wrong before the value: spaces, hyphen, colon."""
    head = re.match(r"^\s*+(?:-\s++)*+[^\s:#\"']*+\s*+:?\s*+", line)
    if head and (odd := _ODD_SPACE.search(head.group())):
        fixed = _ODD_SPACE.sub(lambda m: "" if m.group() in "\u200b\ufeff" else " ", head.group())
        fixed = re.sub(r"(?<=\S) +:", ":", fixed) + line[head.end() :]
        return _problem("odd-space", file, number, odd.start(), fixed, char=f"U+{ord(odd.group()):04X}")
    if bullet := re.match(r"^(\s*)([•–—▪◦‣·])\s*(?=\S)", line):
        fixed = f"{bullet.group(1)}- {line[bullet.end() :]}"
        return _problem("bullet", file, number, bullet.start(2), fixed, char=bullet.group(2))
    if tight := re.match(r"^(\s*)-(?=[a-z_]+:(?:\s|$))", line):
        fixed = f"{tight.group(1)}- {line[tight.end() :]}"
        return _problem("space-after-hyphen", file, number, tight.end() - 1, fixed)
    tight = re.match(r"^(\s*+(?:-\s++)++)(id|[a-z]{2,3}(?:-[A-Za-z0-9]+)?):(?=[^\s/:\d])", line)
    tight = tight or re.match(r"^(\s*)([a-z_]{2,}(?:-[A-Za-z0-9]+)?):(?=[^\s/:])", line)
    if tight:
        fixed = f"{tight.group()} {line[tight.end() :]}"
        return _problem("space-after-colon", file, number, tight.end(2), fixed, key=tight.group(2))
    return None


def _value_fault(line: str, file: str, number: int) -> Problem | None:
    """What is wrong with a value that stands on the line of its key."""
    entry = _ENTRY.match(line) or _QUOTED_ITEM.match(line)
    if entry is None or _BLOCK_HEADER.search(line):
        return None
    value, start = entry.group("value"), entry.start("value")
    first = value[0]

    def needs_quotes(at: int, char: str) -> Problem:
        hash_in_text = _TEXT_KEY.match(line) and re.search(r"\s#\S", value)
        comment = None if hash_in_text else _COMMENT.search(value)
        text, rest = (value[: comment.start()], comment.group()) if comment else (value, "")
        return _problem(
            "text-needs-quotes", file, number, start + at, line[:start] + quoted(text) + rest, char=char
        )

    if first in _TYPOGRAPHIC and value.endswith(_TYPOGRAPHIC[first]) and value.count(first) == 1:
        fixed = line[:start] + quoted(value[1:-1].strip())
        return _problem("typographic-quotes", file, number, start, fixed, char=first)
    if first in "\"'":
        return _after_quote(line, file, number, start, value)
    if first == "#" or _NO_TEXT.match(value):
        return None
    if first in "[{":
        end = _Brackets(0).end(value)
        rest = value[end:].strip() if end >= 0 else ""
        return needs_quotes(0, first) if rest and not rest.startswith("#") else None
    if colon := re.search(r":(?=\s|$)", _COMMENT.sub("", value)):
        return needs_quotes(colon.start(), ":")
    if first in _STARTERS or first in "|>" or value.startswith(("- ", "? ")):
        return needs_quotes(0, first)
    if _TEXT_KEY.match(line) and (sign := re.search(r"\s#(?=\S)", value)):
        return needs_quotes(sign.end() - 1, "#")
    return None


def _after_quote(line: str, file: str, number: int, start: int, value: str) -> Problem | None:
    """A quoted text that ends before the line does: `"Un "second" bac"`, `'L'accord'`."""
    mark = value[0]
    end = _closing(value, mark, 1)
    if end < 0 or not value[end + 1 :].strip() or re.match(r"\s+#", value[end + 1 :]):
        return None
    comment = re.search(rf"(?<={mark})\s+#.*$", value)
    text, rest = (value[: comment.start()], comment.group()) if comment else (value, "")
    if text.endswith(mark) and len(text) > 1:
        text = text[1:-1].replace('\\"', '"') if mark == '"' else text[1:-1].replace("''", "'")
    fixed = None if mark == '"' and "\\" in text else line[:start] + quoted(text) + rest
    return _problem("text-after-quote", file, number, start + end, fixed, char=mark)
