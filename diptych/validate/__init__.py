"""Validate: `Sources` to `Records`, by the content model.

In: what `load` read. Out: typed records with their places, and the problems of single
records: shape, words, dates, addresses, languages, marked-up text. It must not know how
records refer to each other (`link`) nor what is editorially right (`rules`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from diptych import model, tree
from diptych.load import Folder, SourceFile, Sources
from diptych.problems import Place, Problem, Severity
from diptych.validate import misfits, sections, values
from diptych.validate.entries import Entry, FolderRecords, Records

__all__ = ["Entry", "FolderRecords", "Records", "records"]

M = TypeVar("M", bound=BaseModel)


def records(sources: Sources) -> tuple[Records, tuple[Problem, ...]]:
    """Every record that fits the model, and every problem of those that do not."""
    checker = _Checker()
    site = checker.site(sources.site)
    folders = (checker.folder(folder) for folder in sources.folders)
    found = Records(site, tuple(folder for folder in folders if folder is not None))
    return found, tuple(checker.problems)


class _Checker:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.languages: tuple[str, ...] = ()
        self.missing: Severity | None = "warning"

    def site(self, file: SourceFile | None) -> Entry[model.Site] | None:
        if file is None or file.tree is None:
            if file is not None and not file.text.strip():
                self.problems.append(Problem("empty-file", Place(file.path), params=(("name", file.path),)))
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
        self.values(entry)
        return entry

    def folder(self, folder: Folder) -> FolderRecords | None:
        kinds: dict[str, Mapping[str, Entry[Any]]] = {}
        seen: dict[str, frozenset[str]] = {}
        unreadable = set()
        for kind, files in folder.kinds.items():
            entries, ids, broken = self.kind(kind, files)
            kinds[kind], seen[kind] = MappingProxyType(entries), frozenset(ids)
            if broken:
                unreadable.add(kind)
        head = self.head(folder)
        if head is None:
            return None
        for kind, parts in (("topic", head.record.topics), ("section", head.record.sections)):
            found = {part.id: Entry(kind, part, head.node) for part in parts}
            kinds[kind], seen[kind] = MappingProxyType(found), frozenset(found)
        return FolderRecords(
            folder.id,
            head,
            MappingProxyType(kinds),
            MappingProxyType(seen),
            frozenset(unreadable),
            folder.images,
        )

    def head(self, folder: Folder) -> Entry[model.Explainer] | None:
        if folder.head is None or folder.head.tree is None:
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

    def kind(
        self, kind: str, files: tuple[SourceFile, ...]
    ) -> tuple[dict[str, Entry[Any]], dict[str, Place], bool]:
        entries: dict[str, Entry[Any]] = {}
        ids: dict[str, Place] = {}
        broken = False
        for file in files:
            if file.tree is None:
                broken = broken or bool(file.text.strip())
            elif not isinstance(file.tree, tree.Seq):
                self.problems.append(Problem("file-needs-list", tree.place(file.tree), kind=kind))
                broken = True
            else:
                for node in file.tree:
                    self.entry(kind, node, entries, ids)
        return entries, ids, broken

    def entry(
        self, kind: str, node: tree.Node, entries: dict[str, Entry[Any]], ids: dict[str, Place]
    ) -> None:
        raw = node.get("id") if isinstance(node, tree.Map) else None
        id = str(raw) if isinstance(raw, tree.Scalar) else ""
        if isinstance(raw, tree.Scalar) and id:
            if id in ids:
                params = (("id", id), ("file", ids[id].file), ("line", str(ids[id].line)))
                self.problems.append(Problem("duplicate-id", tree.place(raw), params=params, kind=kind, id=id))
                return
            ids[id] = tree.place(raw)
        record = self.record(model.KINDS[kind], node, kind, id)
        if record is not None:
            entries[id] = Entry(kind, record, node)
            self.values(entries[id])

    def record(self, type_: type[M], node: tree.Node, kind: str, id: str) -> M | None:
        try:
            return type_.model_validate(node)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_input=False):
                self.problems.append(misfits.problem(each, node, type_, kind, id))
            return None

    def values(self, entry: Entry[Any]) -> None:
        self.problems.extend(values.problems(entry, self.languages, self.missing))
