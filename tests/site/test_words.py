"""The words on the pages: translated, without traces of the machine, and set as each language sets them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from diptych.languages import catalogue, typography
from tests import model_parts
from tests.site.built import Site
from tests.site.document import Document, Element

NARROW = "\N{NARROW NO-BREAK SPACE}"
OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what another language's rules, or none, apply to: code, addresses, foreign words."""
BLOCKS = frozenset(
    {
        *(
            "p",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "nav",
        ),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "figure",
        ),
        *("figcaption", "blockquote", "details", "summary", "body", "pre", "hr", "br"),
    }
)
INLINE = frozenset({"a", "em", "q", "s", "span", "strong", "time", "code"})
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:com|org|net|gov|ru|kr|jp|fr|info)\b\S*"
)


@pytest.fixture(params=["real", "half"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def lines(page: Document) -> Iterator[tuple[Element, str]]:
    """The running text of every block in the language of the page, as a browser would show it."""
    runs: dict[int, tuple[Element, list[str]]] = {}
    for element, text in page.root.texts():
        block = next(
            (above for above in element.above() if above.tag in BLOCKS or above.tag == "text"), element
        )  # SVG
        opaque = element.lang != page.lang or element.stands_in("code", "pre")
        runs.setdefault(id(block), (block, []))[1].append(OPAQUE if opaque and text.strip() else text)
    for block, parts in runs.values():
        line = re.sub(r"[ \t\n\r]+", " ", "".join(parts)).strip(" ")
        if line:
            yield block, ADDRESS.sub(OPAQUE, line)


@cache
def running(page: Document) -> tuple[tuple[Element, str], ...]:
    return tuple(lines(page))


def spoken(page: Document) -> Iterator[str]:
    """What is said without being text: names for screen readers, pictures' texts, title and description."""
    yield page.title
    yield page.meta("description") or ""
    for element in page.elements:
        for name in ("aria-label", "alt", "title", "placeholder"):
            if (words := element.get(name)) is not None and element.lang == page.lang:
                yield words


def found(site: Site, lang: str, pattern: str) -> list[tuple[str, str]]:
    """Where a pattern stands in the text of a language: page, and the place with its surroundings."""
    compiled = re.compile(pattern)
    hits = []
    for path, page in site.of(lang).items():
        texts = [line for _, line in running(page)] + [ADDRESS.sub(OPAQUE, words) for words in spoken(page)]
        for text in texts:
            hits += [
                (path, text[max(0, match.start() - 25) : match.end() + 25])
                for match in compiled.finditer(text)
            ]
    return hits


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![.!?…] )(?<!^)\b(?:None|True|False)\b|^(?:None|True|False)$|\bnan\b|\bundefined\b",
        r"<(?:View|Phrase|When|Tongue|[a-z]+[ />])|object at 0x",
        r"[{}]",
        r"\[\[|\]\]|\]\(",
        r"\b[a-z]+_[a-z_]+\b",
        r"\*|`",
        r"&(?:[a-z]+|#\d+);",
        r"[\ue000-\uf8ff\ufffd\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]",
    ],
)
def test_nothing_of_the_machine_shows(pattern: str, site: Site):
    for lang in site.languages:
        assert found(site, lang, pattern) == []


def test_every_text_has_a_language(site: Site):
    """What stands for a record without a name is its id, which has none."""
    for lang in site.languages:
        for path, page in site.of(lang).items():
            for element, text in page.texts:
                assert element.lang or not text.strip(), (path, text)


def test_no_word_of_the_model_stands_where_its_name_belongs(site: Site):
    french = {words.casefold() for words in sentences(catalogue.words("fr", "ui"))}
    words = model_parts.words() - french
    assert {"known", "state_media", "primary", "speech_act", "not_verifiable"} <= words
    for path, page in site.of("fr").items():
        for element, text in page.texts:
            if element.lang == "fr" and not element.stands_in("code", "pre"):
                assert text.strip() not in words, (path, element)


def sentences(entry: object) -> Iterator[str]:
    if isinstance(entry, str) and "{" not in entry:
        yield entry
    elif isinstance(entry, Mapping):
        for value in entry.values():
            yield from sentences(value)


@pytest.mark.parametrize(("lang", "other"), [("fr", "en"), ("en", "fr")])
def test_the_interface_speaks_the_language_of_the_page(lang: str, other: str, site: Site):
    own = set(sentences(catalogue.words(lang, "ui")))
    foreign = {typography.apply(words, other) for words in sentences(catalogue.words(other, "ui"))} - own
    foreign = {words for words in foreign if re.search(r"\w", words)}
    assert len(foreign) > 100
    for path, page in site.of(lang).items():
        for element, text in page.texts:
            if element.lang == lang:
                assert text.strip() not in foreign, (path, element)
        assert not foreign & set(spoken(page)), path


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_punctuation_follows_its_word(lang: str, site: Site):
    assert (
        found(site, lang, r"\s[,.)\]](?![\d…])|[(\[]\s|,\s*,|[,;:]\s*\.(?!\.)|(?<!\.)\.\.(?!\.)|\(\s*\)")
        == []
    )


def test_french_sets_narrow_no_break_spaces(real: Site):
    before = rf"[^{NARROW}:;!?«(…“{OPAQUE}](?=[;!?](?:\s|[»”)]|$))|[^{NARROW}](?=:(?:\s|$))"
    assert found(real, "fr", before) == []
    assert found(real, "fr", rf"«(?!{NARROW}\S)|(?<!\S{NARROW})»") == []
    assert found(real, "fr", rf"(?<=\d)[ \u00a0]?%|(?<![\d{NARROW}])\d{{1,3}} \d{{3}}(?!\d)") == []


def test_english_sets_none(real: Site):
    assert found(real, "en", rf"[\s{NARROW}][;:!?](?:\s|$)") == []
    assert found(real, "en", "[«»]") == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_apostrophes_and_quotation_marks_are_typographic(lang: str, site: Site):
    assert found(site, lang, r"['\"]") == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_words_of_two_elements_do_not_run_together(lang: str, site: Site):
    """A space, not only a style, stands between two pieces of a line: who listens or copies has no style."""
    for path, page in site.of(lang).items():
        for element in page.elements:
            if any(above.get("aria-hidden") == "true" for above in element.above()):
                continue
            for before, after in itertools.pairwise(element.children):
                pieces = [piece if isinstance(piece, str) else piece.text for piece in (before, after)]
                inline = [
                    piece for piece in (before, after) if isinstance(piece, Element) and piece.tag in INLINE
                ]
                if len(inline) == sum(isinstance(piece, Element) for piece in (before, after)) > 0:
                    run = re.search(r"[^\W_]$", pieces[0]) and re.match(r"[^\W_]", pieces[1])
                    assert not run, (path, pieces[0][-30:], pieces[1][:30])


def test_no_line_is_empty(site: Site):
    for lang in site.languages:
        for path, page in site.of(lang).items():
            for element in page.all(
                "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "caption", "figcaption", "th"
            ):
                if element.get("role") != "status":  # a script speaks there
                    words = re.search(r"\w|—", element.text)
                    assert words or any(element.all("img", "input", "button")), (path, element)
