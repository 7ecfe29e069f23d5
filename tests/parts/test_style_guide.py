"""The style guide as a site: sound pages, an invented site in every state, and nothing of it is published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diptych import pipeline, plan, starter
from diptych.model import STATUSES
from diptych.render import tokens
from tests.site import built, test_markup
from tests.site.built import ROOT, Site
from tests.site.document import Document


def test_it_is_made_without_any_problem(guide: pipeline.Guide):
    assert guide.problems == ()


def test_the_invented_site_has_no_mistake_but_the_stale_text_that_an_example_shows():
    found = pipeline.check(starter.style_guide(ROOT)).problems

    (problem,) = found
    assert problem.code == "translations-waiting"
    assert dict(problem.params) == {"stale": "1", "changed": "0", "language": "en", "tag": "en"}


def test_the_invented_site_has_every_status(guide: pipeline.Guide):
    page = guide.files["en/bridge/index.html"].decode("utf-8")
    assert {status for status in STATUSES if f'data-status="{status}"' in page} == set(STATUSES)


@pytest.mark.parametrize(
    "test",
    [
        test_markup.test_the_html_needs_no_repair,
        test_markup.test_pages_begin_with_the_doctype,
        test_markup.test_one_first_heading_and_no_level_is_skipped,
        test_markup.test_ids_are_unique_and_references_by_id_are_there,
        test_markup.test_nothing_needs_what_the_security_policy_forbids,
        test_markup.test_titles_are_unique_within_a_language,
        test_markup.test_descriptions_are_there_and_neither_they_nor_titles_show_markup,
        test_markup.test_one_main_part_with_a_way_to_skip_to_it,
        test_markup.test_every_link_button_and_picture_has_words,
        test_markup.test_tables_have_a_caption_and_headers,
    ],
    ids=lambda test: test.__name__.removeprefix("test_"),
)
def test_its_pages_are_as_sound_as_those_of_a_site(test: object, site: Site):
    test(site)  # type: ignore[operator]


def test_every_link_leads_somewhere(site: Site):
    for path, page in site.pages.items():
        for element, _, href in built.addresses(page):
            if path == "404.html" or not built.is_internal(href):
                continue
            target = site.target(path, href)
            assert target is not None, (path, element)
            file, anchor = target
            assert file in site.files or file.startswith("pagefind"), (path, href)
            assert not anchor or anchor in site.pages[file].ids, (path, href)


def test_every_part_has_its_page_in_every_language(guide: pipeline.Guide):
    names = {path.stem for path in (ROOT / "templates/parts").glob("*.html")}
    for lang in ("fr", "en"):
        start = Document(guide.files[f"{lang}/parts/index.html"].decode("utf-8"))
        hrefs = {link.get("href") for link in start.all("a")}
        for name in names:
            assert f"{lang}/parts/{name}/index.html" in guide.files
            assert f"{name}/" in hrefs


def test_a_page_shows_documentation_call_live_example_and_source(guide: pipeline.Guide):
    page = guide.files["fr/parts/statement/index.html"].decode("utf-8")
    assert 'lang="en" dir="ltr">In a panel of known beside claimed.' in page
    assert "<code>entry(statement(&#34;closed&#34;))</code>" in page
    assert '<article class="statement" id="known.statement-closed"' in page
    assert "&lt;article class=&#34;statement&#34; id=&#34;statement-closed&#34;" in page


def test_nothing_of_it_is_in_a_published_site(tmp_path: Path):
    made = built.site(ROOT, tmp_path / "site")
    assert not made.outcome.failed
    for path, data in made.files.items():
        assert not re.search(r"(^|/)(parts|_parts|style_guide|tokens)\b", path), path
        if path.endswith((".html", ".css", ".js", ".json", ".xml")):
            assert b"style_guide" not in data and b"Orlevent" not in data and b"guide__" not in data, path


def test_the_plan_of_a_site_has_no_page_of_the_guide():
    templates = {row.__name__ for row in plan._KINDS}
    assert not {"parts", "part", "tokens"} & templates
    assert not {path.stem for path in (ROOT / "templates/pages").glob("*.html")} & {"parts", "part", "tokens"}


def test_the_guide_can_be_made_for_a_site_without_templates_of_its_own(tmp_path: Path):
    assert starter.style_guide(tmp_path) == ROOT / "templates/style_guide"


CSS = """
@layer tokens {
  :root { --paper: #ffffff; --ink: #000000; /* --gone: #123456; */ --known-tint: #777777;
    --size-m: 1rem; --space-1: 2px; --serif: "A B", serif; }
  @media (prefers-color-scheme: dark) { :root { --paper: #000000; --ink: #ffffff; } }
}
"""


def test_tokens_are_those_of_the_style_sheet():
    found = tokens.tokens(CSS)
    assert [(each.name, each.light, each.dark) for each in found.colours] == [
        ("paper", "#ffffff", "#000000"),
        ("ink", "#000000", "#ffffff"),
        ("known-tint", "#777777", "#777777"),
    ]
    assert found.colours[1].contrasts == (
        tokens.Contrast("paper", 21.0, 21.0),
        tokens.Contrast("known-tint", 4.6, 4.4),
    )
    assert (dict(found.sizes), dict(found.spaces), dict(found.others)) == (
        {"size-m": "1rem"},
        {"space-1": "2px"},
        {"serif": '"A B", serif'},
    )


def test_text_can_be_read_on_every_ground():
    """4.5 to 1, WCAG 2.2, success criterion 1.4.3; rules and focus rings are not text."""
    found = tokens.tokens((ROOT / "assets/css/tokens.css").read_text("utf-8"))
    texts = [colour for colour in found.colours if colour.contrasts and not colour.name.startswith("rule")]
    assert len(texts) > 8
    low = {
        (colour.name, each.ground): (each.light, each.dark)
        for colour in texts
        for each in colour.contrasts
        if min(each.light, each.dark) < 4.5
    }
    assert low == {}


def test_no_token_is_used_that_is_not_set():
    css = "".join(path.read_text("utf-8") for path in (ROOT / "assets/css").rglob("*.css"))
    css += (ROOT / "templates/style_guide/style.css").read_text("utf-8")
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", css)) <= set(re.findall(r"(--[a-z0-9-]+):", css))


def test_a_style_sheet_has_the_name_of_what_it_styles():
    """A part, a kind of page, or a block that several kinds of page share."""
    named = {
        kind: {path.stem for path in (ROOT / "templates" / kind).glob("*.html")}
        for kind in ("parts", "pages")
    }
    pages = [path.read_text("utf-8") for path in (ROOT / "templates/pages").glob("*.html")]
    for kind in ("parts", "pages"):
        sheets = list((ROOT / "assets/css" / kind).glob("*.css"))
        assert sheets
        for sheet in sheets:
            if kind == "pages" and sheet.stem not in named[kind]:
                assert sum(f'class="{sheet.stem}' in page for page in pages) > 1, sheet
            else:
                assert sheet.stem in named[kind], sheet
            text = sheet.read_text("utf-8")
            assert text.startswith("/* "), sheet
            assert f"@layer {kind} {{" in text, sheet
