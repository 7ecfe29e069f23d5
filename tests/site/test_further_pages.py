"""The diptych page, what was known on a day, the method, citations, files and reports, as finished pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from diptych import link, model, replay
from diptych.languages import catalogue
from diptych.rules import RULES
from tests.site import built
from tests.site.built import Site
from tests.site.document import Document, Element

WORDS = {lang: catalogue.words(lang, "ui") for lang in ("fr", "en")}


def classed(page: Document, name: str, *tags: str) -> Iterator[Element]:
    found = page.all(*tags) if tags else iter(page.elements)
    return (element for element in found if name in (element.get("class") or "").split())


def under(site: Site, lang: str, segment: str) -> dict[str, Document]:
    """The pages of an explainer in the folder of this segment."""
    word = WORDS[lang]["segments"][segment]
    return {path: page for path, page in site.of(lang).items() if f"/{word}/" in path}


def single(site: Site, lang: str, segment: str) -> tuple[str, Document]:
    ((path, page),) = under(site, lang, segment).items()
    return path, page


@pytest.fixture(scope="module")
def content() -> link.Explainer:
    return built.linked(built.ROOT)


@pytest.fixture(scope="module")
def played(content: link.Explainer) -> replay.Replay:
    return replay.replay(content)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_key_points_say_who_claims_and_on_what_evidence(lang: str, real: Site, content: link.Explainer):
    page = real.explainer(lang)[1]
    block = next(element for element in page.elements if element.get("id") == "key-points")
    points = [element for element in block.all("li") if element.get("class") == "key-point"]
    assert len(points) == len(content.head.record.key_points)
    for point in points:
        assert any(link.get("class") == "evidence" for link in point.all("a")), point.text
    claims = next(element for element in block.all("section") if "panel--claimed" in element.get("class"))
    assert all(WORDS[lang]["claimed_by"] in point.text for point in claims.all("li"))
    assert WORDS[lang]["denied_by"] in claims.text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_for_every_day_on_which_a_status_changed(lang: str, real: Site, played: replay.Replay):
    pages = under(real, lang, "known_on")
    assert [path.split("/")[-2] for path in pages] == [str(day) for day in played.days()]
    assert len(pages) > 20
    for path, page in pages.items():
        assert page.meta("robots") == "noindex", "the past is not to be found as the present"
        assert WORDS[lang]["known_on_kicker"] in page.root.text, path


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_day_shows_what_was_known_then_and_nothing_later(
    lang: str, real: Site, played: replay.Replay, content: link.Explainer
):
    names = WORDS[lang]["labels"]["status"]
    for (_, page), day in zip(under(real, lang, "known_on").items(), played.days(), strict=True):
        standings = played.on(day)
        shown = {
            article.get("id") or "": next(classed_in(article, "badge")).text
            for article in classed(page, "statement", "article")
        }
        replaced = {
            entry.id
            for entry in content.published("statement")
            if entry.record.superseded_by in standings and entry.record.superseded_by is not None
        }
        expected = {
            f"statement-{id}": names[standing.status]
            for id, standing in standings.items()
            if id not in replaced
        }
        assert {id: plain(said) for id, said in shown.items()} == expected
        turned = [
            id
            for id, standing in standings.items()
            if standing.since == day and standing.step is not None and id not in replaced
        ]
        assert len(list(classed(page, "turn", "li"))) == len(turned) > 0


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_articles_of_one_newsroom_are_one_origin(lang: str, real: Site, content: link.Explainer):
    merged = 0
    pages = {path.split("/")[-2]: page for path, page in under(real, lang, "statement").items()}
    for entry in content.published("statement"):
        roots = [content.record("source", origin.root) for origin in content.origins(entry.record)]
        counted = {root.id if root.basis == "primary" else link.house(root) for root in roots}
        assert len(list(classed(pages[entry.id], "origin", "li"))) == len(counted), entry.id
        merged += len(counted) < len(roots)
    assert merged, "the explainer has a statement that rests on two articles of one newsroom"


def classed_in(element: Element, name: str) -> Iterator[Element]:
    return (found for found in element.all() if name in (found.get("class") or "").split())


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_days_lead_from_one_to_the_next_and_to_the_present(lang: str, real: Site):
    pages = list(under(real, lang, "known_on").items())
    explainer = real.explainer(lang)[0]
    for index, (path, page) in enumerate(pages):
        targets = {
            rel: {real.target(path, a.get("href") or "") for a in page.all("a") if a.get("rel") == rel}
            for rel in ("prev", "next")
        }
        assert targets["prev"] == ({(pages[index - 1][0], "")} if index else set())
        following = {(pages[index + 1][0], "")} if index + 1 < len(pages) else set()
        assert targets["next"] == following
        assert any(real.target(path, a.get("href") or "") == (explainer, "") for a in page.all("a"))
        current = [a for a in classed(page, "days__day") if a.get("aria-current") == "page"]
        assert [real.target(path, a.get("href") or "") for a in current] == [(path, "")]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_step_of_a_history_leads_to_its_day(lang: str, real: Site, played: replay.Replay):
    days = {path.split("/")[-2]: path for path in under(real, lang, "known_on")}
    count = 0
    for id, spell in played.spells.items():
        path, page = real.page_of(f"statement-{id}", lang)
        found = [real.target(path, a.get("href") or "") for a in classed(page, "history__then")]
        expected = [(days[str(standing.since)], "") for standing in spell if standing.step is not None]
        assert found == expected, id
        count += len(found)
    assert count > 40


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_languages_stand_side_by_side(lang: str, real: Site, content: link.Explainer):
    path, page = single(real, lang, "diptych")
    assert page.meta("robots") == "noindex"
    rows = list(classed(page, "aligned__cells"))
    assert len(rows) > 900
    order = [lang, *(other for other in real.languages if other != lang)]
    for row in rows:
        cells = [child for child in row.children if isinstance(child, Element)]
        assert [cell.get("lang") for cell in cells] == order
        assert all(cell.text for cell in cells)
    for entry in content.published("statement"):
        article = page.one(f"statement-{entry.id}")
        own = next(classed_in(article, "aligned__own"))
        found = [real.target(path, a.get("href") or "") for a in own.all("a")]
        assert found == [(real.page_of(f"statement-{entry.id}", other)[0], "") for other in order]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_links_in_a_column_stay_in_its_language(lang: str, real: Site):
    path, page = single(real, lang, "diptych")
    count = 0
    for cell in classed(page, "aligned__cell"):
        for anchor in cell.all("a"):
            if "ref" in (anchor.get("class") or "").split():
                target = real.target(path, anchor.get("href") or "")
                assert target is not None
                assert target[0].startswith(f"{cell.get('lang')}/"), anchor
                count += 1
    assert count > 40


def test_a_missing_text_says_so_in_the_language_of_the_page(half: Site):
    for lang in half.languages:
        _, page = single(half, lang, "diptych")
        missing = list(classed(page, "aligned__cell--missing"))
        assert len(missing) > 5
        said = WORDS[lang]["text_missing"].partition("{")[0]
        assert all(plain(said) in plain(cell.text) and cell.lang == lang for cell in missing)
        rows = {a.get("href") for part in classed(page, "across__lacking") for a in part.all("a")}
        owners = {
            next(above for above in cell.above() if above.get("id")).get("id") or "" for cell in missing
        }
        assert rows == {f"#{id}" for id in owners}


@pytest.mark.parametrize("name", ["real", "half"])
def test_the_method_tells_every_rule_and_how_it_holds_here(name: str, request: pytest.FixtureRequest):
    site: Site = request.getfixturevalue(name)
    for lang in site.languages:
        word = WORDS[lang]["segments"]["method"]
        path, page = f"{lang}/{word}/index.html", site.pages[f"{lang}/{word}/index.html"]
        for rule in RULES:
            row = page.one(f"rule-{rule.code}")
            off = name == "half" and rule.code == "unused-source"
            assert (WORDS[lang]["method_off"] in row.text) is off, rule.code
            first = catalogue.words(lang, "rules")["rules"][rule.code].split("\n\n")[0]
            told = re.sub(r"[*`'’“”\"«» \u202f\u00a0]", "", first)
            assert told in re.sub(r"[*`'’“”\"«» \u202f\u00a0]", "", row.text), rule.code
        for status in (*model.STATUSES, "question"):
            assert page.one(f"status-{status}").text
        for other_path, other in site.of(lang).items():
            links = {site.target(other_path, a.get("href") or "") for a in other.all("a")}
            assert (path, "") in links, f"{other_path} does not lead to the method"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_statement_can_be_cited_with_its_address_and_the_as_of_date(
    lang: str, real: Site, content: link.Explainer
):
    year = content.head.record.as_of[:4]
    for entry in content.published("statement"):
        path, page = real.page_of(f"statement-{entry.id}", lang)
        texts = [element.text for element in classed(page, "cite__text")]
        assert len(texts) == 4
        assert all(built.public(path) in text for text in texts)
        assert all(year in text for text in texts[:3])
        buttons = [button for button in page.all("button") if button.get("data-copy")]
        assert len(buttons) == 4
        for button in buttons:
            assert button.get("hidden") is not None, "without a script there is nothing to press"
            assert page.one(button.get("data-copy") or "").text
        assert page.one("cite-link").get("href") == "./"
        (said,) = (
            element for element in page.elements if "cite__said" in (element.get("class") or "").split()
        )
        assert said.get("role") == "status"


def test_without_an_address_a_citation_names_none(unaddressed: Site):
    count = 0
    for _, page in unaddressed.pages.items():
        for element in classed(page, "cite__text"):
            assert "http" not in element.text
            assert ": ." not in element.text
            count += 1
    assert count > 8


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_figure_has_a_file_for_spreadsheets(lang: str, real: Site, content: link.Explainer):
    path, page = real.explainer(lang)
    for entry in content.published("figure"):
        article = page.one(f"figure-{entry.id}")
        (link_,) = (a for a in article.all("a") if a.get("download") is not None)
        target = real.target(path, link_.get("href") or "")
        assert target is not None
        lines = real.files[target[0]].decode("utf-8-sig").strip().split("\r\n")
        assert len(lines) == 1 + len(entry.record.estimates)
        assert link_.text in (link_.get("aria-label") or ""), "what is seen is part of what is heard"


def test_errors_are_reported_with_the_record_they_are_in(half: Site, real: Site):
    for lang in half.languages:
        for article in classed(half.explainer(lang)[1], "statement", "article"):
            id = (article.get("id") or "").removeprefix("statement-")
            (report,) = (a for a in article.all("a") if (a.get("href") or "").startswith("mailto:"))
            subject = unquote((report.get("href") or "").partition("?subject=")[2])
            assert f"statement:{id} " in subject
            assert f"({lang})" in subject
            assert id in (report.get("aria-label") or "")
        for path, page in half.of(lang).items():
            foot = next(page.all("footer"))
            assert any((a.get("href") or "").startswith("mailto:redaction@") for a in foot.all("a")), path
    for page in real.pages.values():
        assert not any((a.get("href") or "").startswith("mailto:") for a in page.all("a")), (
            "no contact is set"
        )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_top_tells_how_long_it_takes_and_what_changed_lately(
    lang: str, real: Site, content: link.Explainer
):
    _, page = real.explainer(lang)
    head = next(page.all("header", "h1"))
    hero = next(element for element in page.all("header") if "hero" in (element.get("class") or "").split())
    assert head is not None
    minutes = re.search(r"(\d+)[ \u00a0\u202f]minutes", hero.text)
    assert minutes is not None
    assert 10 <= int(minutes[1]) <= 40
    recent = next(classed(page, "recent"))
    changes = {a.get("href") for a in recent.all("a")}
    assert changes == {f"#change-{entry.id}" for entry in content.published("change")}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_quotes_have_a_page_and_the_weightiest_stand_in_the_explainer(
    lang: str, real: Site, content: link.Explainer
):
    quotes = {f"quote-{entry.id}": entry.record.weight for entry in content.published("quote")}
    path, page = single(real, lang, "quotes")
    assert set(quotes) <= set(page.ids)
    explainer_path, explainer = real.explainer(lang)
    assert {id for id in explainer.ids if id.startswith("quote-")} == {
        id for id, weight in quotes.items() if weight == 3
    }
    block = next(element for element in explainer.elements if element.get("id") == "quotes")
    ways = [real.target(explainer_path, one.get("href") or "") for one in block.all("a")]
    assert (path, "") in ways


def test_where_no_quote_weighs_most_all_stand_in_the_explainer(half: Site):
    content = built.linked(built.SITES / "half-translated")
    quotes = {f"quote-{entry.id}" for entry in content.published("quote")}
    assert quotes
    assert quotes <= set(half.explainer("fr")[1].ids)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_topics_at_a_glance_say_how_much_is_known_and_how_much_claimed(
    lang: str, real: Site, content: link.Explainer
):
    path, page = real.explainer(lang)
    rows = list(classed(page, "topics__topic", "li"))
    assert len(rows) == len(content.head.record.topics)
    for row in rows:
        target = real.target(path, next(row.all("a")).get("href") or "")
        topic = next(element for element in page.elements if element.get("id") == target[1])
        panels = [part for part in topic.all("section") if part is not topic]
        for side, entries in zip(("known", "claimed"), panels, strict=True):
            words = f"{WORDS[lang][side]}{WORDS[lang]['colon']} {len(list(entries.all('article')))} "
            assert words in row.text + " ", row.text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_explainer_says_what_kinds_of_source_it_has(lang: str, real: Site, content: link.Explainer):
    path, page = real.explainer(lang)
    block = next(element for element in page.elements if element.get("id") == "sources")
    list_path = under(real, lang, "sources").popitem()[0]
    for interest in {entry.record.interest for entry in content.published("source")}:
        count = sum(entry.record.interest == interest for entry in content.published("source"))
        way = next(one for one in block.all("a") if f"?interest={interest}" in (one.get("href") or ""))
        assert real.target(path, (way.get("href") or "").partition("?")[0]) == (list_path, "")
        assert str(count) in way.parent.text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_references_in_the_story_bear_the_status_of_their_statements(
    lang: str, real: Site, content: link.Explainer
):
    page = real.explainer(lang)[1]
    story = next(element for element in page.elements if element.get("id") == "story")
    statuses = {entry.id: entry.record.status for entry in content.published("statement")}
    refs = [one for one in classed(story, "ref", "a") if one.get("data-kind") == "statement"]
    assert len({one.get("data-status") for one in refs}) == 5
    for one in refs:
        id = (one.get("href") or "").rstrip("/").rpartition("#")[2].rpartition("/")[2]
        assert one.get("data-status") == statuses[id.removeprefix("statement-")]
    assert not [one for one in classed(story, "ref", "a") if one not in refs and one.get("data-status")]


def test_references_on_the_page_of_a_past_day_bear_no_status_of_today(tmp_path: Path):
    shutil.copytree(built.SITES / "half-translated", tmp_path / "project")
    statements = tmp_path / "project/content/ferry/statements.yaml"
    said = statements.read_text("utf-8")
    linked = said.replace("Un seul journal le disait.", "Un seul [[statement:translated|journal]] le disait.")
    assert linked != said
    statements.write_text(linked, "utf-8")
    site = built.site(tmp_path / "project", tmp_path / "site")
    refs = [one for page in under(site, "fr", "known_on").values() for one in classed(page, "ref", "a")]
    assert refs
    assert [one for one in refs if one.get("data-status")] == []


def test_a_topic_without_statements_leads_nowhere_and_breaks_nothing(tmp_path: Path):
    shutil.copytree(built.SITES / "small", tmp_path / "project")
    head = tmp_path / "project/content/bridge/explainer.yaml"
    said = head.read_text("utf-8")
    assert "topics:" not in said and "sections:" not in said
    head.write_text(
        said.rstrip("\n")
        + """
topics:
  - id: empty
    title: {fr: "Le vide", en: "The void"}
sections:
  - id: story
    title: {fr: "Le fil", en: "The story"}
    text: {fr: "Voir [[topic:empty]].", en: "See [[topic:empty]]."}
""",
        "utf-8",
    )
    site = built.site(tmp_path / "project", tmp_path / "site")
    assert not site.outcome.failed, site.outcome.problems
    assert b"Voir Le vide." in site.files["fr/bridge/index.html"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_menu_has_the_blocks_of_the_page_in_their_order(lang: str, real: Site):
    page = real.explainer(lang)[1]
    menu = next(classed(page, "jump__list", "ul"))
    blocks = [element.get("id") for element in classed(page, "block", "section")]
    assert [(link.get("href") or "").removeprefix("#") for link in menu.all("a")] == blocks
