"""Texts that are not EDTF: the reason, the correction, and that the correction is one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from diptych import edtf
from diptych.edtf.grammar import LONGEST, REASONS

CASES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "reason", "suggestion"), CASES, ids=[repr(case[0]) for case in CASES])
def test_a_mistake_is_named_and_corrected(text: str, reason: str, suggestion: str | None) -> None:
    with pytest.raises(edtf.Invalid) as caught:
        edtf.parse(text)
    assert (caught.value.reason, caught.value.suggestion) == (reason, suggestion)
    if suggestion is not None:
        assert str(edtf.parse(suggestion)) == suggestion


def test_every_reason_has_a_case() -> None:
    assert {case[1] for case in CASES} | {"too-long"} == set(REASONS)


def test_a_long_set_is_read_and_a_longer_text_refused_unread() -> None:
    text = f"[{','.join(['2024-03-05'] * 90)}]"
    assert len(text) < LONGEST
    assert isinstance(edtf.parse(text), edtf.OneOf)
    with pytest.raises(edtf.Invalid) as caught:
        edtf.parse(f"[{','.join(['2024-03-05'] * 91)}]")
    assert caught.value.reason == "too-long"


@pytest.mark.parametrize(
    ("text", "languages", "suggestion"),
    [
        ("17 marzo 2022", ("it",), "2022-03-17"),
        ("17. März 2022", ("de",), "2022-03-17"),
        ("17 марта 2022", ("ru", "fr"), "2022-03-17"),
        ("17 março 2022", ("pt-BR",), "2022-03-17"),
        ("17 marzo 2022", ("fr",), None),
        ("17 marzo 2022", ("xx", "not a language"), None),
        # October in Croatian, November in Polish
        ("listopada 2022", ("hr",), "2022-10"),
        ("listopada 2022", ("pl",), "2022-11"),
        ("listopada 2022", ("hr", "pl"), None),
    ],
)
def test_words_are_read_in_the_languages_asked_for(
    text: str, languages: tuple[str, ...], suggestion: str | None
) -> None:
    with pytest.raises(edtf.Invalid) as caught:
        edtf.parse(text, languages)
    assert (caught.value.reason, caught.value.suggestion) == ("words", suggestion)
