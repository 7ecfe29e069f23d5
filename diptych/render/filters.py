"""What the entries of a list can be filtered by, and what each of them answers to.

In: the views of a list. Out: facets with their options, and the `data-*` attributes of one entry, both from
one definition. Values are ids and words of the model, the same in every language, so that an address with a
choice in it means the same everywhere. It must not know templates or scripts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from diptych.localize import Phrase, View


@dataclass(frozen=True)
class Option:
    """One choice of a facet: its value, its name for readers, how many entries answer to it.

    `lang` is the language of the name where it comes from the content.
    """

    value: str
    name: str
    count: int
    lang: str | None = None


@dataclass(frozen=True)
class Facet:
    """One thing to filter by, with the choices that at least one entry answers to."""

    name: str
    options: tuple[Option, ...]


FACETS = {
    "statement": ("status", "actor", "topic"),
    "event": ("kind", "actor", "weight", "status"),
    "quote": ("speaker", "topic"),
    "source": ("basis", "interest", "language"),
}
"""In the order in which a page offers them."""

_GROUPS = {"status": "status", "kind": "event_kind", "weight": "weight_from"} | {
    "basis": "basis",
    "interest": "interest",
}
"""The labels of the facets whose values are words of the model; their order is the order of the choices."""

Label = Callable[[str], dict[str, str]]
Plain = Callable[[Phrase | str | None], str]


def facets(
    kind: str, views: Iterable[View], topics: Sequence[str], labels: Label, plain: Plain
) -> tuple[Facet, ...]:
    """The facets of a list of this kind; one with a single choice is none.

    `topics` are the ids of topics in their order; `labels` gives the names of a group of words of the model,
    `plain` a text without markup.
    """
    entries = list(views)
    found = (Facet(name, tuple(_options(name, entries, topics, labels, plain))) for name in FACETS[kind])
    return tuple(facet for facet in found if len(facet.options) > 1)


def attributes(view: View) -> dict[str, str]:
    """The `data-*` attributes of an entry: for each facet its values, separated by blanks."""
    kind = view.key.kind if view.key is not None else ""
    return {
        f"data-{name}": " ".join(values)
        for name in FACETS.get(kind, ())
        if (values := [value for value, _ in _values(view, name)])
    }


def _options(
    name: str, views: list[View], topics: Sequence[str], labels: Label, plain: Plain
) -> Iterator[Option]:
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    langs: dict[str, str | None] = {}
    for view in views:
        for value, label in _values(view, name):
            counts[value] = counts.get(value, 0) + 1
            names.setdefault(value, plain(label))
            langs.setdefault(value, label.lang if isinstance(label, Phrase) else None)
    if name in _GROUPS:
        names = {value: word for value, word in labels(_GROUPS[name]).items() if value in counts}
    elif name == "topic":
        names = {id: names[id] for id in topics if id in names}
    else:
        names = dict(sorted(names.items(), key=lambda item: _alphabetical(item[1])))
    for value, word in names.items():
        yield Option(value, word, counts[value], langs.get(value))


def _values(view: View, name: str) -> Iterator[tuple[str, Any]]:
    """The values of an entry for a facet, each with its name."""
    if name == "actor":
        parties = [*view.claimed_by, *(denial.actor for denial in view.denied_by)]
        for actor in dict.fromkeys([*view.actors, *parties]):
            yield actor.id, actor.name
    elif name == "speaker":
        yield view.speaker.id, view.speaker.name
    elif name == "topic":
        if view.topic is not None:
            yield view.topic.id, view.topic.title
    elif name == "language":
        yield view.language.code, view.language.name
    elif name == "weight":  # whoever asks for what weighs 2 also wants what weighs 3
        for weight in range(view.weight, 1, -1):
            yield str(weight), ""
    elif getattr(view, name) is not None:
        yield getattr(view, name), ""


def _alphabetical(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold() or text
