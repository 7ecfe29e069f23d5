"""Translations: which texts of the site and of its explainers are missing, stale or to confirm.

In: the records, and the texts of the locks: `content/translations.lock` for `site.yaml`, and one beside each
explainer. Out: a `Review` for each: every localized field with the state of each language's text; and the
text of the lock after a confirmation. It must not read or write files, nor know git.

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

The words of a quote are no equals: the translations follow the original, each for itself. When the original
changed, a translation that did not is stale; a translation that changed is to confirm against the original,
which itself is always current.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from diptych import model
from diptych.load import SourceFile, Sources
from diptych.problems import Place, Problem
from diptych.translations import lock, texts
from diptych.translations.lock import Confirmed, Name
from diptych.translations.states import State, matched, newer, states
from diptych.validate import Entry, FolderRecords, Records

__all__ = ["Field", "Name", "Review", "State", "confirmed", "problems", "reviews"]

SITE = ""
"""The id of the review of the site's own texts, which belong to no explainer."""


@dataclass(frozen=True, slots=True)
class Field:
    """A localized field: its texts by language, what was confirmed (None: nothing), states, who leads.

    `note` is what translators are to know. `newer` are the languages whose text changed since it was
    confirmed, in the order of the site.
    """

    name: Name
    entry: Entry[Any]
    where: texts.Texts
    note: str | None
    texts: Mapping[str, str]
    confirmed: Confirmed | None
    states: Mapping[str, State]
    newer: tuple[str, ...]

    @property
    def path(self) -> model.Path:
        """Where the field stands in its record."""
        return self.where.path

    def place(self, lang: str) -> Place:
        """Where the text of a language stands, or as near to it as there is something."""
        return self.entry.place(*self.where.place(lang))

    def changes(self, lang: str) -> tuple[str, ...]:
        """The languages whose changes the text of a language has to follow, its own change included."""
        if self.where.original is None:
            return self.newer
        return tuple(other for other in self.newer if other in (self.where.original, lang))

    @property
    def fingerprints(self) -> dict[str, str]:
        """The fingerprints of the present texts."""
        return {lang: lock.fingerprint(text) for lang, text in self.texts.items()}


@dataclass(frozen=True, slots=True)
class Review:
    """The texts of one explainer, or (with the id `SITE`) of the site. `path` is that of the lock.

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


def reviews(records: Records, sources: Sources) -> tuple[tuple[Review, ...], tuple[Problem, ...]]:
    """The texts of the site and of every explainer compared with the locks, and the problems of the locks.

    The site has no review while its file has mistakes.
    """
    wrong: list[Problem] = []
    site = records.site
    languages = site.record.languages if site is not None else ()

    def review(id: str, folder: str, file: SourceFile | None, entries: Entries, hides: Hides) -> Review:
        path = f"{folder}/{lock.FILE}"
        known, bad = lock.read(file.text if file is not None else "", path)
        wrong.extend(bad)
        return _review(id, path, entries, known, languages, hides)

    found = []
    if site is not None:
        found.append(review(SITE, "content", sources.lock, {"site": site}, lambda name: False))
    for folder, own in zip(sources.folders, records.folders, strict=True):
        found.append(review(own.id, folder.path, folder.lock, _entries(own), partial(_is_hidden, folder=own)))
    return tuple(found), tuple(wrong)


def problems(reviews: Iterable[Review], languages: Iterable[str]) -> Iterator[Problem]:
    """One warning for each lock and language: how many texts wait. Which, the verb `translations` says."""
    langs = tuple(languages)
    for review in reviews:
        for lang in langs:
            stale, changed = len(review.of(lang, "stale")), len(review.of(lang, "to-confirm"))
            if stale or changed:
                params = {"stale": str(stale), "changed": str(changed), "language": lang, "tag": lang}
                place = Place(review.path)
                yield Problem("translations-waiting", place, "warning", params=tuple(params.items()))


def confirmed(review: Review, records: Collection[str] | None = None) -> str:
    """The text of the lock once the texts of these records, or (None) of all, are accepted as they stand."""
    made: dict[Name, Confirmed] = dict(review.kept)
    for field in review.fields:
        if records is None or field.name.record in records:
            made[field.name] = field.fingerprints
        elif field.confirmed is not None:
            made[field.name] = field.confirmed
    return lock.written(made)


Entries = Mapping[str, Entry[Any]]
"""The records with texts, by the name that they have in the lock."""

Hides = Callable[[Name], bool]
"""Is this a line of a record that a mistake hides?"""


def _review(
    id: str, path: str, entries: Entries, known: lock.Lock, languages: Collection[str], hides: Hides
) -> Review:
    leaves = [
        (Name(record, ".".join(map(str, found.path))), entry, found)
        for record, entry in entries.items()
        for found in texts.of(entry.record)
    ]
    present = {
        name: {lang: lock.fingerprint(text) for lang, text in found.words.items()}
        for name, _, found in leaves
    }
    lines = matched(present, known)
    head = next((entry.record for entry in entries.values() if entry.kind == "explainer"), None)
    fields = []
    for name, entry, found in leaves:
        line = lines[name][1] if name in lines else None
        own = MappingProxyType(states(present[name], line, languages, found.original))
        leading = newer(present[name], line, languages)
        note = getattr(entry.record if entry.kind not in ("topic", "section") else head, _NOTE, None)
        words = MappingProxyType(dict(found.words))
        fields.append(Field(name, entry, found, note, words, line, own, leading))
    used = {line for line, _ in lines.values()}
    rest = [name for name in known.fields if name not in used]
    kept = {name: known.fields[name][0] for name in rest if hides(name)}
    unknown = tuple(sorted(name for name in rest if name not in kept))
    return Review(id, path, tuple(fields), unknown, MappingProxyType(kept))


_NOTE = "translation_note"


def _entries(folder: FolderRecords) -> Entries:
    head = {} if folder.head is None else {f"explainer:{folder.id}": folder.head}
    entries = (entry for kind in folder.kinds.values() for entry in kind.values())
    return head | {f"{entry.kind}:{entry.id}": entry for entry in entries}


def _is_hidden(name: Name, folder: FolderRecords) -> bool:
    """Is this a line of a record that is there and could not be read?"""
    kind, _, id = name.record.partition(":")
    if kind == "explainer":
        return folder.head is None
    if kind in folder.unreadable:
        return True
    return id in folder.seen.get(kind, ()) and id not in folder.kinds[kind]
