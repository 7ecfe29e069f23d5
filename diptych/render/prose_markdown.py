"""Sets up Python-Markdown for prose that nobody vouches for, and runs it.

In: Markdown text, a language, a way to resolve internal links. Out: HTML that says what the text says, not
yet sanitised. Must not know: templates, pages, how links are resolved, nh3.

What is Markdown here: paragraphs, `#` headings, lists, quotations, rules, emphasis, code, links. What is not:
raw HTML and character entities (shown as typed), images (their alternative text is shown), link definitions,
underlined headings, code by indentation; each of them turns an innocent text into something else.
"""

from __future__ import annotations

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from diptych import references, urls
from diptych.languages import typography
from diptych.render.prose_typesetting import Typesetting


class Link(NamedTuple):
    """Where an internal link leads, None for nowhere.

    `lang` is the language of the label, None for the page's own.
    `status` is that of a statement, where the page may show it.
    """

    href: str | None
    label: str
    lang: str | None
    kind: str
    status: str | None = None


Resolve = Callable[[str, str], Link | None]
"""From kind and id to the link, or None when there is no such record (reported before rendering)."""

_DEEPEST = 8
"""Levels of lists and quotations; deeper ones are paragraphs. The parser recurses, its stack is finite."""

_INLINE_MARKS = re.compile(r"[\\`*_\[<]")
"""A line without any of these is no Markdown; most lines are not."""

_DROPPED_BLOCKS = ("code", "setextheader", "reference")
_DROPPED_INLINES = (
    "backtick", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
    "autolink", "automail", "html", "entity", "em_strong", "em_strong2",
)  # fmt: skip


_EMPHASIS = (
    (r"\*{3}(?![\s*])([^*]+)(?<!\s)\*{3}(?!\*)", ("strong", "em")),
    (r"(?<!\*)\*\*(?![\s*])((?:[^*]|\*(?!\*))+)(?<!\s)\*\*(?!\*)", ("strong",)),
    (r"(?<!\w)__(?![\s_])((?:[^_]|_(?!_))+)(?<!\s)__(?!\w)", ("strong",)),
    (r"(?<![\d*])\*(?![\s*])([^*]+)(?<!\s)\*(?![\d*])", ("em",)),
    (r"(?<!\w)_(?![\s_])((?:[^_]|(?<=\w)_(?=\w))+)(?<!\s)_(?!\w)", ("em",)),
)
"""Group: the text; outermost tag first, longest mark first, so that each can hold the later ones.

Instead of the library's own processor, which since 3.11 loses characters of ill-nested marks (`**(b*` x`).
Also, `2*3*4` is a product here. None can look past its next closing mark.
"""


class ProseMarkdown:
    """One Markdown instance for one language, used again and again."""

    def __init__(self, lang: str, resolve: Resolve, heading_base: int) -> None:
        self._lang = lang
        self._markdown = _markdown(lang, resolve, heading_base)

    def blocks(self, text: str) -> str:
        """Several paragraphs."""
        parts: list[str] = []
        position = 0
        for start, end, code in references.fenced(text):
            parts.append(self._convert(text[position:start]))
            parts.append(f"<pre><code>{html.escape(code, quote=False)}</code></pre>")
            position = end
        parts.append(self._convert(text[position:]))
        return "\n".join(part for part in parts if part)

    def inline(self, text: str) -> str:
        """One line: no paragraph around it, and no mark at its start makes it a list or a heading."""
        if not _INLINE_MARKS.search(text):
            return html.escape(typography.apply(text, self._lang), quote=False)
        markdown = self._markdown.reset()
        root = Element(markdown.doc_tag)
        SubElement(root, "p").text = text
        for name in ("inline", "unescape", "typesetting"):
            root = markdown.treeprocessors[name].run(root) or root
        return markdown.serializer(root[0]).removeprefix("<p>").removesuffix("</p>")

    def _convert(self, text: str) -> str:
        return self._markdown.reset().convert(text)


