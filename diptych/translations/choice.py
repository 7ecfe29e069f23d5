"""Which records a person means by the words typed after `confirm`.

In: reviews and words. Out: records by explainer, or the words that mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diptych.problems import nearest
from diptych.translations import Review


def chosen(
    reviews: Sequence[Review], words: Iterable[str]
) -> tuple[dict[str, frozenset[str]], tuple[tuple[str, str], ...]]:
    """The records meant, by explainer; and each word that means none, with the nearest that does.

    A word is `kind:id`, the id of a record of any kind, the id of an explainer, which means all of it, or
    `site` for the texts of `site.yaml`.
    """
    meant: dict[str, set[str]] = {}
    known: set[str] = set()
    by_word: dict[str, list[tuple[str, str]]] = {}
    for review in reviews:
        for field in review.fields:
            record = field.name.record
            known.add(record)
            for name in {record, record.partition(":")[2], review.id} - {""}:
                by_word.setdefault(name, []).append((review.id, record))
    wrong = []
    for word in words:
        for explainer, record in by_word.get(word, ()):
            meant.setdefault(explainer, set()).add(record)
        if word not in by_word:
            wrong.append((word, nearest(word, known if ":" in word else by_word) or ""))
    return {explainer: frozenset(records) for explainer, records in meant.items()}, tuple(wrong)
