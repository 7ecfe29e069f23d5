"""Which kinds of page there are (one template each), and one page of each: the one that shows the most."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from diptych import link, load, localize, plan, validate
from tests.site import built

ELSEWHERE = {"gone"}
"""Nothing was taken away from the real site; tests/editor/test_gone.py has a site where something was."""

NAMES = sorted({path.stem for path in (built.ROOT / "templates/pages").glob("*.html")} - ELSEWHERE)
IN_NO_LANGUAGE = ("404", "chooser")
EVERY = [
    (name, lang) for name in NAMES for lang in ("fr", "en") if lang == "fr" or name not in IN_NO_LANGUAGE
]
every_kind = pytest.mark.parametrize(("kind", "lang"), EVERY)
every_kind_once = pytest.mark.parametrize("kind", NAMES)


def url(kind: str, lang: str = "fr") -> str:
    """The address of the biggest page of a kind. Raises KeyError when the real site has none."""
    return _urls()[kind, lang]


@cache
def _urls() -> Mapping[tuple[str, str], str]:
    records, _ = validate.records(load.sources(built.ROOT))
    assert records.site is not None
    explainers, _ = link.explainers(records)
    pages, _ = plan.pages(localize.editions(explainers, records.site.record), records.site.record)
    found: dict[tuple[str, str], plan.Page] = {}
    for page in pages.pages:
        before = found.get((page.template, page.lang))
        if before is None or _weight(page) > _weight(before):
            found[page.template, page.lang] = page
    return {key: page.url for key, page in found.items()}


def _weight(page: plan.Page) -> int:
    """How much there is to see: evidence and history of a statement, claims and events of an actor."""
    values = vars(page.subject).values() if page.subject is not None else ()
    return len(page.shows) + sum(len(value) for value in values if isinstance(value, list))
