"""Source relations: what each source does for a record, where the record does not say so.

In: an entry, the sources of its explainer. Out: the entry, every piece of evidence with its relation. A
source of what is known, reported or refuted supports it. What is claimed or disputed no source confirms by
being named: it asserts the claim where its issuer is a claimant, and relays it otherwise. It must not judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from diptych import model
from diptych.validate import Entry

_CLAIMS = ("claimed", "disputed")


def told(entry: Entry[Any], sources: Mapping[str, Entry[model.Source]]) -> Entry[Any]:
    """The entry with a relation for each of its sources; the entry itself when nothing was left unsaid."""
    record = entry.record
    if not isinstance(record, model.Assertion) or all(item.relation for item in record.sources):
        return entry
    evidence = tuple(
        item
        if item.relation
        else item.model_copy(update={"relation": _relation(record, sources.get(item.source))})
        for item in record.sources
    )
    return replace(entry, record=record.model_copy(update={"sources": evidence}))


def _relation(record: model.Assertion, source: Entry[model.Source] | None) -> str:
    if record.status not in _CLAIMS:
        return "supports"
    return "asserts" if source is not None and source.record.issuer in record.claimed_by else "relays"
