"""What was published and taken away: its address says so and leads on; nobody meets a dead link."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diptych.languages import catalogue
from tests import case_folders
from tests.site import built
from tests.site.built import Site
from tests.site.document import Document

BEFORE = """- id: gone
  date: 2025-06-11
  type: correction
  text: {fr: "Le bilan a été remplacé.", en: "The toll was replaced."}
  before: {fr: "Huit morts.", en: "Eight dead."}
  removed: [statement:old-toll, actor:mate, event:old-day, source:old-paper, figure:dead, section:night]
  replaced_by: statement:ferry-sank
"""
EXPLAINER = """removed:
  - id: tram
    slug: {fr: tramway, en: tram}
    date: 2025-01-01
    text: {fr: "Réuni à un autre dossier.", en: "Merged with another explainer."}
    replaced_by: ferry
  - id: mill
    date: 2025-01-02
    text: {fr: "Retiré.", en: "Withdrawn."}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("gone")
    shutil.copytree(case_folders.BASE / "content", root / "content")
    for file, text in (("ferry/changes.yaml", BEFORE), ("site.yaml", EXPLAINER)):
        with (root / "content" / file).open("a", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    made = built.site(root, root / "site")
    assert made.outcome.problems == ()
    return made


def plain(page: Document) -> str:
    return " ".join(page.root.text.split())


@pytest.mark.parametrize(
    "path, why, to",
    [
        ("fr/ferry/enonces/old-toll/", "Le bilan a été remplacé.", "../ferry-sank/"),
        ("en/ferry/statements/old-toll/", "The toll was replaced.", "../ferry-sank/"),
        ("en/ferry/actors/mate/", "The toll was replaced.", "../../statements/ferry-sank/"),
        ("fr/tramway/", "Réuni à un autre dossier.", "../ferry/"),
        ("en/tram/", "Merged with another explainer.", "../ferry/"),
        ("fr/mill/", "Retiré.", "../"),
    ],
)
def test_the_old_address_says_why_and_leads_on(path: str, why: str, to: str, site: Site):
    page = site.pages[f"{path}index.html"]
    words = catalogue.words(path[:2], "ui")
    assert words["gone_title"] in plain(page)
    assert why in plain(page)
    main = next(element for element in page.elements if element.tag == "main")
    assert to in [link.get("href") for link in main.all("a")]
    assert page.meta("robots") == "noindex"
    assert not page.mistakes


@pytest.mark.parametrize("lang, other", [("fr", "statements"), ("en", "enonces")])
def test_the_other_language_is_one_step_away(lang: str, other: str, site: Site):
    segment = catalogue.words(lang, "ui")["segments"]["statement"]
    page = site.pages[f"{lang}/ferry/{segment}/old-toll/index.html"]
    ways = [link.get("href") for link in page.all("a") if link.get("hreflang") not in (None, lang)]
    assert any(way and way.endswith(f"/ferry/{other}/old-toll/") for way in ways)


@pytest.mark.parametrize(
    "page, anchors",
    [
        ("timeline", {"event-old-day"}),
        ("sources", {"source-old-paper"}),
        (
            "changes",
            {"statement-old-toll", "event-old-day", "source-old-paper", "figure-dead", "section-night"},
        ),
        ("", {"statement-old-toll", "event-old-day", "figure-dead", "section-night", "actor-mate"}),
    ],
)
def test_an_anchor_that_was_shared_leads_to_what_happened(page: str, anchors: set[str], site: Site):
    found = site.pages[f"en/ferry/{page}/index.html" if page else "en/ferry/index.html"]
    assert anchors <= set(found.ids)
    assert not found.mistakes
    target = next(element for element in found.elements if element.get("id") in anchors)
    assert "withdrawn" in target.text
    assert any("ferry-sank" in (link.get("href") or "") for link in target.all("a"))


def test_what_was_replaced_by_nothing_leads_nowhere(site: Site):
    page = site.pages["en/mill/index.html"]
    assert catalogue.words("en", "ui")["gone_to"] not in plain(page)


def test_a_withdrawn_page_cannot_be_searched_for_nor_is_it_counted(site: Site):
    assert not [path for path in site.pages if "old-toll" in path and path.startswith("search")]
    for path, page in site.pages.items():
        if not any(word in path for word in ("old-toll", "mate", "tram", "mill")):
            ways = [link.get("href") or "" for link in page.all("a")]
            assert not [way for way in ways if way.endswith(("old-toll/", "mate/", "tram/", "mill/"))], path


def test_a_change_that_is_a_draft_takes_nothing_away(tmp_path: Path):
    shutil.copytree(case_folders.BASE / "content", tmp_path / "content")
    with (tmp_path / "content/ferry/changes.yaml").open("a", encoding="utf-8", newline="\n") as opened:
        opened.write(BEFORE.replace("- id: gone\n", "- id: gone\n  draft: yes\n"))
    made = built.site(tmp_path, tmp_path / "site")
    assert made.outcome.problems == ()
    assert "en/ferry/statements/old-toll/index.html" not in made.files
