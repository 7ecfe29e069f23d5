"""Rules on the words of a statement: who is named, what is hedged.

The word lists stand in `languages/<lang>/wording.yaml`; a language without one is not examined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from diptych import link, model, references, tree
from diptych.languages import catalogue
from diptych.problems import folded
from diptych.rules import mentions
from diptych.rules.rule import Finding, assertions, error, warning
from diptych.validate import Entry


@cache
def pattern(lang: str, name: str) -> re.Pattern[str] | None:
    """The word list of this name in a language; None where there is none."""
    if lang.split("-")[0] not in catalogue.languages("wording"):
        return None
    parts = catalogue.words(lang, "wording").get(name)
    if not parts:
        return None
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _is_named(explainer: link.Explainer, id: str, text: str) -> bool:
    if any(found.kind == "actor" and found.id == id for found in references.found(text)):
        return True
    entry = explainer.kinds["actor"].get(id)
    plain = folded(text)
    words = map(folded, mentions.names("actor", entry.record)) if entry is not None else ()
    return any(word in plain for word in words if word)


def _named(explainer: link.Explainer, record: Any, text: str) -> bool:
    return any(_is_named(explainer, id, text) for id in record.claimed_by)


def _are_known(explainer: link.Explainer, ids: Iterable[str]) -> bool:
    """Are all these actors there? Who is missing has a problem of its own, and may be the one named."""
    return all(id in explainer.kinds["actor"] for id in ids)


def _texts(entry: Entry[Any]) -> Iterator[tuple[model.Path, str, str]]:
    """The sentences of a statement, event or relation: path, language, words."""
    for name in ("text", "title", "summary", "label"):
        for lang, words in (getattr(entry.record, name, None) or {}).items():
            yield (name, lang), lang, words


def at_word(entry: Entry[Any], path: model.Path, lang: str, found: re.Match[str]) -> Finding:
    """A finding at a word of a text."""
    return at(entry, path, lang, found.start(), found.group())


def at(entry: Entry[Any], path: model.Path, lang: str, start: int, word: str, **params: str) -> Finding:
    """A finding at a word that begins somewhere in a text."""
    place = tree.within(entry.part(*path), start, len(word))
    return Finding(entry, path, lang, place, {"word": word, **params})


@error
def claim_names_nobody(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The sentence itself names who claims it, in every language."""
    for entry in assertions(explainer, "claimed", "disputed"):
        if entry.kind != "statement" or not entry.record.claimed_by:
            continue
        if not _are_known(explainer, entry.record.claimed_by):
            continue
        actors = explainer.kinds["actor"]
        for path, lang, words in _texts(entry):
            if not _named(explainer, entry.record, words):
                names = [actors[id].record.name for id in entry.record.claimed_by]
                shown = ", ".join(name.get(lang) or next(iter(name.values())) for name in names)
                yield Finding(entry, path, lang, params={"actors": shown})


@warning
def conditional_without_claimant(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Hearsay ("is said to have", in French the conditional) stands only beside the name of who says so."""
    for entry in assertions(explainer):
        if not _are_known(explainer, entry.record.claimed_by):
            continue
        for path, lang, words in _texts(entry):
            known = pattern(lang, "conditional")
            found = known.search(words) if known is not None else None
            if found and not _named(explainer, entry.record, words):
                if getattr(entry.record, "kind", "") == "speech_act":
                    continue
                yield at_word(entry, path, lang, found)


@warning
def known_but_hedged(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """What is established is said without "probably", "reportedly" and the like."""
    for entry in assertions(explainer, "known"):
        if getattr(entry.record, "kind", "") in ("speech_act", "forecast"):
            continue
        for path, lang, words in _texts(entry):
            known = pattern(lang, "hedges")
            found = known.search(words) if known is not None else None
            if found:
                yield at_word(entry, path, lang, found)


RULES = (claim_names_nobody, conditional_without_claimant, known_but_hedged)
