"""What holds for every date and every text, with generated ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import edtf
from diptych.edtf.points import days_in
from diptych.languages import dates

LANGUAGES = ("fr", "en", "de", "xx")
STYLES: tuple[dates.Style, ...] = ("long", "short", "sentence")

years = st.integers(-9999, 9999)
qualifiers = st.sampled_from(["", "?", "~", "%"])


def year_text(year: int) -> str:
    return f"{'-' * (year < 0)}{abs(year):04}"


@st.composite
def points(draw: st.DrawFn) -> str:
    form = draw(st.integers(0, 9))
    year = draw(years | st.integers(1900, 2030))
    text, month = year_text(year), draw(st.integers(1, 12))
    if form == 0:
        text = f"Y{draw(st.sampled_from(['', '-']))}{draw(st.integers(10**4, 10**12 - 1))}"
    elif form == 1:
        text = f"{abs(year):04}"[:3] + "X"
    elif form == 2:
        text = f"{abs(year):04}"[:2] + "XX"
    elif form == 3:
        text += draw(st.sampled_from(["-XX", "-XX-XX", f"-{month:02}-XX"]))
    elif form == 4:
        text += f"-{draw(st.integers(21, 24))}"
    elif form >= 5:
        text += f"-{month:02}" + (f"-{draw(st.integers(1, days_in(year, month))):02}" if form > 5 else "")
    return text + draw(qualifiers)


@st.composite
def pairs(draw: st.DrawFn, joint: str, ends: tuple[str, ...]) -> str:
    """Two dates in order, or one and an end without date."""
    first, second = sorted([draw(points()), draw(points())], key=lambda text: edtf.parse(text).lower)
    missing = draw(st.sampled_from(["none", "none", "start", "end"]))
    if missing == "start":
        first = draw(st.sampled_from(ends))
    elif missing == "end":
        second = draw(st.sampled_from(ends))
    return first + joint + second


times = st.builds(
    "{}T{:02}:{:02}:{:02}{}".format,
    st.dates().map(lambda date: f"{date.year:04}-{date.month:02}-{date.day:02}"),
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    st.sampled_from(["", "Z", "-04", "+04:30", "+14:00", "-00:00", "+00"]),
)
members = points() | pairs("..", ("",))
sets = st.tuples(st.sampled_from(["[]", "{}"]), st.lists(members, min_size=1, max_size=5)).map(
    lambda drawn: drawn[0][0] + ",".join(drawn[1]) + drawn[0][1]
)
texts = points() | times | pairs("/", ("", "..")) | sets
values = texts.map(edtf.parse)


@given(texts)
def test_the_text_comes_back(text: str) -> None:
    value = edtf.parse(text)
    assert str(value) == text
    assert edtf.parse(str(value)) == value
    assert hash(edtf.parse(f" {text}\n")) == hash(value)


@given(values)
def test_the_earliest_moment_is_not_after_the_latest(value: edtf.Value) -> None:
    assert edtf.EARLIEST <= value.lower <= value.upper <= edtf.LATEST


@given(values, values, values)
def test_sort_keys_are_a_total_order(one: edtf.Value, two: edtf.Value, three: edtf.Value) -> None:
    keys = sorted(map(edtf.sort_key, (one, two, three)))
    assert keys[0] <= keys[1] <= keys[2]
    assert (edtf.sort_key(one) == edtf.sort_key(two)) == (one == two)
    assert edtf.sort_key(one)[0].year == edtf.year_of(one)


@given(values, st.sampled_from(LANGUAGES), st.sampled_from(STYLES))
def test_phrases_are_well_formed(value: edtf.Value, lang: str, style: dates.Style) -> None:
    phrase = dates.phrase(value, lang, style=style)
    assert phrase and phrase == phrase.strip()
    assert not re.search(r"\s\s", phrase)
    assert not re.search(r"\bdu (janvier|mars|mai|ju|été|les|le)|\bde (a|o|é|le |les )|\bà les? ", phrase)
    assert "None" not in phrase and "()" not in phrase and phrase.count("(") == phrase.count(")")
    if lang in ("fr", "en"):
        assert not re.search(r"\dX|X-|\.\.|[~%/]", phrase)


@given(values)
def test_the_form_for_html_is_valid_html(value: edtf.Value) -> None:
    iso = edtf.iso(value)
    # https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element
    clock = r"T\d\d:\d\d:\d\d(Z|\+\d\d:\d\d|-(?!00:00)\d\d:\d\d)?"
    assert iso is None or re.fullmatch(rf"(?!0+(-|$))\d{{4,}}(-\d\d(-\d\d({clock})?)?)?", iso)
    assert iso is None or not (value.approximate or value.uncertain)


almost = st.text(alphabet="0123456789-/.,[]{}XYTZ?~%xu :+ES", max_size=60)
hostile = st.sampled_from(
    ["9" * 10**6, "Y" + "9" * 5000, "[" * 5000, "1/" * 40, "2024-1" * 13, "?~" * 40, "1 - " * 20, "." * 80]
)


@given(st.text() | almost | hostile | texts.map(lambda text: text + "0") | texts.map(str.lower))
def test_any_text_is_a_date_or_invalid(text: str) -> None:
    try:
        value = edtf.parse(text)
    except edtf.Invalid as problem:
        if problem.suggestion is not None:
            assert str(edtf.parse(problem.suggestion)) == problem.suggestion
    else:
        assert edtf.parse(str(value)) == value


@given(st.dates())
def test_a_day_in_digits_with_slashes_is_corrected_or_not_guessed(date: object) -> None:
    year, month, day = (int(part) for part in str(date).split("-"))
    with pytest.raises(edtf.Invalid) as caught:
        edtf.parse(f"{day:02}/{month:02}/{year:04}")
    certain = day > 12 or day == month
    assert caught.value.suggestion == (str(date) if certain else None)
