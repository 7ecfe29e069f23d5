"""The content model: what a record of each kind holds.

Imports nothing of ours outside this folder. Validation, the reference and the editors'
schemas all come from these classes.
"""

from __future__ import annotations

from diptych.model.evidence import (
    Assertion,
    Change,
    Denial,
    Estimate,
    Event,
    Evidence,
    Figure,
    Quote,
    Relation,
    Source,
    Statement,
    Status,
    Step,
    Withdrawal,
)
from diptych.model.fields import ID_PATTERN, Leaf, Mark, Part, Path, Record, leaves
from diptych.model.site import Site
from diptych.model.subjects import Actor, Explainer, Place, Question, Role, Section, Term, Topic

KINDS: dict[str, type[Record]] = {
    "source": Source,
    "actor": Actor,
    "place": Place,
    "event": Event,
    "statement": Statement,
    "figure": Figure,
    "quote": Quote,
    "relation": Relation,
    "question": Question,
    "term": Term,
    "change": Change,
}

FILES: dict[str, str] = {kind: "timeline" if kind == "event" else f"{kind}s" for kind in KINDS}
"""File or folder name of each kind, without `.yaml`."""

STATUSES: tuple[Status, ...] = ("known", "reported", "claimed", "disputed", "refuted")

__all__ = [
    "FILES",
    "ID_PATTERN",
    "KINDS",
    "STATUSES",
    "Actor",
    "Assertion",
    "Change",
    "Denial",
    "Estimate",
    "Event",
    "Evidence",
    "Explainer",
    "Figure",
    "Leaf",
    "Mark",
    "Part",
    "Path",
    "Place",
    "Question",
    "Quote",
    "Record",
    "Relation",
    "Role",
    "Section",
    "Site",
    "Source",
    "Statement",
    "Status",
    "Step",
    "Term",
    "Topic",
    "Withdrawal",
    "leaves",
]
