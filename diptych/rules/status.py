"""Rules on what each status needs: the bars of known, reported, claimed, disputed, refuted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diptych import link, model
from diptych.rules.rule import Finding, assertions, error, warning


def _standing(record: model.Assertion) -> list[tuple[int, model.Denial]]:
    """The denials that nobody withdrew, with their place in the list."""
    return [(index, denial) for index, denial in enumerate(record.denied_by) if denial.withdrawn is None]


def _basis(explainer: link.Explainer, evidence: model.Evidence, name: str) -> Any:
    source = explainer.kinds["source"].get(evidence.source)
    return getattr(source.record, name) if source is not None else None


def _bar(record: model.Assertion) -> str:
    return record.known_by.by if record.known_by is not None else "origins"


@error
def known_needs_two_origins(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """By corroboration: two sources whose accounts do not go back to the same origin.

    That is `known_by` origins, as always where it is left out. Origins are counted through `origin` and
    `derived_from` to the root: three papers that run one dispatch are one origin.
    """
    for entry in assertions(explainer, "known"):
        if _bar(entry.record) == "origins" and (found := len(explainer.origins(entry.record))) < 2:
            yield Finding(entry, ("status",), params={"n": str(found)})


@error
def known_needs_primary_document(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """By a document: the document itself, from an author with authority on the point.

    With `known_by` primary_document one source at least has the `basis` primary.
    """
    for entry in assertions(explainer, "known"):
        if _bar(entry.record) == "primary_document":
            roots = [explainer.root(evidence) for evidence in entry.record.sources]
            cited = [evidence.source for evidence in entry.record.sources]
            sources = explainer.kinds["source"]
            if not all(id in sources for id in (*cited, *roots)):
                continue  # the missing one has a problem of its own, and may be primary
            if not any(sources[id].record.basis == "primary" for id in (*cited, *roots)):
                yield Finding(entry, ("known_by",))


@error
def known_needs_why(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """By an admission of the party concerned; where it, or one document, is enough, the page says why.

    `why` of `known_by` says it.
    """
    for entry in assertions(explainer, "known"):
        if _bar(entry.record) != "origins" and entry.record.known_by.why is None:  # type: ignore[union-attr]
            yield Finding(entry, ("known_by",))


@error
def known_but_denied(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """What somebody denies is not established until the denial is withdrawn."""
    for entry in assertions(explainer, "known"):
        for index, denial in _standing(entry.record):
            yield Finding(entry, ("denied_by", index), params={"actor": denial.actor})


@error
def known_but_refuted(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """What one of the sources refutes is not established."""
    for entry in assertions(explainer, "known"):
        for index, evidence in enumerate(entry.record.sources):
            if evidence.relation == "refutes":
                yield Finding(entry, ("sources", index), params={"source": evidence.source})


def _roots(explainer: link.Explainer, record: model.Assertion) -> list[model.Source]:
    """The sources at the root of what carries a record, or refutes a refuted one; none if one is missing."""
    if record.status == "refuted":
        against = [evidence for evidence in record.sources if evidence.relation == "refutes"]
        ids = list(dict.fromkeys(explainer.root(evidence) for evidence in against))
    else:
        ids = [origin.root for origin in explainer.origins(record)]
    sources = explainer.kinds["source"]
    return [sources[id].record for id in ids] if all(id in sources for id in ids) else []


def _are_one_party(roots: list[model.Source]) -> bool:
    partial = all(source.interest in ("party", "state_media") for source in roots)
    return partial and len({source.issuer or source.publisher for source in roots}) == 1


@error
def party_alone(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """One party’s word alone establishes nothing.

    With `known_by` origins, one source at least is of another side, or speaks for itself.
    """
    for entry in assertions(explainer, "known"):
        roots = _roots(explainer, entry.record)  # one with mistakes of its own may be of another side
        if _bar(entry.record) == "origins" and len(roots) > 1 and _are_one_party(roots):
            yield Finding(entry, ("sources",), params={"publisher": roots[0].publisher})


@warning
def one_publisher(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Two articles of one newspaper are one witness.

    The publishers at the roots are compared, without what stands in brackets: *Reuters (AsiaOne)* is Reuters.
    Where the articles come from elsewhere, `origin` or `derived_from` says so.
    """
    for entry in assertions(explainer, "known", "refuted"):
        roots = _roots(explainer, entry.record)
        if _bar(entry.record) != "origins" or len(roots) < 2 or _are_one_party(roots):
            continue
        if len({link.house(source) for source in roots}) == 1:
            yield Finding(entry, ("sources",), params={"publisher": roots[0].publisher})


@error
def reported_needs_independent_source(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """One independent source at least says it in its own voice."""
    for entry in assertions(explainer, "reported"):
        if not any(
            evidence.relation == "supports"
            and _basis(explainer, evidence, "interest") in ("independent", None)
            for evidence in entry.record.sources
        ):
            yield Finding(entry, ("sources",))


@error
def reported_but_denied(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Nobody denies it; a denial makes it disputed."""
    for entry in assertions(explainer, "reported"):
        for index, denial in _standing(entry.record):
            yield Finding(entry, ("denied_by", index), params={"actor": denial.actor})


@error
def claimed_but_denied(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Nobody stands by a denial of it; what is claimed and denied is disputed."""
    for entry in assertions(explainer, "claimed"):
        for index, denial in _standing(entry.record):
            yield Finding(entry, ("denied_by", index), params={"actor": denial.actor})


@error
def claimed_needs_claimant(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Whoever claims it is known by name.

    `claimed_by` says who.
    """
    for entry in assertions(explainer, "claimed", "disputed"):
        if not entry.record.claimed_by:
            yield Finding(entry, ("status",))


@error
def disputed_needs_denial(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """Somebody denies it and stands by the denial, or another statement excludes it."""
    for entry in assertions(explainer, "disputed"):
        if not _standing(entry.record) and not getattr(entry.record, "conflicts_with", ()):
            yield Finding(entry, ("status",))


@error
def refuted_needs_evidence(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The evidence against it would be enough to establish a fact.

    Two sources of distinct origin refute it, or `known_by` names a document or an admission
    and one source refutes it.
    """
    for entry in assertions(explainer, "refuted"):
        against = [evidence for evidence in entry.record.sources if evidence.relation == "refutes"]
        needed = 2 if _bar(entry.record) == "origins" else 1
        if len({explainer.root(evidence) for evidence in against}) < needed:
            yield Finding(entry, ("sources",), params={"n": str(len(against))})


@error
def refuted_needs_correct(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """The page says what is true, before it tells the claim."""
    for entry in assertions(explainer, "refuted"):
        if getattr(entry.record, "correct", None) is None:
            yield Finding(entry, ("status",))


RULES = (
    known_needs_two_origins,
    known_needs_primary_document,
    known_needs_why,
    known_but_denied,
    known_but_refuted,
    party_alone,
    one_publisher,
    reported_needs_independent_source,
    reported_but_denied,
    claimed_but_denied,
    claimed_needs_claimant,
    disputed_needs_denial,
    refuted_needs_evidence,
    refuted_needs_correct,
)
