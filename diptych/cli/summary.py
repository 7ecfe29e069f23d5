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
    made = ("pages", outcome.pages) if verb == "build" else ("explainers", outcome.explainers)
    details = _counts([made, ("languages", len(outcome.languages))], lang, words)
    details.append(words["seconds"].format(n=format_decimal(seconds, "0.0", locale=lang)))
    found = _counts([("errors", errors), ("warnings", len(outcome.problems) - errors)], lang, words)
    text: str = words[verb]["failed" if outcome.failed else "good"].format(
        out="site/",
        details=", ".join(details),
        problems=words["separator"].join(found) or words["no_problem"],
    )
    return text


def numbers(outcome: Outcome) -> dict[str, Any]:
    """Return what a program may want to know of a run, beside its problems."""
    return {
        "failed": outcome.failed,
        "languages": list(outcome.languages),
        "explainers": outcome.explainers,
        "pages": outcome.pages,
    }


def _counts(named: list[tuple[str, int]], lang: str, words: Mapping[str, Any]) -> list[str]:
    return [counted(number, lang, words[name]) for name, number in named if number]


def counted(number: int, lang: str, forms: Mapping[str, str]) -> str:
    """Return "1 page", "2 pages": the form of CLDR's plural category, `other` where a form is missing."""
    form = forms.get(catalogue.plural(lang, number)) or forms["other"]
    return form.format(n=format_decimal(number, locale=lang))
