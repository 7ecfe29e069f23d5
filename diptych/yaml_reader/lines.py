"""Faults that show on a line of YAML, before a parser stumbles over them.

In: the text of a file. Out: problems, with the corrected line where the correction is certain.
Lines inside block scalars, quoted texts and brackets are left alone, but for characters that
no text may hold. Every pattern takes time linear in its line. It must not know the content model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.problems import Place, Problem
from diptych.yaml_reader.shapes import (
    BLOCK_HEADER,
    BRACKETED_ITEM,
    DASHES,
    ENTRY,
    NEW_ENTRY,
    QUOTED_ITEM,
    Brackets,
    Inside,
    closing,
    key_indent,
    left_open,
    masked,
)

_COMMENT = re.compile(r"(?<!\s)\s+#.*$")
_TEXT_KEY = re.compile(rf"^{DASHES}[a-z]{{2,3}}(?:-[A-Za-z0-9]+)*\s*:\s")
_GOES_ON = re.compile(r"[^\W\d]\S*+\s++(?:#\d|[^#\s])")
"""A text whose sign # belongs to it: of several words, or with a number after the sign."""
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")
# What YAML 1.1 calls not printable, and the line breaks that nobody sees.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_TYPOGRAPHIC = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_STARTERS = "&*!%@`,]}"
_UNOPENED = re.compile(r'[^"]*[^\s"\d]"')
"""A text with one quotation mark, at its end; behind a figure it is for inches."""
_STRAY_COMMA = re.compile(r"(?<=[\[{])\s*+,(?:\s*+,)*+\s*+|,(?:\s*+,)++\s*+(?=[\]}])|(?<=,)(?:\s*+,)++")
_NO_TEXT = re.compile(r"[&*][\w-]+(?:\s+#.*)?$|&[\w-]+\s+[\"'\[{]|!(?:<[^>]*>|[\w!:/.-]+)(?:\s|$)")
"""An alias, an anchor or a tag: the reader names them."""


def quoted(text: str) -> str:
    """`text` as a double-quoted YAML scalar on one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unmarked(text: str) -> str | None:
    """What stands between quotation marks that are none to YAML: “…”, or “…"; None for any other text."""
    if len(text) < 2 or text[0] not in _TYPOGRAPHIC or text.count(text[0]) > 1:
        return None
    closed = text.endswith(_TYPOGRAPHIC[text[0]]) or (text.endswith('"') and text.count('"') == 1)
    return text[1:-1].strip() if closed else None


def is_unopened(text: str) -> bool:
    """Does a text end with a quotation mark that nothing opens?"""
    return _UNOPENED.fullmatch(text) is not None


def faults(text: str, file: str) -> tuple[Problem, ...]:
    """The first fault of each line, in order."""
    return tuple(_faults(text.split("\n"), file))


def _faults(lines: list[str], file: str) -> Iterator[Problem]:
    inside = Inside()
    begun = False
    for number, typed in enumerate(lines, start=1):
        line = typed.rstrip()
        if odd := _FORBIDDEN.search(typed):  # at the end of a line Python takes some of them for spaces
            fixed = _FORBIDDEN.sub(lambda match: " " if match.group() in _BREAKS else "", typed).rstrip()
            char = f"U+{ord(odd.group()):04X}"
            yield _problem("control-character", file, number, odd.start(), fixed, char=char)
            line = fixed
        if not line or inside.holds(line) or line.lstrip().startswith("#"):
            continue
        if line == "---" and begun:
            yield _problem("several-documents", file, number, 0, None, 3)
            continue
        begun = begun or (line != "---" and not line.startswith("%"))
        problem = _fault(line, file, number) if not odd else None
        if problem is None and (at := left_open(line)) >= 0 and _cut_off(lines, number):
            closed = None if _COMMENT.search(line[at:]) else line.rstrip() + line[at]
            problem = _problem("unclosed-quote", file, number, at, closed)
        if problem is not None:
            yield problem
            line = problem.corrected if problem.corrected is not None else line
        inside.enters(line)


def _problem(
    code: str, file: str, number: int, column: int, corrected: str | None, length: int = 1, **params: str
) -> Problem:
    where = Place(file, number, column + 1, max(1, length))
    return Problem(code, where, params=tuple(params.items()), corrected=corrected)


