"""Words of the interface in another language than the page's, which has no catalogue of its own.

In: such words, while a page is written; then the page. Out: the page with `lang` and `dir` around them, so
that they are read aloud and set as what they are (WCAG 2.2, 3.1.2). Until the page is complete they stand
between noncharacters of Unicode, since only then it shows where they are: a `span` may not stand in an
attribute or a title. It must not know catalogues.
"""

from __future__ import annotations

import re

from diptych.languages.cldr import direction

_START, _WORDS, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = re.compile(f"{_START}([^{_WORDS}]*){_WORDS}|{_END}")
_TAG = re.compile(r"""<[a-z/!](?:[^"'>]|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_OPTION = re.compile(
    f"(<option\\b[^>]*)>{_START}([^{_WORDS}]*){_WORDS}([^{_START}{_END}]*){_END}(?=[ ()\\d]*</option)"
)
_TEXT_ALONE = frozenset({"title", "desc", "option", "textarea"})
"""Elements that hold no other element."""


def mark(words: str, lang: str) -> str:
    """Words that are in a language; `settled` has to see the page that they get into."""
    return f"{_START}{lang}{_WORDS}{words}{_END}"


def marked(words: str) -> bool:
    """Does a text begin with marked words?"""
    return words.startswith(_START)


def settled(html: str) -> str:
    """A page in which every mark has become an element, or is gone where none may stand."""
    if _START not in html:
        return html
    html = _OPTION.sub(lambda found: f"{found[1]}{_attributes(found[2])}>{found[3]}", html)
    pieces: list[str] = []
    inside: list[str] = []
    position = 0
    for tag in _TAG.finditer(html):
        pieces.append(_text(html[position : tag.start()], inside))
        pieces.append(_MARK.sub("", tag[0]))
        position = tag.end()
        name = _NAME.match(tag[0])
        if name and (name[1] in _TEXT_ALONE or name[1] == "svg") and not tag[0].endswith("/>"):
            if not tag[0].startswith("</"):
                inside.append(name[1])
            elif name[1] in inside:
                inside.remove(name[1])
    pieces.append(_text(html[position:], inside))
    return "".join(pieces)


def _text(text: str, inside: list[str]) -> str:
    if _TEXT_ALONE.intersection(inside):
        return _MARK.sub("", text)
    element = "tspan" if inside else "span"
    return _MARK.sub(lambda found: _around(element, found), text)


def _around(element: str, found: re.Match[str]) -> str:
    if found[0] == _END:
        return f"</{element}>"
    # Only CSS gives a direction to a part of a drawing.
    return f'<{element} lang="{found[1]}">' if element == "tspan" else f"<span{_attributes(found[1])}>"


def _attributes(lang: str) -> str:
    return f' lang="{lang}" dir="{direction(lang)}"'
