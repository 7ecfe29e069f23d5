"""Translations: which texts of an explainer are missing, stale or to confirm.

In: the records of a folder and the text of its `translations.lock`. Out: a `Review`: every localized field
with the state of each language's text; and the text of the lock after a confirmation. It must not read or
write files, nor know git.

A language's text is compared with the form in which it was last confirmed (`lock.fingerprint`). Among the
languages that have a text now and had one then:

    texts changed since        those changed     those not changed
    ───────────────────        ─────────────     ─────────────────
    none                                         current
    one, others not            current           stale
    two or more, others not    to-confirm        stale
    all, two or more           to-confirm
    all, there is but one      current

It does not matter which one is the source language: a correction in English makes the French stale as much
as the reverse. And besides, whatever the others are:

    there is no text (also: no longer)                         missing
    the field, or this language of it, is not in the lock      new

A new text is unmarked and makes nothing stale, nor does a text taken away: nothing that was confirmed to
agree has changed. Readers see *stale* alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from diptych import model
from diptych.load import Folder
from diptych.model import fields
from diptych.problems import Problem
from diptych.translations import lock
from diptych.translations.lock import Confirmed, Name
from diptych.translations.states import State, matched, newer, states
from diptych.validate import Entry, FolderRecords, Records

__all__ = ["Field", "Name", "Review", "State", "confirmed", "problems", "reviews"]

_OWN = ("topics", "sections")
"""Fields of the explainer whose items count as records."""


@dataclass(frozen=True, slots=True)
class Field:
    """A localized field: its texts by language, what was confirmed (None: nothing), states, who leads.

    `newer` are the languages whose text changed since it was confirmed, in the order of the site.
    """

    name: Name
    entry: Entry[Any]
    path: model.Path
    texts: Mapping[str, str]
    confirmed: Confirmed | None
    states: Mapping[str, State]
    newer: tuple[str, ...]

    @property
    def fingerprints(self) -> dict[str, str]:
        """The fingerprints of the present texts."""
        return {lang: lock.fingerprint(text) for lang, text in self.texts.items()}


@dataclass(frozen=True, slots=True)
class Review:
    """The texts of one explainer. `path` is that of its lock.

    `unknown` are the lines of the lock that speak of no present field; the next confirmation drops them.
    `kept` are those of records that a mistake hides; they stay.
    """

    id: str
    path: str
    fields: tuple[Field, ...]
    unknown: tuple[Name, ...]
    kept: Mapping[Name, Confirmed]

    def of(self, lang: str, *wanted: State) -> list[Field]:
        """The fields whose text in a language has one of these states."""
        return [field for field in self.fields if field.states.get(lang) in wanted]

    def by_place(self) -> dict[tuple[tuple[str, str], model.Path], Field]:
        """The fields by the kind and id of their record and the path in it."""
        kinds = ((field.name.record.partition(":"), field) for field in self.fields)
        return {((kind, id), field.path): field for (kind, _, id), field in kinds}


def reviews(
    records: Records, folders: Iterable[Folder], languages: Collection[str]
) -> tuple[tuple[Review, ...], tuple[Problem, ...]]:
    """Every explainer's texts compared with its lock, and the problems of the locks themselves."""
    found: list[Review] = []
    wrong: list[Problem] = []
    for folder, own in zip(folders, records.folders, strict=True):
        path = f"{folder.path}/{lock.FILE}"
        known, bad = lock.read(folder.lock.text if folder.lock is not None else "", path)
        wrong.extend(bad)
        found.append(_review(own, known, path, languages))
    return tuple(found), tuple(wrong)


def problems(reviews: Iterable[Review], languages: Iterable[str]) -> Iterator[Problem]:
    """One warning per explainer, language and state: how many texts, at the place of the first."""
    wanted: tuple[State, ...] = ("stale", "to-confirm")
    langs = tuple(languages)
    for review in reviews:
        for lang in langs:
            for state in wanted:
                if not (listed := review.of(lang, state)):
                    continue
                first = listed[0]
                yield first.entry.problem(
                    f"translations-{state}",
                    (*first.path, lang),
                    severity="warning",
                    lang=lang,
                    n=str(len(listed)),
                    language=lang,
                    tag=lang,
                )


def confirmed(review: Review, records: Collection[str] | None = None) -> str:
    """The text of the lock once the texts of these records, or (None) of all, are accepted as they stand."""
    made: dict[Name, Confirmed] = dict(review.kept)
    for field in review.fields:
        if records is None or field.name.record in records:
            made[field.name] = field.fingerprints
        elif field.confirmed is not None:
            made[field.name] = field.confirmed
    return lock.written(made)


def _review(folder: FolderRecords, known: lock.Lock, path: str, languages: Collection[str]) -> Review:
    leaves = list(_leaves(folder))
    present = {
        name: {lang: lock.fingerprint(text) for lang, text in texts.items()} for name, _, _, texts in leaves
    }
    lines = matched(present, known)
    found = []
    for name, entry, steps, texts in leaves:
        line = lines[name][1] if name in lines else None
        own = MappingProxyType(states(present[name], line, languages))
        leading = newer(present[name], line, languages)
        found.append(Field(name, entry, steps, MappingProxyType(dict(texts)), line, own, leading))
    used = {line for line, _ in lines.values()}
    rest = [name for name in known.fields if name not in used]
    kept = {name: known.fields[name][0] for name in rest if _is_hidden(name, folder)}
    unknown = tuple(sorted(name for name in rest if name not in kept))
    return Review(folder.id, path, tuple(found), unknown, MappingProxyType(kept))


def _leaves(folder: FolderRecords) -> Iterator[tuple[Name, Entry[Any], model.Path, Mapping[str, str]]]:
    entries = [] if folder.head is None else [folder.head]
    entries += [entry for kind in folder.kinds.values() for entry in kind.values()]
    for entry in entries:
        record = f"{entry.kind}:{entry.id or folder.id}"
        for path, mark, texts in model.leaves(entry.record):
            if not isinstance(mark, fields.Text) or mark.form == "slug" or not texts:
                continue
            if entry.kind != "explainer" or path[0] not in _OWN:
                yield Name(record, ".".join(map(str, path))), entry, path, texts


def _is_hidden(name: Name, folder: FolderRecords) -> bool:
    """Is this a line of a record that is there and could not be read?"""
    kind, _, id = name.record.partition(":")
    if kind == "explainer":
        return folder.head is None
    if kind in folder.unreadable:
        return True
    return id in folder.seen.get(kind, ()) and id not in folder.kinds[kind]
