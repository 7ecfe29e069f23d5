"""No barrier that axe-core knows: WCAG 2.2 AA and good practice; light, dark, forced colours; three widths.

axe-core comes inside the package axe-playwright-python; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.kinds import every_kind_once, url
from tests.site import built
from tests.site.built import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def barriers(page: Page) -> list[str]:
    """What axe-core objects to on the open page: the rule, and the first places."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_selector(".later", state="detached")
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    response: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{found['id']}: {len(found['nodes'])} × {found['help']}: "
        + " | ".join(
            node["html"][:160] + " " + str(node.get("failureSummary", ""))[:200]
            for node in found["nodes"][:3]
        )
        for found in response["violations"]
    ]


@every_kind_once
def test_a_page_has_no_barrier_on_a_phone(kind: str, page: Page, address: str):
    # As wide as most phones: entries stand side by side that a width of 320 px, as below, sets apart.
    page.set_viewport_size({"width": 412, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(address + url(kind))
    assert barriers(page) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site with everything in it, half of it not translated: axe-core takes long for big pages."""
    return built.site(
        built.SITES / "half-translated", tmp_path_factory.mktemp("small") / "site", built.ADDRESS
    )


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light"), (768, "forced")])
def test_no_small_page_has_a_barrier(
    width: int, scheme: Any, small: Site, page: Page, host: Callable[..., str]
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(
        color_scheme="dark" if scheme == "forced" else scheme,
        forced_colors="active" if scheme == "forced" else "none",
        reduced_motion="no-preference" if scheme == "forced" else "reduce",
    )
    start = host(small.folder, "/any/sub/path/")
    found = {}
    for path in small.pages:
        if not path.startswith("fr/"):
            page.goto(start + path)
            found[path] = barriers(page)
    assert len(found) > 10
    assert {path: each for path, each in found.items() if each} == {}


def test_no_page_from_right_to_left_has_a_barrier(page: Page, tmp_path: Path, host: Callable[..., str]):
    page.emulate_media(reduced_motion="reduce")
    site = built.site(built.SITES / "arabic", tmp_path / "site")
    start = host(site.folder, "/")
    found = {}
    for path in site.of("ar"):
        page.goto(start + path)
        found[path] = barriers(page)
    assert len(found) > 5
    assert {path: each for path, each in found.items() if each} == {}


def test_a_barrier_is_found(page: Page, tmp_path: Path, host: Callable[..., str]):
    """The check itself works: grey on grey, a picture without words and a link without a name."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>Grey</title><main><h1>Grey</h1>"
        "<p style='color:#aaa;background:#fff'>Pale words</p><img src='x.png'><a href='x'></a></main></html>"
    )
    page.goto(host(tmp_path, "/"))
    assert {found.partition(":")[0] for found in barriers(page)} >= {
        "color-contrast",
        "image-alt",
        "link-name",
    }


def test_forced_colours_still_tell_the_current_language(page: Page, small: Site, host: Callable[..., str]):
    page.emulate_media(forced_colors="active")
    page.goto(host(small.folder, "/") + "en/ferry/")
    own, other = (
        page.locator(f".languages__link[hreflang={lang}]").evaluate(
            "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
        )
        for lang in ("en", "fr")
    )
    assert own[0] != other[0]
    assert own[0] != own[1]
