"""Reads a finished page into a tree, as strictly as a careful browser's author would write it.

In: the HTML of a page. Out: a `Document` of `Element`s, and `mistakes`: what a browser would silently repair.
It must not know how pages are made, nor their layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
PHRASING = frozenset(
    {
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "br",
            "button",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "i",
            "img",
        ),
        *("input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup"),
        *("svg", "time", "u", "var", "wbr"),
    }
)
HOLDS_PHRASING = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "q", "s", "time"}
)
"""HTML: these hold phrasing content only."""
INSIDE = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot"},
}
"""HTML: the only elements in which these may stand."""
SILENT = frozenset({"head", "script", "style", "template"})


class Element:
    """One element; `children` are elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attributes}>"

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    def above(self) -> Iterator[Element]:
        """This element and those it stands in, inside out."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def all(self, *tags: str) -> Iterator[Element]:
        """This element and those in it, in reading order; only those with one of the tags if any is given."""
        if not tags or self.tag in tags:
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all(*tags)

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every text in this element with the element it stands in; nothing a reader never sees."""
        if self.tag in SILENT:
            return
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
            else:
                yield self, child

    @property
    def text(self) -> str:
        """All words in it, white space as browsers show it."""
        return " ".join("".join(text for _, text in self.texts()).split(" ")).strip()

    @property
    def lang(self) -> str:
        """The language of its text."""
        return next((lang for element in self.above() if (lang := element.get("lang"))), "")

    def stands_in(self, *tags: str) -> bool:
        return any(element.tag in tags for element in self.above())


class Document:
    """A page: `root` is `<html>`."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.mistakes = reader.finished()
        self.root = reader.root

    @property
    def lang(self) -> str:
        return self.root.get("lang") or ""

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(self.root.all())

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(element.attributes["id"] for element in self.elements if "id" in element.attributes)

    @cached_property
    def texts(self) -> tuple[tuple[Element, str], ...]:
        """Every text a reader sees, with its element."""
        return tuple((element, text) for element, text in self.root.texts() if text.strip())

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.elements if element.tag in tags)

    def one(self, id: str) -> Element:
        """The element with an id. Raises KeyError when there is none."""
        for element in self.elements:
            if element.get("id") == id:
                return element
        raise KeyError(id)

    @property
    def title(self) -> str:
        return next(("".join(map(str, title.children)) for title in self.all("title")), "")

    def meta(self, name: str) -> str | None:
        return next((meta.get("content") for meta in self.all("meta") if meta.get("name") == name), None)

    def linked(self, rel: str) -> list[Element]:
        return [link for link in self.all("link") if rel in (link.get("rel") or "").split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self._open: list[Element] = []
        self._mistakes: list[str] = []

    def finished(self) -> tuple[str, ...]:
        unclosed = [f"<{element.tag}> is never closed" for element in self._open]
        return (*self._mistakes, *unclosed)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self._mistakes.append(f"<{tag}> says one thing twice: {names}")
        parent = self._open[-1] if self._open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, parent)
        if parent is None:
            self.root = element
        else:
            self._judge(element, parent)
            if parent.tag != "template":  # what is in it is not in the page until a script puts it there
                parent.children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self._mistakes.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].children.append(data)

    def _judge(self, element: Element, parent: Element) -> None:
        tag = element.tag
        if parent.stands_in("svg", "template"):
            return
        if parent.tag in HOLDS_PHRASING and tag not in PHRASING:
            self._mistakes.append(f"<{tag}> in {parent}")
        if tag in ("a", "button", "summary") and parent.stands_in("a", "button"):
            self._mistakes.append(f"<{tag}> in a link: {element}")
        if tag in INSIDE and parent.tag not in INSIDE[tag]:
            self._mistakes.append(f"<{tag}> in {parent}")
        if parent.tag in ("ul", "ol") and tag not in ("li", "script", "template"):
            self._mistakes.append(f"<{tag}> in {parent}")