def _cut_off(lines: list[str], number: int) -> bool:
    """Does something new begin after line `number`, so that an open quotation mark was forgotten there?"""
    for index in range(number, len(lines)):
        after = lines[index]
        if after.strip():
            indent = len(after) - len(after.lstrip(" "))
            return indent <= key_indent(lines[number - 1]) and NEW_ENTRY.match(after) is not None
    return True


def _fault(line: str, file: str, number: int) -> Problem | None:
    found = _tab_fault(line, file, number) or _lead_fault(line, file, number)
    return found or _value_fault(line, file, number)


def _tab_fault(line: str, file: str, number: int) -> Problem | None:
    """A tab before the value: after a hyphen it is a space; how far it indents, `layout` can say."""
    lead = line[: key_indent(line)]
    if "\t" not in lead:
        return None
    after_hyphen = re.sub(r"(?<=-)[ \t]+", " ", lead)
    fixed = None if "\t" in after_hyphen else after_hyphen + line[len(lead) :]
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
    if item := BRACKETED_ITEM.match(line):
        whole = item["value"][: max(0, Brackets(0).end(item["value"]))]
        return _stray_comma(line, file, number, item.start("value"), whole)
    entry = ENTRY.match(line) or QUOTED_ITEM.match(line)
    if entry is None or BLOCK_HEADER.search(line):
        return None
    value, start = entry.group("value"), entry.start("value")
    first = value[0]

    def needs_quotes(at: int, char: str) -> Problem:
        hash_in_text = char == "#" or (_TEXT_KEY.match(line) and re.search(r"\s#\S", value))
        comment = None if hash_in_text else _COMMENT.search(value)
        text, rest = (value[: comment.start()], comment.group()) if comment else (value, "")
        return _problem(
            "text-needs-quotes", file, number, start + at, line[:start] + quoted(text) + rest, char=char
        )

    if (meant := unmarked(value)) is not None:
        return _problem("typographic-quotes", file, number, start, line[:start] + quoted(meant), char=first)
    if first in "\"'":
        return _after_quote(line, file, number, start, value)
    if first == "#" or _NO_TEXT.match(value):
        return None
    if first in "[{":
        end = Brackets(0).end(value)
        rest = value[end:].strip() if end >= 0 else ""
        if rest and not rest.startswith("#"):
            return needs_quotes(0, first)
        return _stray_comma(line, file, number, start, value[: max(0, end)])
    if colon := re.search(r":(?=\s|$)", _COMMENT.sub("", value)):
        return needs_quotes(colon.start(), ":")
    if first in _STARTERS or first in "|>" or value.startswith(("- ", "? ")):
        return needs_quotes(0, first)
    if (sign := re.search(r"\s#(?=\S)", value)) and (_TEXT_KEY.match(line) or _GOES_ON.match(value)):
        return needs_quotes(sign.end() - 1, "#")
    if is_unopened(value):
        return _problem("unopened-quote", file, number, line.rindex('"'), f'{line[:start]}"{value}')
    return None


def _stray_comma(line: str, file: str, number: int, start: int, value: str) -> Problem | None:
    """A comma in brackets with nothing before it: `[, a]`, `[a,, b]`."""
    found = list(_STRAY_COMMA.finditer(masked(value)))
    if not found:
        return None
    kept, at = "", 0
    for stray in found:
        kept, at = kept + value[at : stray.start()], stray.end()
    first = found[0].start() + found[0].group().rindex(",")
    fixed = line[:start] + kept + value[at:] + line[start + len(value) :]
    return _problem("stray-comma", file, number, start + first, fixed)


def _after_quote(line: str, file: str, number: int, start: int, value: str) -> Problem | None:
    """A quoted text that ends before the line does: `"Un "second" bac"`, `'L'accord'`."""
    mark = value[0]
    end = closing(value, mark, 1)
    if end < 0 or not value[end + 1 :].strip() or re.match(r"\s+#", value[end + 1 :]):
        return None
    comment = re.search(rf"(?<={mark})\s+#.*$", value)
    text, rest = (value[: comment.start()], comment.group()) if comment else (value, "")
    if text.endswith(mark) and len(text) > 1:
        text = text[1:-1].replace('\\"', '"') if mark == '"' else text[1:-1].replace("''", "'")
    fixed = None if mark == '"' and "\\" in text else line[:start] + quoted(text) + rest
    return _problem("text-after-quote", file, number, start + end, fixed, char=mark)
