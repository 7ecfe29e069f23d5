"""Plan: editions to pages: which pages there are, their addresses, what each shows.

In: editions and the site. Out: `Pages`. A kind of page is one row in `_KINDS` (or a function of
the site) and one template. It must not know HTML, templates' contents or files on disk.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlsplit

from diptych import localize, model, translations
from diptych.languages import catalogue
from diptych.link import Key
from diptych.localize import Edition, Phrase, View, method
from diptych.problems import Place, Problem


@dataclass(frozen=True)
class Page:
    """One page: where it goes, which template makes it, of what.

    `path` is relative to the output and ends in `index.html` or is a file of its own. `identity` is
    the same for the same page in every language. `shows` has the records whose anchors are on it.
    """

    path: str
    template: str
    lang: str
    identity: str
    edition: Edition | None = None
    subject: View | None = None
    shows: frozenset[Key] = frozenset()
    indexable: bool = True

    @property
    def url(self) -> str:
        """The address relative to the site's root: `fr/moscou-pyongyang/`."""
        return self.path.removesuffix("index.html")


@dataclass(frozen=True)
class Table:
    """One figure's estimates as a file for spreadsheets; `page` is the one that links to it."""

    path: str
    explainer: str
    page: Page
    figure: View


@dataclass(frozen=True)
class Pages:
    """All pages, and where records live."""

    pages: tuple[Page, ...]
    site: Mapping[str, View]
    record: model.Site
    address: str | None
    editions: tuple[Edition, ...]
    alternates: Mapping[str, tuple[Page, ...]] = field(default_factory=dict)
    homes: Mapping[tuple[str, str, Key], Page] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()

    @property
    def base(self) -> str:
        """The path under which the site is served, from the public address: `/` or `/project/`."""
        path = urlsplit(self.address).path if self.address else "/"
        return path if path.endswith("/") else path + "/"

    def public(self, page: Page) -> str | None:
        """The public address of a page, or None when the site's address is not known."""
        return self.address.rstrip("/") + "/" + page.url if self.address else None

    def href(self, page: Page, view: View) -> str | None:
        """The way from a page to a record: an anchor on the page itself, or another page.

        None for what is not published.
        """
        if view.key in page.shows:
            return "#" + anchor(view.key)
        return self.own(page, view)

    def own(
        self, page: Page, view: View, lang: str | None = None, explainer: str | None = None
    ) -> str | None:
        """The way from a page to the page where a record lives, with an anchor where it shares it.

        `lang` asks for that page in another language than that of `page`; a page of no explainer names one.
        """
        explainer = page.edition.id if page.edition is not None else explainer
        if explainer is None or view.key is None:
            return None
        home = self.homes.get((explainer, lang or page.lang, view.key))
        if home is None:
            return None
        alone = home.subject is not None and home.subject.key == view.key
        return self.relative(page, home) + ("" if alone else "#" + anchor(view.key))

    def relative(self, page: Page, to: Page) -> str:
        """The relative address of one page seen from another."""
        return relative(page.path, to.url)

    def others(self, page: Page) -> tuple[Page, ...]:
        """The same page in every language, itself included, in the order of the site's languages."""
        return self.alternates.get(page.identity, (page,))


def anchor(key: Key | None) -> str:
    """The id of a record in a page: `actor-nis`."""
    return f"{key.kind}-{key.id}" if key is not None else ""


def relative(from_path: str, to_url: str) -> str:
    """The relative address of `to_url` (`fr/`, `fr/x.html`) from the page at `from_path`; never empty."""
    start = posixpath.dirname(from_path)
    found = posixpath.relpath("/" + to_url, "/" + start)
    slash = "/" if to_url == "" or to_url.endswith("/") else ""
    return (found + slash) if found != "." else "./"


Row = Callable[[Edition, str], Iterator[Page]]


def _segment(lang: str, name: str) -> str:
    return str(catalogue.words(lang, "ui")["segments"][name])


def _base(edition: Edition) -> str:
    slug = edition.head.slug
    return f"{edition.lang}/{slug.text if slug is not None else edition.id}/"


