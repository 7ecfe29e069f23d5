"""Sets the text of a Markdown tree: typography, heading levels, nothing that could be taken for markup.

In: the tree after Python-Markdown's inline processing. Out: the same tree, ready to be serialised. Must not
know: links, templates, languages (it passes the code on).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from diptych.languages import typography

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FLOWS = frozenset(("div", "p", "ul", "ol", "li", "blockquote", "hr", "br", *_HEADINGS))
"""Elements at whose edges a line of text begins and ends."""

_OPAQUE = frozenset(("code", "pre"))


class Typesetting(Treeprocessor):
    """The last processor that sees text as text."""

    def __init__(self, markdown: Markdown, lang: str, heading_base: int) -> None:
        super().__init__(markdown)
        self._lang = lang
        self._heading_base = heading_base

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        flow = _Flow(self._lang)
        self._walk(root, flow, in_link=False)
        flow.end()
        for element in root.iter():
            element.text = _escaped(element.text)
            element.tail = _escaped(element.tail)
            for name, value in element.items():
                element.set(name, value.replace("&", "&amp;"))

    def _walk(self, element: Element, flow: _Flow, in_link: bool) -> None:
        tag = element.tag
        if tag in _FLOWS:
            flow.end()
        if tag in _HEADINGS:
            element.tag = f"h{min(6, self._heading_base + int(tag[1]) - 1)}"
        if tag == "a" and in_link:
            element.tag = "span"  # a link within a link's label; the sanitiser leaves only its text
            element.attrib.clear()
        if tag in _OPAQUE or element.get("lang") is not None:
            flow.add_opaque()
        else:
            flow.add(element, is_tail=False)
            for child in element:
                self._walk(child, flow, in_link or tag == "a")
                flow.add(child, is_tail=True)
        if tag in _FLOWS:
            flow.end()


class _Flow:
    """The pieces of one line of text, collected from the elements that it runs through."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._places: list[tuple[Element, bool] | None] = []
        self._texts: list[str | None] = []

    def add(self, element: Element, *, is_tail: bool) -> None:
        text = element.tail if is_tail else element.text
        if text:
            self._places.append((element, is_tail))
            self._texts.append(text)

    def add_opaque(self) -> None:
        self._places.append(None)
        self._texts.append(None)

    def end(self) -> None:
        """Set what was collected, and begin anew."""
        if self._texts:
            for place, text in zip(self._places, typography.pieces(self._texts, self._lang), strict=True):
                if place is not None and place[1]:
                    place[0].tail = text
                elif place is not None:
                    place[0].text = text
        self._places = []
        self._texts = []


def _escaped(text: str | None) -> str | None:
    """The serialiser takes `&copy;` for an entity and leaves it; here it is six characters someone typed."""
    return text.replace("&", "&amp;") if text else text
