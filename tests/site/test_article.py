"""Every statement of the press article that the explainer started from has its place in it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from diptych import link
from tests.site import built
from tests.site.built import Site

ARTICLE: list[dict[str, Any]] = yaml.safe_load(
    (built.ROOT / "tests/moscow_pyongyang/article.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def explainer() -> link.Explainer:
    return built.linked(built.ROOT)


def test_the_map_numbers_the_article_without_a_gap():
    numbers = [int(entry["says"].partition(".")[0]) for entry in ARTICLE]
    assert numbers == list(range(1, len(ARTICLE) + 1))
    assert len(ARTICLE) >= 25


@pytest.mark.parametrize("entry", ARTICLE, ids=[entry["says"][:40] for entry in ARTICLE])
def test_a_statement_of_the_article_has_its_records_on_the_pages(
    entry: dict[str, Any], explainer: link.Explainer, real: Site
):
    kinds = set()
    for name in entry["records"]:
        kind, _, id = name.partition(":")
        kinds.add(kind)
        assert not explainer.record(kind, id).draft
        for lang in real.languages:
            assert any(f"{kind}-{id}" in page.ids for page in real.of(lang).values()), (name, lang)
            if kind == "statement":
                real.page_of(f"statement-{id}", lang)
    assert "statement" in kinds, "only a statement has a status"
