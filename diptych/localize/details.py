"""What a view shows beyond the fields of its record: origins, references from others, order.

In: a filled edition and its explainer. Each function completes the views of one kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from diptych import link, model
from diptych.languages import catalogue
from diptych.localize import pictures
from diptych.localize.views import Edition, Phrase, View, number

ACTOR_TYPES = ("state", "person", "organisation", "group", "unit")
"""In the order in which a reader looks for them."""


def complete(edition: Edition, explainer: link.Explainer) -> None:
    """Complete all views of an edition that is just being made."""
    for kind, views in edition.kinds.items():
        for view in views.values():
            view.referrers = _referrers(edition, explainer, view)
            if kind in ("statement", "event", "relation"):
                _assertion(edition, explainer, view)
            if kind in _COMPLETE:
                _COMPLETE[kind](view)
    for view in edition.all("source"):
        _source(edition, explainer, view)
    _head(edition)
    pictures.complete(edition)


def _referrers(edition: Edition, explainer: link.Explainer, view: View) -> dict[str, dict[str, list[View]]]:
    """Who refers to a view: by kind, then by field, in the order of the content."""
    found: dict[str, dict[str, list[View]]] = {}
    for key, field in explainer.backlinks.get(view.key, ()) if view.key is not None else ():
        other = edition.find(key.kind, key.id)
        if other is not None:
            found.setdefault(key.kind, {}).setdefault(field, []).append(other)
    return found


def _from(view: View, kind: str, *fields: str) -> list[View]:
    """The views of a kind that refer to a view by one of these fields, each once."""
    by_field = view.referrers.get(kind, {})
    return list(dict.fromkeys(other for field in fields for other in by_field.get(field, ())))


def _everywhere(view: View, kind: str) -> list[View]:
    return list(dict.fromkeys(other for others in view.referrers.get(kind, {}).values() for other in others))


def _by_date(views: Iterable[View]) -> list[View]:
    """In the order of `date`; without a date last."""
    dated = [view for view in views if getattr(view, "date", None) is not None]
    return sorted(dated, key=lambda view: view.date.key) + [
        view for view in views if getattr(view, "date", None) is None
    ]


def _assertion(edition: Edition, explainer: link.Explainer, view: View) -> None:
    """Origins; the evidence by what it does; each source once."""
    record = explainer.record(view.key.kind, view.key.id)  # type: ignore[union-attr]
    origins = []
    for origin in explainer.origins(record):
        through = [edition.find("source", id) for id in origin.through]
        origins.append(
            View(
                key=None,
                shown=True,
                root=edition.find("source", origin.root),
                through=[source for source in through if source is not None],
                direct=list(origin.through) == [origin.root],
            )
        )
    view.origins = _witnesses(explainer, [origin for origin in origins if origin.root is not None])
    view.carrying = [item for item in view.sources if item.relation in link.CARRYING]
    view.cited = list(dict.fromkeys(item.source for item in view.carrying))
    view.opposing = [item for item in view.sources if item.relation in ("denies", "refutes")]
    deciding = view.opposing if getattr(view, "status", "") == "refuted" else view.carrying
    view.relayed = not any(item.source.basis == "primary" for item in deciding)
    view.background = [item for item in view.sources if item.relation == "context"]
    view.denials = [denial for denial in view.denied_by if denial.withdrawn is None]
    view.withdrawn = [denial for denial in view.denied_by if denial.withdrawn is not None]


def _witnesses(explainer: link.Explainer, origins: list[View]) -> list[View]:
    """The origins that count: articles of one house are one witness, whose first has the others in `also`.

    A primary source is an origin of its own, whoever else publishes there.
    """
    found: dict[str, View] = {}
    for origin in origins:
        source = explainer.record("source", origin.root.id)
        own = origin.root.id if source.basis == "primary" else link.house(source)
        first = found.setdefault(own, origin)
        first.also = [] if first is origin else [*first.also, origin.root, *origin.through]
    for origin in found.values():
        origin.also = list(dict.fromkeys(origin.also))
    return list(found.values())


def _event(view: View) -> None:
    """What was only said there: that it was said may be established, what was said is not."""
    said = [other for other in view.statements if other.asserted_in in view.statements]
    view.unsettled = list({other.status: other for other in said if other.status in _CLAIMED}.values())


def _statement(view: View) -> None:
    view.events = _by_date(_from(view, "event", "statements"))
    view.quotes = _by_date(_from(view, "quote", "statements"))
    view.questions = _from(view, "question", "statements")
    view.derived = _from(view, "statement", "asserted_in")
    view.contrary = list(dict.fromkeys([*view.conflicts_with, *_from(view, "statement", "conflicts_with")]))
    view.opponents = _opponents(view)
    view.changes = _by_date(_from(view, "change", "targets"))
    view.replaces = _from(view, "statement", "superseded_by")
    people = [*view.claimed_by, *(denial.actor for denial in view.denied_by), *view.actors]
    view.people = list(dict.fromkeys(people))


def _opponents(view: View) -> list[View]:
    """Who claims the contrary of what is disputed, where nobody denies it in so many words."""
    if view.status != "disputed" or view.denied_by:
        return []
    return list(dict.fromkeys(actor for other in view.contrary for actor in other.claimed_by))


def _actor(view: View) -> None:
    view.claims = _from(view, "statement", "claimed_by")
    view.denies = _from(view, "statement", "denied_by")
    shown = {*view.claims, *view.denies}
    view.about = [other for other in _from(view, "statement", "actors", "text") if other not in shown]
    view.events = _by_date(_from(view, "event", "actors", "claimed_by", "denied_by"))
    view.quotes = _by_date(_from(view, "quote", "speaker"))
    view.relations = _by_date(_from(view, "relation", "from", "to"))
    view.figures = _from(view, "figure", "estimates")
    view.officers = [
        (other, role)
        for other in _from(view, "actor", "roles")
        for role in other.roles
        if role.organisation is view
    ]
    view.issued = sorted(_from(view, "source", "issuer"), key=lambda source: source.published.key)
    view.short = _short_name(view)


def _short_name(actor: View) -> str:
    """The name as a reader meets it in tight places: *NIS* of "National Intelligence Service (NIS)".

    A word in brackets at the end that is an alias is that name; any other brackets only explain it.
    """
    full: str = actor.name.text
    before, bracket, inside = full.rstrip(")").rpartition(" (")
    if not bracket or not full.endswith(")"):
        return full
    return inside if inside in actor.aliases and " " not in inside else before


def _source(edition: Edition, explainer: link.Explainer, view: View) -> None:
    view.statements = _everywhere(view, "statement")
    view.events = _by_date(_everywhere(view, "event"))
    view.figures = _everywhere(view, "figure")
    view.quotes = _everywhere(view, "quote")
    view.relations = _everywhere(view, "relation")
    view.repeated_by = _from(view, "source", "derived_from")
    view.heading = Phrase(view.title, view.language.code, "title") if view.title is not None else view.label
    root = explainer.roots.get(view.key.id)  # type: ignore[union-attr]
    view.root = edition.find("source", root) if root and root != view.key.id else None  # type: ignore[union-attr]


def _figure(view: View) -> None:
    lang = view.subject.lang
    for estimate in view.estimates:
        estimate.text = amount(estimate, lang)
    view.estimates = sorted(view.estimates, key=lambda estimate: estimate.as_of.key)
    view.statements = _from(view, "statement", "figure")


def amount(estimate: View, lang: str) -> str:
    """The number of an estimate in words: *environ 600*, "between 5,000 and 7,000"."""
    low, best, high = estimate.low, estimate.best, estimate.high
    if best is None and low is not None and high is not None:
        return catalogue.say(lang, "ui", "amount_between", low=number(low, lang), high=number(high, lang))
    if best is None and high is None:
        precision = "at_least" if estimate.precision in ("about", "at_least") else estimate.precision
        return catalogue.say(lang, "ui", f"amount_{precision}", number=number(low, lang))
    if best is None:
        return catalogue.say(lang, "ui", "amount_at_most", number=number(high, lang))
    said = catalogue.say(lang, "ui", f"amount_{estimate.precision}", number=number(best, lang))
    if low is not None and high is not None:
        between = catalogue.say(lang, "ui", "amount_between", low=number(low, lang), high=number(high, lang))
        return f"{said} ({between})"
    return said


def _place(view: View) -> None:
    view.events = _by_date(_from(view, "event", "place"))


def _topic(view: View) -> None:
    view.statements = _from(view, "statement", "topic")
    view.figures = _from(view, "figure", "topic")
    view.quotes = _by_date(_from(view, "quote", "topic"))
    view.questions = _from(view, "question", "topic")


_COMPLETE: dict[str, Callable[[View], None]] = {
    "event": _event,
    "statement": _statement,
    "actor": _actor,
    "figure": _figure,
    "place": _place,
    "topic": _topic,
}


_KNOWN, _CLAIMED = ("known", "reported"), ("claimed", "disputed", "refuted")


def _panel(topic: View | None, statements: list[View]) -> View | None:
    """The statements on a topic, by status and then by date; None without any."""
    members = [view for view in statements if view.topic is topic]
    order = {status: index for index, status in enumerate(model.STATUSES)}
    return _sides(sorted(_by_date(members), key=lambda view: order[view.status]), topic)


def _sides(members: list[View], topic: View | None = None) -> View | None:
    """Statements set on the two sides, in their order; None without any."""
    if not members:
        return None
    known = [view for view in members if view.status in _KNOWN]
    claimed = [view for view in members if view.status in _CLAIMED]
    lean = (
        "known" if len(known) >= 2 * len(claimed) else "claimed" if len(claimed) >= 2 * len(known) else "even"
    )
    return View(key=None, shown=True, topic=topic, known=known, claimed=claimed, lean=lean)


def _shares(panels: list[View]) -> None:
    """How long either side of each topic is beside the longest of all, in percent of what is there.

    The longest leaves room for its number.
    """
    longest = max((len(side) for panel in panels for side in (panel.known, panel.claimed)), default=0)
    for panel in panels:
        panel.known_share = round(85 * len(panel.known) / longest)
        panel.claimed_share = round(85 * len(panel.claimed) / longest)


def tally(statuses: list[str]) -> View:
    """How many statements have which status; `start` is where each part begins on one line of all."""
    parts: list[View] = []
    for status in model.STATUSES:
        if count := statuses.count(status):
            start = sum(part.count for part in parts)
            parts.append(View(key=None, shown=True, status=status, count=count, start=start))
    return View(key=None, shown=True, total=len(statuses), parts=parts)


def _head(edition: Edition) -> None:
    """What the explainer's page lists, in reading order."""
    head = edition.head
    statements = [view for view in edition.all("statement") if view.superseded_by is None]
    topics: list[View | None] = [*head.topics, None]
    head.panels = [panel for topic in topics if (panel := _panel(topic, statements)) is not None]
    _shares(head.panels)
    head.key_sides = _sides(head.key_points)
    head.statements = statements
    head.tally = tally([view.status for view in statements])
    head.timeline = _by_date(edition.all("event"))
    head.short_timeline = [view for view in head.timeline if view.weight == 3]
    head.questions = edition.all("question")
    head.changes = sorted(edition.all("change"), key=lambda view: view.date.key, reverse=True)
    head.actors = sorted(edition.all("actor"), key=_weight, reverse=True)
    types = [type_ for type_ in ACTOR_TYPES if any(actor.type == type_ for actor in head.actors)]
    head.actor_groups = [
        View(key=None, shown=True, type=type_, actors=[one for one in head.actors if one.type == type_])
        for type_ in types
    ]
    head.relations = edition.all("relation")
    head.figures = edition.all("figure")
    head.quotes = _by_date(edition.all("quote"))
    head.short_quotes = [view for view in head.quotes if view.weight == 3] or head.quotes
    head.places = edition.all("place")
    head.terms = sorted(edition.all("term"), key=lambda view: view.term.text.casefold())
    head.sources = sorted(
        edition.all("source"), key=lambda view: (view.published.key, view.publisher), reverse=True
    )
    head.publishers = _publishers(head.sources)


def _publishers(sources: list[View]) -> list[View]:
    """The sources by publisher, the most cited publisher first."""
    groups: dict[str, list[View]] = {}
    for source in sources:
        groups.setdefault(source.publisher, []).append(source)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0].casefold()))
    return [View(key=None, shown=True, name=name, sources=found) for name, found in ordered]


def _weight(actor: View) -> int:
    """How much an actor is present: the number of records that refer to it."""
    return sum(len(others) for fields in actor.referrers.values() for others in fields.values())
