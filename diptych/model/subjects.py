"""What an explainer speaks of: actors, places, questions, terms, and the explainer itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from diptych.model.fields import (
    ActorId,
    Address,
    Day,
    File,
    Line,
    Listed,
    Number,
    Part,
    PointInTime,
    Prose,
    Record,
    RecordId,
    Slug,
    StatementId,
    Tag,
    Title,
    TopicId,
    Words,
)


class Native(Part):
    """A name in its own script."""

    text: Words = Field(description="The name as written there.")
    lang: Tag = Field(description="Its language (BCP 47).")


class Role(Part):
    """An office or function."""

    title: Title = Field(description="The office.")
    organisation: ActorId | None = Field(None, description="Where: id of an actor.")
    since: PointInTime | None = Field(None, description="Since when.")
    until: PointInTime | None = Field(None, description="Until when.")


class Image(Part):
    """A picture of an actor."""

    file: Annotated[str, File()] = Field(description="File name inside the explainer's folder `images/`.")
    alt: Title = Field(description="What the picture shows, for those who do not see it.")
    credit: Words = Field(description="Whose picture it is.")
    license: Words = Field(description="Under which licence.")


class Actor(Record):
    """A person, organisation, state, group or unit."""

    type: Literal["person", "organisation", "state", "group", "unit"] = Field(description="What it is.")
    name: Title = Field(description="Its name.")
    native: Native | None = Field(None, description="The name in its own script.")
    aliases: Annotated[tuple[Words, ...], Listed] = Field(
        (), description="Other names and short forms; a text that uses one of them names the actor."
    )
    roles: Annotated[tuple[Role, ...], Listed] = Field((), description="Offices, the present one first.")
    description: Prose | None = Field(None, description="Who or what it is in this story.")
    image: Image | None = Field(None, description="A picture.")
    same_as: Annotated[tuple[Address, ...], Listed] = Field(
        (), description="Pages about the same actor elsewhere."
    )


class Place(Record):
    """A location."""

    name: Title = Field(description="Its name.")
    native: Native | None = Field(None, description="The name in its own script.")
    description: Line | None = Field(None, description="Why it matters here.")
    lat: Annotated[Number, Field(ge=-90, le=90)] | None = Field(None, description="Latitude in degrees.")
    lon: Annotated[Number, Field(ge=-180, le=180)] | None = Field(None, description="Longitude in degrees.")
    precision: Literal["exact", "town", "area"] = Field("town", description="How exact the point is.")


class Question(Record):
    """What is not known, and what would settle it."""

    text: Line = Field(description="The question.")
    why: Literal["not_disclosed", "not_verifiable", "conflicting", "not_yet_happened"] = Field(
        description="Why it is open."
    )
    would_settle: Line = Field(description="What would settle it.")
    topic: TopicId | None = Field(None, description="Id of a topic of the explainer.")
    statements: Annotated[tuple[StatementId, ...], Listed] = Field(
        (), description="Statements that touch on it."
    )


class Term(Record):
    """A glossary entry."""

    term: Title = Field(description="The word.")
    definition: Prose = Field(description="What it means here.")


class Topic(Part):
    """A group of statements."""

    id: RecordId = Field(description="Permanent id.")
    title: Title = Field(description="Its heading.")


class Section(Part):
    """A part of the narrative."""

    id: RecordId = Field(description="Permanent id.")
    title: Title = Field(description="Its heading.")
    text: Prose | None = Field(
        None, description="The text, or one file per language: `sections/<id>.<lang>.md`."
    )


class Explainer(Part):
    """`content/<id>/explainer.yaml`: one topic."""

    title: Title = Field(description="Title.")
    standfirst: Line = Field(description="Two or three sentences that say what it is about.")
    as_of: Day = Field(description="The day for which the knowledge is valid.")
    published: Day | None = Field(None, description="Day of first publication.")
    key_points: Annotated[tuple[StatementId, ...], Listed] = Field(
        (), description="Ids of the statements to read first."
    )
    topics: Annotated[tuple[Topic, ...], Listed] = Field((), description="Groups of statements, in order.")
    sections: Annotated[tuple[Section, ...], Listed] = Field((), description="The narrative, in order.")
    method: Prose | None = Field(None, description="How this explainer was made.")
    slug: Slug | None = Field(None, description="Name in the address, per language; the folder's without it.")
    draft: bool = Field(False, description="A draft is checked but not published.")
    note: Words | None = Field(None, description="For colleagues; never published.")
    translation_note: Words | None = Field(None, description="For translators; never published.")
