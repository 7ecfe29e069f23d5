"""Replay: which status every statement had on a day of the past.

In: a linked explainer. Out: the days on which a status changed, and the standing of every statement on a
day. It must not know languages, views or pages.

A date is known only when all of it has passed: a step of *September 2025* counts from 30 September, one of
*2024-10-01/2024-10-04* from the 4th. A qualifier (`~`, `?`) moves nothing, as nobody said how wide "about"
is. What has no end (`2024-10/..`) is known once its beginning has passed. Nothing is known later than on the
explainer's as-of date: what stands in it was known by then, so that the replay of that day is the present.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isinf
from types import MappingProxyType

from diptych import edtf, link, model
from diptych.edtf import End, Interval, Moment, Range


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the day from which it held; `step` is its place in the history (None without one).

    `before` is the status before that, or None for the first.
    """

    status: model.Status
    since: edtf.Date
    step: int | None = None
    before: model.Status | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """A day on which a denial stood, and a standing of that day that does not go with it."""

    day: edtf.Date
    denial: int
    standing: Standing


Spell = tuple[Standing, ...]
"""The standings of one statement in their order; each holds until the next begins."""


@dataclass(frozen=True, slots=True)
class Replay:
    """All standings of the published statements, by id."""

    spells: Mapping[str, Spell]

    def days(self) -> tuple[edtf.Date, ...]:
        """Every day on which a status changed by a step of a history, in order."""
        steps = {spell.since for spells in self.spells.values() for spell in spells if spell.step is not None}
        return tuple(sorted(steps, key=_end))

    def on(self, day: edtf.Date) -> Mapping[str, Standing]:
        """The standing of every statement that was known at the end of a day."""
        found = {id: in_force(spell, day) for id, spell in self.spells.items()}
        return MappingProxyType({id: standing for id, standing in found.items() if standing is not None})


def replay(explainer: link.Explainer) -> Replay:
    """The standings of all published statements of an explainer."""
    spells = {entry.id: _spell(explainer, entry.record) for entry in explainer.published("statement")}
    return Replay(MappingProxyType(spells))


def in_force(spell: Spell, day: edtf.Date) -> Standing | None:
    """The last standing that had begun by the end of a day, or None before the first."""
    begun = [standing for standing in spell if standing.since.upper <= day.upper]
    return begun[-1] if begun else None


def known_from(text: str, as_of: str) -> edtf.Date:
    """The day at whose end a date has wholly passed, at the latest the as-of date."""
    value = edtf.parse(text)
    limit = _day(edtf.parse(as_of).upper)
    return min(_day(_passed(value)), limit, key=_end)


def standing_denials(
    explainer: link.Explainer, statement: model.Statement, day: edtf.Date
) -> tuple[int, ...]:
    """The places of the denials that had been made and not withdrawn by the end of a day.

    A denial was known with its own date or its source, whichever came first; without either it is left out.
    """
    found = []
    for index, denial in enumerate(statement.denied_by):
        made = _denied(explainer, denial)
        withdrawn = known_from(denial.withdrawn.date, _as_of(explainer)) if denial.withdrawn else None
        if made is None or made.upper > day.upper:
            continue
        if withdrawn is None or withdrawn.upper > day.upper:
            found.append(index)
    return tuple(found)


def against_denials(explainer: link.Explainer, statement: model.Statement) -> Against | None:
    """The first day on which a statement was denied without being disputed, or refuted; None without one.

    Denials that stand to this day are left out where the present status is at fault: that is seen without
    any replay.
    """
    spell = _spell(explainer, statement)
    made = [_denied(explainer, denial) for denial in statement.denied_by]
    days = {str(day): day for day in (*(one.since for one in spell), *made) if day is not None}
    for day in sorted(days.values(), key=_end):
        standing = in_force(spell, day)
        if standing is None or standing.status in ("disputed", "refuted"):
            continue
        for index in standing_denials(explainer, statement, day):
            if standing != spell[-1] or statement.denied_by[index].withdrawn is not None:
                return Against(day, index, standing)
    return None


