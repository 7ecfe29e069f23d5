"""Builds sites for the tests that read finished pages, and reads them.

`Site.pages` has every page by its path in the output; `Site.target` follows a link as a browser would.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from diptych import link, load, pipeline, validate
from tests.site.document import Document, Element

ROOT = Path(__file__).resolve().parents[2]
SITES = ROOT / "tests/sites"
ADDRESS = "https://explainers.example/any/sub/path/"
EXPLAINER = "moscow-pyongyang"
HREFS = ("href", "src", "poster", "data", "action", "xlink:href", "srcset")
"""The attributes by which a page leads or loads."""


@dataclass(frozen=True)
class Site:
    """A built site: its folder, what the build said, and its pages."""

    folder: Path
    outcome: pipeline.Outcome
    address: str | None

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every file by its path; not the build's own list of files."""
        return contents(self.folder)

    @cached_property
    def pages(self) -> Mapping[str, Document]:
        return {
            path: Document(data.decode("utf-8"))
            for path, data in self.files.items()
            if path.endswith(".html")
        }

    @property
    def languages(self) -> tuple[str, ...]:
        return self.outcome.languages

    def of(self, lang: str) -> dict[str, Document]:
        """The pages of one language: those in its folder."""
        return {path: page for path, page in self.pages.items() if path.startswith(f"{lang}/")}

    def explainer(self, lang: str) -> tuple[str, Document]:
        """The page of the only explainer: the one for search engines with the most records."""
        found = [item for item in self.of(lang).items() if item[1].meta("robots") != "noindex"]
        return max(found, key=lambda item: len(item[1].ids))

    def page_of(self, record: str, lang: str) -> tuple[str, Document]:
        """The page that is about one record: its anchor is on the article itself."""
        for path, page in self.of(lang).items():
            if page.ids and any(part.get("id") == record for part in page.all("article")):
                heading = next(page.all("h1"))
                if any(element.get("id") == record for element in heading.above()):
                    return path, page
        raise KeyError(record)

    def target(self, path: str, href: str) -> tuple[str, str] | None:
        """The file and the anchor that a link on a page leads to; None when it leaves the site."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), unquote(parts.path) or "."))
        if not parts.path:
            return path, unquote(parts.fragment)
        file = joined.lstrip("/")
        if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
            file = posixpath.join(file, "index.html")
        return file, unquote(parts.fragment)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its path, without the build's own notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".diptych.json"
    }


def laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """The folder, in which every file stands at its path."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def site(root: Path, out: Path, address: str | None = None) -> Site:
    """Build the project at `root` to `out`."""
    return Site(out, pipeline.build(root, out, address=address), address)


def addresses(page: Document) -> Iterator[tuple[Element, str, str]]:
    """Every address on a page: the element, the attribute, the address."""
    for element in page.elements:
        for name in HREFS:
            if (value := element.get(name)) is not None:
                yield element, name, value


def is_internal(href: str) -> bool:
    return not urlsplit(href).scheme and not href.startswith("//")


def url(path: str) -> str:
    """The address of a page relative to the site: without `index.html`."""
    return path.removesuffix("index.html")


def public(path: str, address: str = ADDRESS) -> str:
    return urljoin(address, url(path))


@cache
def linked(root: Path) -> link.Explainer:
    """The only explainer of a project, linked."""
    records, _ = validate.records(load.sources(root))
    (explainer,) = link.explainers(records)[0]
    return explainer
