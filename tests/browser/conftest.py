"""The real content in a browser, and ways to look at its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import visiting
from tests.site.built import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def real_site(real: Site) -> Path:
    """The folder of the built site."""
    return real.folder


@pytest.fixture
def address(real_site: Path, host: Callable[..., str]) -> str:
    """The address of the site, under a path as on a project's GitHub Pages."""
    return host(real_site, "/any/sub/path/")


@pytest.fixture
def open_page(page: Page, address: str, trouble: list[str]) -> Callable[[str], Page]:
    """Open a page by its path; whoever uses this also asks that nothing goes wrong (`trouble`)."""

    def go(path: str) -> Page:
        page.goto(address + path)
        return page

    return go


@pytest.fixture
def unscripted(browser: Browser, address: str) -> Callable[[str], Page]:
    """Open a page in a browser that runs no scripts."""
    context = browser.new_context(locale="fr-FR", java_script_enabled=False)

    def go(path: str) -> Page:
        page = context.new_page()
        page.goto(address + path)
        return page

    return go


@pytest.fixture
def messages(page: Page, address: str) -> list[str]:
    """Everything that a visit must not bring: any message, a failure, a refusal, a request to elsewhere."""
    found: list[str] = []
    page.on("console", lambda message: found.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on(
        "requestfailed", lambda made: found.append(f"failed: {made.url}") if visiting.failed(made) else None
    )
    page.on("response", lambda got: found.append(f"{got.status}: {got.url}") if got.status >= 400 else None)
    page.on("request", lambda made: None if made.url.startswith(address) else found.append(made.url))
    return found
