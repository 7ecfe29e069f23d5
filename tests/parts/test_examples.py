"""Every named example of every part, compared with its golden file `<part>/<example>.<language>.html`.

After a change of a template `DIPTYCH_ACCEPT=1 python3 build.py test tests/parts` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych import pipeline, render, starter
from diptych.render import pages, parts
from tests import golden
from tests.site.built import ROOT

GOLDEN = Path(__file__).parent
LANGUAGES = ("fr", "en")
PARTS, GAPS = parts.parts(starter.templates(ROOT), pages.environment(starter.templates(ROOT)))
NAMES: list[render.Name] = [
    (part.name, example.name, lang)
    for part in PARTS
    for macro in part.macros
    for example in macro.examples
    for lang in LANGUAGES
]


def file(name: render.Name) -> Path:
    part, example, lang = name
    return GOLDEN / part / f"{example}.{lang}.html"


def test_every_part_is_described_with_all_its_parameters_and_examples():
    assert GAPS == ()
    assert {part.name for part in PARTS} == {path.stem for path in (ROOT / "templates/parts").glob("*.html")}


def test_every_example_works_and_has_its_golden_file(guide: pipeline.Guide):
    assert set(guide.examples) == set(NAMES)
    assert len({name[:2] for name in NAMES}) > 80


@pytest.mark.parametrize("name", NAMES, ids=" ".join)
def test_an_example_is_as_it_was(name: render.Name, guide: pipeline.Guide):
    golden.compare(file(name), guide.examples[name])


def test_no_golden_file_is_left_without_its_example():
    left = set(GOLDEN.rglob("*.html")) - {file(name) for name in NAMES}
    if golden.ACCEPT:
        for path in left:
            path.unlink()
        return
    assert left == set()
