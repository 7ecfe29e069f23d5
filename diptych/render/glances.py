"""What a reader sees at a glance when pointing at a reference: `glances.json` beside each explainer.

In: the page of an explainer. Out: a file with a piece of HTML for every statement and term that a text refers
to, by `kind:id`, and for the origins of every statement, by `origins:id`; a script shows it beside the link.
It must not know that script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment

from diptych import references
from diptych.localize import Edition, Phrase, View
from diptych.plan import Page
from diptych.render import borrowed

KINDS = ("statement", "term")

_BREAKS = re.compile(r"[ \t\n]+")
"""White space that may shrink; the no-break spaces of typography stay as they are."""


def path(explainer: Page) -> str:
    """Where the file of an explainer's page stands in the output."""
    return explainer.url + "glances.json"


def referenced(edition: Edition) -> list[View]:
    """The statements and terms that texts refer to, in the order of the content."""
    named = {
        (reference.kind, reference.id)
        for view in (edition.head, *(view for views in edition.kinds.values() for view in views.values()))
        for text in _texts(vars(view).values())
        if "[[" in text
        for reference in references.found(text)
    }
    return [view for kind in KINDS for view in edition.all(kind) if (kind, view.id) in named]


def _texts(values: Iterable[Any], depth: int = 2) -> Iterator[str]:
    """The texts of a record and of its parts, as deep as parts go; not those of the records that it names."""
    for value in values:
        if isinstance(value, Phrase):
            yield value.text
        elif isinstance(value, View) and value.key is None and depth:
            yield from _texts(vars(value).values(), depth - 1)
        elif isinstance(value, list):
            yield from _texts(value, depth)


def any_in(edition: Edition) -> bool:
    """Whether an explainer has anything to be seen at a glance."""
    return bool(edition.head.statements or referenced(edition))


def files(page: Page, environment: Environment, context: Mapping[str, Any]) -> dict[str, bytes]:
    """The file that comes with a page, when it is the page of an explainer and has anything in it."""
    edition = page.edition
    if page.template != "explainer" or edition is None or not any_in(edition):
        return {}
    macros = environment.get_template("parts/glance.html").make_module(dict(context))
    wanted = [(view.key.kind, view) for view in referenced(edition) if view.key is not None]
    wanted += [("origins", view) for view in edition.head.statements]
    found = {f"{kind}:{view.id}": _one(getattr(macros, kind)(view)) for kind, view in wanted}
    return {path(page): json.dumps(found, ensure_ascii=False, indent=0).encode("utf-8")}


def _one(made: str) -> str:
    return _BREAKS.sub(" ", borrowed.settled(str(made))).strip()
