"""Records with their places: what `validate` hands to the stages after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from diptych import model, tree
from diptych.problems import Place, Problem, Severity

R = TypeVar("R", covariant=True)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record, its kind, and the node it came from."""

    kind: str
    record: R
    node: tree.Node

    @property
    def id(self) -> str:
        """The record's id; empty for the site and the explainer itself."""
        return str(getattr(self.record, "id", ""))

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands, or as much of the path as is there; the id without a path."""
        found = tree.at(self.node, path)
        if found is self.node and isinstance(found, tree.Map) and "id" in found:
            found = found["id"]
        return tree.place(found)

    def part(self, *path: str | int) -> tree.Node:
        """The node that `path` leads to."""
        return tree.at(self.node, path)

    def problem(
        self,
        code: str,
        path: model.Path = (),
        *,
        severity: Severity = "error",
        lang: str | None = None,
        place: Place | None = None,
        swap: tuple[str, str] | None = None,
        **params: str,
    ) -> Problem:
        """A problem of this record, at the value that `path` leads to."""
        field = ".".join(str(step) for step in path if isinstance(step, str)) or None
        return Problem(
            code=code,
            place=place or self.place(*path),
            severity=severity,
            params=tuple(params.items()),
            kind=self.kind,
            id=self.id or None,
            field=field,
            lang=lang,
            swap=swap,
        )


@dataclass(frozen=True, slots=True)
class FolderRecords:
    """The records of one explainer by kind and id; topics and sections count as kinds here.

    `head` is None when `explainer.yaml` has mistakes. `seen` has the ids of every kind, those of
    records with mistakes too; `unreadable` the kinds of which not every id could be read, so that
    nobody calls their ids unknown. `hollow` has the files of each kind that hold nothing, and `partial`
    what could be read of records with mistakes, so that their references are looked at too. `complete` says
    that no record is missing because of its mistakes.
    """

    id: str
    head: Entry[model.Explainer] | None
    kinds: Mapping[str, Mapping[str, Entry[Any]]]
    seen: Mapping[str, frozenset[str]]
    unreadable: frozenset[str]
    complete: bool
    images: tuple[str, ...]
    hollow: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    partial: tuple[Entry[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """The site and its explainers; `site` is None when its file has mistakes."""

    site: Entry[model.Site] | None
    folders: tuple[FolderRecords, ...]
