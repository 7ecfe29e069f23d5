"""Pages that give way: to 400 % zoom, to wider set text, to long words, to scripts from right to left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.kinds import every_kind_once, url
from tests.browser.test_reading import overflow
from tests.site import built

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SPACED = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }"""
"""WCAG 2.2, 1.4.12: what a reader may set without losing anything."""


def cut_off(page: Page) -> list[str]:
    """Texts that do not fit where they stand: cut by their box, or written over by the next."""
    found: list[str] = page.evaluate(
        """() => {
            const shown = element => {
                const box = element.getBoundingClientRect(), style = getComputedStyle(element);
                return box.width > 1 && box.height > 1 && style.clipPath === 'none'
                    && style.position !== 'absolute';
            };
            const texts = [...document.body.querySelectorAll('*:not(svg *, option)')].filter(element =>
                element.textContent.trim() && shown(element));
            const among = new Set(texts);
            const clipped = texts.filter(element => {
                const { overflowX, overflowY } = getComputedStyle(element);
                return (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
                    || (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
            });
            const over = texts.filter(element => {
                const next = element.nextElementSibling;
                if (!next || !among.has(next)) return false;
                const free = ({ display, position }) => display.startsWith('inline') || position !== 'static';
                if ([element, next].some(one => free(getComputedStyle(one)))) return false;
                const [a, b] = [element, next].map(one => one.getBoundingClientRect());
                return a.right > b.left + 2 && b.right > a.left + 2
                    && a.bottom > b.top + 2 && b.bottom > a.top + 2;
            });
            return [...clipped, ...over].slice(0, 5).map(element => element.outerHTML.slice(0, 160));
        }"""
    )
    return found


@every_kind_once
def test_text_may_be_spaced_out(kind: str, page: Page, address: str):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + url(kind))
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert cut_off(page) == []
    page.evaluate(
        """css => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            document.adoptedStyleSheets = [sheet];
        }""",
        SPACED,
    )
    assert overflow(page) == []
    assert cut_off(page) == []


@every_kind_once
def test_at_400_percent_most_of_the_window_is_for_reading(kind: str, page: Page, address: str):
    """1280 × 1024 px at 400 % are 320 × 256: what stays in view while one scrolls must leave room."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address + url(kind))
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    stuck = page.evaluate(
        """() => [...document.body.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element), box = element.getBoundingClientRect();
            return /sticky|fixed/.test(style.position) && box.bottom > 0 && box.top < 2 && box.height > 0;
        }).reduce((sum, element) => sum + element.getBoundingClientRect().height, 0)"""
    )
    assert stuck <= 256 / 3
    assert overflow(page) == []


@pytest.fixture
def german(tmp_path: Path, host: Callable[..., str]) -> str:
    site = built.site(built.SITES / "german", tmp_path / "site")
    assert not site.outcome.failed, site.outcome.problems
    return host(site.folder, "/")


def test_words_of_sixty_letters_break_instead_of_leaving_the_page(page: Page, german: str):
    paths = ["", "gesetz/", "gesetz/timeline/", "gesetz/sources/", "gesetz/diptych/", "gesetz/changes/"]
    paths += [
        "gesetz/statements/company/",
        "gesetz/actors/company/",
        "gesetz/actors/pyongyang/",
        "method/",
        "search/",
    ]
    for path in paths:
        answer = page.goto(f"{german}de/{path}")
        assert answer and answer.ok, path
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert overflow(page) == [], (path, width)
            assert cut_off(page) == [], (path, width)


def test_languages_of_east_asia_have_fonts_of_their_own(page: Page, german: str):
    """One character is drawn otherwise in Korea, China and Japan: each language has its own fonts."""
    fonts = {}
    page.goto(german + "de/gesetz/")
    for lang, wanted in {"ko": "KR", "zh": "SC", "ja": "JP"}.items():
        family = page.locator(f"[lang={lang}]").first.evaluate(
            "element => getComputedStyle(element).fontFamily"
        )
        eastern = [name.strip(' "') for name in family.split(",") if "CJK" in name]
        assert eastern and all(name.endswith(wanted) for name in eastern), family
        fonts[lang] = family
    assert len(set(fonts.values())) == 3


def test_right_to_left_is_the_mirror_of_left_to_right(page: Page, tmp_path: Path, host: Callable[..., str]):
    address = host(built.site(built.SITES / "arabic", tmp_path / "site").folder, "/")
    page.set_viewport_size({"width": 1280, "height": 900})
    places = {}
    for path in ("ar/qanat/", "fr/canal/"):
        page.goto(address + path)
        places[path] = page.evaluate(
            """() => ['.languages', '.masthead__site', '.panel--known', '.panel--claimed', '.hero__title']
                .map(name => [...document.querySelectorAll(name)].at(-1).getBoundingClientRect())
                .map(box => [box.left, innerWidth - box.right])"""
        )
        assert overflow(page) == []
    (switch, site, known, claimed, title), french = places["ar/qanat/"], places["fr/canal/"]
    assert switch[0] < site[0], "the language switch stands at the end of the line: on the left"
    assert known[0] > claimed[0], "what is known comes first: on the right"
    for mirrored, plain in ((known, french[2]), (claimed, french[3]), (title, french[4])):
        assert abs(mirrored[1] - plain[0]) <= 16
