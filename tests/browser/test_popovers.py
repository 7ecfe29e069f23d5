"""What references show at a glance, and the part in view in the jump menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
EXPLAINER = "fr/moscou-pyongyang/"
STATEMENT = "#story a.ref[data-kind=statement][href='#statement-choe-conveys-greetings']"
TERM = "a.ref[data-kind=term]"
Open = Callable[[str], "Page"]


def test_pointing_at_a_statement_shows_status_and_claimants(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    box = page.locator("[role=tooltip]")
    link = page.locator(STATEMENT).first
    link.hover()
    expect(box).to_be_visible()
    entry = page.locator("#statement-choe-conveys-greetings")
    expect(box.locator(".badge")).to_have_text(entry.locator(".badge").text_content() or "")
    expect(box.locator(".glance__text")).to_have_text(entry.locator(".statement__text").text_content() or "")
    assert box.locator("a, button").count() == 0, "it is read, not used"
    expect(link).to_have_attribute("aria-describedby", "glance")
    place = box.bounding_box()
    assert place and place["x"] >= 0 and place["x"] + place["width"] <= page.viewport_size["width"]
    page.mouse.move(place["x"] + 9, place["y"] + 9, steps=9)
    page.mouse.move(place["x"] + 30, place["y"] + 30)
    assert box.is_visible(), "one can point at it"
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(link).not_to_have_attribute("aria-describedby", "glance")
    assert len([url for url in asked if "glances" in url]) == 1
    assert trouble == []


def test_what_is_refuted_is_struck_and_what_is_true_stands_first(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER)
    page.locator("a.ref[data-status=refuted]").first.hover()
    box = page.locator("[role=tooltip]")
    expect(box.locator(".badge")).to_have_text("Réfuté")
    expect(box.locator(".glance__text").first).to_contain_text("Ce qui est vrai")
    expect(box.locator(".glance__text").last.locator("s")).to_be_visible()
    assert trouble == []


def test_leaving_closes(open_page: Open):
    page = open_page(EXPLAINER)
    page.locator(STATEMENT).first.hover()
    expect(page.locator("[role=tooltip]")).to_be_visible()
    page.mouse.move(2, 2)
    expect(page.locator("[role=tooltip]")).to_be_hidden()


def test_focus_shows_a_term_and_is_not_kept(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER)
    link = page.locator(TERM).first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    box = page.locator("[role=tooltip]")
    expect(box).to_be_visible()
    id = link.get_attribute("href")
    definition = page.locator(f"{id} .term__definition").text_content()
    expect(box.locator(".glance__text")).to_have_text(definition or "")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('main, [role=tooltip]').tagName")
    assert focused == "MAIN", "no trap"
    page.locator(".skip").focus()
    expect(box).to_be_hidden()
    assert trouble == []


def test_a_page_of_one_record_has_them_too(open_page: Open, real_site, trouble: list[str]):
    folder = real_site / "fr/moscou-pyongyang/enonces"
    mark = 'class="ref" data-kind="statement"'
    path = next(path for path in sorted(folder.rglob("*.html")) if mark in path.read_text("utf-8"))
    page = open_page(path.relative_to(real_site).as_posix().removesuffix("index.html"))
    page.locator("a.ref[data-kind=statement]").first.hover()
    expect(page.locator("[role=tooltip] .badge")).to_be_visible()
    assert trouble == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_a_finger_sees_first_and_follows_then(phone: Page, address: str):
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.clock.install()
    phone.goto(address + EXPLAINER)
    link = phone.locator(STATEMENT).first
    link.dispatch_event("pointerover", {"pointerType": "touch"})
    phone.clock.run_for(2000)
    assert not [url for url in asked if "glances" in url], "resting a finger on a link asks for nothing"
    box = phone.locator("[role=tooltip]")
    link.tap()
    expect(box).to_be_visible()
    expect(box).to_contain_text("Touchez encore le lien")
    assert "#" not in phone.url
    phone.locator("#story-title").tap()
    expect(box).to_be_hidden()
    link.tap()
    expect(box).to_be_visible()
    link.tap()
    phone.wait_for_url("**/#statement-choe-conveys-greetings")
    expect(box).to_be_hidden()


def test_where_nothing_can_be_shown_the_first_touch_follows(phone: Page, address: str):
    phone.route("**/glances.json", lambda route: route.fulfill(status=404, body="no"))
    phone.goto(address + EXPLAINER)
    phone.locator(STATEMENT).first.tap()
    phone.wait_for_url("**/#statement-choe-conveys-greetings")


def test_without_the_file_the_link_is_a_link(page: Page, address: str):
    page.route("**/glances.json", lambda route: route.fulfill(status=404, body="no"))
    page.goto(address + EXPLAINER)
    with page.expect_response("**/glances.json"):
        page.locator(STATEMENT).first.hover()
    assert page.locator("[role=tooltip]").is_hidden()
    page.locator(STATEMENT).first.click()
    page.wait_for_url("**/#statement-choe-conveys-greetings")


def test_the_jump_menu_marks_the_part_in_view(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER)
    current = page.locator(".jump [aria-current=true]")
    expect(current).to_have_count(0)
    for anchor in ("timeline", "statements", "method", "key-points"):
        page.goto(page.url.partition("#")[0] + "#" + anchor)
        expect(current).to_have_count(1)
        expect(current).to_have_attribute("href", "#" + anchor)
        own, menu = current.bounding_box(), page.locator(".jump__list").bounding_box()
        assert own and menu and menu["x"] <= own["x"] + 1
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)
    assert trouble == []


def test_the_menu_fades_where_it_goes_on(phone: Page, address: str):
    phone.goto(address + EXPLAINER)
    menu = phone.locator(".jump__list")
    expect(menu).not_to_have_attribute("data-scrolled", "")
    menu.evaluate("list => list.scrollTo(80, 0)")
    expect(menu).to_have_attribute("data-scrolled", "")


def test_without_scripts_nothing_is_marked(unscripted: Open):
    page = unscripted(EXPLAINER + "#timeline")
    assert page.locator(".jump [aria-current], [role=tooltip]").count() == 0


def test_how_origins_were_counted_shows_where_they_are_counted(open_page: Open, trouble: list[str]):
    page = open_page(EXPLAINER)
    entry = page.locator("#statement-nis-announces-troops")
    link = entry.locator("[data-kind=origins]")
    counted = (link.text_content() or "").rpartition("distincte")[0]
    link.hover()
    box = page.locator("[role=tooltip]")
    expect(box.locator("li")).to_have_count(1)
    assert counted.endswith("2 sources, 1 origine ")
    expect(box.locator(".glance__word")).to_have_text("2 sources, 1 origine distincte")
    said = box.locator("li").text_content() or ""
    for publisher in entry.locator(".statement__sources a").all_text_contents():
        assert publisher in said
    assert trouble == []


def test_the_keyboard_in_the_menu_does_not_move_the_page(open_page: Open):
    page = open_page(EXPLAINER)
    page.wait_for_selector(".later", state="detached")
    page.locator("#section-soldiers").evaluate("section => section.scrollIntoView()")
    before = page.evaluate("scrollY")
    assert before > 1000
    page.locator(".jump a").first.focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.jump') !== null")
    assert page.evaluate("scrollY") == before
