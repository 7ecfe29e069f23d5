"""What was known on a day, as views: one for every day on which a status changed.

In: an edition, its explainer, a way to put dates into words. Out: views in the order of the days; their
statements are the present ones, told with the status of that day. Questions have no dates: they are left out.
It must not know pages, addresses or HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from diptych import edtf, link, model, replay
from diptych.localize.details import tally
from diptych.localize.views import Edition, View, When

_KNOWN = ("known", "reported")


def complete(edition: Edition, explainer: link.Explainer, when: Callable[[str], When]) -> None:
    """Give the head its days, each with the one before and after it, and every step of a history its day."""
    played = replay.replay(explainer)
    made = [_day(edition, explainer, played, day, when) for day in played.days()]
    for view, before, after in zip(made, [None, *made][:-1], [*made, None][1:], strict=True):
        view.before, view.after = before, after
    edition.head.known_on = made
    by_day = {view.day: view for view in made}
    for statement in edition.all("statement"):
        for step in statement.history:
            step.known_on = None  # a step that another one followed on its day has no day of its own
        for standing in played.spells[statement.id]:
            if standing.step is not None:
                statement.history[standing.step].known_on = by_day[str(standing.since)]


def _day(
    edition: Edition,
    explainer: link.Explainer,
    played: replay.Replay,
    day: edtf.Date,
    when: Callable[[str], When],
) -> View:
    standings = played.on(day)
    told = [
        _told(explainer, statement, standings, day, when)
        for statement in edition.all("statement")
        if statement.id in standings and not _replaced(statement, standings)
    ]
    return View(
        key=None,
        shown=True,
        day=str(day),
        date=when(str(day)),
        changed=[one for one in told if one.changed],
        panels=_panels(edition, told),
        tally=tally([one.status for one in told]),
        later=sum(statement.id not in standings for statement in edition.all("statement")),
        replaced=sum(one.statement.superseded_by is not None for one in told),
    )


def _replaced(statement: View, standings: Container[str]) -> bool:
    """Had the statement that replaces this one been made by then?"""
    return statement.superseded_by is not None and statement.superseded_by.id in standings


def _told(
    explainer: link.Explainer,
    statement: View,
    standings: Mapping[str, replay.Standing],
    day: edtf.Date,
    when: Callable[[str], When],
) -> View:
    """A statement as it stood, since when; `now` is its present status where that is another one."""
    standing = standings[statement.id]
    denials = replay.standing_denials(explainer, explainer.record("statement", statement.id), day)
    contested = standing.status in ("claimed", "disputed", "refuted")
    return View(
        key=None,
        shown=True,
        statement=statement,
        status=standing.status,
        before=standing.before,
        step=statement.history[standing.step] if standing.step is not None else None,
        changed=standing.step is not None and standing.since == day and standing.before != standing.status,
        now=statement.status if statement.status != standing.status else None,
        since=when(str(edtf.term(standing.since, None))),
        claimed_by=statement.claimed_by if contested else [],
        denials=[statement.denied_by[index] for index in denials],
        opponents=_opponents(statement, standings) if standing.status == "disputed" and not denials else [],
    )


def _opponents(statement: View, standings: Container[str]) -> list[View]:
    """Who claimed the contrary by then."""
    contrary = [other for other in statement.contrary if other.id in standings]
    return list(dict.fromkeys(actor for other in contrary for actor in other.claimed_by))


def _panels(edition: Edition, told: list[View]) -> list[View]:
    """By topic, what was known beside what was claimed."""
    order = {status: index for index, status in enumerate(model.STATUSES)}
    told = sorted(told, key=lambda one: (order[one.status], one.since.key))
    panels = []
    for topic in (*edition.head.topics, None):
        members = [one for one in told if one.statement.topic is topic]
        if members:
            known = [one for one in members if one.status in _KNOWN]
            claimed = [one for one in members if one.status not in _KNOWN]
            panels.append(View(key=None, shown=True, topic=topic, known=known, claimed=claimed))
    return panels
