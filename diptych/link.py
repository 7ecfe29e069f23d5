"""Link: the records of a folder to an `Explainer` whose records know each other.

In: `Records`. Out: per folder an `Explainer` with links in both directions and the origins
of every source, and the problems of ids that lead nowhere. It must not judge (`rules`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from diptych import link_mistakes as mistakes
from diptych import model, references, source_relations, tree
from diptych.model import fields
from diptych.problems import Problem, folded, nearest
from diptych.validate import Entry, FolderRecords, Records

CARRYING = ("supports", "asserts", "relays")
"""Relations of a source that carry a statement; denials, refutations and context do not."""


class Key(NamedTuple):
    """A record: its kind and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class Backlink(NamedTuple):
    """Who refers to a record, and by which field (the first step of the path; `text` for a link in words)."""

    key: Key
    field: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin: the root source, and the cited sources that lead back to it."""

    root: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explainer:
    """One explainer, linked. `backlinks` has for each record who refers to it, in the order of the content.

    `complete` says that nothing is missing because of a mistake: no record, no end of a reference. `dangling`
    has the records and fields whose references lead nowhere, so that nobody judges what they rest on.
    """

    id: str
    head: Entry[model.Explainer]
    kinds: Mapping[str, Mapping[str, Entry[Any]]]
    backlinks: Mapping[Key, tuple[Backlink, ...]]
    roots: Mapping[str, str]
    images: tuple[str, ...] = ()
    complete: bool = True
    dangling: frozenset[tuple[Key, str]] = frozenset()

    def record(self, kind: str, id: str) -> Any:
        """The record of this id. Raises KeyError when there is none."""
        return self.kinds[kind][id].record

    def all(self, kind: str) -> Iterable[Entry[Any]]:
        """The entries of a kind, in the order of the content."""
        return self.kinds.get(kind, {}).values()

    def published(self, kind: str) -> list[Entry[Any]]:
        """The entries of a kind that are not drafts."""
        return [entry for entry in self.all(kind) if not getattr(entry.record, "draft", False)]

    def root(self, evidence: model.Evidence) -> str:
        """The source at which the trail of a piece of evidence ends."""
        first = evidence.origin or evidence.source
        return self.roots.get(first, first)

    def origins(self, assertion: model.Assertion) -> tuple[Origin, ...]:
        """The independent origins of what carries a statement, event or relation."""
        found: dict[str, list[str]] = {}
        for evidence in assertion.sources:
            if evidence.relation in CARRYING:
                found.setdefault(self.root(evidence), []).append(evidence.source)
        return tuple(Origin(root, tuple(through)) for root, through in found.items())


def house(source: model.Source) -> str:
    """Who speaks in *Reuters (AsiaOne)*: the publisher before the brackets, without case or accents."""
    return folded(source.publisher.partition(" (")[0])


def explainers(records: Records) -> tuple[tuple[Explainer, ...], tuple[Problem, ...]]:
    """Every folder linked, and the problems of its links."""
    found: list[Explainer] = []
    problems: list[Problem] = []
    for folder in records.folders:
        linker = _Linker(folder)
        linker.entries()
        roots = linker.roots()
        if folder.head is not None:
            found.append(linker.explainer(folder.head, roots))
        problems.extend(
            (*linker.problems, *mistakes.records(linker.lost), *mistakes.files(folder, linker.missed))
        )
    if records.site is not None:
        problems.extend(_removed(records.site, {folder.id for folder in records.folders}))
    return tuple(found), tuple(problems)


def _removed(site: Entry[model.Site], folders: Collection[str]) -> Iterator[Problem]:
    """The explainers that `site.yaml` calls removed are, and what it leads to is there."""
    for index, removed in enumerate(site.record.removed):
        if removed.id in folders:
            word = f"explainer:{removed.id}"
            yield site.problem("removed-still-there", ("removed", index, "id"), word=word)
        to = removed.replaced_by
        if to is not None and to not in folders:
            better = nearest(to, folders) or ""
            path = ("removed", index, "replaced_by")
            yield site.problem("unknown-id", path, word=to, kind="explainer", nearest=better)


class _Linker:
    def __init__(self, folder: FolderRecords) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.backlinks: dict[Key, list[Backlink]] = {}
        self.dangling: dict[Key, set[str]] = {}
        self.missed: dict[str, list[Problem]] = {}
        self.lost: dict[Key, list[Problem]] = {}
        self.gone: set[str] = set()
        self._names: dict[str, mistakes.Names] = {}

    def entries(self) -> None:
        if self.folder.head is not None:
            self.entry(self.folder.head)
        for kind in model.KINDS:
            for entry in self.folder.kinds[kind].values():
                self.entry(entry)
        for entry in self.folder.partial:
            self.entry(entry)

    def explainer(self, head: Entry[model.Explainer], roots: Mapping[str, str]) -> Explainer:
        folder = self.folder
        complete = folder.complete and not self.dangling
        dangling = frozenset((key, field) for key, wrong in self.dangling.items() for field in wrong)
        backlinks = {key: tuple(dict.fromkeys(links)) for key, links in self.backlinks.items()}
        sources = folder.kinds["source"]
        kinds = {
            kind: MappingProxyType(
                {id: source_relations.told(entry, sources) for id, entry in entries.items()}
            )
            for kind, entries in folder.kinds.items()
        }
        return Explainer(
            folder.id,
            head,
            MappingProxyType(kinds),
            MappingProxyType(backlinks),
            roots,
            folder.images,
            complete,
            dangling,
        )

    def entry(self, entry: Entry[Any]) -> None:
        own = Key(entry.kind, entry.id or self.folder.id)
        for path, mark, value in model.leaves(entry.record):
            if isinstance(mark, fields.Ref):
                self.refer(entry, own, Key(mark.kind, value), path)
            elif isinstance(mark, fields.Target):
                self.target(entry, own, value, path)
            elif isinstance(mark, fields.Former):
                self.former(entry, value, path)
            elif isinstance(mark, fields.Text):
                for lang, words in value.items():
                    self.words(entry, own, (*path, lang), lang, words)
            elif isinstance(mark, fields.File):
                self.file(entry, value, path)

    def refer(self, entry: Entry[Any], own: Key, to: Key, path: model.Path) -> None:
        if to == own:
            self.dangling.setdefault(own, set()).add(str(path[0]))
            self.problems.append(entry.problem("refers-to-itself", path, word=to.id))
        elif to.id in self.folder.kinds[to.kind]:
            if self.is_draft(to) and not getattr(entry.record, "draft", False):
                self.problems.append(entry.problem("refers-to-draft", path, word=str(to)))
            self.backlinks.setdefault(to, []).append(Backlink(own, str(path[0])))
        elif to.id not in self.folder.seen[to.kind] and to.kind not in self.folder.unreadable:
            self.unknown(entry, own, to, path)

    def unknown(self, entry: Entry[Any], own: Key, to: Key, path: model.Path, **where: Any) -> None:
        self.dangling.setdefault(own, set()).add(str(path[0]))
        known = self.folder.seen[to.kind]
        if not known and to.kind in model.KINDS:
            self.missed.setdefault(to.kind, []).append(
                entry.problem("file-missed", path, **where, word=to.id)
            )
            return
        meant = mistakes.id(to.id, known, self.names(to.kind), entry.node, path)
        if meant.place is not None:
            where["place"] = meant.place
        problem = entry.problem(
            meant.code, path, swap=meant.swap, word=to.id, kind=to.kind, nearest=meant.nearest, **where
        )
        # A record that is named is not lost, however many name it.
        (self.problems if meant.named else self.lost.setdefault(to, [])).append(problem)

    def names(self, kind: str) -> mistakes.Names:
        """The names of the records of a kind, those with mistakes included; made when somebody asks."""
        if kind not in self._names:
            partly = (entry for entry in self.folder.partial if entry.kind == kind)
            self._names[kind] = mistakes.names((*self.folder.kinds[kind].values(), *partly))
        return self._names[kind]

    def is_draft(self, key: Key) -> bool:
        return bool(getattr(self.folder.kinds[key.kind][key.id].record, "draft", False))

    def target(self, entry: Entry[Any], own: Key, value: str, path: model.Path) -> None:
        kind, colon, id = value.partition(":")
        if kind == "explainer" and id == self.folder.id:
            return
        if not colon or kind not in model.KINDS:
            self.dangling.setdefault(own, set()).add(str(path[0]))
            better = mistakes.target(kind, id if colon else kind, self.folder.seen)
            swap = (value, better) if better else None
            kinds = ", ".join(model.KINDS)
            self.problems.append(
                entry.problem("bad-target", path, swap=swap, word=value, nearest=better, kinds=kinds)
            )
        else:
            self.refer(entry, own, Key(kind, id), path)

    def former(self, entry: Entry[Any], value: str, path: model.Path) -> None:
        """A record that is said to be no more: of a kind that there is, and really gone."""
        kind, colon, id = value.partition(":")
        if not colon or not id or kind not in self.folder.kinds:
            kinds = ", ".join(self.folder.kinds)
            self.problems.append(entry.problem("bad-target", path, word=value, nearest="", kinds=kinds))
        elif id in self.folder.seen[kind]:
            self.problems.append(entry.problem("removed-still-there", path, word=value))
        elif value in self.gone:
            self.problems.append(entry.problem("removed-twice", path, word=value))
        self.gone.add(value)

    def words(self, entry: Entry[Any], own: Key, path: model.Path, lang: str, words: str) -> None:
        if "[[" not in words:
            return
        node = tree.at(entry.node, path)
        for link in references.found(words):
            to = Key(link.kind, link.id)
            place = tree.within(node, link.start, link.end - link.start)
            if link.kind not in self.folder.kinds:
                self.dangling.setdefault(own, set()).add("text")
                better = mistakes.kind(link.kind, self.folder.kinds)
                swap = (f"[[{link.kind}:", f"[[{better}:") if better else None
                kinds = ", ".join(self.folder.kinds)
                self.problems.append(
                    entry.problem(
                        "unknown-kind",
                        path,
                        lang=lang,
                        place=place,
                        swap=swap,
                        word=link.kind,
                        nearest=better,
                        kinds=kinds,
                    )
                )
            elif link.id in self.folder.kinds[link.kind]:
                if to != own:
                    self.backlinks.setdefault(to, []).append(Backlink(own, "text"))
                if self.is_draft(to) and not getattr(entry.record, "draft", False):
                    self.problems.append(
                        entry.problem("refers-to-draft", path, lang=lang, place=place, word=str(to))
                    )
            elif link.id not in self.folder.seen[link.kind] and link.kind not in self.folder.unreadable:
                self.unknown(entry, own, to, path, lang=lang, place=place)

    def file(self, entry: Entry[Any], value: str, path: model.Path) -> None:
        names = [image.rsplit("/", 1)[1] for image in self.folder.images]
        if value not in names:
            better = nearest(value, names) or ""
            swap = (value, better) if better else None
            self.problems.append(entry.problem("unknown-image", path, swap=swap, word=value, nearest=better))

    def roots(self) -> Mapping[str, str]:
        sources = self.folder.kinds["source"]
        roots: dict[str, str] = {}
        circling: set[str] = set()
        for id, entry in sources.items():
            trail = [id]
            while (before := sources[trail[-1]].record.derived_from) in sources:
                if before in trail:
                    if len(trail) > 1 and not circling.intersection(trail):
                        self.problems.append(entry.problem("derived-in-a-circle", ("derived_from",), word=id))
                    circling.update(trail)
                    break
                trail.append(before)
            roots[id] = trail[-1]
        return MappingProxyType(roots)
