"""The diptych page's rows: every text of an explainer in all its languages, side by side.

In: a linked explainer and the languages in the order of the columns. Out: groups by kind, rows by record,
and for each text one cell per language; what is missing stays empty, nothing falls back here. The order is
that of the content. It must not know what a page looks like, nor any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from diptych import link, model
from diptych.link import Key
from diptych.localize.views import Phrase, View
from diptych.model import fields

KINDS = (
    *("explainer", "topic", "statement", "question", "section", "event", "figure", "actor", "relation"),
    *("quote", "place", "term", "source", "change"),
)
"""In the order of the explainer's page."""

_MAIN = ("name", "title", "label", "subject", "term", "text")
"""The field that stands for a record, and first in it."""

_OWN_GROUP = ("topics", "sections")
"""Parts of the explainer's head that are records of their own here."""


def diptych(explainer: link.Explainer, languages: Sequence[str]) -> View:
    """All texts in all languages: `groups` by kind, and by language the `totals`."""
    made = _groups(explainer, languages)
    return View(
        key=None, shown=True, languages=tuple(languages), groups=made, totals=_totals(made, languages)
    )


def _groups(explainer: link.Explainer, languages: Sequence[str]) -> list[View]:
    """Every kind that has texts, with `missing`: how many texts each language lacks."""
    made = []
    for kind in KINDS:
        rows = [
            row
            for id, record in _records(explainer, kind)
            if (row := _row(Key(kind, id), record, languages)).texts
        ]
        if rows:
            missing = {lang: sum(row.missing[lang] for row in rows) for lang in languages}
            texts = sum(row.count for row in rows)
            made.append(View(key=None, shown=True, kind=kind, rows=rows, missing=missing, count=texts))
    return made


def _totals(made: Sequence[View], languages: Sequence[str]) -> list[View]:
    """Per language: how many texts there are, how many are missing, and the rows that lack one."""
    count = sum(group.count for group in made)
    return [
        View(
            key=None,
            shown=True,
            lang=lang,
            count=count,
            missing=sum(group.missing[lang] for group in made),
            lacking=[row for group in made for row in group.rows if row.missing[lang]],
        )
        for lang in languages
    ]


def _records(explainer: link.Explainer, kind: str) -> Iterator[tuple[str, Any]]:
    if kind == "explainer":
        yield explainer.id, explainer.head.record
    for entry in explainer.published(kind):
        yield entry.id, entry.record


def _row(key: Key, record: Any, languages: Sequence[str]) -> View:
    fields_ = [*_texts(record), *(_words(record) if key.kind == "quote" else ())]
    texts = [text for name, form, words in fields_ for text in _aligned(name, form, words, languages)]
    missing = {lang: sum(lang not in words for _, _, words in fields_) for lang in languages}
    return View(
        key=key,
        shown=True,
        id=key.id,
        kind=key.kind,
        status=getattr(record, "status", None),
        texts=texts,
        count=len(fields_),
        missing=missing,
    )


def _texts(record: Any) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Each localized field: its name, its form, its text by language; the main one first."""
    found = []
    for path, mark, value in model.leaves(record):
        if isinstance(mark, fields.Text) and mark.form != "slug" and path[0] not in _OWN_GROUP:
            name = [str(step) for step in path if isinstance(step, str)][-1]
            found.append((len(path) > 1 or name not in _MAIN, name, mark.form, value))
    for _, name, form, value in sorted(found, key=lambda field: field[0]):
        yield name, form, value


def _words(quote: model.Quote) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """The words of a quote: the original in its language, the translations in theirs."""
    words = {lang: translation.text for lang, translation in quote.translations.items()}
    if quote.original.text is not None:
        words[quote.original.lang] = quote.original.text
    yield "words", "title", words


def _aligned(name: str, form: str, words: Mapping[str, str], languages: Sequence[str]) -> Iterator[View]:
    """One text as one row; prose paragraph by paragraph where all languages have as many."""
    parts = {lang: _paragraphs(words[lang]) if form == "prose" else [words[lang]] for lang in words}
    lengths = {len(parts[lang]) for lang in languages if lang in parts}
    if len(lengths) > 1 or not lengths:
        parts, lengths = {lang: [text] for lang, text in words.items()}, {1}
    for index in range(lengths.pop()):
        cells = [
            View(
                key=None,
                shown=True,
                lang=lang,
                phrase=Phrase(parts[lang][index].strip("\n"), lang, form) if lang in parts else None,
            )
            for lang in languages
        ]
        yield View(key=None, shown=True, field=name, first=index == 0, cells=cells)


def _paragraphs(text: str) -> list[str]:
    """The blocks of a prose text; one with a fenced block stays whole, as that may hold empty lines."""
    if "```" in text or "~~~" in text:
        return [text]
    return [part for part in text.split("\n\n") if part.strip()]
