"""Rules on how a status came about."""

from __future__ import annotations

from collections.abc import Iterator

from diptych import edtf, link, model, replay
from diptych.rules.rule import Finding, error, warning


@error
def history_ends_with_status(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The last step of a history leads to the present status."""
    for entry in explainer.all("statement"):
        steps = entry.record.history
        if steps and steps[-1].to != entry.record.status:
            path = ("history", len(steps) - 1, "to")
            yield Finding(entry, path, params={"to": steps[-1].to, "status": entry.record.status})


@error
def history_in_order(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The steps of a history stand in the order of their dates."""
    for entry in explainer.all("statement"):
        before = None
        for index, step in enumerate(entry.record.history):
            try:
                key = edtf.sort_key(edtf.parse(step.date))
            except edtf.Invalid:
                break
            if before is not None and key < before:
                yield Finding(entry, ("history", index, "date"), params={"date": step.date})
            before = key


@error
def step_changes_nothing(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Each step of a history leads to another status than the one before."""
    for entry in explainer.all("statement"):
        steps = entry.record.history
        for index in range(1, len(steps)):
            if steps[index].to == steps[index - 1].to:
                yield Finding(entry, ("history", index, "to"), params={"to": steps[index].to})


@warning
def denied_in_the_past(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """What somebody denied on a day of the past was disputed on that day.

    A denial is known with its `date` or its source; it stands until it is `withdrawn`. The status of that
    day is that of the `history`, without one the present status.
    """
    if not explainer.complete:
        return
    for entry in explainer.all("statement"):
        try:
            against = replay.against_denials(explainer, entry.record) if entry.record.denied_by else None
        except edtf.Invalid:
            continue  # which has a problem of its own
        if against is not None:
            denial, step = entry.record.denied_by[against.denial], against.standing.step
            path = ("denied_by", against.denial) if step is None else ("history", step, "to")
            params = {"actor": denial.actor, "date": str(against.day), "status": against.standing.status}
            yield Finding(entry, path, params=params)


@warning
def fall_from_known_needs_correction(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """What is no longer established is explained by a published correction."""
    if not explainer.complete:
        return
    corrections = (entry.record for entry in explainer.all("change") if entry.record.type == "correction")
    corrected = {target for correction in corrections for target in correction.targets}
    for entry in explainer.all("statement"):
        steps = entry.record.history
        for index in range(1, len(steps)):
            fell = steps[index - 1].to == "known" != steps[index].to
            if fell and f"statement:{entry.id}" not in corrected:
                yield Finding(entry, ("history", index, "to"))


def _is_day(text: str) -> bool:
    try:
        return edtf.day(edtf.parse(text)) == text
    except edtf.Invalid:
        return False


@warning
def change_after_as_of(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """What brings news is not dated after the day for which the explainer's knowledge is valid.

    A correction or a clarification may be: it is no later knowledge.
    """
    as_of = explainer.head.record.as_of
    for entry in explainer.all("change"):
        if entry.record.type in ("correction", "clarification"):
            continue
        if _is_day(as_of) and _is_day(entry.record.date) and entry.record.date > as_of:
            yield Finding(entry, ("date",), params={"date": entry.record.date})


RULES = (
    history_ends_with_status,
    history_in_order,
    step_changes_nothing,
    denied_in_the_past,
    fall_from_known_needs_correction,
    change_after_as_of,
)
