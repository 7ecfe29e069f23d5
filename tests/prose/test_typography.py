from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.languages import typography
from tests.prose import case_files

LANGUAGES = ("fr", "en", "de")
CASES = [(lang, *case) for lang in LANGUAGES for case in case_files.typography(lang)]

_TOKENS = [
    *"abÉ1 5\"'«»“”‘’!?;:.,…–—-%€()[]/&\n",
    *("\u00a0", "\u202f", "\ufffc", "...", "--", "---", "10 000", "km", "mai", "1er ", "M. ", "J.-C. "),
    *("No. ", "October ", "'n'", "'90s", "https://x.org/a:b", "a@b.org", "&amp;", ":joie:"),
]
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_TOKENS), max_size=25).map("".join))


@pytest.mark.parametrize(("lang", "typed", "expected"), CASES)
def test_case(lang: str, typed: str, expected: str) -> None:
    assert case_files.visible(typography.apply(typed, lang)) == case_files.visible(expected)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=texts)
def test_twice_is_once(lang: str, text: str) -> None:
    once = typography.apply(text, lang)
    assert typography.apply(once, lang) == once


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=texts)
def test_words_and_order_never_change(lang: str, text: str) -> None:
    assert _skeleton(typography.apply(text, lang)) == _skeleton(text)


def _skeleton(text: str) -> str:
    for typed, canonical in (("---", "—"), ("--", "–"), ("...", "…")):
        text = text.replace(typed, canonical)
    text = re.sub("[’‘]", "'", re.sub("[«»“”]", '"', text))
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(
    parts=st.lists(st.sampled_from([token for token in _TOKENS if not re.search("[:/@&]", token)])),
    data=st.data(),
)
def test_a_text_in_pieces_is_set_as_a_whole(lang: str, parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    bounds = list(zip([0, *cuts], [*cuts, len(text)], strict=True))
    pieces = typography.pieces([text[start:end] for start, end in bounds], lang)
    assert len(pieces) == len(bounds)
    assert "".join(pieces) == typography.apply(text, lang)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["« ", "mot", " »"], ["«⍽", "mot", "⍽»"]),
        (["«", "mot", "»!"], ["«⍽", "mot", "⍽»⍽!"]),
        (["mot", "!"], ["mot", "⍽!"]),
        (["voir ", None, "; et"], ["voir ", "", "⍽; et"]),
        (["l'", "Humanité", ' dit "', "oui", '"'], ["l’", "Humanité", " dit «⍽", "oui", "⍽»"]),
        (["il dit", " :", " oui"], ["il dit", "⍽:", " oui"]),
    ],
)
def test_the_space_stands_outside_the_emphasis(pieces: list[str | None], expected: list[str]) -> None:
    assert [case_files.visible(piece) for piece in typography.pieces(pieces, "fr")] == expected


@pytest.mark.parametrize("lang", ["fr-CA", "FR", "fr"])
def test_a_regional_code_has_the_rules_of_its_language(lang: str) -> None:
    assert typography.apply("l'an", lang) == "l’an"


@pytest.mark.parametrize("lang", ["", "zz", "..", "fr/../en", "os", "x-klingon", "typography"])
def test_a_strange_code_has_no_rules(lang: str) -> None:
    assert typography.apply('"l\'an" :', lang) == '"l\'an" :'
