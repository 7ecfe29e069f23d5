"""What the pictures of a page are made of: views in, geometry by `diptych.draw` out, as values of the views.

In: a completed edition. It gives every figure its `chart`, the head its `strip`, `network` and `maps`. Texts
in pictures are ready here: numbers, months and names in the edition's language. It must not know markup.
"""

from __future__ import annotations

import datetime
from collections import Counter
from decimal import Decimal

from diptych import edtf
from diptych.draw import chart, houses, locator, network, strip
from diptych.draw.estimate import Estimate
from diptych.languages import catalogue, cldr
from diptych.localize.views import Edition, View, When, number

LOOKS = 8
"""How many shapes and colours for authors there are; see `templates/parts/chart.html`."""


def complete(edition: Edition) -> None:
    """Give the views of an edition their pictures."""
    _charts(edition)
    _strip(edition)
    _network(edition)
    _maps(edition)


def days(when: When) -> tuple[int, int]:
    """The first and last day that a date may mean, as ordinals; an open end is the other end."""
    value = edtf.parse(when.edtf)
    lower, upper = value.lower, value.upper
    first = _ordinal(lower) if lower != edtf.EARLIEST else None
    last = _ordinal(upper) if upper != edtf.LATEST else None
    known = [day for day in (first, last) if day is not None]
    return (first if first is not None else known[-1]), (last if last is not None else known[0])


def _ordinal(moment: edtf.Moment) -> int:
    year = int(min(max(moment.year, 1), 9999))
    return datetime.date(year, moment.month, moment.day).toordinal()


def _strip(edition: Edition) -> None:
    """The timeline at a glance, as `strip` of the head; None without events."""
    head = edition.head
    events = [_moment(view) for view in head.timeline]
    now = days(head.as_of)[0]

    def say(day: datetime.date, with_year: bool) -> tuple[str, ...]:
        return (str(day.year),) if day.month == 1 else _month(day, with_year, edition.lang)

    head.strip = strip.strip(events, now, say) if events else None


def _moment(view: View) -> strip.Event:
    first, last = days(view.date)
    value = edtf.parse(view.date.edtf)
    return strip.Event(
        first=first,
        last=last,
        lasting=isinstance(value, edtf.Interval | edtf.AllOf),
        vague=value.approximate or value.uncertain,
        weight=view.weight,
        known=view.status in ("known", "reported"),
        begun=value.lower != edtf.EARLIEST,
        ended=value.upper != edtf.LATEST,
    )


_SURE = ("known", "reported")


def _network(edition: Edition) -> None:
    """The relations as a diagram, as `network` of the head, and its actors; None without relations."""
    head = edition.head
    relations = [view for view in head.relations if view.from_ is not view.to]
    met = {id(end) for view in relations for end in (view.from_, view.to)}
    actors = [view for view in edition.all("actor") if id(view) in met]
    head.network = None
    if not actors:
        return
    index = {id(view): place for place, view in enumerate(actors)}
    parents = _parents(actors, relations, index)
    head.network_actors, head.network_relations = actors, relations
    head.network = network.network(
        [houses.Actor(brief(view), parents.get(place)) for place, view in enumerate(actors)],
        [
            houses.Relation(
                start=index[id(view.from_)],
                end=index[id(view.to)],
                directed=view.directed,
                sure=view.status in _SURE,
                status=view.status,
                type=view.type,
            )
            for view in relations
        ],
        lambda members: _tie_words([relations[member] for member in members], edition.lang),
    )


def _parents(actors: list[View], relations: list[View], index: dict[int, int]) -> dict[int, int]:
    """What each actor belongs to, by index: where it has its office, what it is a member of, whom it obeys.

    A state belongs to nobody. Where that would run in a circle, the later one belongs to nobody either.
    """
    wanted: list[tuple[View, View]] = []
    wanted += [(actor, role.organisation) for actor in actors for role in actor.roles if role.organisation]
    wanted += [(view.from_, view.to) for view in relations if view.type == "membership" and view.directed]
    commands = [view for view in relations if view.type == "command"]
    wanted += [(view.from_, view.to) for view in commands if view.to.type == "state"]
    wanted += [(view.to, view.from_) for view in commands]
    found: dict[int, int] = {}
    for child, parent in wanted:
        if id(parent) not in index or child.type == "state":
            continue
        start, place = index[id(child)], index[id(parent)]
        above: int | None = place
        while above is not None and above != start:
            above = found.get(above)
        if above is None:
            found.setdefault(start, place)
    return found


def _tie_words(relations: list[View], lang: str) -> str:
    """The label of a tie: its kind, how many relations it stands for, and their status if not sure."""
    labels = catalogue.words(lang, "ui")["labels"]
    words = list(dict.fromkeys(labels["relation_type"][view.type].lower() for view in relations))
    said = ", ".join(words) + (f" × {len(relations)}" if len(relations) > 1 else "")
    doubts = dict.fromkeys(view.status for view in relations if view.status not in _SURE)
    return ", ".join([said, *(labels["status_short"][status] for status in doubts)])


