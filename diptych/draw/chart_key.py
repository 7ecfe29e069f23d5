"""What found no room in a chart, for the list below it.

In: the estimates of a chart, their looks and the labels that they have there. Out: entries, one for each
author of whom the chart lacks the name or a number. It must not know where anything lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diptych.draw.estimate import Estimate, Look
from diptych.draw.labels import Label


@dataclass(frozen=True, slots=True)
class Entry:
    """An author and numbers. The sign looks as the marks of these numbers do; where they differ, plainly."""

    look: Look
    numbers: tuple[str, ...]


def entries(
    estimates: Sequence[Estimate], looks: Sequence[Look], found: Sequence[Label | None]
) -> tuple[Entry, ...]:
    """Of an author whom no label names all numbers, in their order; of others those that no label says."""
    labelled = [index for index, label in enumerate(found) if label is not None]
    named = {
        estimates[index].author
        for index in labelled
        if estimates[index].name in " ".join(_lines(found[index]))
    }
    made = []
    for author in dict.fromkeys(one.author for one in estimates):
        own = [
            index
            for index, one in enumerate(estimates)
            if one.author == author and (author not in named or found[index] is None)
        ]
        if own:
            shared = {looks[index] for index in own}
            look = looks[own[0]] if len(shared) == 1 else Look(author)
            made.append(Entry(look, tuple(estimates[index].number for index in own)))
    return tuple(made)


def _lines(label: Label | None) -> tuple[str, ...]:
    return label.lines if label else ()
