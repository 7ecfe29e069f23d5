"""Widths and lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import text

words = st.lists(st.text("abcdefgMWil", min_size=1, max_size=14), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [("", 0, 0), ("NIS", 20, 30), ("≈ 2 000", 35, 60), ("평양", 26, 26), ("illicit", 25, 45)],
)
def test_widths_are_near_those_of_common_faces(said: str, least: float, most: float):
    assert least <= text.width(said, 13) <= most


@settings(deadline=None, max_examples=60)
@given(words, st.floats(20, 300))
def test_lines_hold_all_words_and_keep_to_the_limit(parts: list[str], limit: float):
    lines = text.wrapped(" ".join(parts), 13, limit)
    assert " ".join(lines) == " ".join(parts)
    widest = max(text.width(part, 13) for part in parts)
    assert all(text.width(line, 13) <= max(limit, widest) + 1 for line in lines)


def test_lines_are_balanced():
    assert text.wrapped("Ministère russe des Affaires étrangères", 13, 185) == (
        "Ministère russe des",
        "Affaires étrangères",
    )


@settings(deadline=None, max_examples=60)
@given(words, st.floats(40, 300))
def test_divided_words_keep_to_the_limit(parts: list[str], limit: float):
    said = " ".join(parts)
    lines = text.wrapped(text.divided(said, 13, limit), 13, limit)
    assert all(text.width(line, 13) <= limit + 1 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == said.replace(" ", "")


def test_what_fits_is_not_divided():
    assert text.divided("Ministère russe", 13, 90) == "Ministère russe"
    assert text.divided("조선중앙통신", 13, 30) == "조선 중앙 통신"


def test_no_break_spaces_do_not_break():
    assert text.wrapped("10\u00a0000 hommes", 13, 10) == ("10\u00a0000", "hommes")
