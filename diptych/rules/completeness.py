"""Rules on values that need each other within one record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diptych import edtf, link, model
from diptych.rules.rule import Finding, error
from diptych.validate import Entry


@error
def source_needs_title(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A source has its own title, or a label by the desk where the title is not known."""
    for entry in explainer.all("source"):
        if entry.record.title is None and entry.record.label is None:
            yield Finding(entry)


@error
def estimate_needs_number(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """An estimate has a best value, or a lower or an upper end."""
    for entry in explainer.all("figure"):
        for index, estimate in enumerate(entry.record.estimates):
            if estimate.best is None and estimate.low is None and estimate.high is None:
                yield Finding(entry, ("estimates", index))


@error
def range_is_reversed(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """In an estimate, low ≤ best ≤ high."""
    for entry in explainer.all("figure"):
        for index, estimate in enumerate(entry.record.estimates):
            ends = [value for value in (estimate.low, estimate.best, estimate.high) if value is not None]
            if ends != sorted(ends):
                yield Finding(entry, ("estimates", index))


@error
def superseded_estimate_is_there(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """An estimate supersedes another one of the same series and the same author."""
    for entry in explainer.all("figure"):
        authors = {estimate.id: estimate.by for estimate in entry.record.estimates if estimate.id}
        for index, estimate in enumerate(entry.record.estimates):
            if estimate.supersedes and authors.get(estimate.supersedes) != estimate.by:
                path = ("estimates", index, "supersedes")
                yield Finding(entry, path, params={"word": estimate.supersedes})


@error
def quote_needs_words(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A quote gives the original words, or says why they are not available."""
    for entry in explainer.all("quote"):
        original = entry.record.original
        if original.text is None and original.unavailable is None:
            yield Finding(entry, ("original",))


@error
def quote_needs_translation(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A quote can be read in every language of the site: original or translation."""
    for entry in explainer.all("quote"):
        for lang in site.languages:
            spoken = entry.record.original.lang == lang and entry.record.original.text is not None
            if not spoken and lang not in entry.record.translations:
                yield Finding(entry, ("translations",), lang, params={"language": lang})


@error
def correction_needs_before(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A correction says what stood there before."""
    for entry in explainer.all("change"):
        if entry.record.type == "correction" and entry.record.before is None:
            yield Finding(entry)


@error
def ends_before_it_begins(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """What has a beginning and an end does not end before it begins.

    That is an office of an actor, with `since` and `until`, and a denial with the day it was withdrawn. Dates
    that are only about right must be a year apart to count.
    """
    for entry, path, since, until in _spans(explainer):
        if since is not None and until is not None and _is_before(until, since):
            yield Finding(entry, path, params={"since": since, "until": until})


def _spans(explainer: link.Explainer) -> Iterator[tuple[Entry[Any], model.Path, str | None, str | None]]:
    """What begins and ends: the record, the path of the end, the two dates as they stand."""
    for entry in explainer.all("actor"):
        for index, role in enumerate(entry.record.roles):
            yield entry, ("roles", index, "until"), role.since, role.until
    for kind in ("statement", "event", "relation"):
        for entry in explainer.all(kind):
            for index, denial in enumerate(entry.record.denied_by):
                if denial.withdrawn is not None:
                    path = ("denied_by", index, "withdrawn", "date")
                    yield entry, path, denial.date, denial.withdrawn.date


def _is_before(one: str, other: str) -> bool:
    """Is a date certainly before another: its latest moment before the earliest of the other?"""
    try:
        first, second = edtf.parse(one), edtf.parse(other)
    except edtf.Invalid:
        return False
    if any(date.approximate or date.uncertain for date in (first, second)):
        return first.upper.year + 1 < second.lower.year
    return first.upper < second.lower


RULES = (
    source_needs_title,
    estimate_needs_number,
    range_is_reversed,
    superseded_estimate_is_there,
    quote_needs_words,
    quote_needs_translation,
    correction_needs_before,
    ends_before_it_begins,
)
