"""The rules in words: every rule in every language, in English those of the functions themselves."""

from __future__ import annotations

import re

import pytest

from diptych import model
from diptych.languages import catalogue
from diptych.localize import method
from diptych.localize.views import View
from diptych.rules import RULES


def folded(text: str) -> str:
    """Paragraphs on one line each."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


@pytest.mark.parametrize("lang", catalogue.languages("rules"))
def test_every_rule_has_its_sentence_in_every_language(lang: str):
    words = catalogue.words(lang, "rules")
    assert list(words["rules"]) == [rule.code for rule in RULES]
    groups = {rule.check.__module__.rpartition(".")[2] for rule in RULES}
    assert set(words["groups"]) == groups
    for code, text in words["rules"].items():
        assert text.endswith("."), code
        assert re.match(r"[A-ZÀÉÊÎÔ]", text), code


def test_the_english_sentences_are_those_of_the_rules():
    words = catalogue.words("en", "rules")["rules"]
    assert {rule.code: words[rule.code] for rule in RULES} == {
        rule.code: folded(rule.about) for rule in RULES
    }


def test_the_other_languages_say_as_much():
    english = catalogue.words("en", "rules")["rules"]
    for lang in catalogue.languages("rules"):
        words = catalogue.words(lang, "rules")["rules"]
        for code, text in words.items():
            assert text.count("\n\n") == english[code].count("\n\n"), (lang, code)
            assert set(re.findall(r"`\w+`", text)) == set(re.findall(r"`\w+`", english[code])), (lang, code)
            assert lang == "en" or text != english[code], (lang, code)


@pytest.mark.parametrize("lang", ["fr", "en", "de"])
def test_the_page_tells_the_severities_of_this_site(lang: str):
    rules = {"known-needs-why": "off", "numbers-differ": "error"}
    site = model.Site.model_validate({"title": {lang: "S"}, "languages": [lang], "rules": rules})
    page = method.page(site, lang, ())
    told = {rule.code: rule for rule in everything(page)}
    assert {code: rule.severity for code, rule in told.items()} == {
        rule.code: rules.get(rule.code, rule.severity) for rule in RULES
    }
    assert page.stopping + page.warning + 1 == len(RULES)
    assert page.example is None
    assert {item.status for item in page.statuses} == set(model.STATUSES)
    assert all(item.rules for item in page.statuses)
    assert {rule.about.lang for rule in told.values()} == {"en" if lang == "de" else lang}


def everything(page: View) -> list[View]:
    """Every rule on the page, as often as it stands there."""
    groups = [item.rules for item in (*page.statuses, *page.rest)]
    return [rule for rules in (*groups, page.said, page.corrections) for rule in rules]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_readers_get_sentences_without_the_names_of_fields(lang: str):
    site = model.Site.model_validate({"title": {lang: "S"}, "languages": [lang]})
    page = method.page(site, lang, ())
    housekeeping = {rule.code for group in page.rest for rule in group.rules}
    for rule in everything(page):
        assert "\n" not in rule.about.text
        assert rule.code in housekeeping or "`" not in rule.about.text, rule.code
    homes = [
        (rule.code, item.status) for item in page.statuses for rule in item.rules if rule.home == item.status
    ]
    assert len(homes) == len(dict(homes)), "a rule is at home once"
    assert {"unused-source", "history-in-order"} <= housekeeping


def test_every_rule_on_a_status_stands_with_that_status():
    site = model.Site.model_validate({"title": {"en": "S"}, "languages": ["en"]})
    found = {rule.code for item in method.page(site, "en", ()).statuses for rule in item.rules}
    assert {rule.code for rule in RULES if rule.check.__module__.endswith(".status")} <= found
