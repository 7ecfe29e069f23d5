"""Rules on records that nothing refers to.

They say nothing while a record is missing because of a mistake of its own: it may be the one that refers.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych import link, model
from diptych.link import Key
from diptych.model import fields
from diptych.problems import folded
from diptych.rules.rule import Finding, warning


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
    words = "\n".join(_words(explainer))
    for entry in terms:
        if not any(folded(term) in words for term in entry.record.term.values()):
            yield Finding(entry, params={"word": entry.id})


def _words(explainer: link.Explainer) -> Iterator[str]:
    entries = [explainer.head]
    for kind in model.KINDS:
        if kind != "term":
            entries.extend(explainer.published(kind))
    for entry in entries:
        for leaf in model.leaves(entry.record):
            if isinstance(leaf.mark, fields.Text):
                yield from map(folded, leaf.value.values())


RULES = (unused_source, unused_actor, unused_place, unused_topic, unused_term)
