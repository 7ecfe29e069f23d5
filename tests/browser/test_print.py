"""A reader prints: black on white, whole cards, addresses of sources, nothing that only a screen can do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.kinds import every_kind_once, url
from tests.browser.test_reading import FRENCH, overflow
from tests.site.built import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
CARDS = (".statement", ".event", ".quote", ".question", ".source", ".actor", ".place", "tr", "figure")
MOST = 42
"""Sheets of A4: the explainer was 59 before its print had columns; it may grow by some records."""


@every_kind_once
def test_a_page_prints_in_black_on_white(kind: str, page: Page, address: str):
    page.set_viewport_size({"width": 720, "height": 1000})
    page.goto(address + url(kind))
    for scheme in ("light", "dark"):
        page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
        paper, ink = page.evaluate(
            """() => {
                const rgb = text => text.match(/[\\d.]+/g).map(Number);
                const body = rgb(getComputedStyle(document.body).backgroundColor);
                return [body.length > 3 && body[3] === 0 ? [255, 255, 255] : body,
                        rgb(getComputedStyle(document.querySelector('main h1')).color)];
            }"""
        )
        assert min(paper[:3]) >= 250, scheme
        assert max(ink[:3]) <= 60, scheme
    assert overflow(page) == []
    assert page.locator("main h1").is_visible()
    assert not page.locator("a[href='#main']").is_visible()


def test_the_explainer_prints_whole(page: Page, real: Site, address: str):
    page.goto(address + FRENCH)
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page/") >= 10
    page.emulate_media(media="print")
    for kind in ("statement", "event", "quote", "question"):
        shown = page.locator(f"main [id^='{kind}-']")
        assert shown.count() > 5
        assert shown.first.is_visible()
        assert shown.last.is_visible()


@every_kind_once
def test_on_paper_there_is_nothing_to_press(kind: str, page: Page, address: str):
    page.goto(address + url(kind))
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    found = page.locator("nav:visible, button:visible, select:visible, input:visible, .skip:visible")
    assert found.evaluate_all("found => found.map(element => element.outerHTML.slice(0, 100))") == []


def test_colours_of_the_dark_screen_are_dark_on_paper(page: Page, address: str):
    """Every word in a status' colour can be read in grey: at least 4.5 to 1 on white, as WCAG counts."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address + FRENCH)
    ratios = page.evaluate(
        """() => [...document.querySelectorAll('main .badge, main a, main .panel__title')].map(element => {
            const part = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            const rgb = getComputedStyle(element).color.match(/[\\d.]+/g);
            const [r, g, b] = rgb.map(value => part(value / 255));
            return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
        })"""
    )
    assert len(ratios) > 100
    assert min(ratios) >= 4.5


def test_sources_show_their_addresses(page: Page, address: str):
    page.goto(address + url("sources"))
    page.emulate_media(media="print")
    links = page.locator("a.source__link").evaluate_all(
        "links => links.map(link => [link.getAttribute('href'), getComputedStyle(link, '::after').content])"
    )
    assert len(links) > 50
    for href, printed in links:
        assert href in printed.replace('" "', "").replace('"', ""), printed


def test_the_explainer_says_where_its_sources_stand_in_full(page: Page, real: Site, address: str):
    page.goto(address + FRENCH)
    page.emulate_media(media="print")
    link = page.locator("#sources .block__more a")
    printed = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert f"{real.address}{FRENCH}sources/" in printed.replace('" "', "").replace('"', "")


def test_the_page_says_where_it_is(page: Page, real: Site, address: str):
    page.goto(address + FRENCH)
    where = page.locator(".foot__address")
    assert not where.is_visible()
    page.emulate_media(media="print")
    assert where.inner_text().strip() == f"{real.address}{FRENCH}"


def test_cards_are_whole_and_the_explainer_is_no_book(page: Page, address: str):
    page.goto(address + FRENCH)
    page.emulate_media(media="print")
    for card in CARDS:
        found = page.locator(f"main {card}")
        if found.count():
            assert found.first.evaluate("element => getComputedStyle(element).breakInside") == "avoid", card
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert 10 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= MOST
