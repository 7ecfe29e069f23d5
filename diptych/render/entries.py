"""What a reader can search for: one entry for every record, with the words that it is found by.

In: `Pages`, and a way to make a text plain. Out: entries. It must not know how they are searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from diptych.localize import Edition, Phrase, View
from diptych.localize.views import When
from diptych.plan import Page, Pages, anchor

KINDS = (
    *("explainer", "statement", "actor", "event", "section", "question"),
    *("figure", "quote", "term", "place", "source"),
)
"""The kinds that are found, in the order in which a reader may choose one."""

_NAMED = ("claimed_by", "actors", "speaker", "place", "topic", "issuer")
"""The fields by whose names a record is found too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found: `url` is relative to the site's root, `text` has no markup.

    `title_lang` is the language of the title where it is not the page's own; `status` is empty without one.
    `correct` is what is true instead of a refuted title, and empty for any other.
    """

    lang: str
    url: str
    kind: str
    status: str
    title: str
    title_lang: str
    text: str
    correct: str = ""


Plain = Callable[[Phrase | str | None], str]
Heading = Callable[[View], Phrase]


def entries(
    pages: Pages, turn_to: Callable[[Page], None], plain: Plain, heading: Heading
) -> tuple[Entry, ...]:
    """The entries of all explainers and languages.

    `turn_to` sets the page, and with it the language, for `plain`, which gives a text without markup;
    `heading` gives the text that stands for a record.
    """
    return tuple(_all(pages, turn_to, plain, heading))


def _all(pages: Pages, turn_to: Callable[[Page], None], plain: Plain, heading: Heading) -> Iterator[Entry]:
    for edition in pages.editions:
        home = next(page for page in pages.alternates[edition.id] if page.lang == edition.lang)
        turn_to(home)
        head = edition.head
        about = " ".join(plain(phrase) for phrase in (head.standfirst, head.method) if phrase is not None)
        yield Entry(edition.lang, home.url, "explainer", "", plain(head.title), "", about)
        for kind in KINDS[1:]:
            for view in edition.all(kind):
                yield from _of(pages, edition, view, plain, heading)


def _of(pages: Pages, edition: Edition, view: View, plain: Plain, heading: Heading) -> Iterator[Entry]:
    if view.key is None or (home := pages.homes.get((edition.id, edition.lang, view.key))) is None:
        return
    alone = home.subject is not None and home.subject.key == view.key
    url = home.url if alone else f"{home.url}#{anchor(view.key)}"
    kind, title = view.key.kind, heading(view)
    status = view.status if kind in ("statement", "event") else ""
    if kind == "quote":
        words, named = _words(view, edition.lang), f"{plain(heading(view.speaker))}, {view.date.text}"
        yield Entry(edition.lang, url, kind, status, named, "", words)
        return
    names = [plain(heading(other)) for name in _NAMED for other in _views(getattr(view, name, None))]
    text = " · ".join(
        dict.fromkeys([*(plain(one) for one in _texts(vars(view).values()) if one is not title), *names])
    )
    title_lang = title.lang if title.lang != edition.lang else ""
    correct = plain(view.correct) if kind == "statement" and view.status == "refuted" else ""
    yield Entry(edition.lang, url, kind, status, plain(title), title_lang, text, correct)


def _words(quote: View, lang: str) -> str:
    """The words of a quote in a language, else as they were spoken."""
    if quote.original.lang.code != lang and lang in quote.translations:
        return str(quote.translations[lang].text)
    return str(quote.original.text or "")


def _views(value: Any) -> Iterator[View]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, View):
            yield one


def _texts(values: Iterable[Any], depth: int = 1) -> Iterator[Phrase | str]:
    """The texts and dates of a record and of its parts."""
    for value in values:
        if isinstance(value, Phrase):
            yield value
        elif isinstance(value, When):
            yield value.text
        elif isinstance(value, View) and value.key is None and depth:
            yield from _texts(vars(value).values(), depth - 1)
        elif isinstance(value, list):
            yield from _texts(value, depth)
