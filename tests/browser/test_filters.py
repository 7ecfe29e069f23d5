"""The filters of statements, timeline and sources: by address, hand and keyboard, and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.site import built

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
EXPLAINER, TIMELINE, SOURCES = (
    "fr/moscou-pyongyang/",
    "fr/moscou-pyongyang/chronologie/",
    "fr/moscou-pyongyang/sources/",
)
Open = Callable[[str], "Page"]


def records(kind: str) -> dict[str, Any]:
    return {entry.record.id: entry.record for entry in built.linked(built.ROOT).published(kind)}


def shown(page: Page, selector: str) -> set[str]:
    """The ids of the records of a list that can be seen."""
    ids = page.locator(f"{selector}:visible").evaluate_all("found => found.map(element => element.id)")
    return {id.partition("-")[2] for id in ids}


def status(page: Page) -> str:
    return page.locator("form.filter [role=status]").inner_text()


def test_the_address_chooses_statements(open_page: Open, trouble: list[str]):
    wanted = {
        id
        for id, record in records("statement").items()
        if record.status in ("disputed", "refuted") and not record.superseded_by
    }
    assert wanted
    page = open_page(EXPLAINER + "?status=disputed&status=refuted")
    assert shown(page, ".statement") == wanted
    assert status(page).startswith(f"{len(wanted)} énoncés sur ")
    assert page.get_by_role("checkbox", name="Contesté").is_checked()
    assert page.locator(".topics").is_hidden(), "its numbers count everything"
    for group in page.locator(".panels:visible").all():
        assert group.locator(".statement:visible").count(), "a topic without entries is not shown"
    assert page.locator("#statements .panel--known:visible").count() == 0
    page.reload()
    assert shown(page, ".statement") == wanted
    assert trouble == []


def test_the_numbers_above_the_fold_lead_to_their_statements(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER)
    entry = page.locator(".tally").get_by_role("link", name="Contesté")
    number = int(entry.locator(".tally__count").inner_text())
    entry.click()
    page.wait_for_url("**/?status=disputed#by-status")
    assert page.locator(".statement:visible").count() == number
    assert page.locator(".statement:visible").first.is_visible()
    assert trouble == []


def test_facets_narrow_each_other_and_the_address_follows(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER)
    total = page.locator(".statement").count()
    page.get_by_role("checkbox", name="Contesté").check()
    page.get_by_role("combobox", name="Acteur", exact=True).select_option("russia")
    wanted = {
        id
        for id, record in records("statement").items()
        if record.status == "disputed"
        and not record.superseded_by
        and "russia" in {*record.claimed_by, *record.actors, *(denial.actor for denial in record.denied_by)}
    }
    assert wanted and shown(page, ".statement") == wanted
    page.wait_for_url("**/fr/**/?status=disputed&actor=russia")

    page.locator(".languages").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/**")
    assert page.url.endswith("/?status=disputed&actor=russia")
    assert shown(page, ".statement") == wanted

    page.get_by_role("button", name="Show everything").click()
    page.get_by_text(f"{total} statements of {total}").wait_for()
    page.wait_for_url("**/en/*/")
    assert page.get_by_role("button", name="Show everything").count() == 0
    assert page.evaluate("document.activeElement.name") == "status", "the focus is not lost with the button"
    assert trouble == []


def test_nothing_found_is_said(open_page: Open):
    page = open_page(TIMELINE + "?kind=culture&status=disputed")
    assert shown(page, ".event") == set()
    assert status(page) == "Rien ne correspond à ces choix."
    assert page.locator(".year:visible").count() == 0


def test_the_timeline_by_weight_hides_empty_years(open_page: Open, trouble: list[str]):
    page = open_page(TIMELINE)
    years = page.locator(".year:visible").count()
    page.get_by_role("combobox", name="Importance", exact=True).select_option("3")
    assert shown(page, ".event") == {id for id, record in records("event").items() if record.weight == 3}
    page.get_by_role("combobox", name="Importance", exact=True).select_option("2")
    assert shown(page, ".event") == {id for id, record in records("event").items() if record.weight >= 2}
    page.get_by_role("combobox", name="Domaine", exact=True).select_option("law")
    assert shown(page, ".event") == {
        id for id, record in records("event").items() if record.weight >= 2 and record.kind == "law"
    }
    assert 0 < page.locator(".year:visible").count() < years
    left = {f"event-{id}" for id in shown(page, ".event")}
    bright = page.locator(".strip a:not([data-out])").evaluate_all(
        "found => found.map(mark => mark.href.baseVal)"
    )
    assert {href.partition("#")[2] for href in bright} == left, "the marks of the others are faint"
    assert trouble == []


def test_sources_by_basis_interest_and_language(open_page: Open, trouble: list[str]):
    page = open_page(SOURCES + "?basis=primary&interest=state_media&language=ko")
    wanted = {
        id
        for id, record in records("source").items()
        if (record.basis, record.interest, record.language) == ("primary", "state_media", "ko")
    }
    assert wanted and shown(page, ".source") == wanted
    assert trouble == []


def test_a_link_to_a_hidden_entry_wins(open_page: Open):
    statements = records("statement").items()
    hidden = next(id for id, one in statements if one.status == "known" and not one.superseded_by)
    page = open_page(EXPLAINER + f"?status=disputed#statement-{hidden}")
    assert page.locator(f"#statement-{hidden}").is_visible()
    page.wait_for_url(f"**/#statement-{hidden}")

    page.get_by_role("checkbox", name="Contesté").check()
    assert page.locator(f"#statement-{hidden}").is_hidden()
    page.locator(f"a[href='#statement-{hidden}']:visible").first.click()
    assert page.locator(f"#statement-{hidden}").is_visible()


def test_by_keyboard(open_page: Open):
    page = open_page(EXPLAINER)
    page.get_by_role("checkbox", name="Établi").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/?status=reported")
    page.keyboard.press("Enter")
    assert page.url.endswith("?status=reported"), "Enter does not submit"


def test_values_that_nobody_knows_change_nothing(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER + "?actor=%3Cb%3E&status=nonsense&q=1")
    assert page.locator(".statement:visible").count() == page.locator(".statement").count()
    assert trouble == []


@pytest.mark.parametrize("path", [EXPLAINER, TIMELINE, SOURCES])
def test_without_scripts_everything_is_there_and_no_control(path: str, unscripted: Open):
    page = unscripted(path + "?status=disputed&basis=primary")
    assert page.locator("form, button, input, select").locator("visible=true").count() == 0
    lists = page.locator(".statement, .event, .source:not(.source--line)")
    assert lists.count() == lists.locator("visible=true").count() > 50


@pytest.mark.parametrize(
    ("path", "form"), [(SOURCES, ".filter"), (TIMELINE, ".filter"), ("fr/recherche/", ".search")]
)
def test_a_form_that_waits_for_its_script_keeps_its_place(
    path: str, form: str, page: Page, address: str, unscripted: Open
):
    """Nothing jumps when it appears; without scripts it takes no room."""
    page.route("**/*.js", lambda route: route.abort())
    page.goto(address + path)
    waiting = page.locator(form)
    assert not waiting.is_visible()
    assert waiting.evaluate("element => element.offsetHeight") > 50
    assert unscripted(path).locator(form).evaluate("element => element.offsetHeight") == 0
