"""Put into words how the texts of an explainer stand in each language.

In: a review, the earlier texts, a language and its words. Out: lines. Must not print them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diptych import report
from diptych.cli.summary import counted
from diptych.translations import SITE, Field, Name, Review, State
from diptych.translations.past import differences

LISTED: tuple[State, ...] = ("missing", "stale", "to-confirm")
SOURCE_LENGTH = 300
"""Characters of the source language shown for a text that is missing."""

_STRUCK, _GREEN, _BOLD, _PLAIN = "\x1b[9;31m", "\x1b[1;32m", "\x1b[1m", "\x1b[0m"

Confirmed = Callable[[Field, str], str | None]
"""The text of a field as it was confirmed in a language, where it can still be found."""


@dataclass(frozen=True)
class Teller:
    """Tells in one language: `languages` are those of the site, `confirmed` finds earlier texts."""

    lang: str
    words: Mapping[str, Any]
    languages: Sequence[str]
    confirmed: Confirmed
    color: bool = False

    def overview(self, review: Review) -> Iterator[str]:
        """The explainer, and a line for each language: how many texts, and what is to do."""
        title = self.words["title"].format(id=review.id) if review.id != SITE else self.words["title_site"]
        yield self.paint(_BOLD, title)
        for lang in self.languages:
            name = self.named(lang)
            if lang == self.languages[0]:
                name = self.words["source"].format(language=name)
            states: tuple[State, ...] = (*LISTED, "new")
            counts = [(state, len(review.of(lang, state))) for state in states]
            told = [counted(n, self.lang, self.words["counts"][state]) for state, n in counts if n]
            if not counts[0][1]:
                told.insert(0, self.words["complete"])
            texts = counted(len(review.fields) - counts[0][1], self.lang, self.words["counts"]["texts"])
            line = self.words["overview"].format(language=name, texts=texts, state=", ".join(told))
            yield f"  {line}"
        if review.unknown:
            names = [str(name) for name in review.unknown]
            shown = ", ".join(names[:10]) + (", …" if len(names) > 10 else "")
            yield "  " + self.words["unknown"].format(path=review.path, names=shown)

    def entries(self, review: Review, langs: Sequence[str], wanted: Sequence[Field] | None) -> Iterator[str]:
        """Every text that wants work, by language and state; `wanted` limits the fields (None: all).

        A limited list has the new texts too: they changed, and nobody has confirmed them yet. What is to
        confirm is listed once, under the first of its languages.
        """
        limit = None if wanted is None else {field.name for field in wanted}
        states: tuple[State, ...] = ("missing", "stale") if limit is None else ("missing", "stale", "new")
        parts = [(lang, state) for lang in langs for state in states]
        parts += [(lang, "to-confirm") for lang in langs]
        told: set[str] = set()
        listed: set[Name] = set()
        for lang, state in parts:
            fields = [field for field in review.of(lang, state) if limit is None or field.name in limit]
            if state == "to-confirm":
                fields = [field for field in fields if field.name not in listed]
                listed.update(field.name for field in fields)
            heading = self.words["headings"][state].format(language=self.named(lang))
            if fields and heading not in told:
                told.add(heading)
                yield from ("", self.paint(_BOLD, heading))
            for field in fields:
                yield ""
                yield from self.entry(field, lang, state)

    def entry(self, field: Field, lang: str, state: State) -> Iterator[str]:
        """One text: its place, its record, what changed since it was confirmed, the note for translators."""
        place = field.place(lang)
        about = report.record(field.entry.problem("", field.path), self.lang)
        yield f"  {report.visible(place.file)}:{place.line}:{place.column}" + (
            f"  ({about})" if about else ""
        )
        if state == "missing":
            yield from self.source(field)
        for other in field.changes(lang) if state in ("stale", "to-confirm") else ():
            yield from self.change(field, other)
        if field.note:
            yield "    " + self.words["note"].format(note=report.visible(" ".join(field.note.split())))

    def source(self, field: Field) -> Iterator[str]:
        """What is to be translated: the first text there is, in the order of the site."""
        lang = next((lang for lang in (*self.languages, *field.texts) if lang in field.texts), None)
        if lang is not None:
            text = " ".join(field.texts[lang].split())
            cut = text if len(text) <= SOURCE_LENGTH else text[:SOURCE_LENGTH].rsplit(" ", 1)[0] + " …"
            yield f"    {lang}: {report.visible(cut)}"

    def change(self, field: Field, lang: str) -> Iterator[str]:
        """What changed in a language since its text was confirmed."""
        before = self.confirmed(field, lang)
        if before is None:
            yield "    " + self.words["changed_somehow"].format(language=self.named(lang))
            return
        said = self.words["changed" if self.color else "changed_marked"]
        yield "    " + said.format(language=self.named(lang))
        for pieces in differences(before, field.texts[lang]):
            yield "      " + " ".join(self.piece(kind, report.visible(words)) for kind, words in pieces)

    def piece(self, kind: str, words: str) -> str:
        """Words of both texts, or of one alone: these in colour, or between the marks of git’s word diff."""
        if kind == "same":
            return words
        if self.color:
            return self.paint(_STRUCK if kind == "gone" else _GREEN, words)
        return f"[-{words}-]" if kind == "gone" else f"{{+{words}+}}"

    def named(self, lang: str) -> str:
        """The name of a language in the teller's own."""
        return report.language_name(lang, self.lang)

    def paint(self, style: str, text: str) -> str:
        """The text in a colour, where there is colour."""
        return f"{style}{text}{_PLAIN}" if self.color else text
