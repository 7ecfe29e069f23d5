"""The catalogues of words: the same in every language, complete, used, and set as each language sets them."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from diptych import model, rules
from diptych.edtf import grammar
from diptych.languages import catalogue, folders
from diptych.validate import misfits
from tests import model_parts

ENGINE = Path(catalogue.__file__).parents[1]
SHARED = ("problems", "ui", "cli", "schema", "scaffold", "style_guide")
"""Catalogues that every language has; the others add to the model what one language needs."""
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+|tab|tag|alias|anchor|backslash|bullet")


def is_plural(entry: object) -> bool:
    return isinstance(entry, Mapping) and "other" in entry and set(entry) <= PLURALS


def leaves(entry: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(entry, Mapping) and not is_plural(entry):
        for key, value in entry.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, entry


def forms(entry: Any) -> list[str]:
    return [str(form) for form in entry.values()] if is_plural(entry) else [str(entry)]


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def each_language() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("lang", folders.codes())


def each_shared() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", SHARED)


def test_there_are_languages():
    assert {"fr", "en"} <= set(folders.codes())
    for name in SHARED:
        assert catalogue.languages(name) == folders.codes()


@each_shared()
@each_language()
def test_every_language_has_the_same_words(name: str, lang: str):
    own, other = dict(leaves(catalogue.words(lang, name))), dict(leaves(catalogue.words("en", name)))
    assert set(own) == set(other)


@each_shared()
@each_language()
def test_every_language_fills_in_the_same_values(name: str, lang: str):
    other = dict(leaves(catalogue.words("en", name)))
    for key, entry in leaves(catalogue.words(lang, name)):
        wanted = set().union(*map(placeholders, forms(other[key])))
        for form in forms(entry):
            # a singular may do without its number: “One source”
            assert placeholders(form) | ({"n"} & wanted) == wanted, key


@each_shared()
@each_language()
def test_no_word_is_empty(name: str, lang: str):
    for key, entry in leaves(catalogue.words(lang, name)):
        for form in forms(entry):
            assert form.strip() and form != "None", key


@each_shared()
@each_language()
def test_plurals_are_those_of_the_language(name: str, lang: str):
    wanted = set(Locale.parse(lang).plural_form.tags) | {"other"}
    for key, entry in leaves(catalogue.words(lang, name)):
        if is_plural(entry):
            # `other` stands in for what only numbers from a million have
            assert wanted - {"many"} <= set(entry) <= wanted, key


@pytest.mark.parametrize("name", ["problems", "cli", "schema", "help"])
def test_french_at_the_terminal_has_its_spaces(name: str):
    for key, entry in leaves(catalogue.words("fr", name)):
        for form in forms(entry):
            assert not re.search(r" [;:!?»]|\u00a0[;!?»]|«[ \u00a0]|\w[;!?»]|«\w", form), (key, form)


@each_shared()
def test_french_is_written_with_its_signs(name: str):
    for key, entry in leaves(catalogue.words("fr", name)):
        for form in forms(entry):
            plain = re.sub(r"`[^`]*`|https?:\S*", "", form)
            assert not re.search(r"\w'\w|[“”]|\.\.\.|\b[Oo]euvre|\bA (?:la|quel)\b|\bEtat", plain), (
                key,
                form,
            )


@each_shared()
def test_english_is_written_with_its_signs(name: str):
    for key, entry in leaves(catalogue.words("en", name)):
        for form in forms(entry):
            plain = re.sub(r"`[^`]*`", "", form)
            assert not re.search(r"\w'\w|[«»]|\.\.\.| [;:!?](?:\s|$)", plain), (key, form)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sentence_about_a_mistake_is_a_sentence(lang: str):
    for code, words in catalogue.words(lang, "problems")["sentences"].items():
        assert re.search(r"[.?!…}]$", words), code
        assert words[0].isupper() or words[0] in "“«{`", code
        assert len(words) <= 200, code


def sources() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(ENGINE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def codes_made() -> dict[str, Path]:
    """Codes given to whatever makes a problem, and where; one without a code is asked for its place alone."""
    found: dict[str, Path] = {}
    makers = ("Problem", "problem", "make", "_problem")
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in makers and isinstance(node.args[0].value, str) and node.args[0].value:
                    found[node.args[0].value] = path
    return found


def all_codes() -> set[str]:
    dates = {f"date-{reason}" for reason in (*grammar.REASONS, "not-a-day")}
    return {*codes_made(), *rules.BY_CODE, *misfits._SHAPES.values(), *dates}


def test_every_code_has_its_sentence():
    assert len(codes_made()) > 60
    missing = all_codes() - set(catalogue.words("en", "problems")["sentences"])
    assert missing == set()


def test_every_sentence_has_its_code():
    written = {
        node.value
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unused = set(catalogue.words("en", "problems")["sentences"]) - all_codes() - written
    assert unused == set()


def test_codes_look_alike():
    for code in catalogue.words("en", "problems")["sentences"]:
        assert CODE.fullmatch(code), code


def test_every_rule_says_what_it_is_for():
    for rule in rules.RULES:
        assert rule.about.endswith("."), rule.code
    assert len(rules.BY_CODE) == len(rules.RULES)


def test_every_kind_has_a_name():
    for lang in folders.codes():
        kinds = catalogue.words(lang, "problems")["kinds"]
        assert set(kinds) == {"site", "explainer", *model.KINDS, "topic", "section"}
        assert all(set(names) == {"one", "many"} for names in kinds.values())


def test_other_words_for_keys_lead_to_keys():
    keys = {field.alias or name for part in model_parts.parts() for name, field in part.model_fields.items()}
    assert {"from", "claimed_by", "captured"} <= keys
    assert {own for meant in catalogue.aliases("keys").values() for own in meant} <= keys


def test_other_words_for_values_lead_to_values():
    values = model_parts.words()
    assert {"known", "state_media", "unit"} <= values
    assert {own for meant in catalogue.aliases("values").values() for own in meant} <= values | {"yes", "no"}


@pytest.mark.parametrize("status", model.STATUSES)
def test_what_readers_see_is_understood_as_a_status(status: str):
    for lang in folders.codes():
        shown = catalogue.words(lang, "ui")["labels"]["status"][status].lower()
        assert shown == status or catalogue.aliases("values")[shown] == (status,)


@each_language()
def test_the_patterns_on_wording_are_patterns(lang: str):
    for name, patterns in catalogue.words(lang, "wording").items():
        assert name in ("conditional", "hedges", "saying")
        for pattern in patterns:
            assert not re.compile(pattern).fullmatch(""), pattern


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("conditional", "Le bac aurait coulé", "aurait"),
        ("conditional", "Des soldats seraient partis", "seraient"),
        ("conditional", "Pyongyang fournirait des obus", "fournirait"),
        ("conditional", "Ils obtiendraient du pétrole", "obtiendraient"),
        ("conditional", "Moscou livrerait des armes", "livrerait"),
        ("conditional", "Il entrait, tirait, livrait et opérait", None),
        ("conditional", "Il paraît que le vrai contrat les attirait", None),
        ("hedges", "Il a sans doute coulé", "sans doute"),
        ("hedges", "Il est douteux", None),
        ("saying", "Elle a reconnu le 5 juin qu’aucune date", "reconnu le 5 juin qu’"),
        ("saying", "Il affirmait, à Pékin, que tout allait", "affirmait, à Pékin, que"),
        ("saying", "D’après l’agence, il est parti", "D’après"),
        ("saying", "Il a signé ce qu’elle disait", None),
        ("saying", "La selle d’une assurance", None),
    ],
)
def test_the_french_patterns_find_what_they_should(name: str, words: str, found: str | None):
    pattern = rules.wording.pattern("fr", name)
    assert pattern is not None
    match = pattern.search(words)
    assert (match.group() if match else None) == found
