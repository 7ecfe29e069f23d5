"""The diptych page's rows: every text of an explainer in all its languages, side by side.

In: a linked explainer, its review, and the languages in the order of the columns. Out: groups by kind, rows
by record, and for each text one cell per language, with its state; what is missing stays empty, nothing falls
back here. The order is that of the content. It must not know what a page looks like, nor any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from diptych import link, translations
from diptych.link import Key
from diptych.localize.views import Phrase, View, standing
from diptych.model import Path
from diptych.translations import texts

Reviewed = Mapping[tuple[tuple[str, str], Path], translations.Field]
"""What the review says of a text, by its record and its path there."""

KINDS = (
    *("explainer", "topic", "statement", "question", "section", "event", "figure", "actor", "relation"),
    *("quote", "place", "term", "source", "change"),
)
"""In the order of the explainer's page."""

_MAIN = ("name", "title", "label", "subject", "term", "text", "words")
"""The field that stands for a record, and first in it."""


def diptych(
    explainer: link.Explainer, languages: Sequence[str], review: translations.Review | None = None
) -> View:
    """All texts in all languages: `groups` by kind, and by language the `totals`."""
    reviewed = review.by_place() if review is not None else {}
    made = [
        View(key=None, shown=True, kind=kind, rows=rows, count=sum(row.count for row in rows))
        for kind in KINDS
        if (rows := list(_rows(explainer, kind, languages, reviewed)))
    ]
    totals = [_total(made, lang) for lang in languages]
    return View(key=None, shown=True, languages=tuple(languages), groups=made, totals=totals)


def _total(made: Sequence[View], lang: str) -> View:
    """How many texts a language has, how many are missing and how many stale, and the rows with such ones."""
    rows = [row for group in made for row in group.rows]
    lacking, behind = ([row for row in rows if getattr(row, name)[lang]] for name in ("missing", "stale"))
    return View(
        key=None,
        shown=True,
        lang=lang,
        count=sum(row.count - row.missing[lang] for row in rows),
        missing=sum(row.missing[lang] for row in rows),
        stale=sum(row.stale[lang] for row in rows),
        lacking=lacking,
        behind=behind,
    )


def _rows(
    explainer: link.Explainer, kind: str, languages: Sequence[str], reviewed: Reviewed
) -> Iterator[View]:
    """The records of a kind that have texts."""
    head = [(explainer.id, explainer.head.record)] if kind == "explainer" else []
    for id, record in head or [(entry.id, entry.record) for entry in explainer.published(kind)]:
        row = _row(Key(kind, id), record, languages, reviewed)
        if row.texts:
            yield row


def _row(key: Key, record: Any, languages: Sequence[str], reviewed: Reviewed) -> View:
    found = sorted(texts.of(record), key=lambda text: len(text.path) > 1 or _name(text) not in _MAIN)
    states = {text.path: _states(reviewed.get((key, text.path)), text, languages) for text in found}
    return View(
        key=key,
        shown=True,
        id=key.id,
        kind=key.kind,
        status=getattr(record, "status", None),
        name={lang: _named(found[0], lang) for lang in languages} if found else {},
        texts=[line for text in found for line in _aligned(text, states[text.path], languages)],
        count=len(found),
        missing={lang: sum(lang not in text.words for text in found) for lang in languages},
        stale={lang: sum(own[lang][0] == "stale" for own in states.values()) for lang in languages},
    )


def _named(text: texts.Texts, lang: str) -> Phrase:
    """A text in a language, or in the first that has it."""
    has = lang if lang in text.words else next(iter(text.words))
    return Phrase(text.words[has], has, text.form)


def _name(text: texts.Texts) -> str:
    return [step for step in text.path if isinstance(step, str)][-1]


def _states(
    field: translations.Field | None, text: texts.Texts, languages: Sequence[str]
) -> dict[str, tuple[translations.State, str]]:
    """The state of each language's text, and the language that it has not followed."""
    return {lang: standing(field, lang) for lang in {*languages, *text.words}}


def _aligned(
    text: texts.Texts, states: Mapping[str, tuple[translations.State, str]], languages: Sequence[str]
) -> Iterator[View]:
    """One text as one row; prose paragraph by paragraph where all languages have as many."""
    words = text.words
    parts = {lang: _paragraphs(words[lang]) if text.form == "prose" else [words[lang]] for lang in words}
    lengths = {len(parts[lang]) for lang in languages if lang in parts}
    if len(lengths) > 1 or not lengths:
        parts, lengths = {lang: [whole] for lang, whole in words.items()}, {1}
    for index in range(lengths.pop()):
        cells = [
            View(
                key=None,
                shown=True,
                lang=lang,
                phrase=Phrase(parts[lang][index].strip("\n"), lang, text.form, False, *states[lang])
                if lang in parts
                else None,
            )
            for lang in languages
        ]
        yield View(key=None, shown=True, field=_name(text), first=index == 0, cells=cells)


def _paragraphs(text: str) -> list[str]:
    """The blocks of a prose text; one with a fenced block stays whole, as that may hold empty lines."""
    if "```" in text or "~~~" in text:
        return [text]
    return [part for part in text.split("\n\n") if part.strip()]
