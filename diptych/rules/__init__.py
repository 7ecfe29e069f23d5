"""Rules: what is editorially right, each rule one documented function with a code.

In: linked explainers and the site. Out: problems, with the severities of `site.yaml` and
without those that a record ignores with a reason. It must not know files or pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diptych import link, model, tree
from diptych.problems import Problem, nearest
from diptych.rules import agreement, completeness, figures, history, review, speech, status, unused, wording
from diptych.rules.rule import Rule
from diptych.validate import Entry

RULES: tuple[Rule, ...] = (
    *completeness.RULES,
    *status.RULES,
    *history.RULES,
    *review.RULES,
    *wording.RULES,
    *speech.RULES,
    *agreement.RULES,
    *figures.RULES,
    *unused.RULES,
)

DATED = frozenset(rule.code for rule in RULES if rule.dated)
"""Codes of the rules whose findings come with the day and not with the content."""

BY_CODE = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "DATED", "RULES", "Rule", "problems"]


def problems(
    explainers: Iterable[link.Explainer], site: Entry[model.Site], today: str | None = None
) -> tuple[Problem, ...]:
    """Every finding of every rule that is not switched off or ignored.

    `today` is the day (`2026-06-30`) with which dates of review are compared; None leaves them alone.
    """
    found = list(_unknown_codes(site))
    severities = {rule.code: site.record.rules.get(rule.code, rule.severity) for rule in RULES}
    for explainer in explainers:
        ignored = dict(_ignored(explainer))
        found.extend(_bad_ignores(explainer))
        for rule in RULES:
            severity = severities[rule.code]
            if severity == "off":
                continue
            for finding in rule.findings(explainer, site.record, today):
                if rule.code not in ignored.get((finding.entry.kind, finding.entry.id), ()):
                    found.append(finding.problem(rule.code, severity))
    return tuple(found)


def _unknown_codes(site: Entry[model.Site]) -> Iterator[Problem]:
    for code in site.record.rules:
        if code not in BY_CODE:
            better = nearest(code, BY_CODE) or ""
            key = tree.key_at(tree.at(site.node, ("rules",)), code)
            place = tree.place(key) if key is not None else None
            swap = (code, better) if better and better not in site.record.rules else None
            yield site.problem(
                "unknown-rule", ("rules", code), place=place, swap=swap, word=code, nearest=better
            )


def _ignored(explainer: link.Explainer) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    for kind in model.KINDS:
        for entry in explainer.all(kind):
            if entry.record.ignore:
                yield (kind, entry.id), frozenset(item.code for item in entry.record.ignore)


def _bad_ignores(explainer: link.Explainer) -> Iterator[Problem]:
    for kind in model.KINDS:
        for entry in explainer.all(kind):
            for index, item in enumerate(entry.record.ignore):
                if item.code not in BY_CODE:
                    better = nearest(item.code, BY_CODE) or ""
                    swap = (item.code, better) if better else None
                    path = ("ignore", index, "code")
                    yield entry.problem("unknown-rule", path, swap=swap, word=item.code, nearest=better)
