"""What a rule is, and what it finds."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from diptych import link, model
from diptych.problems import Place, Problem, Severity
from diptych.validate import Entry

Check = Callable[[link.Explainer, model.Site], Iterator["Finding"]]
DatedCheck = Callable[[link.Explainer, model.Site, str], Iterator["Finding"]]


@dataclass(frozen=True)
class Finding:
    """What a rule found: the record, the path of the value, the language, and words for the sentence."""

    entry: Entry[Any]
    path: model.Path = ()
    lang: str | None = None
    place: Place | None = None
    params: dict[str, str] = field(default_factory=dict)

    def problem(self, code: str, severity: Severity) -> Problem:
        """The finding as a problem of a rule."""
        found = self.entry.problem(code, self.path, severity=severity, lang=self.lang, place=self.place)
        return replace(found, params=tuple(self.params.items()))


@dataclass(frozen=True)
class Rule:
    """A code, how bad a finding is unless `site.yaml` says otherwise, and the function that finds.

    `dated`: the function asks for the day too, as `2026-06-30`; without one it is not asked.
    """

    code: str
    severity: Literal["error", "warning"]
    check: Check | DatedCheck
    dated: bool = False

    def findings(
        self, explainer: link.Explainer, site: model.Site, today: str | None = None
    ) -> Iterable[Finding]:
        """What the rule finds in an explainer, on a day where one is given."""
        if not self.dated:
            return cast(Check, self.check)(explainer, site)
        return cast(DatedCheck, self.check)(explainer, site, today) if today is not None else ()

    @property
    def about(self) -> str:
        """The rule in words: the docstring of its function."""
        return inspect.getdoc(self.check) or ""


def error(check: Check) -> Rule:
    """A rule named after its function whose findings stop the build."""
    return Rule(check.__name__.replace("_", "-"), "error", check)


def warning(check: Check) -> Rule:
    """A rule named after its function whose findings do not stop the build."""
    return Rule(check.__name__.replace("_", "-"), "warning", check)


def due(check: DatedCheck) -> Rule:
    """A rule named after its function whose findings, warnings, come with the day."""
    return Rule(check.__name__.replace("_", "-"), "warning", check, dated=True)


def assertions(explainer: link.Explainer, *status: model.Status) -> Iterator[Entry[model.Assertion]]:
    """The statements, events and relations of these statuses whose sources all exist."""
    for kind in ("statement", "event", "relation"):
        for entry in explainer.all(kind):
            is_sound = (link.Key(kind, entry.id), "sources") not in explainer.dangling
            if is_sound and (not status or entry.record.status in status):
                yield entry


def everything(explainer: link.Explainer) -> Iterator[Entry[Any]]:
    """The explainer itself, and every record in it."""
    yield explainer.head
    for kind in model.KINDS:
        yield from explainer.all(kind)
