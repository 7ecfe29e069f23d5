"""The style sheets name no side of the screen, so that a page from right to left is mirrored by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).resolve().parents[2] / "assets/css").rglob("*.css"))
PHYSICAL = re.compile(
    r"""(?<![-\w])(?:
        (?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[-\w]*
        | (?:left|right|top|bottom)
        | border-(?:top|bottom)-(?:left|right)-radius
        | (?:min-|max-)?(?:width|height)
        | (?:text-align|float|clear)\s*:\s*(?:left|right)\b
    )(?=\s*:|\b(?<=left|ight))""",
    re.VERBOSE,
)


def declarations(text: str) -> list[str]:
    """Every `name: value` of a style sheet, without comments; conditions of media and containers are none."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return [part.strip() for part in re.findall(r"[{;]\s*([-\w]+\s*:\s*[^;{}]+)(?=[;}])", text)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_side_of_the_screen_is_named(sheet: Path):
    assert [each for each in declarations(sheet.read_text("utf-8")) if PHYSICAL.match(each)] == []


@pytest.mark.parametrize(
    ("css", "physical"),
    [
        ("a { margin-left: 1px }", True),
        ("a { color: red; left: 0; }", True),
        ("a { text-align: right }", True),
        ("a { max-width: 3rem }", True),
        ("a { border-top-left-radius: 1px }", True),
        ("a { margin-inline-start: 1px; inset-block-start: 0; text-align: start; stroke-width: 2 }", False),
        ("@media (min-width: 3rem) { a { inline-size: 1px; line-height: 1 } }", False),
    ],
)
def test_sides_are_recognised(css: str, physical: bool):
    assert any(PHYSICAL.match(each) for each in declarations(css)) == physical
