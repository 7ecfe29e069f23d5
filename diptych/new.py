"""New: a blank record at the end of the right file, or a blank explainer.

In: what was loaded, a kind, an id, the editor's language. Out: drafts (a path and the file's new bytes), or
why there can be none; `put` writes them. It must not know the command line. The rest of a file stays as it
is, byte for byte: the draft is read again, and refused where it would change what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diptych import blank, edits, load, model, tree, write, yaml_reader
from diptych.languages import catalogue
from diptych.languages.help import Help
from diptych.problems import folded, nearest
from diptych.validate import misfits

BESIDE = ("actor", "source", "event", "statement")
"""Kinds that a new explainer has a file for from the start."""

_INDENT = re.compile(r"^( *)- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it shall be: its path relative to the root, its bytes, the line of the new record."""

    path: str
    data: bytes
    line: int


class RefusedError(Exception):
    """Why there can be no such record: a code of the catalogue, and the values of its sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def kind(word: str) -> str:
    """The kind that a person names, by its own name or in any language (`énoncé`). Raises RefusedError."""
    known = (*model.KINDS, "explainer")
    names = {folded(name): found for name, found in catalogue.kinds().items() if found in known}
    if folded(word) in names:
        return names[folded(word)]
    better = nearest(word, names)
    raise RefusedError("unknown_kind", word=word, nearest=names[better] if better else "")


def record(
    sources: load.Sources, kind: str, id: str, explainer: str, languages: tuple[str, ...], lang: str
) -> Draft:
    """A blank record at the end of the file of its kind; of several files, the one with most records.

    `explainer` may be empty where there is only one. Raises RefusedError, OSError.
    """
    folder = _folder(sources, explainer)
    _check_id(id, folder.kinds[kind])
    help = Help(lang)
    file = max(folder.kinds[kind], key=lambda file: len(file.tree or ()), default=None)
    text = blank.record(kind, id, languages, help)
    if file is None:
        stem = f"{folder.path}/{model.FILES[kind]}"
        path = f"{stem}/{model.FILES[kind]}.yaml" if (sources.root / stem).is_dir() else f"{stem}.yaml"
        head = _head(path, model.FILES[kind], kind, help)
        return Draft(path, f"{head}\n{text}\n".encode(), head.count("\n") + 2)
    return _appended(sources.root, file, text)


def explainer(sources: load.Sources, id: str, languages: tuple[str, ...], lang: str) -> tuple[Draft, ...]:
    """The files of a blank explainer. Raises RefusedError."""
    if not id:
        raise RefusedError("explainer_needs_id")
    _check_form(id)
    if id in (folder.id for folder in sources.folders):
        raise RefusedError("taken", id=id, place=f"content/{id}/")
    help = Help(lang)
    head = _head(f"content/{id}/explainer.yaml", "explainer", "explainer", help)
    filled = {"draft": "yes"}
    keys = "\n".join(blank.commented(blank.lines(model.Explainer, languages, help), filled))
    drafts = [Draft(f"content/{id}/explainer.yaml", f"{head}\n{keys}\n".encode(), head.count("\n") + 2)]
    for kind in BESIDE:
        path = f"content/{id}/{model.FILES[kind]}.yaml"
        drafts.append(Draft(path, _head(path, model.FILES[kind], kind, help).encode(), 1))
    return tuple(drafts)


def put(root: Path, drafts: Iterable[Draft]) -> None:
    """Write the drafts. Raises OSError when the disk refuses."""
    for draft in drafts:
        write.file((root / draft.path).resolve(), draft.data)


def _folder(sources: load.Sources, wanted: str) -> load.Folder:
    folders = {folder.id: folder for folder in sources.folders}
    known = ", ".join(folders)
    if not folders:
        raise RefusedError("no_explainer")
    if not wanted and len(folders) > 1:
        raise RefusedError("which_explainer", known=known)
    if wanted and wanted not in folders:
        raise RefusedError(
            "unknown_explainer", word=wanted, known=known, nearest=nearest(wanted, folders) or ""
        )
    return folders[wanted or next(iter(folders))]


def _check_id(id: str, files: Iterable[load.SourceFile]) -> None:
    if not id:
        return
    _check_form(id)
    for found in _ids(files):
        if found == id:
            raise RefusedError("taken", id=id, place=f"{found.file}:{found.line}")


def _check_form(id: str) -> None:
    if len(id) > 80 or not re.fullmatch(model.ID_PATTERN, id):
        raise RefusedError("bad_id", word=id, nearest=misfits.slug(id))


def _ids(files: Iterable[load.SourceFile]) -> Iterator[tree.Scalar]:
    for file in files:
        for node in file.tree if isinstance(file.tree, tree.Seq) else ():
            if isinstance(node, tree.Map) and isinstance(node.get("id"), tree.Scalar):
                yield node["id"]


def _head(path: str, stem: str, kind: str, help: Help) -> str:
    """The first lines of a new file: its schema for the editor's tool, what it holds, how to go on."""
    up = "../" * path.count("/")
    folder = path.split("/")[1]
    words = catalogue.words(help.lang, "scaffold")
    lines = [f"# yaml-language-server: $schema={up}.diptych/schemas/{folder}/{stem}.json"]
    if kind in model.KINDS:
        lines += [f"# {help.about(model.KINDS[kind])}", f"# {words['how'].format(kind=kind)}"]
    return "\n".join(lines) + "\n"


def _appended(root: Path, file: load.SourceFile, text: str) -> Draft:
    """The file with the record after its last line, in the indentation of its list."""
    if file.broken or not isinstance(file.tree, tree.Seq | None):
        raise RefusedError("unreadable", path=file.path)
    ended = file.text if file.text.endswith("\n") else f"{file.text}\n"
    before, problems = yaml_reader.read(ended, file.path)
    if any(problem.code == "several-documents" for problem in problems):
        raise RefusedError("unreadable", path=file.path)
    data = (root / file.path).read_bytes()
    found = _INDENT.findall(file.text)
    indented = "\n".join(
        f"{min(found, key=len, default='')}{line}" if line else line for line in text.split("\n")
    )
    for gap in ("\n", ""):  # a blank line may belong to the text before it
        made = edits.appended(data, f"{gap if file.text.strip() else ''}{indented}\n")
        now = made.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        after, found_problems = yaml_reader.read(now, file.path)
        last = after[-1] if isinstance(after, tree.Seq) and len(after) else None
        grown = isinstance(after, tree.Seq) and list(after[:-1]) == list(before or ())
        if grown and found_problems == problems and isinstance(last, tree.Map):
            return Draft(file.path, made, last.line)
    raise RefusedError("unreadable", path=file.path)
