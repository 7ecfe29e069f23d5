"""The option `--since` of build and check: compare the content with what it was.

In: a revision as a person names it. Out: what finds more problems in the records. What may not happen between
two revisions stands in diptych/since.py.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from diptych.cli.desk import Desk, say

if TYPE_CHECKING:
    from diptych.pipeline import Also


def compared(desk: Desk, against: str) -> Also | None:
    """What compares the records with those of a revision; None, said, where git has none."""
    from diptych import revisions, since

    history = revisions.of(desk.root)
    commit = history.commit(against) if history is not None else None
    if history is None or commit is None:
        sentence = desk.words["errors"]["no_git" if history is None else "no_such_revision"]
        say(sentence.format(name=against), to=sys.stderr)
        return None
    then = since.before(history, commit)
    return lambda now: since.problems(then, now, against)
