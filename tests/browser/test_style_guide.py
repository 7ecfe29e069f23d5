"""The style guide in a browser: no barrier in light and dark, no trouble, and examples that are alive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from diptych import pipeline
from tests.browser.test_accessibility import barriers
from tests.site import built

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built.laid_out(pipeline.style_guide(built.ROOT).files, tmp_path_factory.mktemp("guide"))


def guide_pages(folder: Path) -> list[str]:
    found = [*folder.glob("en/parts/**/index.html"), folder / "en/tokens/index.html"]
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_no_page_of_the_guide_has_a_barrier(
    width: int, scheme: Any, folder: Path, page: Page, host: Callable[..., str], trouble: list[str]
):
    """A part may be on a page twice, so two landmarks may have one name: that rule alone is left out."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    start = host(folder, "/_parts/")
    found = {}
    for path in guide_pages(folder):
        page.goto(start + path)
        found[path] = [each for each in barriers(page) if not each.startswith("landmark-unique:")]
    assert len(found) > 20
    assert {path: each for path, each in found.items() if each} == {}
    assert trouble == []


def test_no_page_of_the_guide_is_wider_than_a_phone(folder: Path, page: Page, host: Callable[..., str]):
    page.set_viewport_size({"width": 320, "height": 900})
    start = host(folder, "/_parts/")
    wide = []
    for path in guide_pages(folder):
        page.goto(start + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


def test_an_example_has_its_styles_and_its_script(folder: Path, page: Page, host: Callable[..., str]):
    page.goto(host(folder, "/_parts/") + "en/parts/filter/")
    assert page.locator("form.filter").first.is_visible()
    mark = page.locator("form.filter .mark use").first
    box = mark.bounding_box()
    assert box is not None and box["width"] > 4


def test_the_language_switch_keeps_the_part_and_the_example(
    folder: Path, page: Page, host: Callable[..., str]
):
    start = host(folder, "/_parts/")
    page.goto(start + "en/parts/statement/#refuted")
    page.get_by_role("link", name="français").click()
    page.wait_for_url(start + "fr/parts/statement/#refuted")
