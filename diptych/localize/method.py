"""The method page: how statuses are decided, in the words of the very rules that the build applies.

In: the site, a language, the editions in it. Out: one view. The sentences of the rules stand in
`languages/<lang>/rules.yaml`; those in English are the docstrings of the rules. Readers get the first
paragraph of each, editors the whole (`docs/rules.md`). It must not know pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from diptych import model
from diptych.languages import catalogue
from diptych.localize.views import Edition, Phrase, View
from diptych.rules import RULES, Rule

_ALSO_OF: dict[str, tuple[model.Status, ...]] = {
    "party-alone": ("known",),
    "one-publisher": ("known", "refuted"),
    "claimed-needs-claimant": ("disputed",),
    "claim-names-nobody": ("claimed", "disputed"),
}
"""Rules on a status whose code does not begin with its name."""

_SAID = ("speech", "wording", "figures", "agreement")
_CORRECTIONS = ("fall-from-known-needs-correction", "correction-needs-before", "review-overdue")


def page(record: model.Site, lang: str, editions: Sequence[Edition]) -> View:
    """The rules as a reader looks for them, each with its severity here, and an example.

    `statuses` have the rules on each; `said` are those on words, `corrections` those on mistakes, `rest` the
    others by group: housekeeping. A rule that several statuses share is `home` at the first.
    `stopping` and `warning` count the rules by severity. `example` is the statement with the most sources for
    its origins, with its edition; None without any.
    """
    rules = [_rule(rule, record, lang) for rule in RULES]
    told = [rule for rule in rules if rule.statuses]
    said = [rule for group in _SAID for rule in rules if rule.group == group and rule not in told]
    corrections = [rule for code in _CORRECTIONS for rule in rules if rule.code == code]
    rest = [rule for rule in rules if rule not in (*told, *said, *corrections)]
    return View(
        key=None,
        shown=True,
        statuses=[
            View(
                key=None,
                shown=True,
                status=status,
                rules=sorted(
                    (rule for rule in told if status in rule.statuses), key=lambda rule: rule.home != status
                ),
            )
            for status in model.STATUSES
        ],
        said=said,
        corrections=corrections,
        rest=_grouped(rest, lang),
        count=len(rest),
        stopping=sum(rule.severity == "error" for rule in rules),
        warning=sum(rule.severity == "warning" for rule in rules),
        example=_example(editions),
        explainers=[edition for edition in editions if edition.head.method is not None],
    )


def _grouped(rules: Sequence[View], lang: str) -> list[View]:
    """The rules under the titles of their groups."""
    groups = catalogue.words(lang, "rules")["groups"]
    return [
        View(key=None, shown=True, title=Phrase(title, catalogue.spoken(lang, "rules"), "title"), rules=found)
        for name, title in groups.items()
        if (found := [rule for rule in rules if rule.group == name])
    ]


def _rule(rule: Rule, record: model.Site, lang: str) -> View:
    """A rule with its sentence for readers and its severity on this site: error, warning or off."""
    texts = catalogue.words(lang, "rules")["rules"]
    own = tuple(status for status in model.STATUSES if rule.code.startswith(f"{status}-"))
    statuses = tuple(dict.fromkeys((*own, *_ALSO_OF.get(rule.code, ()))))
    return View(
        key=None,
        shown=True,
        code=rule.code,
        group=rule.check.__module__.rpartition(".")[2],
        about=Phrase(texts[rule.code].partition("\n\n")[0], catalogue.spoken(lang, "rules"), "line"),
        severity=record.rules.get(rule.code, rule.severity),
        statuses=statuses,
        home=next((status for status in model.STATUSES if status in statuses), ""),
    )


def _example(editions: Sequence[Edition]) -> View | None:
    """The statement whose sources come down to the fewest origins: it shows best how they are counted."""
    found = [
        (len(statement.carrying) - len(statement.origins), edition, statement)
        for edition in editions
        for statement in edition.all("statement")
        if statement.origins
    ]
    saved, edition, statement = max(found, key=lambda one: one[0], default=(0, None, None))
    return View(key=None, shown=True, edition=edition, statement=statement) if saved else None
