"""Rules on what the desk promised to look at again.

Only the terminal knows the day: it is handed in, and nothing that is published depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych import link, model
from diptych.rules.rule import Finding, due


@due
def review_overdue(explainer: link.Explainer, site: model.Site, today: str) -> Iterator[Finding]:
    """What has a day for review is checked again by that day.

    `check` and the build compare `review_by` with today and name all that waits at the one that waits
    longest. No page depends on the day, and a build is never stopped by it.
    """
    waiting = [
        entry
        for entry in explainer.published("statement")
        if entry.record.review_by is not None
        and entry.record.review_by < today
        and all(item.code != review_overdue.code for item in entry.record.ignore)
    ]
    waiting.sort(key=lambda entry: str(entry.record.review_by))
    if waiting:
        date = str(waiting[0].record.review_by)
        params = {"date": date, "n": str(len(waiting)), "words": ", ".join(entry.id for entry in waiting)}
        yield Finding(waiting[0], ("review_by",), params=params)


RULES = (review_overdue,)
