"""The functions that templates call: texts as HTML, addresses, words of the interface.

In: `Pages`, and page after page (`turn_to`). Out: ready pieces for that page. It must not know
any template.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from diptych import plan
from diptych.languages import catalogue, cldr, typography
from diptych.localize import Edition, Phrase, View
from diptych.localize.views import language_name
from diptych.plan import Page, Pages
from diptych.render import citations, filters, glances, reports
from diptych.render.assets import Bundle
from diptych.render.prose import Link, Prose


_MARKUP = re.compile(r"[*_`]|\[|\]\([^)]*\)|\]")


class Desk:
    """What templates can ask for, always seen from the page turned to."""

    def __init__(self, pages: Pages, bundle: Bundle) -> None:
        self._pages = pages
        self._bundle = bundle
        self._page = pages.pages[0]
        self._prose: dict[str, Prose] = {}
        self._glances: dict[str, bool] = {}
        self._editions = {(edition.id, edition.lang): edition for edition in pages.editions}
        self._side: str | None = None
        self._tables = {(table.explainer, table.page.lang, table.figure.id): table.path for table in pages.tables}
        self.functions: dict[str, Callable[..., Any]] = {
            "t": self.interface,
            "label": self.label,
            "listed": self.listed,
            "say": self.say,
            "beside": self.beside,
            "plain": self.plain,
            "bare": self.bare,
            "foreign": self.foreign,
            "href": self.href,
            "own": self.own,
            "anchor": lambda view: plan.anchor(view.key),
            "relative": lambda to: pages.relative(self._page, to),
            "public": pages.public,
            "alternates": self.alternates,
            "reciprocal": self.reciprocal,
            "asset": self.asset,
            "image": self.image,
            "root": self.root,
            "home": self.home,
            "list_page": self.list_page,
            "site_page": self.site_page,
            "direction": direction,
            "language": lambda code: language_name(code, self._page.lang),
            "endonym": lambda code: language_name(code, code),
            "joined": self.joined,
            "report": self.report,
            "citations": self.citations,
            "heading": lambda view: self.say(heading(view)),
            "short": self.short,
            "table": self.table,
            "reading_minutes": self.reading_minutes,
            "quoted": self.quoted,
            "contents": self.contents,
            "covers": self.covers,
            "default_page": self.default_page,
            "facets": self.facets,
            "facet_values": filters.attributes,
            "glances": self.glances,
            "forms": self.forms,
        }

    def turn_to(self, page: Page) -> None:
        """From now on, everything is seen from this page."""
        self._page = page

    def interface(self, key: str, /, lang: str | None = None, **values: Any) -> str:
        """Words of the interface, in the language of the page unless another is asked for."""
        lang = lang or self._page.lang
        return typography.apply(catalogue.say(lang, "ui", key, **values), lang)

    def listed(self, key: str) -> list[str]:
        """Several sentences of the interface that stand under one key."""
        lang = self._page.lang
        return [typography.apply(str(words), lang) for words in catalogue.words(lang, "ui")[key]]

    def label(self, group: str, value: str) -> str:
        """The name of a word of the model: `label("status", "known")`."""
        return typography.apply(
            str(catalogue.words(self._page.lang, "ui")["labels"][group][value]), self._page.lang
        )

    def labels(self, group: str) -> dict[str, str]:
        """All names of a group of words of the model, in their order."""
        words = catalogue.words(self._page.lang, "ui")["labels"][group]
        return {str(value): typography.apply(str(name), self._page.lang) for value, name in words.items()}

    def forms(self, key: str) -> dict[str, str]:
        """All plural forms of an entry, for scripts that count; `{n}` stays where the number goes."""
        entry = catalogue.words(self._page.lang, "ui")[key]
        return {form: typography.apply(text, self._page.lang) for form, text in entry.items()}

    def facets(self, kind: str, views: list[View]) -> tuple[filters.Facet, ...]:
        """What the entries of a list can be filtered by: `facets("source", explainer.sources)`."""
        edition = self._page.edition
        topics = [topic.id for topic in edition.head.topics] if edition is not None else []
        return filters.facets(kind, views, topics, self.labels, self.plain)

    def glances(self) -> str | None:
        """The way to the file of what references show at a glance; None where there is none."""
        edition = self._page.edition
        if edition is None or self._page.template in ("known_on", "diptych"):  # of another day, or language
            return None
        home = next(to for to in self._pages.alternates[edition.id] if to.lang == self._page.lang)
        if home.path not in self._glances:
            self._glances[home.path] = bool(glances.referenced(edition))
        return plan.relative(self._page.path, glances.path(home)) if self._glances[home.path] else None

    def say(self, phrase: Phrase | str | None) -> Markup:
        """A text as HTML; in another language than the page's it says so."""
        if phrase is None:
            return Markup("")
        if isinstance(phrase, str):
            return escape(typography.apply(phrase, self._page.lang))
        prose = self._prose_of(phrase.lang)
        if phrase.form == "prose":
            html = prose.blocks(phrase.text)
            tag = "div"
        else:
            html = prose.inline(phrase.text) if phrase.form == "line" else escape(prose.plain(phrase.text))
            tag = "span"
        if phrase.lang != self._page.lang:
            html = self._in_language(tag, phrase.lang, html)
            html = html + self._notice(phrase.lang) if phrase.missing else html
        return self._with_state(tag, phrase, html)

    def beside(self, phrase: Phrase) -> Markup:
        """A text as HTML in a column of its own language: its links lead to pages in that language."""
        self._side = phrase.lang
        prose = self._prose_of(phrase.lang)
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
            return self._prose_of(phrase.lang).plain(phrase.text)
        return typography.apply(phrase, self._page.lang)

    def bare(self, phrase: Phrase | None) -> Markup:
        """A text without markup or links, as where it is itself a link; marked where it is in another language."""
        if phrase is None or phrase.lang == self._page.lang:
            return escape(self.plain(phrase))
        return self._in_language("span", phrase.lang, escape(self.plain(phrase)))

    def foreign(self, text: str, lang: str) -> Markup:
        """Words in their own language."""
        html = escape(typography.apply(text, lang))
        return html if lang == self._page.lang else self._in_language("span", lang, html)

    def href(self, view: View) -> str | None:
        """The way to a record from this page, an anchor if the page itself shows it."""
        return self._pages.href(self._page, view)

    def own(self, view: View, lang: str | None = None, explainer: str | None = None) -> str | None:
        """The way to the page where a record lives, in the language of this page or another."""
        return self._pages.own(self._page, view, lang, explainer)

    def alternates(self) -> tuple[Page, ...]:
        """This page in all its languages."""
        return self._pages.others(self._page)

    def reciprocal(self) -> tuple[Page, ...]:
        """The languages of this page for `hreflang`: those whose texts are mostly their own."""
        found = tuple(page for page in self.alternates() if page.indexable and is_translated(page))
        return found if self._page in found else ()

    def asset(self, name: str) -> str:
        """The way to an asset: `asset("site.css")`."""
        return self.root() + self._bundle.names[name]

    def image(self, file: str) -> str:
        """The way to a picture of the explainer."""
        assert self._page.edition is not None
        return f"{self.root()}images/{self._page.edition.id}/{file}"

    def root(self) -> str:
        """The way to the root of the site. The page for missing addresses is served at any depth: absolute."""
        if self._page.template == "404":
            return self._pages.base
        return plan.relative(self._page.path, "")

    def home(self, lang: str) -> str:
        """The way to the home page of a language."""
        return self.root() + f"{lang}/" if self._page.template == "404" else plan.relative(
            self._page.path, f"{lang}/"
        )

    def list_page(self, name: str) -> str:
        """The way to another page of this explainer: `timeline`, `sources`, `changes`, `explainer`."""
        edition = self._page.edition
        assert edition is not None
        identity = edition.id if name == "explainer" else f"{edition.id}/{name}"
        page = next(page for page in self._pages.alternates[identity] if page.lang == self._page.lang)
        return self._pages.relative(self._page, page)

    def site_page(self, identity: str) -> str:
        """The way to a page of the site in the language of this page: `home`, `method`."""
        page = next(page for page in self._pages.alternates[identity] if page.lang == self._page.lang)
        return self._pages.relative(self._page, page)

    def report(self, view: View | None = None) -> str | None:
        """Where to report an error in a record or in this page; None where the site names no contact."""
        contact = self._pages.record.contact
        if contact is None:
            return None
        site = self.plain(self._pages.site[self._page.lang].title)
        about = self._page.url
        if view is not None and view.key is not None and self._page.edition is not None:
            about = f"{self._page.edition.id}/{view.key} ({self._page.lang})"
        return reports.address(contact, self.interface("report_subject", site=site, about=about), about)

    def citations(self, view: View) -> tuple[citations.Citation, ...]:
        """How to cite a statement, in the styles of the language of the page."""
        assert self._page.edition is not None
        head = self._page.edition.head
        site = self._pages.site[self._page.lang]
        status = self.label("status", view.status)
        values = {
            "text": self.plain(view.text),
            "explainer": self.plain(head.title),
            "site": self.plain(site.title),
            "publisher": site.publisher.name if site.publisher else self.plain(site.title),
            "status": status[:1].lower() + status[1:],
            "date": head.as_of.text,
        }
        return citations.citations(self._page.lang, values, head.as_of.edtf, self._pages.public(self._page))

    def joined(self, items: list[Any], alternatives: bool = False) -> Markup:
        """Pieces of HTML as a list in words: *a, b et c*."""
        locale = cldr.known_locale(self._page.lang) or "en"
        marks = tuple(f"\ue000{index}\ue001" for index in range(len(items)))
        text = cldr.listed(marks, locale, alternatives=alternatives)
        for mark, item in zip(marks, items, strict=True):
            text = text.replace(mark, str(escape(item)))
        return Markup(text)  # noqa: S704, every item is escaped above

    def short(self, phrase: Phrase, length: int = 160) -> str:
        """The beginning of a text, at most `length` characters, cut between words."""
        text = self.unmarked(phrase)
        return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    def unmarked(self, phrase: Phrase | str | None) -> str:
        """A text as one line without marks of Markdown."""
        text = self.plain(phrase)
        return " ".join(_MARKUP.sub("", text).split()) if isinstance(phrase, Phrase) else text

    def reading_minutes(self) -> int:
        """How long the explainer's narrative, statements and questions take to read, in whole minutes, at least 1.

        The words per minute of a language stand in its catalogue, with their source.
        """
        assert self._page.edition is not None
        head = self._page.edition.head
        phrases = [head.standfirst, *(section.text for section in head.sections)]
        phrases += [view.correct or view.text for view in head.statements]
        phrases += [phrase for question in head.questions for phrase in (question.text, question.would_settle)]
        words = sum(self._prose_of(phrase.lang).words(phrase.text) for phrase in phrases if phrase is not None)
        speed = int(catalogue.words(self._page.lang, "ui")["words_per_minute"])
        return max(1, round(words / speed))

    def table(self, figure: View) -> str:
        """The way to a figure's file for spreadsheets."""
        assert self._page.edition is not None
        path = self._tables[(self._page.edition.id, self._page.lang, figure.id)]
        return plan.relative(self._page.path, path)

    def quoted(self, text: str, lang: str) -> Markup:
        """Words of a speaker in the quotation marks of their language."""
        start, end = (str(mark) for mark in catalogue.words(lang, "ui")["quotation_marks"])
        return self.foreign(f"{start}{text.strip()}{end}", lang)

    def contents(self) -> list[tuple[str, str]]:
        """The parts of the explainer's page that have something in them: anchor and name."""
        assert self._page.edition is not None
        head = self._page.edition.head
        parts = (
            ("key-points", "key_points", head.key_points),
            ("statements", "panels_short", head.panels),
            ("questions", "unknown", head.questions),
            ("story", "narrative", head.sections),
            ("timeline", "timeline", head.timeline),
            ("figures", "figures", head.figures),
            ("actors", "actors", head.actors),
            ("quotes", "quotes", head.quotes),
            ("places", "places", head.places),
            ("terms", "terms", head.terms),
            ("sources", "sources", head.sources),
            ("changes", "changes", head.changes),
            ("method", "method", head.method),
        )
        return [(anchor, self.interface(key)) for anchor, key, content in parts if content]

    def covers(self) -> list[dict[str, Any]]:
        """The explainers of the site in the language of the page, with the way to each."""
        made = []
        for edition in self._pages.editions:
            if edition.lang == self._page.lang:
                to = next(page for page in self._pages.alternates[edition.id] if page.lang == edition.lang)
                lists = [(name, self._list_of(edition, name)) for name in ("timeline", "sources")]
                made.append(
                    {"head": edition.head, "href": self._pages.relative(self._page, to), "lists": lists}
                )
        return made

    def _list_of(self, edition: Edition, name: str) -> str:
        pages = self._pages.alternates[f"{edition.id}/{name}"]
        return self._pages.relative(self._page, next(page for page in pages if page.lang == edition.lang))

    def default_page(self) -> Page:
        """The page for readers of no language of the site: the chooser for the home, else the source language."""
        if self._page.identity == "home":
            return self._pages.pages[0]
        return self.alternates()[0]

    def _prose_of(self, lang: str) -> Prose:
        if lang not in self._prose:
            self._prose[lang] = Prose(lang, self._resolve)
        return self._prose[lang]

    def _resolve(self, kind: str, id: str) -> Link | None:
        lang = self._side or self._page.lang
        edition = self._page.edition and self._editions[(self._page.edition.id, lang)]
        view = edition.find(kind, id) if edition is not None else None
        if view is None:
            return None
        phrase = heading(view)
        href = self.own(view, self._side) if self._side else self.href(view)
        if href is None:
            return None
        return Link(href, phrase.text, phrase.lang if phrase.lang != lang else None, kind)

    def _in_language(self, tag: str, lang: str, html: str) -> Markup:
        return Markup('<{0} lang="{1}" dir="{2}">{3}</{0}>').format(tag, lang, direction(lang), html)

    def _with_state(self, tag: str, phrase: Phrase, html: Markup) -> Markup:
        """The block marked as stale or to confirm; readers are told of a stale one, the preview shows both."""
        if phrase.state not in ("stale", "to-confirm"):
            return html
        notice = Markup("")
        if phrase.stale:
            said = self.interface("newer_in", language=language_name(phrase.newer, self._page.lang))
            notice = Markup(' <span class="translation__notice">{}</span>').format(said)
        return Markup('<{0} class="translation" data-state="{1}">{2}{3}</{0}>').format(
            tag, phrase.state, html, notice
        )

    def _notice(self, lang: str) -> Markup:
        said = self.interface("only_in", language=language_name(lang, self._page.lang))
        return Markup(' <span class="fallback">{}</span>').format(said)


def heading(view: View) -> Phrase:
    """The text that stands for a record in a link."""
    for name in ("name", "title", "heading", "label", "subject", "term", "text"):
        phrase = getattr(view, name, None)
        if isinstance(phrase, Phrase):
            return phrase
    return Phrase(str(getattr(view, "id", "")), "", "title")


def is_translated(page: Page) -> bool:
    """No more than half of the texts of a page are in another language."""
    missing, total = plan.fallbacks(page)
    return missing * 2 <= total


def direction(lang: str) -> str:
    """`rtl` or `ltr`, by CLDR."""
    from babel import Locale

    known = cldr.known_locale(lang)
    return Locale.parse(known).text_direction if known else "ltr"