def _markdown(lang: str, resolve: Resolve, heading_base: int) -> Markdown:
    markdown = Markdown(extensions=["sane_lists"], output_format="html")
    markdown.ESCAPED_CHARS = [*markdown.ESCAPED_CHARS, "<", "|", "~"]
    markdown.preprocessors.deregister("html_block")
    for name in ("raw_html", "amp_substitute"):
        markdown.postprocessors.deregister(name)
    for name in _DROPPED_INLINES:
        markdown.inlinePatterns.deregister(name, strict=False)  # some are not in every version
    for name in _DROPPED_BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    blocks = markdown.parser.blockprocessors
    blocks.register(_TooDeep(markdown.parser), "too-deep", 95)
    blocks.register(_Heading(markdown.parser), "hashheader", 70)
    blocks.register(_OrderedList(markdown.parser), "olist", 40)
    inlines = markdown.inlinePatterns
    inlines.register(_Code(references.CODE_SPAN.pattern, markdown), "backtick", 190)
    inlines.register(_Reference(references.REFERENCE.pattern, markdown, resolve, lang), "internal", 176)
    inlines.register(_Image("!" + references.WEB_LINK.pattern, markdown), "image", 172)
    inlines.register(_WebLink(r"(?<!!)" + references.WEB_LINK.pattern, markdown), "link", 170)
    inlines.register(_Autolink(references.AUTOLINK.pattern, markdown), "autolink", 120)
    for position, (pattern, tags) in enumerate(_EMPHASIS):
        inlines.register(_Emphasis(pattern, markdown, tags), f"emphasis-{position}", 60 - position)
    trees = markdown.treeprocessors
    trees.register(trees["unescape"], "unescape", 18)  # before typography, which must see the characters
    trees.register(Typesetting(markdown, lang, heading_base), "typesetting", 15)
    return markdown


class _TooDeep(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return len(self.parser.state) > _DEEPEST

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = blocks.pop(0).strip()


class _Heading(HashHeaderProcessor):
    """`# Title`, not `#hashtag`."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ ]+(?P<header>[^\n]*?)[ ]*#*(?:\n|$)")


class _OrderedList(SaneOListProcessor):
    """`1. Item`; but a paragraph that begins with a year is a paragraph."""

    def __init__(self, parser: object) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self.RE = re.compile(r"^[ ]{0,3}\d{1,2}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(r"^[ ]{0,3}((\d{1,2}\.))[ ]+(.*)")


class _Inline(InlineProcessor, ABC):
    """A pattern whose every match becomes one element."""

    @abstractmethod
    def element(self, match: re.Match[str]) -> Element:
        """What a match becomes."""

    def handleMatch(  # type: ignore[override]  # noqa: N802, the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return self.element(m), m.start(), m.end()


class _Code(_Inline):
    def element(self, match: re.Match[str]) -> Element:
        code = Element("code")
        code.text = AtomicString(match[2].strip() or match[2])
        return code


class _Emphasis(_Inline):
    def __init__(self, pattern: str, md: Markdown, tags: tuple[str, ...]) -> None:
        super().__init__(pattern, md)
        self._tags = tags

    def element(self, match: re.Match[str]) -> Element:
        outer = inner = Element(self._tags[0])
        for tag in self._tags[1:]:
            inner = SubElement(inner, tag)
        inner.text = match[1]
        return outer


class _Reference(_Inline):
    """An internal link; its label is Markdown when the author gave it, plain text when the record did."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown, resolve: Resolve, lang: str) -> None:
        super().__init__(pattern, md)
        self._resolve = resolve
        self._lang = lang

    def element(self, match: re.Match[str]) -> Element:
        link = self._resolve(match[1], match[2])
        label = match[3].strip() if match[3] is not None else None
        if link is None or link.href is None:
            text = Element("span")
            text.text = label or AtomicString(match[2] if link is None else link.label)
            return text
        anchor = Element("a", {"class": "ref", "data-kind": link.kind, "href": link.href})
        if link.status is not None:
            anchor.set("data-status", link.status)
        anchor.text = label or AtomicString(link.label)
        if label is None and link.lang is not None and link.lang != self._lang:
            anchor.set("lang", link.lang)
            anchor.text = AtomicString(typography.apply(link.label, link.lang))
        return anchor


class _WebLink(_Inline):
    """A link to another site; the label alone where the address is not safe (reported before rendering)."""

    ANCESTOR_EXCLUDES = ("a",)

    def element(self, match: re.Match[str]) -> Element:
        anchor = _outward(self._typed(match[2]).removeprefix("<").removesuffix(">"))
        anchor.text = match[1]
        return anchor

    def _typed(self, text: str) -> str:
        """The text with the characters that the escape processor has already put aside."""
        return re.sub("\x02([0-9]+)\x03", lambda match: chr(int(match[1])), self.unescape(text))


class _Image(_Inline):
    """Images belong to records, with credit and licence; in prose only the alternative text is shown."""

    def element(self, match: re.Match[str]) -> Element:
        text = Element("span")
        text.text = match[1]
        return text


class _Autolink(_Inline):
    """`<https://…>`; shown as typed where the address is not safe."""

    ANCESTOR_EXCLUDES = ("a",)

    def element(self, match: re.Match[str]) -> Element:
        anchor = _outward(match[1])
        anchor.text = AtomicString(match[1] if anchor.tag == "a" else match[0])
        return anchor


def _outward(address: str) -> Element:
    url = urls.safe(address)
    if url is None:
        return Element("span")
    return Element("a", {"class": "external", "href": url, "rel": "external noopener"})
