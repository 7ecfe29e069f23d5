"""Rules on records that nothing refers to, or no reader comes upon.

They say nothing while a record is missing because of a mistake of its own: it may be the one that refers.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych import link, model
from diptych.link import Key
from diptych.model import fields
from diptych.problems import Place
from diptych.rules.mentions import Wording
from diptych.rules.rule import Finding, everything, warning


def _unused(explainer: link.Explainer, kind: str) -> Iterator[Finding]:
    if not explainer.complete:
        return
    for entry in explainer.published(kind):
        if not explainer.backlinks.get(Key(kind, entry.id)):
            yield Finding(entry, params={"word": entry.id})


@warning
def unused_source(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Every source carries something or is the origin of one that does."""
    return _unused(explainer, "source")


@warning
def unused_actor(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Every actor has a part in something."""
    return _unused(explainer, "actor")


@warning
def unused_place(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Something happened at every place."""
    return _unused(explainer, "place")


@warning
def unused_topic(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Every topic groups something."""
    return _unused(explainer, "topic")


@warning
def unused_term(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Every word of the glossary is used in a text, or linked from one."""
    if not explainer.complete:
        return
    terms = [
        entry for entry in explainer.published("term") if not explainer.backlinks.get(Key("term", entry.id))
    ]
    if not terms:
        return
    used = Wording(_words(explainer))
    for entry in terms:
        if not any(map(used.has, entry.record.term.values())):
            yield Finding(entry, params={"word": entry.id})


def _words(explainer: link.Explainer) -> Iterator[str]:
    for entry in everything(explainer):
        if entry.kind == "term" or getattr(entry.record, "draft", False):
            continue
        for leaf in model.leaves(entry.record):
            if isinstance(leaf.mark, fields.Text):
                yield from leaf.value.values()


@warning
def unused_image(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Every picture in the folder `images/` is somebody's."""
    if not explainer.complete:
        return
    shown = {
        leaf.value
        for entry in everything(explainer)
        for leaf in model.leaves(entry.record)
        if isinstance(leaf.mark, fields.File)
    }
    names = {path.rpartition("/")[2]: path for path in explainer.images}
    if not shown <= names.keys():
        return  # a name with a problem of its own may mean the picture
    for name, path in names.items():
        if name not in shown:
            yield Finding(explainer.head, place=Place(path), params={"word": name})


_TIES = ("asserted_in", "conflicts_with", "superseded_by")
"""By these a statement is shown on the page of another."""


@warning
def uncited_statement(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A reader comes upon every statement: by its topic, or because something leads to it.

    That is a section, a key point, an event, a question, a quote or another statement; a change alone is
    not enough. An explainer without topics shows all its statements in one list.
    """
    if not explainer.complete or not explainer.head.record.topics:
        return
    for entry in explainer.published("statement"):
        links = explainer.backlinks.get(Key("statement", entry.id), ())
        cited = any(link.key.kind != "change" for link in links)
        if not (cited or entry.record.topic or any(getattr(entry.record, field) for field in _TIES)):
            yield Finding(entry, params={"word": entry.id})


RULES = (
    unused_source,
    unused_actor,
    unused_place,
    unused_topic,
    unused_term,
    unused_image,
    uncited_statement,
)
