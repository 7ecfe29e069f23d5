"""Which texts of a record have to say the same: its localized fields, and a quote's words in every language.

In: a record. Out: its `Texts`, in the order of the content model. It must not know the lock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from diptych import model
from diptych.model import fields

WORDS = "words"
"""Stands in a path for the words of a quote, which are in `original` and in `translations`."""

_OWN = ("topics", "sections")
"""Fields of the explainer whose items count as records."""


class Texts(NamedTuple):
    """One text in every language it is written in: where it stands in the record, and its form.

    `original` is the language from which all others are translated; None where they are equals.
    """

    path: model.Path
    form: str
    words: Mapping[str, str]
    original: str | None = None

    def place(self, lang: str) -> model.Path:
        """Where the text of a language stands in the record, or would stand."""
        if self.path != (WORDS,):
            return (*self.path, lang)
        return ("original", "text") if lang == self.original else ("translations", lang, "text")


def of(record: Any) -> Iterator[Texts]:
    """Every text of a record that readers see in more than one language."""
    for path, mark, words in model.leaves(record):
        if not isinstance(mark, fields.Text) or mark.form == "slug" or not words:
            continue
        if not (isinstance(record, model.Explainer) and path[0] in _OWN):
            yield Texts(path, mark.form, words)
    if isinstance(record, model.Quote):
        yield from _quoted(record)


def _quoted(quote: model.Quote) -> Iterator[Texts]:
    """The words of a quote. Where the original words are not known, its translations are equals."""
    words = {lang: translation.text for lang, translation in quote.translations.items()}
    original = quote.original
    if original.text is not None:
        words[original.lang] = original.text
    if words:
        yield Texts((WORDS,), "title", words, original.lang if original.text is not None else None)
