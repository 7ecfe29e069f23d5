"""Renders a text of the content in its language, as HTML that is safe whatever was typed.

In: texts as editors typed them, a language code, a way to resolve internal links. Out: `Markup` for
templates, or plain text. Must not know: templates, pages, files.

The order is fixed: Markdown with internal links and typography as its processors, then nh3 with exactly the
elements and attributes named here; after nh3 nothing touches the HTML.
"""

from __future__ import annotations

import re

import nh3
from markupsafe import Markup

from diptych import model, references
from diptych.languages import typography
from diptych.render.prose_markdown import Link, ProseMarkdown, Resolve

__all__ = ["Link", "Prose", "Resolve"]

_INLINE_TAGS = {"a", "em", "strong", "code"}
_BLOCK_TAGS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "h1", "h2", "h3", "h4", "h5", "h6"}
_ATTRIBUTES = {"a": {"data-kind", "href", "lang"}, "ol": {"start"}}
_ATTRIBUTE_VALUES: dict[str, dict[str, set[str]]] = {
    "a": {"class": {"ref", "external"}, "data-status": set(model.STATUSES), "rel": {"external noopener"}}
}

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\n\r]+")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


class Prose:
    """The texts of one language; identical texts without internal links are rendered once.

    `heading_base` is the level that `# Title` gets (3: h3); levels below h6 stay h6.
    """

    def __init__(self, lang: str, resolve: Resolve, heading_base: int = 3) -> None:
        self._lang = lang
        self._resolve = resolve
        self._markdown = ProseMarkdown(lang, resolve, heading_base)
        self._inline_cleaner = _cleaner(_INLINE_TAGS)
        self._block_cleaner = _cleaner(_INLINE_TAGS | _BLOCK_TAGS)
        self._blocks: dict[str, Markup] = {}
        self._inlines: dict[str, Markup] = {}

    def blocks(self, text: str) -> Markup:
        """Markdown of several paragraphs."""
        if "[[" in text:  # an internal link leads elsewhere from every page
            return self._blocks_of(text)
        if text not in self._blocks:
            self._blocks[text] = self._blocks_of(text)
        return self._blocks[text]

    def inline(self, text: str) -> Markup:
        """One line of Markdown: emphasis, code and links, no paragraph around it."""
        if "[[" in text:
            return self._inline_of(text)
        if text not in self._inlines:
            self._inlines[text] = self._inline_of(text)
        return self._inlines[text]

    def plain(self, text: str) -> str:
        """No Markdown: typography, and internal links replaced by their labels. Templates escape it."""
        return typography.apply(self._without_links(_one_line(text)), self._lang)

    def words(self, text: str) -> int:
        """How many words a reader reads, for reading times."""
        return len(_WORD.findall(self._without_links(text)))

    def _blocks_of(self, text: str) -> Markup:
        return Markup(self._block_cleaner.clean(self._markdown.blocks(_characters(text))))  # noqa: S704, cleaned

    def _inline_of(self, text: str) -> Markup:
        return Markup(self._inline_cleaner.clean(self._markdown.inline(_one_line(text))))  # noqa: S704, cleaned

    def _without_links(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for reference in references.found(text):
            parts += text[position : reference.start], self._label(reference)
            position = reference.end
        return "".join(parts) + text[position:]

    def _label(self, reference: references.Reference) -> str:
        if reference.label is not None:
            return reference.label
        link = self._resolve(reference.kind, reference.id)
        return link.label if link else reference.id


def _cleaner(tags: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_ATTRIBUTE_VALUES,
        url_schemes={"http", "https"},
        link_rel=None,
    )


def _characters(text: str) -> str:
    """Without what no page may hold, and what Python-Markdown uses for its own marks."""
    return _CONTROL.sub("", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", _characters(text)).strip(" ")
