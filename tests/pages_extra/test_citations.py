"""How a statement is cited, and where an error is reported: tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from diptych.languages import catalogue
from diptych.render import citations, reports

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "citations.yaml").read_text("utf-8"))
ADDRESS = "https://x.example/a/"


def plain(text: str) -> str:
    """Without the differences between kinds of space; `_` in a case is one of no break."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("_", " ").replace("\u2060", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_each_style(case: dict[str, Any]):
    for key, address in (("without", None), ("with", ADDRESS)):
        made = citations.citations(case["lang"], case["values"], case["as_of"], address)
        said = {citation.style: citation.text for citation in made}
        assert len(said) == 3
        for style, expected in case.get(key, {}).items():
            assert plain(said[style]) == plain(expected)
        assert all((ADDRESS in text) == bool(address) for text in said.values())


@pytest.mark.parametrize("lang", catalogue.languages("cite"))
def test_the_explainer_is_in_italics_in_a_style_at_least(lang: str):
    values = {**CASES[0]["values"], "explainer": "The title"}
    pieces = [
        piece for made in citations.citations(lang, values, "2026-02-23", None) for piece in made.pieces
    ]
    assert any(piece.slanted and piece.text == "The title" and piece.value == "explainer" for piece in pieces)


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("desk@x.example", "mailto:desk@x.example?subject=Site%20%3A%20erreur%20%26%20co"),
        ("https://x.example/form", "https://x.example/form?about=it%2Fstatement%3Atroops"),
        (
            "https://x.example/form?a=1&about=old#f",
            "https://x.example/form?a=1&about=it%2Fstatement%3Atroops#f",
        ),
        ("a b?c@x.example", "mailto:a%20b%3Fc@x.example?subject=Site%20%3A%20erreur%20%26%20co"),
    ],
)
def test_reports_say_what_they_are_about(contact: str, address: str):
    assert reports.address(contact, "Site : erreur & co", "it/statement:troops") == address
