"""What a reader has to load: the budgets of the design, for the real explainer as a host sends it (gzip)."""

from __future__ import annotations

import gzip

import pytest

from tests.site.built import Site

KIB = 1024


def packed(*files: bytes) -> int:
    """The bytes of files as they travel."""
    return sum(len(gzip.compress(data, 9, mtime=0)) for data in files)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_explainer_is_light(lang: str, real: Site):
    path, _ = real.explainer(lang)
    assert packed(real.files[path]) <= 60 * KIB


@pytest.mark.parametrize(("suffix", "most"), [(".css", 15 * KIB), (".js", 8 * KIB)])
def test_styles_and_scripts_are_light(suffix: str, most: int, real: Site):
    files = [
        data for path, data in real.files.items() if path.startswith("assets/") and path.endswith(suffix)
    ]
    assert files
    assert packed(*files) <= most


def test_no_page_loads_a_font(real: Site):
    """Fonts would have 60 KiB; the pages use those of the reader's system."""
    assert [path for path in real.files if path.endswith((".woff", ".woff2", ".ttf", ".otf"))] == []
