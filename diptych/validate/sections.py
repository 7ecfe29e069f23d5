"""Section texts from `sections/<id>.<lang>.md`, put where `explainer.yaml` would have them.

In: the tree of `explainer.yaml` and the files. Out: a tree with the texts in it, and problems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from diptych import tree
from diptych.load import SourceFile
from diptych.problems import Place, Problem, nearest
from diptych.validate import repeated


def joined(
    head: tree.Node, files: Mapping[tuple[str, str], SourceFile]
) -> tuple[tree.Node, tuple[Problem, ...]]:
    """The tree with each file's text in its section; `head` itself stays as it is."""
    listed = head.get("sections") if isinstance(head, tree.Map) else None
    if not files or not isinstance(head, tree.Map):
        return head, ()
    by_id: dict[str, int] = {}
    twice = (
        {own for own, count in Counter(map(str, repeated.ids(listed))).items() if count > 1} if listed else ()
    )
    unclear = False
    for index, item in enumerate(listed if isinstance(listed, tree.Seq) else ()):
        if isinstance(item, tree.Map) and isinstance(item.get("id"), tree.Scalar):
            by_id[str(item["id"])] = index
        else:
            unclear = True
    problems = []
    made = list(listed) if isinstance(listed, tree.Seq) else []
    for (id, lang), file in files.items():
        if id not in by_id and (unclear or not isinstance(listed, tree.Seq | None)):
            continue  # the mistake is in the list, not in the name of the file
        if id in twice:
            continue  # nobody knows which of the two is meant
        if id not in by_id:
            params = (("id", id), ("nearest", nearest(id, by_id) or ""))
            problems.append(Problem("section-unknown", Place(file.path), params=params))
            continue
        section = tree.copy(made[by_id[id]])
        text = section.get("text")
        words = tree.copy(text) if isinstance(text, tree.Map) else tree.empty(section)
        if lang in words:
            at = tree.place(words.keys_at[lang])
            problems.append(Problem("section-twice", at, params=(("file", file.path),)))
        words[lang] = tree.scalar(file.text, file.path, 1, 1, "md")
        words.keys_at[lang] = tree.scalar(lang, file.path, 1, 1)
        section["text"] = words
        made[by_id[id]] = section
    if not isinstance(listed, tree.Seq):
        return head, tuple(problems)
    whole = tree.copy(head)
    whole["sections"] = tree.Seq(made)
    whole["sections"].file, whole["sections"].flow = listed.file, listed.flow
    whole["sections"].line, whole["sections"].column = listed.line, listed.column
    return whole, tuple(problems)
