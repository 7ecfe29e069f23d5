"""The ways that templates ask for: addresses of pages, records and files, relative to the page at hand.

In: `Pages`, the bundle of assets, and page after page. Out: addresses. It must not know texts.
"""

from __future__ import annotations

from typing import Any

from diptych import plan
from diptych.localize import Edition, View
from diptych.plan import Page, Pages
from diptych.render import glances
from diptych.render.assets import Bundle


class Ways:
    """Addresses seen from `page`."""

    def __init__(self, pages: Pages, bundle: Bundle) -> None:
        self.pages = pages
        self.page = pages.pages[0]
        self._bundle = bundle
        self._glances: dict[str, bool] = {}
        self._tables = {
            (table.explainer, table.page.lang, table.figure.id): table.path for table in pages.tables
        }

    @property
    def edition(self) -> Edition:
        """The edition of the page. Raises LookupError on a page without an explainer."""
        if self.page.edition is None:
            raise LookupError(f"the page {self.page.path} shows no explainer")
        return self.page.edition

    def href(self, view: View) -> str | None:
        """The way to a record from this page, an anchor if the page itself shows it."""
        return self.pages.href(self.page, view)

    def own(self, view: View, lang: str | None = None, explainer: str | None = None) -> str | None:
        """The way to the page where a record lives, in the language of this page or another."""
        return self.pages.own(self.page, view, lang, explainer)

    def alternates(self) -> tuple[Page, ...]:
        """This page in all its languages."""
        return self.pages.others(self.page)

    def announced(self) -> list[tuple[str, Page]]:
        """What `hreflang` says of this page: each language whose texts are mostly its own, and the default.

        The chooser is the default of the homes; any other page has its first language as default.
        """
        chooser = self.pages.pages[0]
        alike = self.pages.alternates["home"] if self.page is chooser else self.alternates()
        found = [page for page in alike if page.indexable and self._is_translated(page)]
        if self.page is not chooser and self.page not in found:
            return []
        default = chooser if self.page is chooser or self.page.identity == "home" else found[0]
        return [*((page.lang, page) for page in found), ("x-default", default)]

    def _is_translated(self, page: Page) -> bool:
        """No more than half of the texts of a page are in another language."""
        missing, total = plan.fallbacks(page, self.pages)
        return missing * 2 <= total

    def asset(self, name: str) -> str:
        """The way to an asset: `asset("site.css")`."""
        return self.root() + self._bundle.names[name]

    def image(self, file: str) -> str:
        """The way to a picture of the explainer."""
        return f"{self.root()}images/{self.edition.id}/{file}"

    def root(self) -> str:
        """The way to the root of the site; absolute from the 404 page, which is served at any depth."""
        if self.page.template == "404":
            return self.pages.base
        return plan.relative(self.page.path, "")

    def home(self, lang: str) -> str:
        """The way to the home page of a language."""
        return (
            self.root() + f"{lang}/"
            if self.page.template == "404"
            else plan.relative(self.page.path, f"{lang}/")
        )

    def list_page(self, name: str) -> str:
        """The way to another page of this explainer: `timeline`, `sources`, `changes`, `explainer`."""
        return self.pages.relative(self.page, self._list(name))

    def list_address(self, name: str) -> str | None:
        """The public address of such a page, for paper; None where the site's is not known."""
        return self.pages.public(self._list(name))

    def site_page(self, identity: str) -> str:
        """The way to a page of the site in the language of this page: `home`, `method`."""
        return self.pages.relative(self.page, self._own(identity))

    def _list(self, name: str) -> Page:
        return self._own(self.edition.id if name == "explainer" else f"{self.edition.id}/{name}")

    def _own(self, identity: str) -> Page:
        """A page in the language of the page turned to."""
        return next(page for page in self.pages.alternates[identity] if page.lang == self.page.lang)

    def table(self, figure: View) -> str:
        """The way to a figure's file for spreadsheets."""
        path = self._tables[(self.edition.id, self.page.lang, figure.id)]
        return plan.relative(self.page.path, path)

    def glances(self) -> str | None:
        """The way to the file of what references show at a glance; None where there is none."""
        edition = self.page.edition
        if edition is None or self.page.template in ("known_on", "diptych"):  # of another day, or language
            return None
        home = next(to for to in self.pages.alternates[edition.id] if to.lang == self.page.lang)
        if home.path not in self._glances:
            self._glances[home.path] = glances.any_in(edition)
        return plan.relative(self.page.path, glances.path(home)) if self._glances[home.path] else None

    def covers(self) -> list[dict[str, Any]]:
        """The explainers of the site in the language of the page, with the way to each."""
        made = []
        for edition in self.pages.editions:
            if edition.lang == self.page.lang:
                to = next(page for page in self.pages.alternates[edition.id] if page.lang == edition.lang)
                lists = [(name, self._list_of(edition, name)) for name in ("timeline", "sources")]
                made.append(
                    {"head": edition.head, "href": self.pages.relative(self.page, to), "lists": lists}
                )
        return made

    def _list_of(self, edition: Edition, name: str) -> str:
        pages = self.pages.alternates[f"{edition.id}/{name}"]
        return self.pages.relative(self.page, next(page for page in pages if page.lang == edition.lang))
