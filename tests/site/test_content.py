"""The real content: it builds without a word, holds what is promised, and speaks every language."""

from __future__ import annotations

from collections import Counter

import pytest

from diptych import link, model
from diptych.model import fields
from tests.site import built
from tests.site.built import Site

LEAST = {
    "actor": 16,
    "event": 35,
    "statement": 45,
    "figure": 5,
    "quote": 12,
    "relation": 14,
    "question": 8,
    "place": 8,
    "term": 10,
    "source": 60,
    "section": 5,
    "topic": 3,
    "change": 1,
}


@pytest.fixture(scope="module")
def explainer() -> link.Explainer:
    return built.linked(built.ROOT)


def test_it_builds_without_any_problem(real: Site):
    assert real.outcome.problems == ()
    assert real.languages == ("fr", "en")
    assert real.outcome.pages == len(real.pages)


@pytest.mark.parametrize("kind", LEAST)
def test_there_are_enough_records_and_each_is_on_the_page(kind: str, explainer: link.Explainer, real: Site):
    published = {f"{kind}-{entry.id}" for entry in explainer.published(kind)}
    assert len(published) >= LEAST[kind]
    if kind == "section":
        assert len(published) <= 7
    for lang in real.languages:
        anchors = {id for page in real.of(lang).values() for id in page.ids}
        assert published <= anchors


def test_the_explainer_is_complete_on_one_page(explainer: link.Explainer, real: Site):
    whole = {
        f"{kind}-{entry.id}"
        for kind in ("actor", "figure", "relation", "question", "place", "term", "section")
        for entry in explainer.published(kind)
    }
    whole |= {f"quote-{entry.id}" for entry in explainer.published("quote") if entry.record.weight == 3}
    whole |= {
        f"statement-{entry.id}"
        for entry in explainer.published("statement")
        if entry.record.superseded_by is None
    }
    for lang in real.languages:
        assert whole <= set(real.explainer(lang)[1].ids)


def test_there_are_statements_of_every_status_and_both_kinds_of_speech(explainer: link.Explainer):
    statements = [entry.record for entry in explainer.published("statement")]
    assert Counter(statement.status for statement in statements).keys() == set(model.STATUSES)
    speeches = {statement.id for statement in statements if statement.kind == "speech_act"}
    spoken = {statement.asserted_in for statement in statements if statement.asserted_in}
    assert len(spoken) >= 8
    assert spoken <= speeches


def test_the_troops_went_from_disputed_to_known(explainer: link.Explainer):
    troops = explainer.record("statement", "troops-sent")
    assert [step.to for step in troops.history] == ["disputed", "known"]
    assert all(denial.withdrawn for denial in troops.denied_by)


def test_figures_are_series_of_estimates_with_author_and_date(explainer: link.Explainer):
    series = [entry.record.estimates for entry in explainer.published("figure")]
    assert sum(map(len, series)) >= 20
    assert sum(len(estimates) > 1 for estimates in series) >= 5


def test_sources_say_whose_word_they_are(explainer: link.Explainer):
    sources = [entry.record for entry in explainer.published("source")]
    assert {source.basis for source in sources} == {"primary", "secondary", "tertiary"}
    assert sum(source.interest != "unknown" for source in sources) >= 60
    assert sum(source.derived_from is not None for source in sources) >= 20
    assert not any(source.accessed for source in sources), (
        "the dossier has no days of access: none is guessed"
    )


def test_quotes_have_an_original_language_and_a_named_translator(explainer: link.Explainer):
    quotes = [entry.record for entry in explainer.published("quote")]
    assert all(quote.original.text or quote.original.unavailable for quote in quotes)
    translated = [quote for quote in quotes if quote.original.lang not in ("fr", "en")]
    assert len(translated) >= 12
    assert all(
        {"fr", "en"} <= quote.translations.keys() and all(each.by for each in quote.translations.values())
        for quote in translated
    )


def test_every_question_says_what_would_settle_it(explainer: link.Explainer):
    questions = [entry.record for entry in explainer.published("question")]
    assert all({"fr", "en"} <= question.would_settle.keys() for question in questions)


def test_every_text_is_there_in_both_languages(explainer: link.Explainer):
    records = [explainer.head.record]
    records += [entry.record for kind in (*model.KINDS, "topic", "section") for entry in explainer.all(kind)]
    texts = [
        (record, path, value)
        for record in records
        for path, mark, value in model.leaves(record)
        if isinstance(mark, fields.Text)
    ]
    assert len(texts) > 500
    lacking = [
        (type(record).__name__, getattr(record, "id", ""), path)
        for record, path, value in texts
        if not {"fr", "en"} <= value.keys() or not all(text.strip() for text in value.values())
    ]
    assert lacking == []
