"""What changed lately, seen from the as-of date; no clock.

In: the head of an edition with its changes. Out: those of the last days, corrections first. It must not know
pages or templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from diptych.localize.views import View

DAYS = 30
"""How long a change counts as recent, in days before the as-of date, the first one included."""


def since(as_of: str) -> str:
    """The first day that is recent, both as ISO days."""
    return (date.fromisoformat(as_of) - timedelta(days=DAYS)).isoformat()


def changes(all_changes: Sequence[View], as_of: str) -> list[View]:
    """The recent ones in their order, corrections before the others."""
    found = [change for change in all_changes if change.date.edtf >= since(as_of)]
    return sorted(found, key=lambda change: change.type != "correction")
