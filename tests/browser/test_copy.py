"""Citing a statement in a real browser: the buttons come with the script, copy, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.kinds import url

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("index", "lang"), [(0, "fr"), (1, "en"), (3, "fr")])
def test_a_button_copies_what_stands_beside_it(
    index: int, lang: str, page: Page, address: str, trouble: list[str]
):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + url("statement", lang))
    page.locator("button[data-copy]").nth(index).click()
    page.locator(".cite__said", has_text=".").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    shown = page.locator(".cite__text").nth(index).text_content()
    assert copied == (address + url("statement", lang) if index == 3 else shown)
    assert trouble == []


def test_a_refused_copy_is_told(page: Page, address: str):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject() } })"
    )
    page.goto(address + url("statement"))
    page.locator("button[data-copy]").first.click()
    failed = page.locator(".cite__said").get_attribute("data-failed")
    page.locator(".cite__said", has_text=failed or "?").wait_for()


def test_without_scripts_there_is_no_button(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + url("statement"))
    assert page.locator(".cite__text").count() == 4
    assert page.locator("button[data-copy]:visible").count() == 0
    context.close()
