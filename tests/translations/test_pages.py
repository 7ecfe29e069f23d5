"""What readers see of a translation's state, and what the preview adds."""

from __future__ import annotations

import pytest

from diptych import link, localize, pipeline, serve
from diptych.languages import catalogue
from diptych.localize import Phrase
from tests.site import built
from tests.site.document import Document, Element
from tests.translations.desk import Desk

FRENCH = "Le Corail a coulé le 1er juin avec 84 passagers."
ENGLISH = "The Coral sank on 1 June with 84 passengers."


def pages(desk: Desk, lang: str) -> dict[str, Document]:
    site = built.site(desk.root, desk.root / "site")
    assert not site.outcome.failed
    return site.of(lang)


def marked(found: dict[str, Document]) -> list[Element]:
    return [element for page in found.values() for element in page.root.all() if element.get("data-state")]


def mistakes(found: dict[str, Document]) -> list[str]:
    """What a browser would have to repair on the pages with marks."""
    return [str(page.mistakes) for page in found.values() if marked({"": page}) and page.mistakes]


def test_where_all_is_confirmed_no_page_has_a_mark(desk: Desk):
    site = built.site(desk.root, desk.root / "site")
    assert not [path for path, data in site.files.items() if b"data-state" in data and path.endswith(".html")]


@pytest.mark.parametrize(
    "old, new, lang, words, notice",
    [
        (FRENCH, "Le Corail a coulé.", "en", ENGLISH, "(the version in French is more recent)"),
        (ENGLISH, "The Coral sank.", "fr", "84 passagers", "(la version en anglais est plus récente)"),
    ],
)
def test_a_stale_text_says_so_in_its_block(
    old: str, new: str, lang: str, words: str, notice: str, desk: Desk
):
    desk.edit(old, new)
    found = pages(desk, lang)
    blocks = marked(found)
    assert blocks
    for block in blocks:
        assert block.get("data-state") == "stale"
        assert words in block.text.replace("\u202f", " ").replace("\xa0", " ")
        assert notice in block.text.replace("\u202f", " ").replace("\xa0", " ")
        assert block.lang == lang
    assert not mistakes(found)
    (other,) = {"fr", "en"} - {lang}
    assert not marked(pages(desk, other)), "the version that leads carries no mark"


def test_a_stale_section_is_marked_as_a_block_of_paragraphs(desk: Desk):
    path = "content/ferry/sections/course.fr.md"
    desk.write(path, desk.read(path) + "\nUn mot de plus.\n")
    found = pages(desk, "en")
    blocks = marked(found)
    assert {block.tag for block in blocks} == {"div"}
    assert not mistakes(found)


def test_readers_see_nothing_of_what_is_to_confirm(desk: Desk):
    desk.edit(FRENCH, "Le Corail a coulé.")
    desk.edit(ENGLISH, "The Coral sank.")
    for lang, words in (("fr", "Le Corail a coulé."), ("en", "The Coral sank.")):
        blocks = marked(pages(desk, lang))
        assert blocks
        assert {(block.get("data-state"), block.text) for block in blocks} == {("to-confirm", words)}


def test_a_fallback_that_is_stale_says_both(desk: Desk):
    """Three languages: the Spanish reader gets French, which the English has overtaken."""
    rule = "rules: {quote-needs-translation: warning}"
    desk.edit("languages: [fr, en]", f"languages: [fr, en, es]\n{rule}", "content/site.yaml")
    desk.edit(ENGLISH, "The Coral sank.")
    block = next(block for block in marked(pages(desk, "es")) if "84" in block.text)
    assert [element.get("lang") for element in block.all("span") if element.get("lang")] == ["fr"]
    notices = [
        element for element in block.all("span") if "version" in element.text and not element.get("lang")
    ]
    assert notices
    assert {element.get("class") for element in block.all("span")} >= {"fallback", "translation__notice"}


def test_a_phrase_knows_its_state(desk: Desk):
    desk.edit(FRENCH, "Le Corail a coulé.")
    read = pipeline.review(desk.root)
    assert read.records.site is not None
    explainers, _ = link.explainers(read.records)
    editions = localize.editions(explainers, read.records.site.record, read.reviews)
    phrases = {
        edition.lang: view.text
        for edition in editions
        if (view := edition.find("statement", "ferry-sank")) is not None
    }
    assert (phrases["en"].stale, phrases["en"].newer) == (True, "fr")
    assert (phrases["fr"].stale, phrases["fr"].state) == (False, "current")
    assert Phrase("x", "fr", "line").stale is False


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_preview_names_the_states_that_pages_carry(lang: str):
    names = catalogue.words(lang, "cli")["serve"]["states"]
    style = serve.marks(names)
    assert set(names) == {"stale", "to-confirm"}
    for state, name in names.items():
        assert f'[data-state="{state}"]::after' in style
        assert name in style


def test_a_name_cannot_leave_its_string():
    assert r'"\"; } x\\"' in serve.marks({"stale": '"; } x\\'})
    assert serve.marks({}) == ""
