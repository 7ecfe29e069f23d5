"""The functions that templates call, gathered: words, ways, and what needs both.

In: `Pages`, and page after page (`turn_to`). Out: ready pieces for that page. It must not know
any template.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diptych import plan
from diptych.languages import cldr
from diptych.localize import View
from diptych.localize.views import language_name
from diptych.plan import Page, Pages
from diptych.render import citations, filters, reports
from diptych.render.assets import Bundle
from diptych.render.ways import Ways
from diptych.render.words import Words, heading, numbered, published

_PARTS = (
    *("key_points", "sections", "panels", "questions", "timeline", "figures", "actors", "quotes"),
    *("places", "terms", "sources", "changes", "method"),
)
"""The parts of the explainer's page, in its order."""
_ANCHORS = {"panels": "statements", "sections": "story"}
_NAMES = {"panels": "panels_short", "questions": "unknown", "sections": "narrative"}
"""Where the anchor or the word for a part is not its own name."""


class Desk:
    """What templates can ask for, always seen from the page turned to."""

    def __init__(self, pages: Pages, bundle: Bundle) -> None:
        self._ways = ways = Ways(pages, bundle)
        self._words = words = Words(ways)
        self.functions: dict[str, Callable[..., Any]] = {
            "t": words.shown,
            "label": words.shown_label,
            "listed": words.listed,
            "say": words.say,
            "beside": words.beside,
            "plain": words.plain,
            "bare": words.bare,
            "foreign": words.foreign,
            "spoken": words.spoken,
            "state": words.state,
            "href": ways.href,
            "own": ways.own,
            "anchor": lambda view: plan.anchor(view.key),
            "relative": lambda to: pages.relative(ways.page, to),
            "public": pages.public,
            "alternates": ways.alternates,
            "announced": ways.announced,
            "asset": ways.asset,
            "image": ways.image,
            "root": ways.root,
            "home": ways.home,
            "list_page": ways.list_page,
            "list_address": ways.list_address,
            "site_page": ways.site_page,
            "direction": cldr.direction,
            "language": lambda code: language_name(code, ways.page.lang),
            "endonym": lambda code: language_name(code, code),
            "joined": words.joined,
            "report": self.report,
            "citations": self.citations,
            "heading": lambda view: words.say(heading(view)),
            "short": words.short,
            "table": ways.table,
            "reading_minutes": words.reading_minutes,
            "quoted": words.quoted,
            "numbered": numbered,
            "published": published,
            "cited": words.cited,
            "contents": self.contents,
            "covers": ways.covers,
            "facets": self.facets,
            "facet_values": filters.attributes,
            "glances": ways.glances,
            "forms": words.forms,
            "spoken_by_scripts": words.spoken_by_scripts,
        }

    @property
    def words(self) -> Words:
        """The texts alone, for files that are not templates."""
        return self._words

    def turn_to(self, page: Page) -> None:
        """From now on, everything is seen from this page."""
        self._ways.page = page

    def facets(self, kind: str, views: list[View]) -> tuple[filters.Facet, ...]:
        """What the entries of a list can be filtered by: `facets("source", explainer.sources)`."""
        edition = self._ways.page.edition
        topics = [topic.id for topic in edition.head.topics] if edition is not None else []
        return filters.facets(kind, views, topics, self._words.shown_labels, self._words.plain)

    def report(self, view: View | None = None) -> str | None:
        """Where to report an error in a record or in this page; None where the site names no contact."""
        contact = self._ways.pages.record.contact
        if contact is None:
            return None
        site = self._words.plain(self._ways.pages.site[self._ways.page.lang].title)
        about = self._ways.page.url
        if view is not None and view.key is not None and self._ways.page.edition is not None:
            about = f"{self._ways.page.edition.id}/{view.key} ({self._ways.page.lang})"
        return reports.address(
            contact, self._words.interface("report_subject", site=site, about=about), about
        )

    def citations(self, view: View) -> tuple[citations.Citation, ...]:
        """How to cite a statement, in the styles of the language of the page."""
        head = self._ways.edition.head
        site = self._ways.pages.site[self._ways.page.lang]
        status = self._words.label("status", view.status)
        values = {
            "text": self._words.plain(view.text),
            "explainer": self._words.plain(head.title),
            "site": self._words.plain(site.title),
            "publisher": site.publisher.name if site.publisher else self._words.plain(site.title),
            "status": status[:1].lower() + status[1:],
            "date": head.as_of.text,
        }
        return citations.citations(
            self._ways.page.lang, values, head.as_of.edtf, self._ways.pages.public(self._ways.page)
        )

    def contents(self) -> list[tuple[str, str]]:
        """The parts of the explainer's page that have something in them: anchor and name."""
        head = self._ways.edition.head
        return [
            (_ANCHORS.get(part, part.replace("_", "-")), self._words.shown(_NAMES.get(part, part)))
            for part in _PARTS
            if getattr(head, part)
        ]
