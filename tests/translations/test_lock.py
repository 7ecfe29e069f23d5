"""The file: what is written can be read, whatever the texts; damage is told, not suffered."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.translations import Name, lock

FILE = "content/x/translations.lock"
_ids = st.lists(st.text("ab09", min_size=1, max_size=5), min_size=1, max_size=3).map("-".join)
_names = st.builds(
    Name,
    st.builds(lambda kind, id: f"{kind}:{id}", st.sampled_from(["actor", "statement", "explainer"]), _ids),
    st.sampled_from(["text", "history.0.why", "history.10.why", "known_by.why", "would_settle"]),
)
_prints = st.integers(0, 2**64 - 1).map("{:016x}".format)
_confirmed = st.dictionaries(st.sampled_from(["fr", "en", "pt-BR", "zh-Hans", "es-419"]), _prints, min_size=1)
_fields = st.dictionaries(_names, _confirmed, max_size=8)


@given(_fields)
def test_what_is_written_is_read(fields: dict[Name, dict[str, str]]):
    read, problems = lock.read(lock.written(fields), FILE)
    assert problems == ()
    assert read.fields == {name: (confirmed,) for name, confirmed in fields.items()}


@given(_fields)
def test_the_file_is_one_header_and_sorted_lines(fields: dict[Name, dict[str, str]]):
    text = lock.written(fields)
    assert lock.written(dict(reversed(fields.items()))) == text, "in whatever order they come"
    header, *lines, last = text.split("\n")
    assert header.startswith("# ")
    assert (lines, last) == (sorted(lines), "")
    assert len(lines) == len(fields)
    assert all(re.findall(r" ([\w-]+)=", line) == sorted(re.findall(r" ([\w-]+)=", line)) for line in lines)


@given(st.text())
def test_any_text_is_read_with_at_most_one_problem_of_each_sort(text: str):
    _, problems = lock.read(text, FILE)
    assert len(problems) == len({problem.code for problem in problems})
    assert {problem.code for problem in problems} <= {"lock-conflict", "lock-bad-line"}


@pytest.mark.parametrize(
    "one, other",
    [
        ("Un texte", "Un\n  texte\n"),
        ("Un texte", "Un\u00a0texte"),
        ("Un texte", "Un\u202ftexte "),
        ("A\n\nB", "A B"),
        ("été", unicodedata.normalize("NFD", "été")),
    ],
)
def test_another_spacing_or_composition_is_the_same_text(one: str, other: str):
    assert lock.fingerprint(one) == lock.fingerprint(other)


@pytest.mark.parametrize("one, other", [("a b", "ab"), ("été", "Été"), ("600", "6000"), ("« a »", '"a"')])
def test_other_words_are_another_text(one: str, other: str):
    assert lock.fingerprint(one) != lock.fingerprint(other)


def test_the_fingerprint_is_for_ever():
    """A change of the function would make every text of every site to be confirmed again."""
    assert lock.fingerprint("") == "e3b0c44298fc1c14"  # SHA-256 of nothing, FIPS 180-4
    assert lock.fingerprint("  abc\n") == "ba7816bf8f01cfea"  # of "abc", FIPS 180-4, example B.1


A, B, C, D = (letter * 16 for letter in "abcd")
CONFLICT = f"""# header
actor:one name en={A} fr={B}
<<<<<<< HEAD
actor:two name en={A} fr={B}
||||||| ancestor
actor:two name en={D} fr={D}
=======
actor:two name en={C} fr={B}
actor:three name en={C} fr={D}
>>>>>>> branch
"""


def test_a_merge_conflict_is_one_problem_and_both_sides_are_kept():
    read, problems = lock.read(CONFLICT, FILE)
    assert [(problem.code, problem.severity, problem.place) for problem in problems] == [
        ("lock-conflict", "error", (FILE, 3, 1, 7))
    ]
    assert read.fields == {
        Name("actor:one", "name"): ({"en": A, "fr": B},),
        Name("actor:two", "name"): ({"en": A, "fr": B}, {"en": C, "fr": B}),
        Name("actor:three", "name"): ({"en": C, "fr": D},),
    }


@pytest.mark.parametrize(
    "line",
    [
        f"actor:one name en={A[:15]}",
        f"actor:one name en={A}0",
        "actor:one name",
        f"actor:one en={A}",
        f"name en={A}",
        f"actor:one name en = {A}",
        f"Actor:one name en={A}",
        f"actor:one name en={'g' * 16}",
        "=",
    ],
)
def test_a_bad_line_is_a_warning_at_its_place(line: str):
    read, problems = lock.read(f"# header\nactor:good name en={A}\n{line}\n{line}\n", FILE)
    assert list(read.fields) == [Name("actor:good", "name")]
    assert [(problem.code, problem.severity, problem.place.line) for problem in problems] == [
        ("lock-bad-line", "warning", 3)
    ]
    assert dict(problems[0].params) == {"n": "2"}


def test_a_field_that_stands_there_twice_with_other_fingerprints_is_told():
    line = f"actor:one name en={A}"
    assert lock.read(f"{line}\n{line}\n", FILE)[1] == ()
    (problem,) = lock.read(f"{line}\nactor:one name en={B}\n", FILE)[1]
    assert (problem.code, problem.place.line) == ("lock-bad-line", 2)