def _explainer(edition: Edition, base: str) -> Iterator[Page]:
    head = edition.head
    chosen: dict[str, list[View]] = {
        "statement": head.statements,
        "event": head.short_timeline,
        "quote": head.short_quotes,
        "topic": [panel.topic for panel in head.panels if panel.topic is not None],
        "source": [],  # named by publisher and date there; in full on their own page
    }
    shows = frozenset(
        view.key
        for kind, views in edition.kinds.items()
        for view in chosen.get(kind, views.values())
        if view.key is not None
    )
    yield Page(f"{base}index.html", "explainer", edition.lang, edition.id, edition, edition.head, shows)


def _each(kind: str) -> Row:
    def row(edition: Edition, base: str) -> Iterator[Page]:
        segment = _segment(edition.lang, kind)
        for view in edition.all(kind):
            path = f"{base}{segment}/{view.id}/index.html"
            yield Page(path, kind, edition.lang, f"{edition.id}/{kind}/{view.id}", edition, view)

    return row


def _list(name: str, kind: str) -> Row:
    def row(edition: Edition, base: str) -> Iterator[Page]:
        shows = frozenset(view.key for view in edition.all(kind) if view.key is not None)
        path = f"{base}{_segment(edition.lang, name)}/index.html"
        yield Page(path, name, edition.lang, f"{edition.id}/{name}", edition, edition.head, shows)

    return row


def _quotes(edition: Edition, base: str) -> Iterator[Page]:
    """All quotes; no page where there are none, and never were."""
    if edition.head.quotes or any(
        former.was.kind == "quote" for change in edition.head.changes for former in change.removed
    ):
        yield from _list("quotes", "quote")(edition, base)


def _known_on(edition: Edition, base: str) -> Iterator[Page]:
    """What was known on a day; not for search engines, which would show the past as the present."""
    segment = _segment(edition.lang, "known_on")
    for view in edition.head.known_on:
        path, identity = f"{base}{segment}/{view.day}/index.html", f"{edition.id}/known-on/{view.day}"
        yield Page(path, "known_on", edition.lang, identity, edition, view, indexable=False)


def _diptych(edition: Edition, base: str) -> Iterator[Page]:
    """All languages side by side; in no language, so not for search engines. None where there is but one."""
    diptych = edition.head.diptych
    if len(diptych.languages) > 1:
        path = f"{base}{_segment(edition.lang, 'diptych')}/index.html"
        yield Page(path, "diptych", edition.lang, f"{edition.id}/diptych", edition, diptych, indexable=False)


def _gone(edition: Edition, base: str) -> Iterator[Page]:
    """At the address of a record that is no more, the change that took it away.

    A record without a page of its own has its anchor at that change, on the page where it stood.
    """
    for change in edition.head.changes:
        for former in change.removed:
            kind, id = former.was
            if HOMES.get(kind) == kind:
                path = f"{base}{_segment(edition.lang, kind)}/{id}/index.html"
                view = View(key=None, shown=False, was=former.was, change=change, to=change.replaced_by)
                identity = f"{edition.id}/{kind}/{id}"
                yield Page(path, "gone", edition.lang, identity, edition, view, indexable=False)


def _gone_explainers(site: View, lang: str) -> Iterator[Page]:
    """At the address of an explainer that is no more, why."""
    for removed in site.removed:
        path = f"{lang}/{removed.slug.text if removed.slug is not None else removed.id}/index.html"
        view = View(key=None, shown=False, was=Key("explainer", removed.id), change=removed, to=None)
        yield Page(path, "gone", lang, f"gone/{removed.id}", None, view, indexable=False)


_KINDS: tuple[Row, ...] = (
    _explainer,
    _each("actor"),
    _each("statement"),
    _list("timeline", "event"),
    _quotes,
    _list("sources", "source"),
    _list("changes", "change"),
    _known_on,
    _diptych,
    _gone,
)

HOMES = {"actor": "actor", "statement": "statement", "event": "timeline", "quote": "quotes"} | {
    "source": "sources",
    "change": "changes",
}
"""The template of the page where a kind lives; every other kind lives on the explainer's page."""


