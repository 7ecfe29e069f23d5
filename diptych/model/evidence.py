"""Sources, and what rests on them: statements, events, relations, figures and quotes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from diptych.model.fields import (
    ActorId,
    Address,
    Day,
    Edtf,
    FigureId,
    FormerId,
    Line,
    Listed,
    Number,
    Part,
    PlaceId,
    Prose,
    Record,
    RecordId,
    SourceId,
    StatementId,
    Tag,
    TargetId,
    Title,
    TopicId,
    Words,
)

Status = Literal["known", "reported", "claimed", "disputed", "refuted"]


class Archive(Part):
    """A lasting copy of a source, or why there is none."""

    url: Address | None = Field(None, description="Address of the archived copy.")
    captured: Day | None = Field(None, description="Day the copy was made.")
    unavailable: Words | None = Field(None, description="Why there is no copy.")


class Source(Record):
    """Something a reader can open, or could: archived, offline, anonymous."""

    title: Words | None = Field(None, description="Headline or title, in the language of the source.")
    label: Title | None = Field(
        None, description="Our own short description, where the title is not known; one of the two is needed."
    )
    publisher: Words = Field(description="Who published it.")
    published: Edtf = Field(description="When it was published.")
    language: Tag = Field(description="Language of the source (BCP 47).")
    basis: Literal["primary", "secondary", "tertiary"] = Field(
        description="primary: the document or the words themselves; secondary: report; tertiary: retelling."
    )
    url: Address | None = Field(None, description="Address of the source.")
    accessed: Day | None = Field(None, description="Day it was read; never guessed.")
    archive: Archive | None = Field(None, description="Archived copy, or why there is none.")
    interest: Literal["independent", "party", "state_media", "official", "unknown"] = Field(
        "unknown", description="Whose interest the source serves in this story."
    )
    derived_from: SourceId | None = Field(
        None, description="The dispatch, briefing or document that this source repeats."
    )
    issuer: ActorId | None = Field(None, description="The actor who issued it.")


def _source_entry(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class Evidence(Part):
    """One source of a record, and what it does there."""

    source: SourceId = Field(description="Id of the source.")
    relation: Literal["supports", "asserts", "relays", "denies", "refutes", "context"] | None = Field(
        None,
        description="supports in its own voice; asserts as the author of the claim; relays another's claim; "
        "denies; refutes with evidence; gives context. Without it: supports; of what is claimed or disputed, "
        "asserts where a claimant issued the source, otherwise relays.",
    )
    origin: SourceId | None = Field(
        None, description="Where the source has it from, for this record only (otherwise its derived_from)."
    )
    locator: Words | None = Field(None, description="Page, minute or paragraph.")
    quote: Words | None = Field(None, description="The words that count, in the language of the source.")


def _known_by(value: Any) -> Any:
    return {"by": value} if isinstance(value, str) else value


class KnownBy(Part):
    """Why something may be called known."""

    by: Literal["origins", "primary_document", "admission"] = Field(
        "origins",
        description="origins: two sources of distinct origin; primary_document: one, in its author's remit; "
        "admission: by the party concerned.",
    )
    why: Line | None = Field(None, description="The reason, required for a document or an admission.")


def _denial(value: Any) -> Any:
    return {"actor": value} if isinstance(value, str) else value


class Withdrawal(Part):
    """The end of a denial."""

    date: Edtf = Field(description="When the denial was withdrawn or contradicted by its own author.")
    source: SourceId = Field(description="Where that can be read.")


class Denial(Part):
    """Who denies, since when, where it can be read."""

    actor: ActorId = Field(description="Who denies.")
    date: Edtf | None = Field(None, description="When.")
    source: SourceId | None = Field(None, description="Where the denial can be read.")
    withdrawn: Withdrawal | None = Field(None, description="When and where the denial was given up.")


EvidenceList = Annotated[
    tuple[Annotated[Evidence, BeforeValidator(_source_entry)], ...], Listed, Field(min_length=1)
]


class Assertion(Record):
    """What statements, events and relations share: a status and what carries it."""

    sources: EvidenceList = Field(description="The sources: ids, or maps that say what each does.")
    status: Status = Field("reported", description="known, reported, claimed, disputed or refuted.")
    claimed_by: Annotated[tuple[ActorId, ...], Listed] = Field(
        (), description="Who says so; required for claimed and disputed."
    )
    denied_by: Annotated[tuple[Annotated[Denial, BeforeValidator(_denial)], ...], Listed] = Field(
        (), description="Who denies it; this or conflicts_with is required for disputed."
    )
    known_by: Annotated[KnownBy, BeforeValidator(_known_by)] | None = Field(
        None, description="Why it may be called known; without it, distinct origins are counted."
    )


class Step(Part):
    """One step in the history of a status."""

    date: Edtf = Field(description="Date of the evidence.")
    decided: Day | None = Field(None, description="Day the desk decided.")
    to: Status = Field(description="The status from then on.")
    why: Line = Field(description="What changed, in one sentence.")


class Statement(Assertion):
    """One sentence with a status: what we know, or what is claimed and by whom."""

    status: Status = Field(description="known, reported, claimed, disputed or refuted.")
    text: Line = Field(description="The sentence. A claim names who makes it, in every language.")
    kind: Literal["fact", "speech_act", "figure", "forecast", "interpretation"] = Field(
        "fact", description="speech_act: that somebody said it, apart from whether it is so."
    )
    detail: Prose | None = Field(None, description="Background for the statement's own page.")
    conflicts_with: Annotated[tuple[StatementId, ...], Listed] = Field(
        (), description="Statements that exclude this one."
    )
    asserted_in: StatementId | None = Field(None, description="The speech act this comes from.")
    topic: TopicId | None = Field(None, description="Id of a topic of the explainer.")
    date: Edtf | None = Field(None, description="The date the statement speaks of.")
    actors: Annotated[tuple[ActorId, ...], Listed] = Field((), description="Actors it speaks of.")
    figure: FigureId | None = Field(None, description="The series of estimates behind a number.")
    correct: Line | None = Field(None, description="What is true instead; required for refuted.")
    review_by: Day | None = Field(None, description="Day by which the desk looks at it again.")
    history: Annotated[tuple[Step, ...], Listed] = Field(
        (), description="How the status changed, the first one included; only ever added to."
    )
    superseded_by: StatementId | None = Field(None, description="The statement that replaces it.")


class Event(Assertion):
    """An entry of the timeline."""

    date: Edtf = Field(description="When: a day, a month, an interval, an uncertain date (EDTF).")
    title: Title = Field(description="What happened, in a few words.")
    summary: Prose | None = Field(None, description="One to three sentences.")
    kind: Literal["diplomacy", "military", "law", "economy", "culture", "intelligence"] | None = Field(
        None, description="The kind of event."
    )
    actors: Annotated[tuple[ActorId, ...], Listed] = Field((), description="Who took part.")
    place: PlaceId | None = Field(None, description="Where.")
    statements: Annotated[tuple[StatementId, ...], Listed] = Field(
        (), description="Statements that rest on the event or speak of it."
    )
    weight: Annotated[int, Field(ge=1, le=3)] = Field(
        2, description="3 for the short timeline, 1 for the full one only."
    )
    planned: bool = Field(False, description="Announced, not yet happened on the as-of date.")


class Relation(Assertion):
    """A dated, sourced, labelled link between two actors."""

    from_: ActorId = Field(alias="from", description="The first actor.")
    to: ActorId = Field(description="The second actor.")
    type: Literal["alliance", "command", "membership", "supply", "diplomacy", "dispute", "support"] = Field(
        description="The kind of link."
    )
    label: Title = Field(description="What the link is, in a few words.")
    directed: bool = Field(True, description="Does the link run from the first to the second only?")
    date: Edtf | None = Field(None, description="Since when, until when (EDTF interval).")


class Estimate(Part):
    """One number, its author and its date."""

    id: RecordId | None = Field(None, description="Needed only where another estimate supersedes it.")
    by: ActorId = Field(description="Whose number it is.")
    as_of: Edtf = Field(description="The day for which it holds.")
    source: SourceId = Field(description="Where it can be read.")
    best: Number | None = Field(None, description="The number.")
    low: Number | None = Field(None, description="Lower end of a range.")
    high: Number | None = Field(None, description="Upper end of a range.")
    precision: Literal["exact", "about", "at_least", "at_most"] = Field(
        "about", description="How the author put it."
    )
    reported: Edtf | None = Field(None, description="When it was reported, if later.")
    supersedes: Words | None = Field(
        None,
        description="Id of the same author's estimate that it replaces, and which counts the same thing.",
    )
    remark: Line | None = Field(None, description="What a reader must know about this number.")


class Figure(Record):
    """A quantity as a series of estimates; never one lonely number."""

    subject: Title = Field(description="What is counted.")
    unit: Title = Field(description="In what.")
    detail: Prose | None = Field(None, description="What the series does and does not say.")
    topic: TopicId | None = Field(None, description="Id of a topic of the explainer.")
    estimates: Annotated[tuple[Estimate, ...], Listed, Field(min_length=1)] = Field(
        description="The estimates, each with author, date and source."
    )


class Original(Part):
    """The speaker's own words."""

    lang: Tag = Field(description="Language of the words (BCP 47).")
    text: Words | None = Field(None, description="The words.")
    unavailable: Title | None = Field(None, description="Why the original words are not given.")


