"""A reader with a browser: follows links, changes language, uses the keyboard, has no script, prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from diptych import model
from tests.browser.kinds import every_kind, every_kind_once, url
from tests.site import built
from tests.site.built import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FRENCH = "fr/moscou-pyongyang/"
ENGLISH = "en/moscow-pyongyang/"
PLACE = "statement-troops-sent"
WIDTHS = (320, 390, 768, 1280)


def in_view(page: Page, id: str) -> bool:
    """Is the beginning of a record on the screen?"""
    return bool(
        page.evaluate(
            "id => { const top = document.getElementById(id).getBoundingClientRect().top;"
            " return top >= -1 && top < innerHeight }",
            id,
        )
    )


def overflow(page: Page) -> list[str]:
    """What makes the page scroll sideways: elements beyond the screen that are not in a scrolling region.

    A region may scroll when the keyboard reaches it: it takes the focus, or has links in it.
    """
    found: list[str] = page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth;
            const scrolls = element => {
                for (; element && element !== document.body; element = element.parentElement) {
                    const reached = element.tabIndex >= 0 || element.querySelector('a[href], button');
                    if (/auto|scroll/.test(getComputedStyle(element).overflowX) && reached) return true;
                }
                return false;
            };
            const beyond = [...document.body.querySelectorAll('*')].filter(element => {
                const box = element.getBoundingClientRect();
                if (box.width <= 0 || box.right <= wide + 1) return false;
                return getComputedStyle(element).clipPath === 'none' && !scrolls(element.parentElement);
            });
            const sideways = document.scrollingElement.scrollWidth > wide ? ['the page scrolls'] : [];
            return sideways.concat(beyond.slice(0, 5).map(element => element.outerHTML.slice(0, 160)));
        }"""
    )
    return found


def test_a_reader_changes_language_and_stays_at_the_same_place(page: Page, address: str, messages: list[str]):
    page.goto(address)
    page.locator("a[hreflang=fr]").first.click()
    page.locator("main a[href*='moscou-pyongyang']").first.click()
    assert page.url == address + FRENCH
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.locator(f"main a[href='#{PLACE}']").first.click()
    assert page.url == address + FRENCH + "#" + PLACE
    page.locator(".languages a[hreflang=en]").click()
    page.wait_for_url(address + ENGLISH + "#" + PLACE)
    assert page.evaluate("document.documentElement.lang") == "en"
    page.wait_for_function("id => document.getElementById(id).matches(':target')", arg=PLACE)
    page.wait_for_function(
        "id => { const top = document.getElementById(id).getBoundingClientRect().top;"
        " return top >= -1 && top < innerHeight }",
        arg=PLACE,
    )
    page.locator(".languages a[hreflang=fr]").click()
    page.wait_for_url(address + FRENCH + "#" + PLACE)
    page.go_back()
    page.wait_for_url(address + ENGLISH + "#" + PLACE)
    assert messages == []


def test_a_reader_finds_the_way_from_a_claim_to_its_evidence_and_back(
    page: Page, address: str, messages: list[str]
):
    page.goto(address + FRENCH)
    record = page.locator(f"#{PLACE}")
    record.locator("a[href*='troops-sent']").last.click()
    page.wait_for_load_state()
    assert page.locator("main h1").inner_text() == record_text(page)
    page.locator(".languages a[hreflang=en]").click()
    page.wait_for_url("**/en/**")
    assert page.url.rstrip("/").rpartition("/")[2] == "troops-sent"
    page.locator(f"main a[href*='{ENGLISH.split('/')[1]}'], main a[href^='../../']").first.click()
    page.wait_for_load_state()
    assert page.url.partition("#")[0] == address + ENGLISH
    assert messages == []


def record_text(page: Page) -> str:
    return page.locator(f"#{PLACE} h1").inner_text()


@every_kind
def test_opening_a_page_brings_no_message_no_failure_and_no_third_party(
    kind: str, lang: str, page: Page, address: str, messages: list[str]
):
    page.goto(address + url(kind, lang))
    page.wait_for_selector(".later", state="detached")  # the scripts have had their turn, too
    assert page.evaluate("document.documentElement.lang") == lang
    assert messages == []


