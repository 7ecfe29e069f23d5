"""The method page: how statuses are decided, in the words of the very rules that the build applies.

In: the site, a language, the editions in it. Out: one view. The sentences of the rules stand in
`languages/<lang>/rules.yaml`; those in English are the docstrings of the rules. It must not know pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from diptych import model
from diptych.languages import catalogue
from diptych.localize.views import Edition, Phrase, View
from diptych.rules import RULES, Rule

_ALSO_OF = {
    "party-alone": ("known",),
    "one-publisher": ("known", "refuted"),
    "claim-names-nobody": ("claimed", "disputed"),
}
"""Rules on a status whose code does not begin with its name."""


def page(record: model.Site, lang: str, editions: Sequence[Edition]) -> View:
    """The statuses with the rules on each, all rules by group with their severity here, and an example.

    `example` is the statement with the most sources for its origins, with its edition; None without any.
    """
    rules = [_rule(rule, record, lang) for rule in RULES]
    groups = catalogue.words(lang, "rules")["groups"]
    return View(
        key=None,
        shown=True,
        statuses=[
            View(
                key=None, shown=True, status=status, rules=[rule for rule in rules if status in rule.statuses]
            )
            for status in model.STATUSES
        ],
        groups=[
            View(
                key=None,
                shown=True,
                title=Phrase(title, catalogue.spoken(lang, "rules"), "title"),
                rules=[rule for rule in rules if rule.group == name],
            )
            for name, title in groups.items()
        ],
        example=_example(editions),
        explainers=[edition for edition in editions if edition.head.method is not None],
    )


def _rule(rule: Rule, record: model.Site, lang: str) -> View:
    """A rule with its sentence and its severity on this site: error, warning or off."""
    texts = catalogue.words(lang, "rules")["rules"]
    own = tuple(status for status in model.STATUSES if rule.code.startswith(f"{status}-"))
    return View(
        key=None,
        shown=True,
        code=rule.code,
        group=rule.check.__module__.rpartition(".")[2],
        about=[
            Phrase(text, catalogue.spoken(lang, "rules"), "line") for text in texts[rule.code].split("\n\n")
        ],
        severity=record.rules.get(rule.code, rule.severity),
        statuses=own + _ALSO_OF.get(rule.code, ()),
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
