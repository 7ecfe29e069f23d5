"""Reads the case folders of `tests/cases`: content in, problems or values out.

`base/content` is a small good site. A case is a folder with a `case.yaml`:

    about: what an editor did
    edits:                       # of the base, in order
      - {file: ferry/actors.yaml, replace: "id: owner", with: "id: Owner"}   # stands there exactly once
      - {file: ferry/notes.yaml, text: "whole new text"}
      - {file: ferry/terms.yaml, append: "text"}           # or `prepend`
      - {file: ferry/terms.yaml, bytes: "\\xff"}            # characters up to U+00FF are bytes
      - {file: ferry/terms.yaml, encode: utf-16}
      - {file: ferry/terms.yaml, ends: "\\r\\n"}
      - {file: ferry/terms.yaml, fill: 9000000}             # so many bytes of a comment
      - {file: ferry/terms.yaml, delete: true}
    today: 2025-12-01            # the day with which dates of review are compared; none without it
    values:                      # of a good case: what the records hold
      - {record: "actor:owner", path: [name, fr], is: "…"}
    pages:                       # of a good case: what a reader sees in an element
      - {page: fr/ferry/index.html, element: actor-owner, shows: "…"}

Beside it stand `problems.en.txt` and `problems.fr.txt`, the exact words of the report; a good case has none.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from diptych import link, load, report, rules, translations, validate
from diptych.problems import Problem

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"


@dataclass(frozen=True)
class Checked:
    """A run of the early stages."""

    problems: tuple[Problem, ...]
    sources: load.Sources
    records: validate.Records
    explainers: tuple[link.Explainer, ...]

    def text(self, lang: str) -> str:
        return report.text(self.problems, self.sources.texts, lang)


def names() -> list[str]:
    return sorted(path.parent.name for path in CASES.glob("*/case.yaml"))


@cache
def case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CASES / name / "case.yaml").read_text("utf-8"))
    return found


def laid_out(name: str, root: Path) -> Path:
    """The content of a case in the folder `root`."""
    shutil.copytree(BASE / "content", root / "content")
    for edit in case(name)["edits"]:
        _apply(edit, root / "content" / edit["file"])
    return root


def _apply(edit: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if "delete" in edit:
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    elif "bytes" in edit:
        file.write_bytes(edit["bytes"].encode("latin-1"))
    elif "fill" in edit:
        file.write_bytes(b"#" * edit["fill"])
    elif "encode" in edit:
        file.write_bytes(file.read_text("utf-8").encode(edit["encode"]))
    elif "ends" in edit:
        file.write_bytes(file.read_bytes().replace(b"\n", edit["ends"].encode()))
    else:
        file.write_bytes(_edited(edit, file).encode())


def _edited(edit: dict[str, Any], file: Path) -> str:
    if "text" in edit:
        return str(edit["text"])
    text = file.read_bytes().decode()
    if "append" in edit:
        return f"{text}{edit['append']}"
    if "prepend" in edit:
        return f"{edit['prepend']}{text}"
    assert text.count(edit["replace"]) == 1, (edit["replace"], text.count(edit["replace"]))
    return text.replace(edit["replace"], edit["with"])


def checked(root: Path, today: str | None = None) -> Checked:
    """What the stages up to `rules` say about the content at `root`, on a day where one is given."""
    sources = load.sources(root)
    records, invalid = validate.records(sources)
    languages = records.site.record.languages if records.site is not None else ()
    reviews, unclear = translations.reviews(records, sources)
    outdated = translations.problems(reviews, languages)
    explainers, unlinked = link.explainers(records)
    judged = rules.problems(explainers, records.site, today) if records.site is not None else ()
    problems = (*sources.problems, *invalid, *unclear, *outdated, *unlinked, *judged)
    return Checked(problems, sources, records, explainers)