def pages(
    editions: Iterable[Edition],
    record: model.Site,
    address: str | None = None,
    reviews: Iterable[translations.Review] = (),
) -> tuple[Pages, tuple[Problem, ...]]:
    """All pages of the site; a problem where two would have one address."""
    made = tuple(editions)
    reviewed = tuple(reviews)
    site = {lang: localize.site(record, lang, reviewed) for lang in record.languages}
    found = [Page("index.html", "chooser", record.languages[0], "chooser")]
    found.append(Page("404.html", "404", record.languages[0], "404", indexable=False))
    for lang in record.languages:
        found.append(Page(f"{lang}/index.html", "home", lang, "home"))
        own = tuple(edition for edition in made if edition.lang == lang)
        told = method.page(record, lang, own)
        found.append(
            Page(f"{lang}/{_segment(lang, 'method')}/index.html", "method", lang, "method", None, told)
        )
        found.append(
            Page(f"{lang}/{_segment(lang, 'search')}/index.html", "search", lang, "search", indexable=False)
        )
        found.extend(_gone_explainers(site[lang], lang))
        for edition in own:
            found.extend(page for row in _KINDS for page in row(edition, _base(edition)))
    alternates: dict[str, list[Page]] = {}
    homes: dict[tuple[str, str, Key], Page] = {}
    for page in found:
        alternates.setdefault(page.identity, []).append(page)
        for key in _living(page):
            homes[(page.edition.id, page.lang, key)] = page  # type: ignore[union-attr]
    result = Pages(
        tuple(found),
        MappingProxyType(site),
        record,
        address or record.address,
        made,
        MappingProxyType({identity: tuple(each) for identity, each in alternates.items()}),
        MappingProxyType(homes),
        tuple(table for page in found for table in _tables(page)),
    )
    return result, tuple(_clashes(found))


def with_pages(made: Pages, more: Iterable[Page]) -> Pages:
    """The same plan and further pages, on which no record lives: those that only the preview shows."""
    added = tuple(more)
    alternates = dict(made.alternates)
    for page in added:
        alternates[page.identity] = (*alternates.get(page.identity, ()), page)
    return replace(made, pages=(*made.pages, *added), alternates=MappingProxyType(alternates))


def _tables(page: Page) -> Iterator[Table]:
    if page.template == "explainer" and page.edition is not None:
        for view in page.edition.all("figure"):
            name = f"{_segment(page.lang, 'figures')}/{view.id}.csv"
            path = posixpath.join(posixpath.dirname(page.path), name)
            yield Table(path, page.edition.id, page, view)


def _living(page: Page) -> Iterator[Key]:
    """The records whose home a page is."""
    if page.edition is None or page.subject is None:
        return
    if page.subject.key is not None and page.template == HOMES.get(page.subject.key.kind, "explainer"):
        yield page.subject.key
    for key in page.shows:
        if page.template == HOMES.get(key.kind, "explainer"):
            yield key


def _clashes(found: list[Page]) -> Iterator[Problem]:
    seen: set[str] = set()
    for page in found:
        path = page.path.casefold()
        if path in seen:
            place = Place(
                f"content/{page.edition.id}/explainer.yaml" if page.edition else "content/site.yaml"
            )
            yield Problem("same-address", place, params=(("word", page.url),))
        seen.add(path)


def fallbacks(page: Page, pages: Pages) -> tuple[int, int]:
    """How many texts of a page are in another language than the page, and how many texts it has.

    A page of the site has the texts of the site and of the explainers it leads to.
    """
    views: list[View] = []
    if page.edition is None:
        views.append(pages.site[page.lang])
        views += [edition.head for edition in pages.editions if edition.lang == page.lang]
    else:
        views += [view for key in page.shows if (view := page.edition.find(key.kind, key.id)) is not None]
    if page.subject is not None:
        views.append(page.subject)
    phrases = [value for view in views for value in vars(view).values() if isinstance(value, Phrase)]
    return sum(phrase.missing for phrase in phrases), len(phrases)
