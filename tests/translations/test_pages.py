"""What readers see of a translation's state, and what the preview adds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from diptych import link, localize, model, pipeline, serve, translations
from diptych.languages import catalogue
from diptych.localize import Phrase
from tests.site import built
from tests.site.document import Document, Element
from tests.test_guides import examples
from tests.translations.desk import Desk

QUOTES = "content/ferry/quotes.yaml"
IMAGE = Path(__file__).resolve().parents[1] / "sites/half-translated/content/ferry/images/quay.png"

DIPTYCH = {"fr": "fr/ferry/diptyque/index.html", "en": "en/ferry/diptych/index.html"}
FRENCH = "Le Corail a coulé le 1er juin avec 84 passagers."
ENGLISH = "The Coral sank on 1 June with 84 passengers."


def pages(desk: Desk, lang: str) -> dict[str, Document]:
    """The pages in one language; the one with all languages is another matter."""
    return {path: page for path, page in every_page(desk, lang).items() if "/dipt" not in path}


def every_page(desk: Desk, lang: str) -> dict[str, Document]:
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
    words = next(element for element in block.all("span") if element.get("lang"))
    assert (words.get("lang"), plain(words.text)) == ("fr", FRENCH)
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
def test_side_by_side_the_stale_cell_is_marked_and_counted(lang: str, desk: Desk):
    desk.edit(FRENCH, "Le Corail a coulé.")
    page = every_page(desk, lang)[DIPTYCH[lang]]
    (cell,) = marked({"": page})
    assert (cell.get("data-state"), cell.lang) == ("stale", "en")
    assert cell.get("class") == "aligned__cell"
    assert ENGLISH in plain(cell.text)
    assert catalogue.words(lang, "ui")["newer_in"].split("{")[0] in plain(cell.text)
    text = page.root.text.replace("\xa0", " ").replace("\u202f", " ")
    assert catalogue.words(lang, "ui")["diptych_stale"]["one"].format(n=1) in text
    words = {"fr": "Le Corail a coulé.", "en": ENGLISH}[lang]
    ways = [link.get("href") for link in page.root.all("a") if plain(link.text) == words]
    assert ways == ["#statement-ferry-sank"]
    assert not page.mistakes


def test_a_section_in_paragraphs_is_marked_in_each_and_told_once(desk: Desk):
    for lang in ("fr", "en"):
        path = f"content/ferry/sections/course.{lang}.md"
        desk.write(path, "One.\n\nTwo.\n")
    desk.confirm()
    desk.write("content/ferry/sections/course.fr.md", "Un.\n\nDeux.\n")
    cells = marked({"": every_page(desk, "en")[DIPTYCH["en"]]})
    assert [cell.text.replace("\xa0", " ") for cell in cells] == [
        "One. (the version in French is more recent)",
        "Two.",
    ]


def test_what_is_to_confirm_is_for_the_preview_alone_side_by_side_too(desk: Desk):
    desk.edit(FRENCH, "Le Corail a coulé.")
    desk.edit(ENGLISH, "The Coral sank.")
    page = every_page(desk, "en")[DIPTYCH["en"]]
    assert {cell.get("data-state") for cell in marked({"": page})} == {"to-confirm"}
    assert "recent" not in page.root.text


def test_every_text_that_a_page_shows_can_be_marked(tmp_path: Path):
    """All records of the guide, the French of all texts changed: each English one is marked somewhere."""
    for file, yaml in examples("en").items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(yaml, "utf-8")
    (tmp_path / "content/ferry/images").mkdir()
    shutil.copy(IMAGE, tmp_path / "content/ferry/images/captain.jpg")
    for review in pipeline.review(tmp_path).reviews:
        lines = translations.confirmed(review).replace(" fr=", " fr=0").split("\n")
        cut = [re.sub(r"(fr=.{16}).", r"\1", line) for line in lines]
        (tmp_path / review.path).write_text("\n".join(cut), "utf-8")
    site = built.site(tmp_path, tmp_path / "site")
    found = {path: page for path, page in site.of("en").items() if "/diptych/" not in path}
    told = "\n".join(plain(element.text) for element in marked(found))
    told += "\n".join(image.get("alt") or "" for element in marked(found) for image in element.all("img"))
    drawn = [element.text for element in marked(found) if element.tag == "text"]
    assert any("people" in label for label in drawn)
    assert all(re.search("[A-Za-z]", label) for label in drawn), "a number has no language"
    reviews = pipeline.review(tmp_path).reviews
    stale = [field for review in reviews for field in review.of("en", "stale")]
    kinds = {"site", "explainer", "topic", "section", *model.KINDS}
    assert {field.name.record.partition(":")[0] for field in stale} == kinds
    assert len(stale) > 45
    for field in stale:
        words = plain(re.sub(r"\[\[[^|]*\|([^]]*)\]\]", r"\1", field.texts["en"]).replace("*", ""))
        assert words[:40] in told, f"{field.name}: {words}"


def plain(text: str) -> str:
    """A text in ordinary spaces and straight marks."""
    for curly, straight in (("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"')):
        text = text.replace(curly, straight)
    return " ".join(text.split())


def test_a_translation_of_a_quote_is_marked_when_the_original_changed(desk: Desk):
    desk.edit("jamais dépassé la charge", "pas dépassé la charge", QUOTES)
    blocks = marked(pages(desk, "en"))
    assert blocks
    for block in blocks:
        assert "We never went beyond" in block.text
        assert "the version in French is more recent" in block.text
    assert not marked(pages(desk, "fr")), "the original leads"


def test_a_corrected_translation_of_a_quote_makes_nothing_stale(desk: Desk):
    desk.edit("We never went beyond", "We never exceeded", QUOTES)
    assert {block.get("data-state") for block in marked(pages(desk, "en"))} == {"to-confirm"}
    assert not marked(pages(desk, "fr"))


def test_the_texts_of_the_site_are_marked_too(desk: Desk):
    desk.edit("languages:", 'about: {fr: "Une rédaction.", en: "One desk."}\nlanguages:', "content/site.yaml")
    desk.confirm()
    desk.edit("Une rédaction.", "Deux rédactions.", "content/site.yaml")
    assert {"One desk." in block.text for block in marked(pages(desk, "en"))} == {True}


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