def _maps(edition: Edition) -> None:
    """Small maps of the places that have a position, as `maps` of the head; empty without any."""
    places = [view for view in edition.all("place") if view.lat is not None and view.lon is not None]
    made = [
        locator.Place(view.name.text, str(index + 1), float(view.lon), float(view.lat), view.precision)
        for index, view in enumerate(places)
    ]
    edition.head.map_places = places
    edition.head.maps = [
        View(
            key=None,
            shown=True,
            land=panel.land,
            borders=panel.borders,
            marks=panel.marks,
            countries=panel.countries,
            scale=(panel.scale[1], catalogue.say(edition.lang, "ui", "kilometres", n=panel.scale[0])),
        )
        for panel in locator.panels(made, lambda code: cldr.territory(code, edition.lang))
    ]


def brief(actor: View) -> str:
    """The shortest usual name: of a person the family name, where it is an alias that ends the name."""
    full: str = actor.short
    if actor.type != "person":
        return full
    return next((alias for alias in actor.aliases if full.endswith(f" {alias}")), full)


def _charts(edition: Edition) -> None:
    figures = edition.all("figure")
    looks = _author_looks(figures)
    for figure in figures:
        own = _looks_in(figure, looks)
        by_id = {one.id: index for index, one in enumerate(figure.estimates) if one.id is not None}
        estimates = [_estimate(one, own[one.by.id], by_id, edition.lang) for one in figure.estimates]
        figure.chart = chart.chart(
            estimates,
            figure.unit.text,
            lambda value: _axis_number(value, edition.lang),
            lambda day, with_year: _month(day, with_year, edition.lang),
        )
        figure.authors = {own[one.by.id]: one.by for one in figure.estimates}


def _author_looks(figures: list[View]) -> dict[str, int]:
    """The looks of the authors who are met most: the same in every chart of the explainer."""
    met = Counter(one.by.id for figure in figures for one in figure.estimates)
    return {id: look for look, (id, _) in enumerate(met.most_common(LOOKS))}


def _looks_in(figure: View, looks: dict[str, int]) -> dict[str, int]:
    """The look of every author of one chart: their own, or one that nobody else has in it."""
    authors = list(dict.fromkeys(one.by.id for one in figure.estimates))
    taken = {looks.get(id) for id in authors}
    # From the rarest look on: the first ones are known from the other charts as somebody's.
    free = [look for look in reversed(range(LOOKS)) if look not in taken]
    found = {id: looks[id] for id in authors if id in looks}
    for index, id in enumerate(id for id in authors if id not in looks):
        found[id] = free[index] if index < len(free) else index % LOOKS
    return found


def _estimate(one: View, look: int, by_id: dict[str, int], lang: str) -> Estimate:
    first, last = days(one.as_of)
    value = edtf.parse(one.as_of.edtf)
    return Estimate(
        author=look,
        name=brief(one.by),
        number=_label_number(one, lang),
        first=first,
        last=last,
        vague=value.approximate or value.uncertain,
        low=one.low,
        best=one.best,
        high=one.high,
        precision=one.precision,
        replaces=by_id.get(one.supersedes),
    )


def _label_number(one: View, lang: str) -> str:
    """The number at a mark, as short as it can be said: *≈ 2 000*, "4M–6M"."""
    if one.best is None and one.low is not None and one.high is not None:
        low, high = _short_number(one.low, lang), _short_number(one.high, lang)
        return catalogue.say(lang, "ui", "sign_between", low=low, high=high)
    value = one.best if one.best is not None else one.low if one.low is not None else one.high
    precision = one.precision
    if one.best is None and precision in ("about", "exact"):
        precision = "at_least" if one.low is not None else "at_most"
    return catalogue.say(lang, "ui", f"sign_{precision}", number=_short_number(value, lang))


def _short_number(value: Decimal, lang: str) -> str:
    from babel.numbers import format_compact_decimal

    if abs(value) < 1_000_000:
        return number(value, lang)
    return format_compact_decimal(
        value, locale=cldr.known_locale(lang) or catalogue.DEFAULT, fraction_digits=2
    )


def _axis_number(value: Decimal, lang: str) -> str:
    return _short_number(value.normalize() if value % 1 else value.quantize(Decimal(1)), lang)


def _month(day: datetime.date, with_year: bool, lang: str) -> tuple[str, ...]:
    name = cldr.month_names(cldr.known_locale(lang) or catalogue.DEFAULT, "abbreviated")[day.month - 1]
    return (name, str(day.year)) if with_year else (name,)
