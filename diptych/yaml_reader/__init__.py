"""YAML text to a tree, by PyYAML's event parser.

In: the text of a file. Out: its tree (None when there is none) and the problems found.
Events, not nodes: libyaml's composer recurses and can take the process down on absurd
nesting, its parser does not. It must not know the content model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from diptych import tree
from diptych.problems import Place, Problem
from diptych.yaml_reader import complaints, layout
from diptych.yaml_reader import lines as line_by_line

MAX_DEPTH = 24
"""Deepest nesting; the content model needs seven levels."""

_REPAIRS = 12
"""How many faults of the layout are explained in one file, each with a reading of the whole."""

_REPAIRED_TEXT = 4_000_000
"""How many characters may be read again for that in all."""

_NO_KEY = "?"
"""The style of what stands in for a key that is no text."""

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)


def read(text: str, file: str) -> tuple[tree.Node | None, tuple[Problem, ...]]:
    """The tree of a YAML text, and its problems in the order of the file.

    Lines with a fault that has one certain correction are read as corrected, so that
    the rest of the file is checked in the same run.
    """
    found = list(line_by_line.faults(text, file))
    lines = text.split("\n")
    for problem in found:
        if problem.corrected is not None or problem.code == "several-documents":
            lines[problem.place.line - 1] = problem.corrected or ""
    found = list(_indented(found, lines))
    budget = min(_REPAIRS, max(1, _REPAIRED_TEXT // (len(text) + 1)))
    builder = _Builder("\n".join(lines), file)
    root = builder.build()
    while builder.misfit and (fault := layout.fault(lines, file, builder.misfit)) is not None:
        repaired = None
        if fault.lines and budget:
            budget -= 1
            mended = [fault.lines.get(number, line) for number, line in enumerate(lines)]
            repaired = _Builder("\n".join(mended), file)
            made = repaired.build()
        if repaired is not None and (repaired.misfit == 0 or repaired.misfit > builder.misfit or made):
            found.append(fault.problem)
            lines, builder, root = mended, repaired, made
            continue
        if root is None:  # what the parser says of it is only a consequence
            builder.problems = [*builder.problems[:-1], fault.problem]
        break
    known_lines = {problem.place.line for problem in found}
    more = [problem for problem in builder.problems if problem.place.line not in known_lines]
    return root, tuple(sorted((*found, *more), key=lambda problem: problem.order[:3]))


def _indented(found: list[Problem], lines: list[str]) -> Iterator[Problem]:
    """The problems, tabs with the indentation that was meant; `lines` is read so from then on."""
    meant: dict[int, str] = {}
    if any(problem.code == "tab" and problem.corrected is None for problem in found):
        meant.update(layout.indents(lines))
    for problem in found:
        index = problem.place.line - 1
        if problem.code == "tab" and problem.corrected is None:
            lines[index] = meant.get(index, lines[index].expandtabs(2))
            yield replace(problem, corrected=meant.get(index))
        else:
            yield problem


class _Builder:
    """Turns the parser's events into a tree with a stack of its own.

    `misfit` is the line that the parser refused, `NOWHERE` where only a key that stands twice gives reason
    to doubt the layout, or 0.
    """

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.misfit = 0

    def problem(self, code: str, mark: Any, **params: str) -> None:
        where = Place(self.file, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(code, where, params=tuple(params.items())))

    def build(self) -> tree.Node | None:
        loader = _Loader(self.text)
        try:
            return self._nodes(loader)
        except yaml.MarkedYAMLError as error:
            self.problems.append(complaints.problem(error, self.text, self.file))
            self.misfit = complaints.suspect(error, self.text.split("\n"))
        except yaml.reader.ReaderError as error:
            self.problems.append(
                Problem("yaml-syntax", Place(self.file, 1, 1), params=(("why", str(error)),))
            )
        finally:
            loader.dispose()
        return None

    def _nodes(self, loader: Any) -> tree.Node | None:
        root: tree.Node | None = None
        stack: list[tuple[tree.Map | tree.Seq, list[tree.Scalar]]] = []
        documents = 0
        while (event := loader.get_event()) is not None:
            node: tree.Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                node = self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                node = self._collection(event)
            elif isinstance(event, yaml.AliasEvent):
                node = self._alias(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                continue
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.problem("several-documents", event.start_mark)
                    return root
                continue
            elif isinstance(event, yaml.StreamEndEvent):
                return root
            if node is None:
                continue
            if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
                self.problem("anchor", event.start_mark, text="&" + str(event.anchor))
            if getattr(event, "tag", None) and str(event.tag) != "!":
                self.problem("tag", event.start_mark, text=str(event.tag).replace("tag:yaml.org,2002:", "!!"))
            if stack:
                self._attach(stack[-1], node)
            else:
                root = node
            if isinstance(node, tree.Map | tree.Seq):
                if len(stack) >= MAX_DEPTH:
                    self.problem("too-deep", event.start_mark, depth=str(MAX_DEPTH))
                    return None
                stack.append((node, []))
        return root

    def _scalar(self, event: Any) -> tree.Scalar:
        mark, style = event.start_mark, event.style or ""
        raw = self.text[mark.index : event.end_mark.index]
        made = tree.scalar(
            event.value, self.file, mark.line + 1, mark.column + 1, style, "" if raw == event.value else raw
        )
        if not style and raw == event.value:
            self._marks(made)
        return made

    def _marks(self, text: tree.Scalar) -> None:
        """Quotation marks that are none to YAML, in braces or brackets; elsewhere the line has told."""
        meant = line_by_line.unmarked(text)
        if meant is not None:
            code, swap = "typographic-quotes", (str(text), line_by_line.quoted(meant))
            self.problems.append(Problem(code, tree.place(text), params=(("char", text[0]),), swap=swap))
        elif line_by_line.is_unopened(text):
            self.problems.append(Problem("unopened-quote", tree.place(text), swap=(str(text), f'"{text}')))

    def _alias(self, event: Any) -> tree.Scalar:
        mark = event.start_mark
        self.problem("alias", mark, text="*" + str(event.anchor))
        return tree.scalar("", self.file, mark.line + 1, mark.column + 1)

    def _collection(self, event: Any) -> tree.Map | tree.Seq:
        node: tree.Map | tree.Seq
        if isinstance(event, yaml.MappingStartEvent):
            node = tree.Map()
            node.keys_at = {}
        else:
            node = tree.Seq()
            node.flow = bool(event.flow_style)
        node.file, node.line, node.column = self.file, event.start_mark.line + 1, event.start_mark.column + 1
        return node

    def _attach(self, top: tuple[tree.Map | tree.Seq, list[tree.Scalar]], node: tree.Node) -> None:
        parent, waiting = top
        if isinstance(parent, tree.Seq):
            parent.append(node)
        elif not waiting:
            if isinstance(node, tree.Scalar):
                waiting.append(node)
            else:
                self.problems.append(Problem("key-not-text", tree.place(node)))
                waiting.append(tree.scalar("", node.file, node.line, node.column, _NO_KEY))
        else:
            key = waiting.pop()
            if key.style == _NO_KEY:
                return
            if key in parent:
                first = parent.keys_at[key]
                where = tree.place(key)
                params = (("key", str(key)), ("line", str(first.line)))
                self.misfit = layout.NOWHERE
                self.problems.append(Problem("duplicate-key", where, params=params))
            elif key == "<<":
                self.problems.append(Problem("merge-key", tree.place(key)))
            else:
                parent[str(key)] = node
                parent.keys_at[str(key)] = key
