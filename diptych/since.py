"""Since: what the content may not do between a revision and now.

In: the records then and now. Out: problems: a history that was rewritten, a permanent id that is gone and
that no change calls removed, an address that moved, a status that fell from known without a correction.
It must not know git; `before` is given who reads it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from diptych import load, model, validate, write
from diptych.problems import Place, Problem, Severity
from diptych.revisions import Revisions
from diptych.validate import Entry, FolderRecords, Records

_STATUSES = ("statement", "event", "relation")


def before(history: Revisions, commit: str) -> Records:
    """The records of the content at a commit; what had mistakes then is left out."""
    with tempfile.TemporaryDirectory(prefix="diptych-") as folder:
        root = Path(folder)
        for path in history.files(commit, "content"):
            text = history.text(commit, path) if path.endswith((".yaml", ".md")) else ""
            if text is not None:
                write.file(root / path, text.encode("utf-8", "replace"))
        records, _ = validate.records(load.sources(root))
    return records


def problems(then: Records, now: Records, revision: str) -> tuple[Problem, ...]:
    """What is not as it must have stayed since `revision`, as the person named it."""
    folders = {folder.id: folder for folder in now.folders}
    found: list[Problem] = []
    for old in then.folders:
        folder = folders.get(old.id)
        if folder is None:
            removed = () if now.site is None else (each.id for each in now.site.record.removed)
            if old.head is not None and not old.head.record.draft and old.id not in removed:
                place = Place(f"content/{old.id}")
                found.append(_gone("explainer-removed", "explainer", old.id, place, revision))
            continue
        found.extend(_gone_ids(old, folder, revision))
        found.extend(_moved(old, folder, revision))
        found.extend(_rewritten(old, folder, revision))
        found.extend(_fallen(old, folder, revision))
    return tuple(found)


def _gone(code: str, kind: str, id: str, place: Place, revision: str) -> Problem:
    params = (("word", id), ("target", f"{kind}:{id}"), ("since", revision))
    return Problem(code, place, params=params, kind=kind, id=id)


def _gone_ids(old: FolderRecords, now: FolderRecords, revision: str) -> Iterator[Problem]:
    """Published ids that no record has any more and no change calls removed.

    Where not every id can be read, nobody can tell.
    """
    if "change" in now.unreadable or (old.head is not None and old.head.record.draft):
        return
    removed = _removed(now)
    for kind, entries in old.kinds.items():
        for id, entry in entries.items():
            drafted = getattr(entry.record, "draft", False)
            if f"{kind}:{id}" not in removed and not drafted and _is_gone(kind, id, now):
                yield _gone("id-removed", kind, id, Place(entry.place().file), revision)
    for target, entry in _removed(old).items():
        kind, _, id = target.partition(":")
        if target not in removed and kind in now.kinds and _is_gone(kind, id, now):
            yield _gone("id-removed", kind, id, Place(entry.place().file), revision)


def _is_gone(kind: str, id: str, now: FolderRecords) -> bool:
    return kind not in now.unreadable and id not in now.seen[kind]


def _removed(folder: FolderRecords) -> dict[str, Entry[Any]]:
    """The records (`kind:id`) that published changes call removed, each with the change."""
    changes = folder.kinds["change"].values()
    return {each: entry for entry in changes if not entry.record.draft for each in entry.record.removed}


def _moved(old: FolderRecords, now: FolderRecords, revision: str) -> Iterator[Problem]:
    """The name of a published explainer in its address is part of the address of every page of it."""
    if old.head is None or now.head is None or old.head.record.draft:
        return
    for lang in old.head.record.title:
        was = _name(old.head.record, old.id, lang)
        if _name(now.head.record, now.id, lang) != was:
            params = {"word": was, "language": lang, "since": revision}
            yield _problem(now.head, "address-changed", ("slug", lang), "error", params)


def _name(head: model.Explainer, id: str, lang: str) -> str:
    """The name of an explainer in its address, which is another language's where one has none of its own."""
    slugs = head.slug or {}
    return slugs.get(lang) or next(iter(slugs.values()), id)


def _rewritten(old: FolderRecords, now: FolderRecords, revision: str) -> Iterator[Problem]:
    """Steps of a history are only ever added; another wording of its reason is a lesser thing."""
    for id, entry in old.kinds["statement"].items():
        current = now.kinds["statement"].get(id)
        if current is None:
            continue
        steps = current.record.history
        for index, step in enumerate(entry.record.history):
            params = {"date": step.date, "since": revision}
            if index >= len(steps):
                yield _problem(current, "history-step-removed", ("history",), "error", params)
            elif steps[index] != step:
                same = steps[index].model_copy(update={"why": step.why}) == step
                severity: Severity = "warning" if same else "error"
                yield _problem(current, "history-step-changed", ("history", index, "date"), severity, params)


def _fallen(old: FolderRecords, now: FolderRecords, revision: str) -> Iterator[Problem]:
    """Records that were known and are not: a correction says why. What a history tells, a rule looks at."""
    corrected = {
        target
        for change in now.kinds["change"].values()
        if change.record.type == "correction"
        for target in change.record.targets
    }
    if "change" in now.unreadable:
        return
    for kind in _STATUSES:
        for id, entry in old.kinds[kind].items():
            current = now.kinds[kind].get(id)
            fell = current is not None and entry.record.status == "known" != current.record.status
            if current is None or not fell or f"{kind}:{id}" in corrected or _tells_of_a_fall(current):
                continue
            params = {"word": id, "since": revision}
            yield _problem(current, "known-no-more", ("status",), "warning", params)


def _tells_of_a_fall(entry: Entry[Any]) -> bool:
    steps = [step.to for step in getattr(entry.record, "history", ())]
    return any(one == "known" != other for one, other in pairwise(steps))


def _problem(
    entry: Entry[Any], code: str, path: model.Path, severity: Severity, params: dict[str, str]
) -> Problem:
    return replace(entry.problem(code, path, severity=severity), params=tuple(params.items()))
