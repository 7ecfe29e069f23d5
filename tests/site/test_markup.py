"""What every page must hold as a document: head, headings, anchors, security policy, sound HTML."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.site.built import Site
from tests.site.document import Document, Element


@pytest.fixture(params=["real", "half", "arabic"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def each(site: Site) -> Iterator[tuple[str, Document]]:
    assert site.pages
    yield from site.pages.items()


def test_the_html_needs_no_repair(site: Site):
    assert {path: page.mistakes for path, page in each(site) if page.mistakes} == {}


def test_pages_begin_with_the_doctype(site: Site):
    for path in site.pages:
        assert site.files[path].lstrip().lower().startswith(b"<!doctype html>"), path


def test_one_first_heading_and_no_level_is_skipped(site: Site):
    for path, page in each(site):
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (path, levels)
        assert all(heading.text for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")), path


def test_ids_are_unique_and_references_by_id_are_there(site: Site):
    for path, page in each(site):
        assert [id for id, count in Counter(page.ids).items() if count > 1] == [], path
        for element in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"):
                assert set((element.get(name) or "").split()) <= set(page.ids), (path, element)


def test_nothing_needs_what_the_security_policy_forbids(site: Site):
    for path, page in each(site):
        head = next(page.all("head"))
        metas = [child for child in head.children if isinstance(child, Element)][:2]
        assert metas[0].get("charset") == "utf-8", path
        assert metas[1].get("http-equiv") == "Content-Security-Policy", path
        policy = metas[1].get("content") or ""
        assert policy.startswith("default-src 'none'"), path
        if path.split("/")[1:2] in (["search"], ["recherche"]):  # the search program is WebAssembly
            policy = policy.replace(" 'wasm-unsafe-eval'", "")
        assert not re.search(r"unsafe|\*|https?:|data:|blob:", policy), path
        for element in page.elements:
            assert element.tag not in ("style", "iframe", "object", "embed", "base"), (path, element)
            assert not (element.tag == "script" and (not element.get("src") or element.children)), path
            names = [name for name in element.attributes if name == "style" or name.startswith("on")]
            assert names == [], (path, element)
            assert not re.match(r"\s*(javascript|data|vbscript):", element.get("href") or ""), (path, element)


def test_no_page_tells_others_where_the_reader_comes_from(site: Site):
    assert {path for path, page in each(site) if page.meta("referrer") != "no-referrer"} == set()


def test_titles_are_unique_within_a_language(site: Site):
    for lang in (*site.languages, ""):
        titles = Counter(
            page.title for path, page in each(site) if (path.partition("/")[0] == lang) or not lang
        )
        assert [title for title, count in titles.items() if not title.strip()] == []
        if lang:  # a text that is not translated is the same in both
            assert [title for title, count in titles.items() if count > 1] == []


def test_descriptions_are_there_and_neither_they_nor_titles_show_markup(site: Site):
    for path, page in each(site):
        description = page.meta("description") or ""
        assert description.strip(), path
        for words in (page.title, description):
            assert not re.search(r"[*_]\w|\w[*_]\W|\[\[|\]\(|<[a-z]|\s{2}|\n", words), (path, words)


def test_descriptions_say_something(real: Site):
    assert {path for path, page in each(real) if len(page.meta("description") or "") < 40} == set()


def test_one_main_part_with_a_way_to_skip_to_it(site: Site):
    for path, page in each(site):
        (main,) = page.all("main")
        first = next(page.all("a"))
        assert first.get("href") == f"#{main.get('id')}", path


def test_every_link_button_and_picture_has_words(site: Site):
    for path, page in each(site):
        for element in page.all("a", "button", "summary", "img", "nav"):
            if element.tag == "img":
                assert element.get("alt") is not None, (path, element)
                continue
            name = element.get("aria-label") or element.get("aria-labelledby") or element.text
            assert re.search(r"\w", name), (path, element)
        for picture in page.all("svg"):
            above = list(picture.above())
            assert any(
                element.get("aria-hidden") == "true"
                or element.get("aria-label")
                or element.get("aria-labelledby")
                for element in above
            ), (path, picture)


def test_names_for_screen_readers_tell_the_links_of_a_page_apart(site: Site):
    """A name given by `aria-label` is all that a screen reader says of a link."""
    for path, page in each(site):
        named: dict[str, set[str]] = {}
        for link in page.all("a"):
            if label := link.get("aria-label"):
                named.setdefault(label, set()).add(link.get("href") or "")
        several = {
            label: hrefs for label, hrefs in named.items() if len({h.split("#")[-1] for h in hrefs}) > 2
        }
        assert several == {}, path


def test_tables_have_a_caption_and_headers(site: Site):
    for path, page in each(site):
        for table in page.all("table"):
            assert any(caption.text for caption in table.all("caption")), path
            assert all(header.get("scope") for header in table.all("th")), path
            widths = {
                sum(int(cell.get("colspan") or 1) for cell in row.all("th", "td")) for row in table.all("tr")
            }
            assert len(widths) == 1, path


def test_every_status_on_a_page_is_said_in_words(site: Site):
    """Status never by colour alone: a mark that screen readers skip stands beside its word."""
    for path, page in each(site):
        for mark in page.all("svg"):
            if "mark" in (mark.get("class") or "").split():
                assert mark.parent is not None
                assert mark.parent.text, (path, mark.parent)


def test_dates_for_machines_are_dates(site: Site):
    pattern = re.compile(r"-?\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?")
    for path, page in each(site):
        for time in page.all("time"):
            assert pattern.fullmatch(time.get("datetime") or ""), (path, time)
            assert time.text, path


LANDMARKS = {"nav": "navigation", "aside": "complementary", "header": "banner", "footer": "contentinfo"}
BARE = ("banner", "contentinfo", "main")
"""Landmarks that stand once and need no name."""
ENTRIES = ("li", "tr", "article", "figure")
"""What a screen reader reads along with a link: an entry of a list or a table, or else its paragraph."""


def landmark(element: Element) -> str | None:
    """The landmark that an element is, as in HTML-AAM: a section or a form only with a name."""
    if role := element.get("role"):
        return role if role in ("region", "search", "form", *LANDMARKS.values()) else None
    named = element.get("aria-label") or element.get("aria-labelledby")
    if element.tag in ("section", "form"):
        return {"section": "region", "form": "form"}[element.tag] if named else None
    inner = [above.tag for above in element.above()][1:]
    if element.tag in ("header", "footer") and {"main", "article", "section", "nav", "aside"} & {*inner}:
        return None
    return LANDMARKS.get(element.tag)


def spoken(element: Element, page: Document) -> str:
    """The accessible name: what labels it, or its words without those that screen readers skip."""
    if named := element.get("aria-labelledby"):
        return " ".join(page.one(id).text for id in named.split())
    if label := element.get("aria-label"):
        return label
    heard = [
        text
        for inner, text in element.texts()
        if not any(above.get("aria-hidden") == "true" for above in inner.above())
    ]
    return " ".join("".join(heard).split())


def test_landmarks_of_one_kind_have_names_that_tell_them_apart(site: Site):
    for path, page in each(site):
        found: dict[str, list[str]] = {}
        for element in page.elements:
            if kind := landmark(element):
                found.setdefault(kind, []).append(spoken(element, page) if kind not in BARE else "")
        for kind, names in found.items():
            if kind in BARE:
                assert len(names) == 1, (path, kind)
            else:
                assert all(names), (path, kind, names)
                assert len(set(names)) == len(names), (path, kind, names)


def test_links_that_sound_alike_in_one_place_lead_to_one_place(site: Site):
    for path, page in each(site):
        found: dict[tuple[str, str, str], set[str]] = {}
        for link in page.all("a"):
            above = [element for element in link.above() if element.tag in ENTRIES]
            above += [element.parent or element for element in link.above() if element.tag == "dd"]
            above += [element for element in link.above() if element.tag == "p"]
            around = above[0] if above else page.root
            key = (spoken(link, page), link.lang, around.text)
            found.setdefault(key, set()).add(
                str(site.target(path, link.get("href") or "") or link.get("href"))
            )
        assert {key[0]: hrefs for key, hrefs in found.items() if len(hrefs) > 1} == {}, path


def test_buttons_have_names_of_their_own(site: Site):
    for path, page in each(site):
        names = Counter(spoken(button, page) for button in page.all("button"))
        assert [name for name, count in names.items() if count > 1 or not name] == [], path


def test_the_page_and_the_language_at_hand_are_marked_as_current(real: Site):
    for path, page in each(real):
        current = [element for element in page.elements if element.get("aria-current")]
        for element in current:
            assert site_target(real, path, element)[0] == path, (path, element)
        switch = [element for element in current if element.get("hreflang")]
        assert [element.get("hreflang") for element in switch] == ([page.lang] if "/" in path else []), path


def site_target(site: Site, path: str, link: Element) -> tuple[str, str]:
    target = site.target(path, link.get("href") or "")
    assert target, (path, link)
    return target


def test_what_changes_without_a_new_page_is_said(real: Site):
    """A live region is heard when it stands in the page before its words change: filters, search, copies."""
    seen = Counter[str]()
    for path, page in each(real):
        for form in page.all("form"):
            assert [element.tag for element in form.all() if element.get("role") == "status"], path
            seen["form"] += 1
        if any(button.get("data-copy") for button in page.all("button")):
            assert any(element.get("role") == "status" for element in page.all("p")), path
            seen["copy"] += 1
    assert min(seen["form"], seen["copy"]) > 3
