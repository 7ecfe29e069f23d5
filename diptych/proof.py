"""Proof: read the finished pages as a browser would.

In: `Output`. Out: problems: links and anchors that lead nowhere, anchors that stand twice, pages
without language, headings out of order, pictures without text, and what the security policy
forbids. It must not know how the pages were made.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from diptych.problems import Place, Problem
from diptych.render import Output

_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src"}


class _Reader(HTMLParser):
    """What proofing needs of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.lang = ""
        self.without_alt = False
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "html":
            self.lang = values.get("lang") or ""
        if tag in _LINKS and (link := values.get(_LINKS[tag])) is not None:
            self.links.append(link)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "img" and "alt" not in values:
            self.without_alt = True
        if tag == "style" or (tag == "script" and "src" not in values):
            self.inline.append(f"<{tag}>")
        self.inline += [name for name in values if name == "style" or name.startswith("on")]


def problems(output: Output) -> tuple[Problem, ...]:
    """Every fault of every page, in the order of their paths."""
    pages = {path: _read(data) for path, data in sorted(output.files.items()) if path.endswith(".html")}
    anchors = {path: frozenset(page.ids) for path, page in pages.items()}
    found: list[Problem] = []
    for path, page in pages.items():
        for code, word in (*_of_page(page), *_of_links(path, page, output, anchors)):
            found.append(Problem(code, Place(path), params=(("word", word),)))
    return tuple(found)


def _read(data: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    return reader


def _of_page(page: _Reader) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for id in page.ids:
        if id in seen:
            yield "proof-duplicate-id", id
        seen.add(id)
    if not page.lang:
        yield "proof-no-lang", ""
    if page.headings.count(1) != 1:
        yield "proof-headings", f"h1 × {page.headings.count(1)}"
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if after > before + 1:
            yield "proof-headings", f"h{before} → h{after}"
    if page.without_alt:
        yield "proof-no-alt", ""
    for word in page.inline:
        yield "proof-inline", word


def _of_links(
    path: str, page: _Reader, output: Output, anchors: dict[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    for link in dict.fromkeys(page.links):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = _target(path, parts.path, output.base)
        if target is None or target not in output.files:
            yield "proof-broken-link", link
        elif parts.fragment and unquote(parts.fragment) not in anchors.get(target, frozenset()):
            yield "proof-broken-anchor", link


def _target(path: str, link: str, base: str) -> str | None:
    """The output path a relative or base address leads to; None when it leaves the site."""
    if not link:
        return path
    if link.startswith("/"):
        if not link.startswith(base):
            return None
        joined = link[len(base) :]
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
        if joined.startswith(".."):
            return None
        joined = "" if joined == "." else joined
    if link.endswith("/") or not joined:
        return posixpath.join(joined, "index.html")
    return unquote(joined)
