"""The site: `content/site.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from diptych.model.fields import Address, Day, Line, Listed, Part, Prose, RecordId, Slug, Tag, Title, Words


class Publisher(Part):
    """Who answers for the site."""

    name: Words = Field(description="Name of the publisher.")
    url: Address | None = Field(None, description="The publisher's own page.")


class Policies(Part):
    """What happens in the cases where an editor may choose."""

    missing_translation: Literal["error", "warn", "fallback", "hide"] = Field(
        "warn",
        description="A text that is missing in a language: stop the build (error), warn and show the source "
        "language (warn), show the source language (fallback), or leave the record out (hide).",
    )


class RemovedExplainer(Part):
    """A published explainer that is no more; its address says why, and leads on."""

    id: RecordId = Field(description="The name that its folder had.")
    slug: Slug | None = Field(None, description="The name that it had in the address, per language.")
    date: Day = Field(description="Day it was taken away.")
    text: Line = Field(description="Why.")
    replaced_by: Words | None = Field(None, description="Id of the explainer to read instead.")


class Site(Part):
    """`content/site.yaml`: languages, title, address, publisher, policies, severities of rules."""

    title: Title = Field(description="Name of the site.")
    description: Title | None = Field(None, description="What the site is, in one sentence.")
    languages: Annotated[tuple[Tag, ...], Listed] = Field(
        min_length=1, description="Languages of the site as BCP 47 tags; the first is the source language."
    )
    address: Address | None = Field(
        None, description="Public address of the site; publishing to GitHub Pages fills it in by itself."
    )
    publisher: Publisher | None = Field(None, description="Who publishes the site.")
    contact: Words | None = Field(
        None, description="Where readers report an error: an e-mail address or a web address."
    )
    license: Title | None = Field(None, description="Under which licence the contents may be used.")
    about: Prose | None = Field(None, description="A few paragraphs on who makes the site and how.")
    policies: Policies = Field(Policies(), description="Choices in editorial cases.")
    rules: dict[str, Literal["off", "warning", "error"]] = Field(
        default_factory=dict, description="Severity of editorial rules by code: off, warning or error."
    )
    removed: Annotated[tuple[RemovedExplainer, ...], Listed] = Field(
        (), description="Explainers that were published once and are no more."
    )
