"""The words that templates ask for: texts as HTML in their language, and words of the interface.

In: the ways of the page at hand, phrases. Out: safe HTML or plain text. It must not know any template.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup, escape

from diptych.languages import catalogue, cldr, typography
from diptych.localize import Phrase, View
from diptych.localize.views import language_name
from diptych.render import borrowed
from diptych.render.prose import Link, Prose
from diptych.render.ways import Ways

MARKED = ("stale", "to-confirm")
"""States that elements carry: the first is for readers too, the other for the preview alone."""

_BLANKS = re.compile(r"[ \t\n]+")
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"[*_`]|\[|\]\([^)]*\)|\]")


class Words:
    """Texts as the page that `ways` stands on shows them."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._prose: dict[tuple[str, int], Prose] = {}
        self._editions = {(edition.id, edition.lang): edition for edition in ways.pages.editions}
        self._side: str | None = None

    def interface(self, key: str, /, lang: str | None = None, **values: Any) -> str:
        """Words of the interface, in the language of the page unless another is asked for."""
        lang = lang or self._ways.page.lang
        return typography.apply(catalogue.say(lang, "ui", key, **values), _spoken(lang))

    def shown(self, key: str, /, lang: str | None = None, **values: Any) -> str:
        """`interface` for templates: words that the page's language does not have are marked as borrowed."""
        asked = lang or self._ways.page.lang
        if not _borrows(asked):
            return self.interface(key, lang, **values)
        own = {
            name: borrowed.mark(value, asked)
            if isinstance(value, str) and _LETTER.search(value) and not borrowed.marked(value)
            else value
            for name, value in values.items()
        }
        return borrowed.mark(self.interface(key, lang, **own), _spoken(asked))

    def listed(self, key: str) -> list[str]:
        """Several sentences of the interface that stand under one key."""
        return [self._borrowed(str(words)) for words in catalogue.words(self._ways.page.lang, "ui")[key]]

    def label(self, group: str, value: str) -> str:
        """The name of a word of the model: `label("status", "known")`."""
        return self.labels(group)[value]

    def shown_label(self, group: str, value: str) -> str:
        """`label` for templates, marked as `shown` is."""
        return self.shown_labels(group)[value]

    def shown_labels(self, group: str) -> dict[str, str]:
        """`labels` for templates, marked as `shown` is."""
        names = catalogue.words(self._ways.page.lang, "ui")["labels"][group]
        return {str(value): self._borrowed(str(name)) for value, name in names.items()}

    def labels(self, group: str) -> dict[str, str]:
        """All names of a group of words of the model, in their order."""
        lang = self._ways.page.lang
        words = catalogue.words(lang, "ui")["labels"][group]
        return {str(value): typography.apply(str(name), _spoken(lang)) for value, name in words.items()}

    def forms(self, key: str) -> dict[str, str]:
        """All plural forms of an entry, for scripts that count; `{n}` stays where the number goes."""
        lang = self._ways.page.lang
        entry = catalogue.words(lang, "ui")[key]
        return {form: typography.apply(text, _spoken(lang)) for form, text in entry.items()}

    def spoken_by_scripts(self) -> Markup:
        """The attributes of an element into which a script writes words of the interface."""
        lang = _spoken(self._ways.page.lang)
        if not _borrows(self._ways.page.lang):
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(lang, cldr.direction(lang))

    def say(self, phrase: Phrase | str | None) -> Markup:
        """A text as HTML; in another language than the page's it says so."""
        if phrase is None:
            return Markup("")
        if isinstance(phrase, str):
            return escape(typography.apply(phrase, self._ways.page.lang))
        prose = self._prose_of(phrase.lang)
        if phrase.form == "prose":
            html = prose.blocks(phrase.text)
            tag = "div"
        else:
            html = prose.inline(phrase.text) if phrase.form == "line" else escape(prose.plain(phrase.text))
            tag = "span"
        if phrase.lang != self._ways.page.lang:
            html = self._in_language(tag, phrase.lang, html)
            html = html + self._notice(phrase.lang) if phrase.missing else html
        return self._with_state(tag, phrase, html)

    def beside(self, phrase: Phrase) -> Markup:
        """A text as HTML in a column of its own language: its links lead to pages in that language."""
        self._side = phrase.lang
        prose = self._prose_of(phrase.lang, 2)  # the rows of the page with columns have no headings
        try:
            if phrase.form == "prose":
                return prose.blocks(phrase.text)
            return prose.inline(phrase.text) if phrase.form == "line" else escape(prose.plain(phrase.text))
        finally:
            self._side = None

    def plain(self, phrase: Phrase | str | None) -> str:
        """A text without any markup, for attributes and titles."""
        if phrase is None:
            return ""
        if isinstance(phrase, Phrase):
            text = self._prose_of(phrase.lang).plain(phrase.text)
            return text if phrase.form == "title" else _MARKUP.sub("", text)
        return typography.apply(phrase, self._ways.page.lang)

    def bare(self, phrase: Phrase | None) -> Markup:
        """A text without markup or links, for inside of links; marked where it is in another language."""
        if phrase is None or phrase.lang == self._ways.page.lang:
            return escape(self.plain(phrase))
        return self._in_language("span", phrase.lang, escape(self.plain(phrase)))

    def spoken(self, phrase: Phrase) -> Markup:
        """The `lang` attribute for an element whose text is not in the language of the page."""
        if phrase.lang == self._ways.page.lang:
            return Markup("")
        return Markup(' lang="{}"').format(phrase.lang)

    def state(self, phrase: Phrase) -> Markup:
        """The attribute that says that a text is stale or to confirm, for an element that holds it."""
        if phrase.state not in MARKED:
            return Markup("")
        return Markup(' data-state="{}"').format(phrase.state)

    def foreign(self, text: str, lang: str) -> Markup:
        """Words in their own language."""
        html = escape(typography.apply(text, lang))
        return html if lang == self._ways.page.lang else self._in_language("span", lang, html)

    def short(self, phrase: Phrase, length: int = 160) -> str:
        """The beginning of a text, at most `length` characters, cut between words."""
        text = self.unmarked(phrase)
        return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    def unmarked(self, phrase: Phrase | str | None) -> str:
        """A text as one line without marks of Markdown."""
        return _BLANKS.sub(" ", self.plain(phrase)).strip()

    def quoted(self, text: str, lang: str) -> Markup:
        """Words of a speaker in the quotation marks of their language."""
        return self.foreign(_marked(text, lang), lang)

    def cited(self, phrase: Phrase) -> Markup:
        """Words of a speaker as this language has them, marked where the original has changed since."""
        return self._with_state("span", phrase, self.quoted(phrase.text, phrase.lang))

    def joined(self, items: list[Any], alternatives: bool = False) -> Markup:
        """Pieces of HTML as a list in words: *a, b et c*."""
        locale = cldr.known_locale(self._ways.page.lang) or "en"
        marks = tuple(f"\ue000{index}\ue001" for index in range(len(items)))
        text = cldr.listed(marks, locale, alternatives=alternatives)
        for mark, item in zip(marks, items, strict=True):
            text = text.replace(mark, str(escape(item)))
        return Markup(text)  # noqa: S704, every item is escaped above

    def reading_minutes(self) -> int:
        """How long narrative, statements and questions take to read, in whole minutes, at least 1.

        The words per minute of a language stand in its catalogue, with their source.
        """
        head = self._ways.edition.head
        phrases = [head.standfirst, *(section.text for section in head.sections)]
        phrases += [view.correct or view.text for view in head.statements]
        phrases += [
            phrase for question in head.questions for phrase in (question.text, question.would_settle)
        ]
        words = sum(
            self._prose_of(phrase.lang).words(phrase.text) for phrase in phrases if phrase is not None
        )
        speed = int(catalogue.words(self._ways.page.lang, "ui")["words_per_minute"])
        return max(1, round(words / speed))

    def _borrowed(self, words: str) -> str:
        lang = _spoken(self._ways.page.lang)
        words = typography.apply(words, lang)
        return borrowed.mark(words, lang) if _borrows(self._ways.page.lang) else words

    def _prose_of(self, lang: str, heading_base: int = 3) -> Prose:
        key = (lang, heading_base)
        if key not in self._prose:
            self._prose[key] = Prose(lang, self._resolve, heading_base)
        return self._prose[key]

    def _resolve(self, kind: str, id: str) -> Link | None:
        lang = self._side or self._ways.page.lang
        edition = self._ways.page.edition and self._editions[(self._ways.page.edition.id, lang)]
        view = edition.find(kind, id) if edition is not None else None
        if view is None:
            return None
        phrase = heading(view)
        href = self._ways.own(view, self._side) if self._side else self._ways.href(view)
        # A page of a past day does not say what is known today.
        shows = kind == "statement" and self._ways.page.template != "known_on"
        status = view.status if shows else None
        return Link(href, phrase.text, phrase.lang if phrase.lang != lang else None, kind, status)

    def _in_language(self, tag: str, lang: str, html: str) -> Markup:
        return Markup('<{0} lang="{1}" dir="{2}">{3}</{0}>').format(tag, lang, cldr.direction(lang), html)

    def _with_state(self, tag: str, phrase: Phrase, html: Markup) -> Markup:
        """The block marked as stale or to confirm: readers see the stale ones, the preview shows both."""
        if phrase.state not in MARKED:
            return html
        notice = Markup("")
        if phrase.stale:
            said = self.shown("newer_in", language=language_name(phrase.newer, self._ways.page.lang))
            notice = Markup(' <span class="translation__notice">{}</span>').format(said)
        return Markup('<{0} class="translation"{1}>{2}{3}</{0}>').format(
            tag, self.state(phrase), html, notice
        )

    def _notice(self, lang: str) -> Markup:
        said = self.shown("only_in", language=language_name(lang, self._ways.page.lang))
        return Markup(' <span class="fallback">{}</span>').format(said)


