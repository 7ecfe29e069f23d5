"""Say in one line how a build or a check went.

In: an outcome, the seconds it took, a language and its words. Out: the sentence. Must not print it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal

from diptych.languages import catalogue

if TYPE_CHECKING:
    from diptych.pipeline import Outcome


def line(outcome: Outcome, verb: str, seconds: float, lang: str, words: Mapping[str, Any]) -> str:
    """Return the summary of a `build` or a `check`, with the language's own numbers and plurals."""
    errors = sum(problem.severity == "error" for problem in outcome.problems)
    warnings = len(outcome.problems) - errors
    found = [
        counted(count, lang, words[name])
        for name, count in (("errors", errors), ("warnings", warnings))
        if count
    ]
    sentence = {
        ("build", False): "built",
        ("build", True): "failed",
        ("check", False): "checked",
        ("check", True): "check_failed",
    }[verb, outcome.failed]
    text: str = words[sentence].format(
        out="site/",
        pages=counted(outcome.pages, lang, words["pages"]),
        languages=counted(len(outcome.languages), lang, words["languages"]),
        seconds=words["seconds"].format(n=format_decimal(seconds, "0.0", locale=lang)),
        problems=words["separator"].join(found) or words["no_problem"],
    )
    return text


def counted(number: int, lang: str, forms: Mapping[str, str]) -> str:
    """Return "1 page", "2 pages": the form of CLDR's plural category, `other` where a form is missing."""
    form = forms.get(catalogue.plural(lang, number)) or forms["other"]
    return form.format(n=format_decimal(number, locale=lang))
