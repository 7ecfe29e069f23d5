"""The states of a field's texts: all combinations of what can happen to two and to three languages."""

from __future__ import annotations

from itertools import combinations_with_replacement, permutations

import pytest

from diptych.translations.states import newer, states

LANGUAGES = ("fr", "en", "es")

# What happened to a language since the confirmation:
#   s the same text   c changed   a added, never confirmed   g gone, was confirmed   n no text, and none then
TABLE = {
    "s s": "current current",
    "s c": "stale current",
    "s a": "current new",
    "s g": "current missing",
    "s n": "current missing",
    "c c": "to-confirm to-confirm",
    "c a": "current new",
    "c g": "current missing",
    "c n": "current missing",
    "a a": "new new",
    "a g": "new missing",
    "a n": "new missing",
    "g g": "missing missing",
    "g n": "missing missing",
    "n n": "missing missing",
    "s s s": "current current current",
    "s s c": "stale stale current",
    "s s a": "current current new",
    "s s g": "current current missing",
    "s s n": "current current missing",
    "s c c": "stale to-confirm to-confirm",
    "s c a": "stale current new",
    "s c g": "stale current missing",
    "s c n": "stale current missing",
    "s a a": "current new new",
    "s a g": "current new missing",
    "s a n": "current new missing",
    "s g g": "current missing missing",
    "s g n": "current missing missing",
    "s n n": "current missing missing",
    "c c c": "to-confirm to-confirm to-confirm",
    "c c a": "to-confirm to-confirm new",
    "c c g": "to-confirm to-confirm missing",
    "c c n": "to-confirm to-confirm missing",
    "c a a": "current new new",
    "c a g": "current new missing",
    "c a n": "current new missing",
    "c g g": "current missing missing",
    "c g n": "current missing missing",
    "c n n": "current missing missing",
    "a a a": "new new new",
    "a a g": "new new missing",
    "a a n": "new new missing",
    "a g g": "new missing missing",
    "a g n": "new missing missing",
    "a n n": "new missing missing",
    "g g g": "missing missing missing",
    "g g n": "missing missing missing",
    "g n n": "missing missing missing",
    "n n n": "missing missing missing",
}


def test_the_table_is_complete():
    expected = [
        " ".join(happened) for count in (2, 3) for happened in combinations_with_replacement("scagn", count)
    ]
    assert list(TABLE) == expected


@pytest.mark.parametrize("happened", TABLE)
def test_states(happened: str):
    """Whichever language it happened to: none of them is the master of the others."""
    letters = happened.split()
    languages = LANGUAGES[: len(letters)]
    pairs = list(zip(letters, TABLE[happened].split(), strict=True))
    for order in permutations(pairs):
        present = {
            lang: f"now {lang}" if letter != "s" else f"then {lang}"
            for lang, (letter, _) in zip(languages, order, strict=True)
            if letter in "sca"
        }
        confirmed = {
            lang: f"then {lang}"
            for lang, (letter, _) in zip(languages, order, strict=True)
            if letter in "scg"
        }
        expected = {lang: state for lang, (_, state) in zip(languages, order, strict=True)}
        assert states(present, confirmed, languages) == expected
        leading = tuple(lang for lang, (letter, _) in zip(languages, order, strict=True) if letter == "c")
        assert newer(present, confirmed, languages) == leading


def test_a_field_that_the_lock_does_not_know_is_new():
    assert states({"fr": "1", "en": "2"}, None, ("fr", "en")) == {"fr": "new", "en": "new"}
    assert states({"fr": "1"}, None, ("fr", "en")) == {"fr": "new", "en": "missing"}


def test_a_text_in_a_language_that_the_site_has_not_counts_all_the_same():
    assert states({"fr": "1", "de": "2"}, {"fr": "0", "de": "2"}, ("fr",)) == {"fr": "current", "de": "stale"}
