"""What was meant by a reference that leads nowhere, and which file is missed.

In: what stands there, the ids and kinds that exist. Out: the code of a problem and what to write instead. It
must not know what a record says, but for the place of one value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from diptych import model, tree
from diptych.languages import catalogue
from diptych.problems import Place, Problem, closeness, folded, has_rival, nearest
from diptych.validate import Entry, FolderRecords

_SEVERAL = 3
"""So many references to one unknown id are not mistyped: a text in two languages makes two of one slip."""


Names = Mapping[str, Collection[str]]
"""Ids by the folded names of their records."""


class Meant(NamedTuple):
    """A code, what to write instead of what, the word to ask about; `place` where it is not the value's.

    `named` says that the record is there and its name was typed instead of its id.
    """

    code: str
    swap: tuple[str, str] | None = None
    nearest: str = ""
    place: Place | None = None
    named: bool = False


def id(word: str, known: Collection[str], names: Names, node: tree.Node, path: model.Path) -> Meant:
    """What an unknown id means: a name, several ids or names that are not parted, or another id.

    `node` is the record and `path` leads to the id.
    """
    listed = _list(node, path)
    beside = [str(item) for item in listed if isinstance(item, str)] if listed is not None else []
    if named := _named(word, names):
        is_name = re.fullmatch(model.ID_PATTERN, word) is None  # otherwise it may be the id that was lost
        return Meant("unknown-id", (word, named) if named not in beside else None, named, named=is_name)
    several = [part.strip() for part in re.split(r"[,;]", word) if part.strip()]
    ids = [part if part in known else _named(part, names) for part in several]
    if len(ids) > 1 and all(ids) and "\n" not in word and any(isinstance(step, int) for step in path):
        return _several(ids, tree.at(node, path), listed)._replace(named=True)
    parts = [part for part in re.split(r"[\s,;]+", word) if part]
    if (
        len(parts) > 1
        and any(isinstance(step, int) for step in path)
        and any(part in known for part in parts)
    ):
        meant = _several(parts, tree.at(node, path), listed)
        return meant if all(part in known for part in parts) else meant._replace(swap=None)
    better = nearest(word, known) or ""
    if not _is_slip(word, better):
        return Meant("unknown-id")
    certain = better and better not in beside and not has_rival(word, better, known)
    return Meant("unknown-id", (word, better) if certain else None, better)


def names(entries: Iterable[Entry[Any]]) -> Names:
    """The ids of records by each of their names: in every language, in its own script, short forms."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        for field in ("name", "aliases", "native", "title", "label", "term", "subject"):
            value = getattr(entry.record, field, None)
            value = getattr(value, "text", value)  # the name in its own script
            texts = value.values() if isinstance(value, Mapping) else value or ()
            for text in (texts,) if isinstance(texts, str) else texts:
                found.setdefault(folded(text), set()).add(entry.id)
    return found


def _named(word: str, names: Names) -> str:
    """The id of the one record that has this name, or nothing."""
    ids = names.get(folded(word), ()) if folded(word) else ()
    return next(iter(ids)) if len(ids) == 1 else ""


def _is_slip(word: str, better: str) -> bool:
    """Is an id a mistyped form of another? *ushakov* is not *peskov*: a wrong person is worse than none."""
    return closeness(word, better) >= (0.8 if min(len(word), len(better)) > 5 else 0.6)


def kind(word: str, kinds: Iterable[str]) -> str:
    """The kind that is meant by a foreign or mistyped name, or nothing."""
    known = set(kinds)
    names = {folded(name): found for name, found in catalogue.kinds().items() if found in known}
    if folded(word) in names:
        return names[folded(word)]
    better = nearest(word, names)
    return names[better] if better else ""


def target(word: str, id: str, seen: Mapping[str, Collection[str]]) -> str:
    """The record (`kind:id`) that a target without a proper kind must mean, or nothing."""
    kinds = [name for name in model.KINDS if id in seen[name]]
    found = kinds[0] if len(kinds) == 1 else kind(word, kinds)
    return f"{found}:{id}" if found else ""


def records(lost: Mapping[Any, list[Problem]]) -> Iterator[Problem]:
    """The references that lead nowhere, by what they lead to.

    One id that several records cite is no slip of theirs: the record itself is gone, or has lost its id.
    """
    for problems in lost.values():
        if len(problems) < _SEVERAL:
            yield from problems
        else:
            first = problems[0]
            yield replace(
                first, code="record-missed", swap=None, params=(*first.params, ("n", str(len(problems))))
            )


def files(folder: FolderRecords, missed: Mapping[str, list[Problem]]) -> Iterator[Problem]:
    """The files that hold no record: an error where records are missed, otherwise worth a word.

    `missed` has the references to kinds of which there is no record at all.
    """
    for name, stem in model.FILES.items():
        hollow = folder.hollow.get(name, ())
        if references := missed.get(name):
            first = references[0]
            count = (("n", str(len(references))), ("kind", name), ("name", f"{stem}.yaml"))
            if hollow:
                at = (("file", first.place.file), ("line", str(first.place.line)))
                yield Problem("empty-file-missed", Place(hollow[0]), params=(*first.params, *count, *at))
            else:
                yield replace(first, params=(*first.params, *count))
        elif folder.head is not None and not folder.head.record.draft:
            for path in hollow:
                yield Problem("no-record", Place(path), "warning")


def _several(parts: list[str], at: tree.Node, listed: tree.Seq | None) -> Meant:
    """Ids of which each exists, with nothing but a space between them, or without the brackets of a list."""
    raw = (at.raw or str(at)) if isinstance(at, tree.Scalar) else ""
    is_whole = bool(raw) and "\n" not in raw
    together = ", ".join(parts)
    if listed is None:
        return Meant("missing-brackets", (raw, f"[{together}]") if is_whole else None)
    if listed.flow:
        return Meant("missing-comma", (raw, together) if is_whole else None)
    if is_whole or not isinstance(at, tree.Scalar):
        return Meant("one-id-per-line")
    # The second stands on a line of its own, which lacks its hyphen.
    place = tree.within(at, len(parts[0]) + 1, len(parts[1]))
    by = " " * (place.column - listed.column)
    is_clear = place.column > listed.column and len(parts) == 2
    place = place._replace(column=listed.column, length=place.length + len(by)) if is_clear else place
    return Meant("missing-dash", (by + parts[1], f"- {parts[1]}") if is_clear else None, place=place)


def _list(node: tree.Node, path: model.Path) -> tree.Seq | None:
    """The list in which a value stands, None where it stands alone."""
    indexes = [position for position, step in enumerate(path) if isinstance(step, int)]
    found = tree.at(node, path[: indexes[-1]]) if indexes else None
    return found if isinstance(found, tree.Seq) else None
