"""A small site in a temporary folder, that a test edits and asks about."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from diptych import pipeline, translations
from tests import case_folders

LOCK = "content/ferry/translations.lock"
SITE_LOCK = "content/translations.lock"
STATEMENTS = "content/ferry/statements.yaml"


class Desk:
    """The base of the case folders, with what an editor does to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(case_folders.BASE / "content", root / "content")

    def read(self, file: str) -> str:
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_text(text, "utf-8", newline="\n")

    def edit(self, old: str, new: str, file: str = STATEMENTS) -> None:
        text = self.read(file)
        assert text.count(old) == 1, (old, text.count(old))
        self.write(file, text.replace(old, new))

    def review(self) -> translations.Review:
        return self.reviews()["ferry"]

    def reviews(self) -> dict[str, translations.Review]:
        """By explainer; that of the site under `translations.SITE`."""
        return {review.id: review for review in pipeline.review(self.root).reviews}

    def confirm(self, *records: str) -> None:
        """What the verb does, without its words."""
        for review in self.reviews().values():
            self.write(review.path, translations.confirmed(review, frozenset(records) if records else None))

    def states(self, *quiet: str) -> Mapping[str, Mapping[str, str]]:
        """The states by field, without the fields whose texts are all in a quiet state."""
        quiet = quiet or ("current",)
        return {
            str(field.name): dict(field.states)
            for review in self.reviews().values()
            for field in review.fields
            if not set(field.states.values()) <= set(quiet)
        }
