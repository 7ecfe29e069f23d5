"""What all tests share: a clean environment, and a real browser for those marked `browser`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from diptych import testing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What belongs to the person or the machine that runs the tests, and must not decide their outcome.
_PERSONAL = (
    "DIPTYCH_URL",
    "DIPTYCH_HANDED_OVER",
    "NO_COLOR",
    "FORCE_COLOR",
    "SOURCE_DATE_EPOCH",
    "GITHUB_ACTIONS",
)
_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]

_chromium = cache(testing.chromium)


@pytest.fixture(autouse=True)
def _impersonal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*_PERSONAL, *(name for name in os.environ if name.startswith("LC_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wanting = [item for item in items if item.get_closest_marker("browser")]
    if wanting and not testing.in_ci() and _chromium() is None:
        why = "no Chromium found; `python3 build.py test --install-browser` installs one"
        for item in wanting:
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests are skipped, or fail in continuous integration."""
    from playwright.sync_api import sync_playwright

    path = _chromium()
    assert path, "continuous integration has to run the browser tests, and found no Chromium"
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root.
        flags = [*_FLAGS, "--no-sandbox"] if root else _FLAGS
        chromium = playwright.chromium.launch(executable_path=path, args=flags, headless=True)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of the browser, which forgets everything afterwards."""
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()
