"""A problem with everything a problem can have, and the text it stands in."""

from __future__ import annotations

from diptych.problems import Place, Problem

FILE = "content/a/actors.yaml"
LINES = {FILE: "- id: toll\n  claimed_by: nix\n"}
UNKNOWN = Problem(
    "unknown-id",
    Place(FILE, 2, 15, 3),
    params=(("word", "nix"), ("kind", "actor"), ("nearest", "nis")),
    kind="statement",
    id="toll",
    field="claimed_by",
    swap=("nix", "nis"),
)
