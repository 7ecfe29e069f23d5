"""Assets: style sheets and scripts in one file each, named after their content; pictures.

In: the folder of assets, the pages. Out: files. The order of the style sheets is that of their
layers: tokens, base, layout, parts, pages, print.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from diptych.plan import Pages

LAYERS = ("tokens", "base", "layout", "parts", "pages", "print")


@dataclass(frozen=True)
class Bundle:
    """The files, and the way to each by its plain name (`site.css` → `assets/site.1a2b3c4d.css`)."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]


def bundle(folder: Path, more: Mapping[str, bytes] = MappingProxyType({})) -> Bundle:
    """The style sheet, the script, every other file of the folder, and `more` sheets by their plain names."""
    css = b"\n".join(path.read_bytes() for path in _sheets(folder / "css"))
    js = b"\n".join(path.read_bytes() for path in sorted((folder / "js").glob("*.js")))
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for name, data in (("site.css", css), ("site.js", js), *more.items()):
        stem, _, suffix = name.partition(".")
        made = f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"
        files[made], names[name] = data.replace(b"\r\n", b"\n"), made
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and relative.parts[0] not in ("css", "js") and not relative.name.startswith("."):
            names[relative.as_posix()] = f"assets/{relative.as_posix()}"
            files[f"assets/{relative.as_posix()}"] = path.read_bytes()
    return Bundle(MappingProxyType(files), MappingProxyType(names))


def _sheets(folder: Path) -> list[Path]:
    found: list[Path] = []
    for layer in LAYERS:
        single, several = folder / f"{layer}.css", folder / layer
        found += [single] if single.is_file() else []
        found += sorted(several.glob("*.css")) if several.is_dir() else []
    return found


def images(pages: Pages, root: Path) -> dict[str, bytes]:
    """The pictures that published records show."""
    found: dict[str, bytes] = {}
    for edition in pages.editions:
        for actor in edition.all("actor"):
            if actor.image is not None:
                path = root / "content" / edition.id / "images" / actor.image.file
                found[f"images/{edition.id}/{actor.image.file}"] = path.read_bytes()
    return found