def numbered(sources: Iterable[View]) -> Iterator[tuple[View, int]]:
    """Sources with 2, 3… where publisher and day, their name in lists, are those of one before; else 0."""
    seen = Counter[tuple[str, str]]()
    for source in sources:
        named = (source.publisher, source.published.short)
        seen[named] += 1
        yield source, seen[named] if seen[named] > 1 else 0


def published(sources: Iterable[View], people: Iterable[View] = ()) -> Iterator[tuple[View, str]]:
    """Sources, each with the day where its publisher alone would not tell it from others of them.

    `people` are actors named beside: a publisher may be one of them.
    """
    sources = list(sources)
    names = Counter(source.publisher for source in sources)
    names.update(name for actor in people for name in {actor.short, actor.name.text})
    for source, number in numbered(sources):
        day = source.published.short + (f", {number}" if number else "")
        yield source, day if names[source.publisher] > 1 else ""


def _spoken(lang: str) -> str:
    """The language of the words that the interface has for a language."""
    return catalogue.spoken(lang, "ui")


def _borrows(lang: str) -> bool:
    """Has a language no words of its own for the interface?"""
    return _spoken(lang) not in (lang, lang.split("-")[0])


def _marked(text: str, lang: str) -> str:
    start, end = (str(mark) for mark in catalogue.words(lang, "ui")["quotation_marks"])
    return f"{start}{text.strip()}{end}"


def heading(view: View) -> Phrase:
    """The text that stands for a record in a link; of a quote its words, in the best language there is."""
    if view.key is not None and view.key.kind == "quote":
        return _words_of(view)
    for name in ("name", "title", "heading", "label", "subject", "term", "text"):
        phrase = getattr(view, name, None)
        if isinstance(phrase, Phrase):
            return phrase
    return Phrase(str(getattr(view, "id", "")), "", "title")


def _words_of(quote: View) -> Phrase:
    said, lang = quote.original.text, quote.original.lang.code
    if quote.words is not None:
        said, lang = quote.words.text, quote.words.lang
    elif said is None and quote.translations:
        lang, said = next((lang, str(translation.text)) for lang, translation in quote.translations.items())
    elif said is None:
        name = heading(quote.speaker)
        return Phrase(f"{name.text}, {quote.date.text}", name.lang, "title")
    return Phrase(_marked(str(said), lang), lang, "title")