class Translation(Part):
    """A quotation in another language, and who translated it."""

    text: Words = Field(description="The translated words.")
    by: Words = Field(description="Who translated: an agency, a publication, this desk.")


class Quote(Record):
    """Words of a speaker: the original, and translations with their translators."""

    speaker: ActorId = Field(description="Who speaks.")
    date: Edtf = Field(description="When.")
    source: SourceId = Field(description="Where it can be read.")
    original: Original = Field(description="The words in their own language.")
    translations: dict[str, Translation] = Field(
        default_factory=dict, description="By language: the text and who translated it."
    )
    context: Line | None = Field(None, description="To whom, on what occasion.")
    topic: TopicId | None = Field(None, description="Id of a topic of the explainer.")
    statements: Annotated[tuple[StatementId, ...], Listed] = Field(
        (), description="Statements that rest on these words."
    )
    weight: Annotated[int, Field(ge=1, le=3)] = Field(
        2, description="3 for the explainer’s own page too; where no quote has it, all stand there."
    )


class Change(Record):
    """An update or a correction, as readers see it."""

    date: Day = Field(description="Day of the change.")
    type: Literal["correction", "clarification", "update", "status_change"] = Field(
        description="What kind of change."
    )
    targets: Annotated[tuple[TargetId, ...], Listed] = Field(
        (), description="What was changed: `statement:troops`, `event:…`."
    )
    text: Line = Field(description="What changed and why.")
    before: Line | None = Field(None, description="What stood there before; required for a correction.")
    removed: Annotated[tuple[FormerId, ...], Listed] = Field(
        (), description="Published records that this change takes away: their addresses then show this text."
    )
    replaced_by: TargetId | None = Field(
        None, description="The record to read instead of the removed ones; their addresses lead to it."
    )
