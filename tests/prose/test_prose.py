from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import references, urls
from diptych.languages import typography
from diptych.render.prose import Link, Prose
from tests.prose import case_files

TAGS = {
    *("a", "em", "strong", "code", "p", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("h3", "h4", "h5", "h6"),
}
ATTRIBUTES = {"a": {"class", "data-kind", "href", "lang", "rel"}, "ol": {"start"}}
KNOWN = {"nis": ("le SRG", None), "hur": ("Ukraine's HUR", "en"), "hostile": ("<b>\"&'</b>", None)}


def resolve(kind: str, id: str) -> Link | None:
    label, lang = KNOWN.get(id, (None, None))
    return Link(f"../{kind}/{id}/", label, lang, kind) if label else None


def french() -> Prose:
    return Prose("fr", resolve)


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


class _Checker(HTMLParser):
    """Fails on every tag, attribute or address that prose never produces."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert {name for name, _ in attrs} <= ATTRIBUTES.get(tag, set()), attrs
        href = dict(attrs).get("href")
        assert href is None or href.startswith("../") or urls.safe(href), href
        assert not (tag == "a" and "a" in self.open)
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        pytest.fail(f"an instruction: {data}")


def assert_harmless(markup: str) -> None:
    checker = _Checker()
    checker.feed(markup)
    checker.close()
    assert checker.open == []
    assert "\x02" not in markup
    assert "\x03" not in markup


@pytest.mark.parametrize(("typed", "expected"), case_files.inline())
def test_inline(typed: str, expected: str) -> None:
    assert case_files.visible(french().inline(typed)) == expected


@pytest.mark.parametrize(("typed", "expected"), case_files.blocks())
def test_blocks(typed: str, expected: str) -> None:
    assert case_files.visible(french().blocks(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Le [[actor:nis]] : *oui*", "Le le SRG⍽: *oui*"),
        ("[[actor:nis|l'agence]] [[actor:nobody]]", "l’agence nobody"),
        ("<b> & # - `x`", "<b> & # - `x`"),
        ("  deux\n lignes ", "deux lignes"),
        ("\\[[actor:nis]]", "\\[[actor:nis]]"),
    ],
)
def test_plain(typed: str, expected: str) -> None:
    assert case_files.visible(french().plain(typed)) == expected


def test_words() -> None:
    assert french().words("L'an 2024 : [[actor:nis]] dit *oui* à [[actor:x|deux mots]]. 10,5 %") == 10


@pytest.mark.parametrize(("base", "levels"), [(1, [1, 2, 6]), (3, [3, 4, 6]), (5, [5, 6, 6])])
def test_heading_base(base: int, levels: list[int]) -> None:
    markup = Prose("fr", resolve, heading_base=base).blocks("# a\n\n## b\n\n###### c")
    assert [int(level) for level in re.findall(r"<h(\d)", markup)] == levels


def test_a_language_of_its_own() -> None:
    assert Prose("en", resolve).inline('"It\'s" : *so*!') == "“It’s” : <em>so</em>!"
    assert Prose("zz", resolve).inline('"It\'s" : *so*!') == '"It\'s" : <em>so</em>!'


def test_a_label_is_text_even_from_a_record() -> None:
    assert french().inline("[[actor:hostile]]").endswith(">&lt;b&gt;\"&amp;'&lt;/b&gt;</a>")


HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.org></sCrIpT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>@import 'x'</style>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='https://x.org' onclick=alert(1)>x</a>",
    "<base href=//x.org>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<p style='background:url(javascript:alert(1))'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    '[x](https://x.org"onmouseover="alert(1))',
    '[x](<https://x.org" onmouseover=alert(1)>)',
    "[x](https://x.org 'title\" onmouseover=alert(1)')",
    "[x](//evil.org)",
    "[x](https://user:pass@evil.org)",
    "<javascript:alert(1)>",
    "<javascript://x.org/%0aalert(1)>",
    '<https://x.org/"onmouseover=alert(1)>',
    "![x](https://evil.org/pixel.png)",
    '![x" onerror=alert(1)](x)',
    "![x](javascript:alert(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[[actor:nis|<img src=x onerror=alert(1)>]]",
    "[[actor:nis|[x](javascript:alert(1))]]",
    "[[actor:nis|`</a><script>alert(1)</script>`]]",
    '[[actor:nis" onclick=alert(1)]]',
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x0260\x03script\x0262\x03",
    "*<b*>*script*</b>",
    "# <script>alert(1)</script>",
    "- <script>\n- alert(1)</script>",
    "text{: onclick=alert(1) }",
    "{% raw %}{{ 7*7 }}",
    "<a@b.org> <x@y'onclick=alert(1)>",
    "\ud800<script>\udfff",
    "\ufdd0\x00\x0b<b\x00>",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile(typed: str) -> None:
    prose = french()
    for markup in (prose.blocks(typed), prose.inline(typed), prose.blocks(f"a *{typed}* [b]({typed})")):
        assert_harmless(markup)


_TOKENS = [
    *"*_`[]()<>!#\\-+.:;?'\"«» \n&|~=1aé",
    *(
        "**",
        "[[actor:nis]]",
        "[[actor:nobody|b *c*]]",
        "[x](https://x.org)",
        "](",
        "```\n",
        "\n\n",
        "    ",
        "> ",
    ),
    *(
        "- ",
        "1. ",
        "<https://x.org>",
        "&amp;",
        "&#60;",
        "<b>",
        "<script>",
        "</p>",
        "javascript:",
        "  \n",
        "***",
    ),
]
markdown_texts = st.one_of(st.text(), st.lists(st.sampled_from(_TOKENS), max_size=40).map("".join))


@given(text=markdown_texts)
def test_any_text_is_harmless(text: str) -> None:
    prose = french()
    assert_harmless(prose.blocks(text))
    assert_harmless(prose.inline(text))


@given(first=markdown_texts, second=markdown_texts)
def test_no_text_changes_another(first: str, second: str) -> None:
    used, fresh = french(), french()
    render: list[Callable[[Prose, str], str]] = [Prose.blocks, Prose.inline]
    for method in render:
        method(used, first)
        assert method(used, second) == method(fresh, second)


@given(text=st.text(st.characters(exclude_characters="\\`*_[<\ufffc", exclude_categories=["Cc", "Cs", "Zs"])))
def test_text_without_marks_comes_through(text: str) -> None:
    # Noncharacters have no place in HTML.
    text = re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "", text)
    assert text_of(french().inline(text)) == typography.apply(text, "fr")
    assert text_of(french().inline(f"é{text} *x*")) == typography.apply(f"é{text} x", "fr")


@given(
    words=st.lists(
        st.sampled_from(
            ["2 * 3", "snake_case_w", "a < b", "C#", "R&D", "3*4*5", "[x]", "**", "_", "&lt;", "é"]
        )
    )
)
def test_text_with_idle_marks_comes_through(words: list[str]) -> None:
    text = ", ".join(words)
    assert text_of(french().inline(text)) == typography.apply(text, "fr")


@given(text=st.lists(st.sampled_from([*"*_ ab(é1", "**", "***", "__"]), max_size=20).map("".join))
def test_emphasis_loses_nothing_but_its_marks(text: str) -> None:
    shown = text_of(french().inline(text))
    assert re.sub("[*_ ]", "", shown) == re.sub("[*_ ]", "", text)


@given(text=markdown_texts)
def test_every_link_that_is_shown_was_found(text: str) -> None:
    found = {f"../{reference.kind}/{reference.id}/" for reference in references.found(text)}
    shown = set(re.findall(r'class="ref" [^>]*href="([^"]*)"', french().blocks(text)))
    assert shown <= found


@pytest.mark.parametrize(
    "mark",
    [
        "[",
        "[[a ",
        "*a ",
        "**a ",
        "*a",
        "_a ",
        "`",
        "<a ",
        "> ",
        ">",
        "- ",
        "1. ",
        "[a](",
        "« ",
        '"a ',
        "#",
        "~~~\n",
        "\\",
        " !",
        "&a",
    ],
)
def test_long_and_deep_texts_are_rendered(mark: str) -> None:
    prose = french()
    text = mark * 5000
    assert_harmless(prose.blocks(text))
    assert_harmless(prose.inline(text))
    assert not list(references.found(text))


def test_deep_lists_become_paragraphs() -> None:
    markup = french().blocks("\n".join("    " * depth + "- x" for depth in range(60)))
    assert_harmless(markup)
    assert markup.count("<ul>") < 15
    assert text_of(markup).count("x") == 60
