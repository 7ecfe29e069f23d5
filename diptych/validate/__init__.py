"""Validate: `Sources` to `Records`, by the content model.

In: what `load` read. Out: typed records with their places, and the problems of single
records: shape, words, dates, addresses, languages, marked-up text. It must not know how
records refer to each other (`link`) nor what is editorially right (`rules`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from diptych import model, tree
from diptych.load import Folder, SourceFile, Sources
from diptych.model import ID_PATTERN
from diptych.problems import Place, Problem, Severity
from diptych.validate import blanks, misfits, partial, repeated, sections, values
from diptych.validate import misplaced as misplacements
from diptych.validate.entries import Entry, FolderRecords, Records

__all__ = ["Entry", "FolderRecords", "Records", "records"]

M = TypeVar("M", bound=BaseModel)


def records(sources: Sources) -> tuple[Records, tuple[Problem, ...]]:
    """Every record that fits the model, and every problem of those that do not."""
    checker = _Checker(sources.problems)
    site = checker.site(sources.site)
    found = Records(site, tuple(checker.folder(folder) for folder in sources.folders))
    return found, tuple(checker.problems)


class _Found:
    """The entries of one kind, the places of all ids, and whether ids or records are missing."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry[Any]] = {}
        self.ids: dict[str, Place] = {}
        self.unreadable = False
        self.dropped = False
        self.hollow: list[str] = []


class _Checker:
    def __init__(self, known: Iterable[Problem]) -> None:
        self.known_lines = {problem.place[:2] for problem in known}
        self.problems: list[Problem] = []
        self.languages: tuple[str, ...] = ()
        self.missing: Severity | None = "warning"
        self.partial: list[Entry[Any]] = []

    def site(self, file: SourceFile | None) -> Entry[model.Site] | None:
        if file is None or file.tree is None:
            self.empty(file)
            return None
        raw = file.tree.get("languages") if isinstance(file.tree, tree.Map) else None
        if isinstance(raw, list):
            self.languages = tuple(str(lang) for lang in raw if isinstance(lang, str))
        record = self.record(model.Site, file.tree, "site", "")
        if record is None:
            return None
        self.languages = record.languages
        severities: dict[str, Severity] = {"error": "error", "warn": "warning"}
        self.missing = severities.get(record.policies.missing_translation)
        entry = Entry("site", record, file.tree)
        if not all(map(values.is_language_tag, record.languages)):
            # With one bad language every text of the site would seem to be in a wrong one.
            self.languages = ()
            self.values(entry)
            return None
        self.values(entry)
        return entry

    def empty(self, file: SourceFile | None) -> None:
        if file is not None and not file.broken:
            self.problems.append(Problem("empty-file", Place(file.path), params=(("name", file.path),)))

    def folder(self, folder: Folder) -> FolderRecords:
        kinds: dict[str, Mapping[str, Entry[Any]]] = {}
        seen: dict[str, frozenset[str]] = {}
        hollow: dict[str, tuple[str, ...]] = {}
        unreadable = set()
        complete = True
        self.partial = []
        for kind, files in folder.kinds.items():
            found = _Found()
            self.kind(kind, files, found)
            kinds[kind], seen[kind] = MappingProxyType(found.entries), frozenset(found.ids)
            hollow[kind] = tuple(found.hollow)
            complete = complete and not (found.unreadable or found.dropped)
            if found.unreadable:
                unreadable.add(kind)
        head = self.head(folder)
        for kind, field in (("topic", "topics"), ("section", "sections")):
            parts = getattr(head.record, field) if head is not None else ()
            entries = {
                part.id: Entry(kind, part, head.part(field, at)) for at, part in enumerate(parts) if head
            }
            kinds[kind], seen[kind] = MappingProxyType(entries), frozenset(entries)
            if head is None:
                unreadable.add(kind)
        return FolderRecords(
            folder.id,
            head,
            MappingProxyType(kinds),
            MappingProxyType(seen),
            frozenset(unreadable),
            complete and head is not None,
            folder.images,
            MappingProxyType(hollow),
            tuple(self.partial),
        )

    def head(self, folder: Folder) -> Entry[model.Explainer] | None:
        if folder.head is None or folder.head.tree is None:
            self.empty(folder.head)
            return None
        node, problems = sections.joined(folder.head.tree, folder.sections)
        self.problems.extend(problems)
        record = self.record(model.Explainer, node, "explainer", folder.id)
        if record is None:
            return None
        entry = Entry("explainer", record, node)
        self.values(entry)
        for index, section in enumerate(record.sections):
            if section.text is None:
                place = entry.place("sections", index, "id")
                self.problems.append(Problem("section-without-text", place, params=(("id", section.id),)))
        return entry

    def kind(self, kind: str, files: tuple[SourceFile, ...], found: _Found) -> None:
        for file in files:
            found.unreadable = found.unreadable or file.broken
            if isinstance(file.tree, tree.Seq):
                for node in file.tree:
                    self.entry(kind, node, found)
            elif file.tree is not None:
                self.problems.append(Problem("file-needs-list", tree.place(file.tree), kind=kind))
                found.unreadable = True
            elif not file.broken:
                found.hollow.append(file.path)

    def entry(self, kind: str, node: tree.Node, found: _Found) -> None:
        raw = node.get("id") if isinstance(node, tree.Map) else None
        id = str(raw) if isinstance(raw, tree.Scalar) else ""
        if isinstance(raw, tree.Scalar) and id:
            if id in found.ids:
                first = found.ids[id]
                params = (("id", id), ("file", first.file), ("line", str(first.line)))
                self.problems.append(
                    Problem("duplicate-id", tree.place(raw), params=params, kind=kind, id=id)
                )
                # One of the two should have another id, which nobody can know: it may be one that is missed.
                found.dropped = found.unreadable = True
                return
            found.ids[id] = tree.place(raw)
            # What the id should be, nobody can know: it may be one that is missed.
            found.unreadable = found.unreadable or re.fullmatch(ID_PATTERN, id) is None
        record = self.record(model.KINDS[kind], node, kind, id)
        if record is not None:
            found.entries[id] = Entry(kind, record, node)
            self.values(found.entries[id])
        else:
            found.dropped = True
            found.unreadable = found.unreadable or not id

    def record(self, type_: type[M], node: tree.Node, kind: str, id: str) -> M | None:
        """The record, or None; its problems are said, those of what could be read of it included."""
        misplaced = list(misplacements.found(node, type_, self.languages, kind, id))
        silent = {place for each in misplaced for place in each.silences}
        wanted = {each.wants for each in misplaced}
        problems = [each.problem for each in misplaced]
        problems += repeated.problems(node, kind, id)
        problems += [
            each
            for each in blanks.problems(node, type_, kind, id, self.languages)
            if each.place not in silent
        ]
        silent.update(each.place for each in problems)
        record = None
        try:
            record = type_.model_validate(node)
        except ValidationError as error:
            found = misfits.problems(error, node, type_, kind, id, wanted)
            silent.update(blanks.places(node))
            problems += [each for each in found if each.place not in silent]
        if not problems:
            return record
        self.problems.extend(each for each in problems if each.place[:2] not in self.known_lines)
        readable = partial.record(type_, node, {each.field or "" for each in problems})
        if readable is not None:
            self.partial.append(Entry(kind, readable, node))
            self.values(self.partial[-1])
        return None

    def values(self, entry: Entry[Any]) -> None:
        self.problems.extend(values.problems(entry, self.languages, self.missing))
