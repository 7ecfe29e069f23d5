"""The report: what a person sees of a problem at the terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from diptych import report
from diptych.problems import Place, Problem
from tests.sample_problem import FILE, LINES, UNKNOWN


def shown(line: str, column: int, length: int = 1, **more: str) -> list[str]:
    problem = Problem("tab", Place(FILE, 1, column, length), **more)
    return report.text([problem], {FILE: line}, "en").split("\n")


def test_the_form_of_a_problem():
    said = report.text([UNKNOWN], LINES, "en")
    assert said == (
        "✖ No record has the id “nix” among the actors. Did you mean “nis”?  [unknown-id]\n"
        "  content/a/actors.yaml:2:15  (statement “toll”, field claimed_by)\n"
        "\n"
        "  2 │   claimed_by: nix\n"
        "    │               ^^^\n"
        "  write:\n"
        "  2 │   claimed_by: nis"
    )


def test_errors_come_first_file_by_file():
    places = [
        ("warning", "0", 1),
        ("warning", "b", 1),
        ("error", "b", 2),
        ("error", "b", 1),
        ("warning", "a", 1),
        ("error", "a", 9),
    ]
    found = [Problem("tab", Place(file, line, 1), severity) for severity, file, line in places]  # type: ignore[arg-type]
    said = report.text(found, {}, "en")
    assert re.findall(r"^  (\S+)", said, re.M) == ["a:9:1", "a:1:1", "b:1:1", "b:2:1", "b:1:1", "0:1:1"]
    assert said.count("✖") == 3 and said.count("▲") == 3


def test_nothing_to_say():
    assert report.text([], {}, "fr") == ""


@pytest.mark.parametrize(
    ("line", "column", "length"),
    [
        ("fr: abc", 5, 3),
        ("  국가정보원: x", 3, 5),
        ("\t\u00a0a\u200b: b", 5, 1),
        ("fr: e\u0301te\u0301 : x", 9, 1),
        ("fr: 👍 : x", 7, 1),
        ("x" * 500 + ":" + "y" * 500, 501, 1),
        ("x" * 500, 490, 400),
        ("한" * 200, 150, 3),
        ("abc", 4, 1),
    ],
)
def test_the_caret_stands_under_its_characters(line: str, column: int, length: int):
    excerpt, caret = shown(line, column, length)[3:5]
    lead = cell_len(caret[: caret.index("^")])
    under = report.visible(line[column - 1 : column])
    at = 0
    while cell_len(excerpt[:at]) < lead:
        at += 1
    assert cell_len(excerpt[:at]) == lead
    assert excerpt[at : at + 1] == under
    assert caret.count("^") <= max(1, cell_len(report.visible(line[column - 1 : column - 1 + length])))


@settings(deadline=None, derandomize=True)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")),
    st.integers(1, 300),
    st.integers(1, 300),
)
def test_no_line_is_too_much(line: str, column: int, length: int):
    said = "\n".join(shown(line, min(column, len(line) + 1), length, corrected=line))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", said)


def test_hostile_names_are_drawn_not_obeyed():
    name = "content/\x1b[31m\u202e\udcff/a.yaml"
    problem = Problem(
        "unknown-file", Place(name), params=(("name", "\x1b[2J.yaml"), ("nearest", "")), kind="actor"
    )
    said = report.text([problem], {}, "fr")
    assert "\x1b" not in said and "\u202e" not in said
    said.encode("utf-8")


def test_colour_changes_no_word():
    problem = Problem("tab", Place(FILE, 1, 1), corrected="  a: b")
    plain = report.text([problem], {FILE: "\ta: b"}, "fr")
    coloured = report.text([problem], {FILE: "\ta: b"}, "fr", color=True)
    assert coloured != plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("fr", "fr", "français"),
        ("en", "fr", "anglais"),
        ("ko", "en", "Korean"),
        ("xx", "en", "xx"),
        ("!", "en", "!"),
    ],
)
def test_languages_have_names(code: str, lang: str, name: str):
    assert report.language_name(code, lang) == name


@pytest.mark.parametrize(
    ("line", "column", "swap", "better"),
    [
        ("a: [nis, nix]", 10, ("nix", "nis"), "a: [nis, nis]"),
        ("nix: nix", 6, ("nix", "nis"), "nix: nis"),
        ("a: b", 4, ("c", "d"), None),
    ],
)
def test_the_swap_is_made_at_the_place(line: str, column: int, swap: tuple[str, str], better: str | None):
    assert report.corrected(Problem("unknown-id", Place(FILE, 1, column), swap=swap), line) == better


def test_a_language_without_catalogue_is_spoken_to_in_english():
    problem = Problem("tab", Place(FILE))
    assert report.text([problem], {}, "de") == report.text([problem], {}, "en")
    assert report.text([problem], {}, "fr-CA") == report.text([problem], {}, "fr")
