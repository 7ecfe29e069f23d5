from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import references

texts = st.lists(
    st.sampled_from(
        [*"[]`<>|:\\ \n~ab-!", "[[", "]]", "actor:nis", "[[actor:nis]]", "```\n", "\n\n", "<b>", "]("]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le [[actor:nis]] dit", [("actor", "nis", None)]),
        ("[[statement:troops|the deployment]]", [("statement", "troops", "the deployment")]),
        ("[[statement:troops| un libellé|avec barre ]]", [("statement", "troops", "un libellé|avec barre")]),
        ("[[[actor:nis]]]", [("actor", "nis", None)]),
        ("[[actor:nis]][[actor:2-b]]", [("actor", "nis", None), ("actor", "2-b", None)]),
        ("\\[[actor:nis]] \\\\[[actor:b]]", [("actor", "b", None)]),
        ("`[[actor:nis]]` ``a ` [[actor:nis]]`` [[actor:b]]", [("actor", "b", None)]),
        ("un ` seul [[actor:nis]]", [("actor", "nis", None)]),
        ("un ` ici\n\nun ` là [[actor:nis]]", [("actor", "nis", None)]),
        ("- un ` ici\n- [[actor:nis]] ` là", [("actor", "nis", None)]),
        ("```\n[[actor:nis]]\n\n[[actor:nis]]\n```\n[[actor:b]]", [("actor", "b", None)]),
        ("~~~~ x\n```\n[[actor:nis]]\n~~~~\n[[actor:b]]", [("actor", "b", None)]),
        ("```\n[[actor:nis]]", []),
        ("    [[actor:nis]]", [("actor", "nis", None)]),
        ("[[Actor:nis]] [[actor:NIS]] [[actor:]] [[]]", []),
        ("[actor:nis] [[a]b]]", []),
    ],
)
def test_found(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = list(references.found(text))
    assert [(reference.kind, reference.id, reference.label) for reference in found] == expected
    for reference in found:
        assert text[reference.start : reference.end].startswith(f"[[{reference.kind}:{reference.id}")
        assert text[reference.start : reference.end].endswith("]]")


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a [[actor nis]] b", "[[actor nis]]", "no-kind"),
        ("a [[nis]] b", "[[nis]]", "no-kind"),
        ("a [[actor:x b", "[[actor:x b", "unclosed"),
        ("a [[actor:x] b", "[[actor:x", "unclosed"),
        ("a [[actor:x\nb", "[[actor:x", "unclosed"),
        ("[[]]", "[[]]", "empty"),
        ("[[ |x]]", "[[ |x]]", "empty"),
        ("[[actor: nis]]", "[[actor: nis]]", "space"),
        ("[[Actor:nis]]", "[[Actor:nis]]", "bad-kind"),
        ("[[acteur-é:nis]]", "[[acteur-é:nis]]", "bad-kind"),
        ("[[actor:Nis]]", "[[actor:Nis]]", "bad-id"),
        ("[[actor:]]", "[[actor:]]", "bad-id"),
        ("[[actor:nis|]]", "[[actor:nis|]]", "empty-label"),
        ("[[actor:nis|a [b] c]]", "[[actor:nis|a ", "bracket"),
    ],
)
def test_malformed(text: str, place: str, reason: str) -> None:
    problems = list(references.malformed(text))
    assert [(text[problem.start : problem.end], problem.reason) for problem in problems] == [(place, reason)]
    assert not list(references.found(text))


@pytest.mark.parametrize(
    "text", ["[[1]](https://x.org)", "`[[nis]]`", "\\[[nis]]", "[[actor:nis]]", "[ [nis]]", "]]"]
)
def test_not_malformed(text: str) -> None:
    assert not list(references.malformed(text))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a <b>c</b>", ["b", "b"]),
        ("<img src=x onerror=alert(1)> <br/>", ["img", "br"]),
        ("<IMG/SRC=x>", ["img"]),
        ("<!-- x --> <!DOCTYPE html> <?php x ?>", ["!--", "!", "?"]),
        ("<https://example.org> a < b <3 <- x <y@z.org> a<b", []),
        ("`<b>` \\<b>\n\n```\n<b>\n```", []),
        ("<ma-balise attr>", ["ma-balise"]),
    ],
)
def test_raw_html(text: str, tags: list[str]) -> None:
    found = list(references.raw_html(text))
    assert [tag for _, _, tag in found] == tags
    assert all(text[start] == "<" for start, _, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://x.org/b_(c)) et <http://y.org>", ["https://x.org/b_(c)", "http://y.org"]),
        ('[a](<javascript:x> "t") ![b](/c)', ["javascript:x", "/c"]),
        ("[[1]](https://x.org) [a [b] c](#d)", ["https://x.org", "#d"]),
        ("`[a](b)` \\[a](b) [a] (b) [a](b c)", []),
    ],
)
def test_web_links(text: str, expected: list[str]) -> None:
    links = list(references.web_links(text))
    assert [link.url for link in links] == expected
    assert [text[link.start : link.end] for link in links] == expected


@given(text=texts)
def test_places_are_in_the_text_in_order_and_apart(text: str) -> None:
    places = sorted((*references.found(text), *references.malformed(text)), key=lambda place: place.start)
    end = 0
    for place in places:
        assert end <= place.start < place.end <= len(text)
        assert text.startswith("[[", place.start)
        end = place.end


@given(text=texts)
def test_nothing_is_found_in_code(text: str) -> None:
    code = "```\n" + text.replace("`", "").replace("~", "") + "\n```"
    assert not list(references.found(code))
    assert not list(references.malformed(code))
    assert not list(references.raw_html(code))
    assert not list(references.web_links(code))