def test_the_page_for_missing_addresses_is_whole_at_any_depth(page: Page, deep: str, browser_says: list[str]):
    answer = page.goto(deep + "fr/no/such/page/")
    assert answer is not None
    assert answer.status == 404
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    assert page.evaluate("document.styleSheets.length") >= 1
    assert [said for said in browser_says if "no/such/page" not in said] == []
    page.locator("main a[hreflang=en]").click()
    page.wait_for_url(deep + "en/")


@pytest.fixture
def deep(tmp_path: Path, host: Callable[[Path, str], str]) -> str:
    root = built.SITES / "half-translated"
    site = built.site(root, tmp_path / "site", built.ADDRESS)
    return host(site.folder, "/any/sub/path/")


@pytest.fixture
def browser_says(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text + " " + str(message.location)))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@every_kind_once
def test_the_keyboard_reaches_the_skip_link_first_and_sees_where_it_is(kind: str, page: Page, address: str):
    page.goto(address + url(kind))
    if kind == "search":
        page.locator(".search:not([hidden])").wait_for()
    page.keyboard.press("Tab")
    focused = page.evaluate(
        """() => {
            const focused = document.activeElement, box = focused.getBoundingClientRect();
            return [focused.getAttribute('href'), box.top >= 0, box.left >= 0, box.height > 10];
        }"""
    )
    assert focused == ["#main", True, True, True]
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.getElementById('main').contains(document.activeElement)"
        " || !document.querySelector('main :is(a[href], button, input, summary, [tabindex])')"
    )
    for _ in range(8):
        tag, style, width = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        assert tag == "BODY" or (style != "none" and width >= 2), (tag, style, width)
        page.keyboard.press("Tab")


@every_kind_once
def test_without_script_everything_is_there(kind: str, unscripted: Callable[[str], Page], real: Site):
    """Every record that the file holds has a place on the screen, and the switcher keeps the page."""
    path = url(kind)
    page = unscripted(path)
    document = real.pages[path if path.endswith(".html") else path + "index.html"]
    explainer = built.linked(built.ROOT)
    folded = {part.get("id") for details in document.all("details") for part in details.all()}
    anchors = {f"{kind}-{entry.id}" for kind in model.KINDS for entry in explainer.published(kind)}
    there = sorted((anchors & set(document.ids)) - folded)
    unseen = page.evaluate(
        """ids => ids.filter(id => {
            const box = document.getElementById(id).getBoundingClientRect();
            return box.width === 0 || box.height === 0;
        })""",
        there,
    )
    assert unseen == []
    switch = page.locator(".languages a[hreflang=en]")
    if switch.count():
        switch.click()
        page.wait_for_url("**/en/**")
        page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == "en"
        found = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        assert set(found) == set(document.ids)


@every_kind
def test_nothing_scrolls_sideways(kind: str, lang: str, page: Page, address: str):
    page.goto(address + url(kind, lang))
    page.wait_for_selector(".later", state="detached")
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == [], width


def test_foreign_texts_do_not_scroll_sideways(page: Page, tmp_path: Path, host: Callable[[Path, str], str]):
    page.set_viewport_size({"width": 320, "height": 800})
    for name, urls in {"half-translated": ["en/ferry/"], "arabic": ["ar/qanat/", "ar/"]}.items():
        address = host(built.site(built.SITES / name, tmp_path / name).folder, "/")
        for path in urls:
            page.goto(address + path)
            assert overflow(page) == [], path


def test_a_reader_changes_language_in_the_middle_of_a_page(page: Page, address: str, messages: list[str]):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + FRENCH)
    page.wait_for_selector(".later", state="detached")
    page.locator("#section-soldiers").evaluate("section => section.scrollIntoView()")
    page.locator(".jump a[hreflang=en]").click()
    page.wait_for_url(address + ENGLISH + "#section-soldiers")
    expect(page.locator("#section-soldiers h3")).to_be_in_viewport()
    assert messages == []
