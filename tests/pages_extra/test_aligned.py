"""The rows of the diptych page: all texts, as many columns as languages, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from diptych import link, model
from diptych.localize import aligned
from diptych.model import fields
from tests.site import built


@pytest.fixture(scope="module")
def content() -> link.Explainer:
    return built.linked(built.ROOT)


def explainer(kind: str, record: Mapping[str, Any]) -> link.Explainer:
    made = model.KINDS[kind].model_validate({"id": "it", **record})
    head = SimpleNamespace(
        record=model.Explainer.model_validate(
            {"title": {"fr": "T", "en": "T", "de": "T"}, "standfirst": {"fr": "S"}, "as_of": "2026-01-01"}
        )
    )
    kinds = {kind: {"it": SimpleNamespace(record=made, id="it")}}
    return link.Explainer("x", head, kinds, {}, {})  # type: ignore[arg-type]


def cells(made: Any, kind: str) -> list[tuple[str, list[str | None]]]:
    (group,) = [group for group in made.groups if group.kind == kind]
    (row,) = group.rows
    return [
        (text.field, [cell.phrase.text if cell.phrase else None for cell in text.cells]) for text in row.texts
    ]


TERM = {"term": {"fr": "bac", "en": "ferry"}}
CASES: list[tuple[str, str, dict[str, Any], list[tuple[str, list[str | None]]]]] = [
    (
        "what is missing stays empty",
        "term",
        {**TERM, "definition": {"de": "Fähre"}},
        [("term", ["bac", "ferry", None]), ("definition", [None, None, "Fähre"])],
    ),
    (
        "paragraph beside paragraph where there are as many",
        "term",
        {**TERM, "definition": {"fr": "un\n\ndeux", "en": "one\n\n\ntwo\n"}},
        [
            ("term", ["bac", "ferry", None]),
            ("definition", ["un", "one", None]),
            ("definition", ["deux", "two", None]),
        ],
    ),
    (
        "whole texts where there are not",
        "term",
        {**TERM, "definition": {"fr": "un\n\ndeux", "en": "one"}},
        [("term", ["bac", "ferry", None]), ("definition", ["un\n\ndeux", "one", None])],
    ),
    (
        "a fenced block is not cut",
        "term",
        {**TERM, "definition": {"fr": "```\na\n\nb\n```", "en": "```\na\n\nb\n```"}},
        [("term", ["bac", "ferry", None]), ("definition", ["```\na\n\nb\n```", "```\na\n\nb\n```", None])],
    ),
    (
        "the main text first, the words of a quote in the languages that have them",
        "quote",
        {
            "speaker": "a",
            "date": "2026",
            "source": "s",
            "original": {"lang": "de", "text": "Nein"},
            "translations": {"fr": {"text": "Non", "by": "la rédaction"}},
            "context": {"fr": "au port"},
        },
        [("words", ["Non", None, "Nein"]), ("context", ["au port", None, None])],
    ),
    (
        "the statement before why it is known",
        "statement",
        {
            "status": "known",
            "text": {"fr": "Le bac.", "en": "The ferry."},
            "known_by": {"by": "admission", "why": {"fr": "Avoué."}},
            "sources": ["s"],
        },
        [("text", ["Le bac.", "The ferry.", None]), ("why", ["Avoué.", None, None])],
    ),
]


@pytest.mark.parametrize(("about", "kind", "record", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rows(about: str, kind: str, record: dict[str, Any], expected: list[Any]):
    made = aligned.diptych(explainer(kind, record), ("fr", "en", "de"))
    assert cells(made, kind) == expected
    totals = {total.lang: (total.count, total.missing) for total in made.totals}
    fields_ = dict(expected)
    for position, lang in enumerate(("fr", "en", "de")):
        lacking = sum(texts[position] is None for texts in fields_.values())
        head = 0 if lang == "fr" else 1
        assert totals[lang] == (len(fields_) + 2 - lacking - head, lacking + head), (
            "the head has a title, and a standfirst in French"
        )


def test_every_text_of_the_content_is_there(content: link.Explainer):
    made = aligned.diptych(content, ("en", "fr"))
    shown = {
        (row.kind, row.id, cell.lang, cell.phrase.text)
        for group in made.groups
        for row in group.rows
        for text in row.texts
        for cell in text.cells
        if cell.phrase
    }
    count = 0
    for kind in (*model.KINDS, "topic", "section"):
        for entry in content.published(kind):
            for _, mark, value in model.leaves(entry.record):
                if isinstance(mark, fields.Text) and mark.form != "slug":
                    for lang, words in value.items():
                        first = words.split("\n\n")[0].strip("\n")
                        assert any(
                            (kind, entry.id, lang) == found[:3] and found[3].startswith(first)
                            for found in shown
                        ), (kind, entry.id, lang)
                        count += 1
    assert count > 1500
    assert {total.missing for total in made.totals} == {0}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_text_and_kind_of_the_model_has_a_name(lang: str):
    from diptych.languages import catalogue

    labels = catalogue.words(lang, "ui")["labels"]
    assert set(aligned.KINDS) == {*model.KINDS, "explainer", "topic", "section"}
    for group in ("record_kind", "record_kinds"):
        assert set(labels[group]) == set(aligned.KINDS)
    names = {"words"}
    waiting: list[Any] = [*model.KINDS.values(), model.Explainer, model.Section, model.Topic]
    seen = set()
    while waiting:
        class_ = waiting.pop()
        if class_ in seen:
            continue
        seen.add(class_)
        for name, field in class_.model_fields.items():
            text = repr(field)
            if "Text(form=" in text and "slug" not in text:
                names.add(name)
            waiting += [part for part in model.Part.__subclasses__() if part.__name__ in text]
    assert names <= set(labels["field"])
