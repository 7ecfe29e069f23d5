"""The reference and the list of rules say what the model and the rules are.

After a change of the model, a rule or a label, `DIPTYCH_ACCEPT=1 python3 build.py test
tests/test_reference.py` writes both files anew; read the difference before committing it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from diptych import model, reference
from diptych.languages import catalogue

DOCS = Path(__file__).resolve().parent.parent / "docs"
ACCEPT = os.environ.get("DIPTYCH_ACCEPT") == "1"


@pytest.mark.parametrize(
    ("name", "text"), [("reference.md", reference.markdown()), ("rules.md", reference.rules())]
)
def test_the_file_is_fresh(name: str, text: str):
    if ACCEPT:
        (DOCS / name).write_text(text, "utf-8", newline="\n")
    assert (DOCS / name).read_text("utf-8") == text


def classes() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    waiting: list[type[BaseModel]] = [*BaseModel.__subclasses__()]
    while waiting:
        class_ = waiting.pop()
        waiting += class_.__subclasses__()
        if class_.__module__.startswith("diptych.model"):
            found.append(class_)
    return found


@pytest.mark.parametrize("class_", classes(), ids=lambda class_: class_.__name__)
def test_every_field_has_a_sentence_of_help(class_: type[BaseModel]):
    for name, field in class_.model_fields.items():
        assert (field.description or "").endswith((".", "?")), name
        assert "|" not in (field.description or ""), f"{name}: would break the table"


def test_every_kind_and_every_key_is_there():
    text = reference.markdown()
    for kind, class_ in model.KINDS.items():
        section = text.split(f"\n## {kind}\n")[1].split("\n## ")[0]
        for name, field in class_.model_fields.items():
            assert f"`{field.alias or name}`" in section


def test_every_link_inside_leads_somewhere():
    text = reference.markdown()
    anchors = {heading.replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, re.M)}
    wanted = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert {"actor", "evidence", "status"} <= wanted
    assert wanted <= {anchor.lower() for anchor in anchors}


def test_required_keys_are_bold_and_defaults_named():
    text = reference.markdown()
    assert "| **`status`** | [status](#status) |" in text
    assert "| `status` | [status](#status); otherwise `reported` |" in text
    assert "number from -90 to 90" in text
    assert "list: [evidence](#evidence), or its `source` alone" in text


def words(annotation: Any) -> Iterator[frozenset[str]]:
    if get_origin(annotation) is Literal:
        yield frozenset(get_args(annotation))
    for argument in get_args(annotation):
        yield from words(argument)


NAMELESS = {"precision", "missing_translation", "rules"}
"""Keys whose words readers see in a sentence, or not at all."""


@pytest.mark.parametrize("lang", catalogue.languages("ui"))
def test_the_words_of_the_model_have_names(lang: str):
    """A group of names with a word too many or too few would drop out of the reference."""
    groups = [frozenset(names) for names in catalogue.words(lang, "ui")["labels"].values()]
    for class_ in classes():
        for key, field in class_.model_fields.items():
            for found in words(field.annotation):
                assert key in NAMELESS or found in groups, f"{class_.__name__}.{key}"
    assert "| `known` | Established | Établi |" in reference.markdown()
