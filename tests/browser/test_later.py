"""A long page is laid out piece by piece, and a reader does not notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
EXPLAINER = "fr/moscou-pyongyang/"
TARGET = "#place-pyongyang"  # nearly at the end


def top(page: Page) -> float:
    """How far the target is from the top of the window, in pixels."""
    found: float = page.locator(TARGET).evaluate("element => element.getBoundingClientRect().top")
    return found


def test_in_the_end_everything_is_laid_out(open_page: Callable[[str], Page], trouble: list[str]):
    page = open_page(EXPLAINER)
    expect(page.locator(".later")).to_have_count(0)
    hidden = page.locator("main *").evaluate_all(
        "all => all.filter(one => !one.checkVisibility({ contentVisibilityAuto: true })"
        " && one.checkVisibility()).length"
    )
    assert hidden == 0
    assert trouble == []


def test_whoever_came_for_one_entry_stays_with_it(open_page: Callable[[str], Page]):
    page = open_page(EXPLAINER + TARGET)
    expect(page.locator(".later")).to_have_count(0)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert 0 < top(page) < 200


def test_whoever_jumps_meanwhile_is_at_the_place(open_page: Callable[[str], Page], trouble: list[str]):
    page = open_page(EXPLAINER)
    left = page.evaluate(
        """anchor => new Promise(done => {
            addEventListener("hashchange", () => done(document.querySelectorAll(".later").length));
            location.hash = anchor;
        })""",
        TARGET,
    )
    assert left == 0
    assert 0 < top(page) < 200
    assert trouble == []


def test_without_scripts_a_link_leads_to_the_right_place(unscripted: Callable[[str], Page]):
    page = unscripted(EXPLAINER + TARGET)
    expect(page.locator(TARGET)).to_be_in_viewport()


def test_on_paper_nothing_is_put_off(unscripted: Callable[[str], Page]):
    page = unscripted(EXPLAINER)
    assert page.locator(".later").count() > 20
    page.emulate_media(media="print")
    ways = page.locator(".later").evaluate_all(
        "all => all.map(one => getComputedStyle(one).contentVisibility)"
    )
    assert set(ways) == {"visible"}
