"""Report: problems as text for a person, as annotations on GitHub, or as JSON for a program.

In: problems, the texts of the files, a language. Out: one string. It must not print, and not know what a
rule means.
"""

from __future__ import annotations

from typing import Literal

from diptych.report.data import json
from diptych.report.terminal import text
from diptych.report.words import corrected, language_name, record, sentence, visible
from diptych.report.workflow import github

Format = Literal["text", "github", "json"]
FORMATS: tuple[Format, ...] = ("text", "github", "json")

__all__ = [
    "FORMATS",
    "Format",
    "corrected",
    "github",
    "json",
    "language_name",
    "record",
    "sentence",
    "text",
    "visible",
]