def _spell(explainer: link.Explainer, statement: model.Statement) -> Spell:
    if not statement.history:
        return (Standing(statement.status, _appears(explainer, statement)),)
    days = [known_from(step.date, _as_of(explainer)) for step in statement.history]
    for index in range(len(days) - 2, -1, -1):  # no step came to be known after the one that followed it
        days[index] = min(days[index], days[index + 1], key=_end)
    spell: list[Standing] = []
    for index, (step, day) in enumerate(zip(statement.history, days, strict=True)):
        if spell and spell[-1].since == day:
            spell.pop()  # several steps on one day: it ended with the last
        spell.append(Standing(step.to, day, index, spell[-1].status if spell else None))
    return tuple(spell)


def _appears(explainer: link.Explainer, statement: model.Statement) -> edtf.Date:
    """The day from which a statement without history has its status.

    That is when the sources that the status needs had been published (for known by origins the second
    distinct one, for refuted what refutes it, for disputed a denial too), and what the sentence speaks of
    had happened; a forecast does not wait for that.
    """
    as_of = _as_of(explainer)
    days = [_evidenced(explainer, statement)]
    if statement.status == "disputed":
        made = [day for denial in statement.denied_by if (day := _denied(explainer, denial)) is not None]
        days += sorted(made, key=_end)[:1]
    if statement.date is not None and statement.kind != "forecast":
        days.append(known_from(statement.date, as_of))
    return max(days, key=_end)


def _evidenced(explainer: link.Explainer, statement: model.Statement) -> edtf.Date:
    by = statement.known_by.by if statement.known_by is not None else "origins"
    relations = ("refutes",) if statement.status == "refuted" else link.CARRYING
    evidence = [item for item in statement.sources if item.relation in relations]
    if statement.status in ("known", "refuted") and by == "primary_document":
        evidence = [item for item in evidence if _is_primary(explainer, item)] or evidence
    needed = 2 if statement.status in ("known", "refuted") and by == "origins" else 1
    first: dict[str, edtf.Date] = {}
    for item in evidence or statement.sources:
        root, day = explainer.root(item), _published(explainer, item.source)
        if root not in first or day.upper < first[root].upper:
            first[root] = day
    days = sorted(first.values(), key=_end)
    return days[min(needed, len(days)) - 1]


def _is_primary(explainer: link.Explainer, evidence: model.Evidence) -> bool:
    ids = (evidence.source, explainer.root(evidence))
    return any(explainer.record("source", id).basis == "primary" for id in ids)


def _denied(explainer: link.Explainer, denial: model.Denial) -> edtf.Date | None:
    days = [known_from(denial.date, _as_of(explainer))] if denial.date is not None else []
    days += [_published(explainer, denial.source)] if denial.source is not None else []
    return min(days, key=_end, default=None)


def _published(explainer: link.Explainer, source: str) -> edtf.Date:
    return known_from(explainer.record("source", source).published, _as_of(explainer))


def _as_of(explainer: link.Explainer) -> str:
    return str(explainer.head.record.as_of)


def _passed(value: edtf.Value) -> Moment:
    """The moment at which a value has wholly passed; for what has no end, its last named date."""
    if isinstance(value, Interval) and isinstance(value.end, End):
        return value.points[-1].upper
    if not isinf(value.upper.year):
        return value.upper
    return max(_named(value))


def _named(value: edtf.Value) -> Iterable[Moment]:
    for member in getattr(value, "members", ()):
        yield member.points[-1].upper if isinstance(member, Range) else member.upper


def _day(moment: Moment) -> edtf.Date:
    return edtf.Date(int(moment.year), moment.month, moment.day, "day")


def _end(day: edtf.Date) -> Moment:
    return day.upper
