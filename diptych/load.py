"""Load: the folder `content/` to `Sources`. The only module that reads content.

In: the project's root. Out: every YAML file as a tree with places, every section text, the
names of images, the lock of the translations, and the problems of bytes, characters and YAML.
It must not know what a record means. Only regular files inside `content/` are read, up to a size limit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from diptych import tree, yaml_reader
from diptych.leftovers import is_leftover
from diptych.model import FILES, ID_PATTERN
from diptych.problems import Place, Problem, Severity, nearest

MAX_BYTES = 8 * 1024 * 1024
"""Largest file read; a file of this size holds some ten thousand records."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its path relative to the root (with `/`), its text, its tree if it is YAML that parsed.

    `broken` says that the tree lacks what stands in the file, and that a problem says why.
    """

    path: str
    text: str
    tree: tree.Node | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """One explainer's files: its own, the record files by kind, section texts, image paths, its lock."""

    id: str
    path: str
    head: SourceFile | None
    kinds: Mapping[str, tuple[SourceFile, ...]]
    sections: Mapping[tuple[str, str], SourceFile]
    images: tuple[str, ...] = ()
    lock: SourceFile | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything read. `texts` has the text of each file by path, for showing lines of it.

    `lock` is that of the site's own texts.
    """

    root: Path
    site: SourceFile | None
    folders: tuple[Folder, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lock: SourceFile | None = None


def sources(root: Path) -> Sources:
    """Read `root/content`. Raises nothing for what is in it: every fault becomes a problem."""
    reader = _Reader(root)
    content = root / "content"
    if not content.is_dir():
        reader.problem("no-content", "content")
        return reader.result(None, ())
    site = reader.yaml("content/site.yaml")
    if site is None:
        reader.problem("no-site-file", "content/site.yaml")
    folders = tuple(reader.folder(name) for name in reader.names("content") if (content / name).is_dir())
    for name in reader.names("content"):
        if name.endswith((".yaml", ".yml")) and name != "site.yaml":
            reader.problem("file-misplaced", f"content/{name}", severity="warning", name=name)
    return reader.result(site, folders, reader.lock("content"))


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}

    def result(
        self, site: SourceFile | None, folders: tuple[Folder, ...], lock: SourceFile | None = None
    ) -> Sources:
        texts = MappingProxyType(self.texts)
        return Sources(self.root, site, folders, tuple(self.problems), texts, lock)

    def problem(
        self, code: str, path: str, line: int = 0, severity: Severity = "error", **params: str
    ) -> None:
        place = Place(path, line, 1 if line else 0)
        self.problems.append(Problem(code, place, severity, params=tuple(params.items())))

    def names(self, path: str) -> list[str]:
        """Names in a folder, sorted, without those that programs leave there."""
        try:
            return sorted(name for name in os.listdir(self.root / path) if not is_leftover(name))
        except OSError:
            self.problem("file-not-readable", path)
            return []

    def folder(self, name: str) -> Folder:
        path = f"content/{name}"
        if not re.fullmatch(ID_PATTERN, name):
            self.problem("bad-folder-name", path, name=name)
        head = self.yaml(f"{path}/explainer.yaml")
        if head is None:
            self.problem("no-explainer-file", f"{path}/explainer.yaml", name=name)
        kinds = {kind: tuple(self.kind(path, stem)) for kind, stem in FILES.items()}
        sections = dict(self.sections(path))
        images = tuple(self.images(path))
        lock = self.lock(path)
        self.unread(path)
        return Folder(name, path, head, MappingProxyType(kinds), MappingProxyType(sections), images, lock)

    def unread(self, path: str) -> None:
        """Say which files of an explainer look like records and are not read."""
        known = {"explainer", *FILES.values()}
        for entry in self.names(path):
            stem, suffix = os.path.splitext(entry)
            if suffix == ".yml" and stem in known:
                self.problem("yml-suffix", f"{path}/{entry}", name=entry, wanted=f"{stem}.yaml")
            elif suffix in (".yaml", ".yml") and stem not in known:
                better = nearest(stem, known)
                wanted = f"{better}.yaml" if better else ""
                self.problem("unknown-file", f"{path}/{entry}", name=entry, nearest=wanted)

    def kind(self, path: str, stem: str) -> Iterator[SourceFile]:
        single, several = f"{path}/{stem}.yaml", f"{path}/{stem}"
        if (self.root / single).exists() and (self.root / several).is_dir():
            self.problem("file-and-folder", single, name=stem)
        paths = [single] if os.path.lexists(self.root / single) else []
        if (self.root / several).is_dir():
            for name in self.names(several):
                if name.endswith(".yaml"):
                    paths.append(f"{several}/{name}")
                elif name.endswith(".yml"):
                    wanted = name.removesuffix("yml") + "yaml"
                    self.problem("yml-suffix", f"{several}/{name}", name=name, wanted=wanted)
        for each in paths:
            file = self.yaml(each)
            if file is not None:
                yield file

    def sections(self, path: str) -> Iterator[tuple[tuple[str, str], SourceFile]]:
        folder = f"{path}/sections"
        if not (self.root / folder).is_dir():
            return
        for name in self.names(folder):
            stem, suffix = os.path.splitext(name)
            id, dot, lang = stem.rpartition(".")
            if suffix != ".md" or not dot:
                self.problem("section-file-name", f"{folder}/{name}", severity="warning", name=name)
                continue
            text = self.text(f"{folder}/{name}")
            if text is not None:
                yield (id, lang), SourceFile(f"{folder}/{name}", text)

    def lock(self, folder: str) -> SourceFile | None:
        """The lock of the translations, as text: what it says is read by `translations`."""
        path = f"{folder}/translations.lock"
        text = self.text(path)
        return None if text is None else SourceFile(path, text)

    def images(self, path: str) -> Iterator[str]:
        folder = self.root / path / "images"
        if folder.is_dir() and self.is_inside(folder):
            for name in self.names(f"{path}/images"):
                if (folder / name).is_file() and not (folder / name).is_symlink():
                    yield f"{path}/images/{name}"

    def is_inside(self, file: Path) -> bool:
        """Does a path lead to a place inside `content/`, symbolic links followed?"""
        return file.resolve().is_relative_to((self.root / "content").resolve())

    def yaml(self, path: str) -> SourceFile | None:
        found = len(self.problems)
        text = self.text(path)
        if text is None:
            return SourceFile(path, "", broken=True) if len(self.problems) > found else None
        node, problems = yaml_reader.read(text, path)
        self.problems.extend(problems)
        lines = text.split("\n")
        cut_short = any(  # a bare line of hyphens is passed over instead
            problem.code == "several-documents" and lines[problem.place.line - 1].rstrip() != "---"
            for problem in problems
        )
        broken = cut_short or (node is None and bool(problems))
        return SourceFile(path, text, node, broken)

    def text(self, path: str) -> str | None:
        """The text of a file, with `\\n` line ends and without byte order mark; None with a problem."""
        file = self.root / path
        if not os.path.lexists(file):
            return None
        if not file.is_file() or not self.is_inside(file):
            self.problem("not-a-file", path)
            return None
        if file.stat().st_size > MAX_BYTES:
            self.problem("file-too-large", path, limit=str(MAX_BYTES // 1024 // 1024))
            return None
        try:
            data = file.read_bytes()
        except OSError:
            self.problem("file-not-readable", path)
            return None
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            self.problem("not-utf-8", path, 1)
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.problem("not-utf-8", path, data.count(b"\n", 0, error.start) + 1)
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.texts[path] = text
        return text
