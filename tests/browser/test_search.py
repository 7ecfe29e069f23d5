"""The search page: words with and without accents, filters, the address, the keyboard, and no script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.pagefind,
]
FRENCH, ENGLISH = "fr/recherche/", "en/search/"
Open = Callable[[str], "Page"]


def count(page: Page) -> int:
    """The number that the page says, once it has said one."""
    said = page.locator(".search [role=status]")
    expect(said).to_have_text(re.compile(r"\d+"))
    return int(re.findall(r"\d+", said.inner_text())[0])


def test_the_address_asks_and_results_lead_to_their_records(open_page: Open, trouble: list[str]):
    page = open_page(FRENCH + "?q=missile+Kharkiv")
    total = count(page)
    assert 0 < total < 30
    results = page.locator(".result")
    assert results.count() == min(total, 10)
    statement = results.filter(has=page.locator(".result__kind", has_text="Énoncé")).first
    assert statement.locator(".badge").inner_text() in (
        "Établi",
        "Rapporté",
        "Affirmé, non vérifié",
        "Contesté",
    )
    title = statement.locator("h2 a").inner_text().split()
    statement.locator("h2 a").click()
    page.wait_for_url("**/enonces/**")
    assert page.locator("h1").inner_text().split() == title
    assert trouble == []


@pytest.mark.parametrize(
    ("typed", "same"), [("traité", "TRAITE"), ("amitié", "l’amitié"), ("amitié", "AMITIE")]
)
def test_accents_capitals_and_elisions_make_no_difference(
    typed: str, same: str, open_page: Open, trouble: list[str]
):
    totals = [count(open_page(f"{FRENCH}?q={words}")) for words in (typed, same)]
    assert totals[0] == totals[1] > 0
    assert trouble == []


def test_a_word_that_is_nowhere_finds_nothing(open_page: Open):
    page = open_page(FRENCH + "?q=amphibologie")
    expect(page.locator(".search [role=status]")).to_have_text(
        "Aucun résultat. Essayez un autre mot, ou moins de mots."
    )
    assert page.locator(".result:visible").count() == 0


def test_typing_and_filters_change_results_and_address(open_page: Open, trouble: list[str]):
    page = open_page(FRENCH)
    box = page.get_by_role("searchbox", name="Mots recherchés")
    box.click()
    page.keyboard.type("Koursk")
    everything = count(page)
    page.wait_for_url("**/?q=Koursk")
    said = page.locator(".search [role=status]").inner_text()
    page.get_by_label("Statut").select_option("disputed")
    page.wait_for_url("**/?q=Koursk&status=disputed")
    expect(page.locator(".search [role=status]")).not_to_have_text(said)
    assert set(page.locator(".result .badge").all_inner_texts()) == {"Contesté"}
    assert 0 < count(page) < everything
    page.reload()
    assert 0 < count(page) < everything
    expect(box).to_have_value("Koursk")
    box.fill("")
    expect(page.locator(".result")).to_have_count(0)
    assert trouble == []


def test_more_results_by_keyboard(open_page: Open, trouble: list[str]):
    page = open_page(ENGLISH + "?q=Korea")
    assert count(page) > 20
    assert page.locator(".result").count() == 10
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".result")).to_have_count(20)
    expect(page.locator(".result a").nth(10)).to_be_focused()
    assert trouble == []


def test_excerpts_are_written_as_in_the_text(open_page: Open):
    page = open_page(FRENCH + "?q=artillerie")
    count(page)
    texts = page.locator(".result").all_inner_texts()
    assert any("d’artillerie" in text for text in texts)
    assert not any("\N{WORD JOINER}" in text for text in texts)
    assert "artillerie" in [mark.lower() for mark in page.locator(".result mark").all_inner_texts()]


def test_titles_in_another_language_say_so(open_page: Open):
    page = open_page(FRENCH + "?q=Artillery&kind=source")
    count(page)
    assert page.locator(".result a[lang=en]").count() > 0


def test_markup_in_a_question_is_text(open_page: Open, trouble: list[str]):
    page = open_page(FRENCH + "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&kind=%22%3E")
    expect(page.get_by_role("searchbox")).to_have_value("<img src=x onerror=alert(1)>")
    assert trouble == []


def test_the_other_page_may_not_run_webassembly(real_site: Path):
    for path in real_site.rglob("*.html"):
        wanted = path.parent.parent.name in ("fr", "en") and path.parent.name in ("recherche", "search")
        assert ("wasm-unsafe-eval" in path.read_text("utf-8")) == wanted, path


def test_records_of_every_kind_are_found(real_site: Path):
    for lang in ("fr", "en"):
        kinds = {
            found.split()[0]
            for found in json.loads((real_site / f"pagefind/facets.{lang}.json").read_bytes()).values()
        }
        assert kinds >= {"statement", "actor", "event", "source", "question", "section", "term", "quote"}


def test_without_scripts_the_page_says_what_to_do(unscripted: Open):
    page = unscripted(FRENCH)
    assert page.locator("form, input, button, .results").locator("visible=true").count() == 0
    assert page.locator(".search__without").is_visible()
    for name in ("Chronologie", "Sources", "Acteurs"):
        page.get_by_role("link", name=name, exact=True).click()
        assert page.locator("h1").is_visible()
        page.go_back()


def test_without_an_index_the_page_has_no_dead_form(page: Page, address: str):
    page.route("**/pagefind.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(address + FRENCH)
    expect(page.locator("form.search")).to_have_count(0)
    assert page.get_by_role("link", name="Chronologie", exact=True).is_visible()


def test_every_page_leads_to_the_search(open_page: Open):
    page = open_page("en/moscow-pyongyang/timeline/")
    page.locator(".masthead").get_by_role("link", name="Search").click()
    page.wait_for_url("**/en/search/")
    assert page.locator(".masthead [aria-current=page]").inner_text() == "Search"
