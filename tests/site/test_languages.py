"""Languages that know of each other: `hreflang`, the switcher, `lang`, visible fallback."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from diptych import link, model
from diptych.languages import catalogue, typography
from diptych.render import borrowed
from tests.site import built
from tests.site.built import ADDRESS, Site
from tests.site.document import Document, Element

WITHOUT_LANGUAGE = {"index.html", "404.html"}


@pytest.fixture(params=["real", "half", "arabic"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def alternates(page: Document) -> dict[str, str]:
    found = [(link.get("hreflang") or "", link.get("href") or "") for link in page.linked("alternate")]
    found = [(lang, href) for lang, href in found if lang]
    assert len(found) == len(dict(found)), "one address per language"
    return dict(found)


def by_address(site: Site) -> dict[str, tuple[str, Document]]:
    return {built.public(path): (path, page) for path, page in site.pages.items()}


def is_indexable(page: Document) -> bool:
    return "noindex" not in (page.meta("robots") or "")


def switches(page: Document) -> dict[str, Element]:
    """The links of the language switcher: in a navigation, each with the language it leads to."""
    found = [link for link in page.all("a") if link.get("hreflang") and link.stands_in("nav")]
    return {link.get("hreflang") or "": link for link in found}


def test_every_page_says_its_language_and_direction(site: Site):
    for path, page in site.pages.items():
        expected = site.languages[0] if path in WITHOUT_LANGUAGE else path.partition("/")[0]
        assert page.lang == expected, path
        assert page.root.get("dir") == ("rtl" if page.lang == "ar" else "ltr"), path


def test_every_indexable_page_names_itself_as_the_true_address(site: Site):
    for path, page in site.pages.items():
        found = [link.get("href") for link in page.linked("canonical")]
        assert found == ([built.public(path)] if is_indexable(page) else []), path
        if not is_indexable(page):
            assert alternates(page) == {}, path


def test_what_readers_look_for_is_indexable_and_the_missing_page_is_not(site: Site):
    assert not is_indexable(site.pages["404.html"])
    for lang in site.languages:
        assert is_indexable(site.pages[f"{lang}/index.html"])
        assert is_indexable(site.explainer(lang)[1])
        about = [
            page
            for page in site.of(lang).values()
            for element in next(page.all("h1")).above()
            if (element.get("id") or "").startswith(("statement-", "actor-"))
        ]
        assert len(about) >= 3
        assert all(map(is_indexable, about))


def test_the_languages_of_a_page_name_each_other(site: Site):
    pages = by_address(site)
    count = 0
    for path, page in site.pages.items():
        found = alternates(page)
        if not found:
            continue
        count += 1
        assert is_indexable(page), path
        assert built.public(path) in found.values(), "self-referencing"
        assert "x-default" in found, path
        for lang, address in found.items():
            assert address.startswith(ADDRESS)
            other_path, other = pages[address]
            assert lang in ("x-default", other.lang), (path, lang, address)
            assert alternates(other) == found, f"{path} names {other_path}, which does not name it"
    assert count > 5


def test_every_translated_page_is_named_in_every_language(real: Site):
    count = 0
    for path, page in real.pages.items():
        if path not in WITHOUT_LANGUAGE and is_indexable(page):
            count += 1
            assert set(alternates(page)) == {*real.languages, "x-default"}, path
    assert count > 300


def test_without_a_public_address_no_page_guesses_one(unaddressed: Site):
    for path, page in unaddressed.pages.items():
        assert page.linked("canonical") == [], path
        assert alternates(page) == {}, path
        elsewhere = [href for _, _, href in built.addresses(page) if not built.is_internal(href)]
        assert elsewhere == [], path


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ("statement-translated", {"fr", "en", "x-default"}),
        ("statement-stopped", {"fr", "x-default"}),
        ("statement-english-only", {"en", "x-default"}),
        ("actor-mayor", {"fr", "x-default"}),
        ("actor-company", {"fr", "en", "x-default"}),
    ],
)
def test_a_page_that_is_mostly_not_translated_stays_out(half: Site, record: str, named: set[str]):
    for lang in half.languages:
        path, page = half.page_of(record, lang)
        assert set(alternates(page)) == (named if lang in named else set()), path
        assert page.linked("canonical"), "it may still be read and found under its own address"


def test_home_explainer_and_timeline_stay_out_when_not_translated(half: Site):
    assert alternates(half.pages["en/index.html"]) == {}
    assert alternates(half.explainer("en")[1]) == {}
    assert set(alternates(half.explainer("fr")[1])) == {"fr", "x-default"}
    for path, page in half.of("en").items():
        if any(id.startswith("event-") for id in page.ids):
            assert alternates(page) == {}, path


def test_the_switcher_leads_to_the_same_page(site: Site):
    for path, page in site.pages.items():
        found = switches(page)
        if path in WITHOUT_LANGUAGE:
            continue
        assert set(found) == set(site.languages), path
        for lang, switch in found.items():
            assert switch.lang == lang, "the name of a language is in that language"
            target = site.target(path, switch.get("href") or "")
            assert target is not None
            other = site.pages[target[0]]
            assert other.lang == lang, path
            assert set(other.ids) == set(page.ids), path
            back = site.target(target[0], switches(other)[page.lang].get("href") or "")
            assert back == (path, ""), "there and back again"
            assert (switch.get("aria-current") is not None) == (lang == page.lang)


def test_pages_without_a_language_lead_to_every_home(site: Site):
    page = site.pages["index.html"]
    homes = {
        site.target("index.html", link.get("href") or ""): link.get("hreflang")
        for link in page.all("a")
        if link.get("hreflang")
    }
    assert homes == {(f"{lang}/index.html", ""): lang for lang in site.languages}
    for door in page.all("a"):
        if lang := door.get("hreflang"):
            assert door.lang == lang, "each door speaks its own language"


def test_addresses_are_in_the_language_of_the_page_and_ids_are_not(real: Site):
    french, english = set(real.of("fr")), set(real.of("en"))
    assert len(french) == len(english)
    assert not {path.removeprefix("fr/") for path in french} & {
        path.removeprefix("en/") for path in english
    } - {"index.html"}


def foreign_words(explainer: link.Explainer) -> Iterator[tuple[str, str]]:
    """Words of the content that are in one language wherever they stand: the language and the words."""
    for entry in explainer.published("source"):
        source = entry.record
        if source.title:
            yield source.language, source.title
    for kind in ("statement", "event", "relation"):
        for entry in explainer.published(kind):
            for evidence in entry.record.sources:
                if evidence.quote:
                    yield explainer.record("source", evidence.source).language, evidence.quote
    for entry in explainer.published("quote"):
        if entry.record.original.text:
            yield entry.record.original.lang, entry.record.original.text
    for kind in ("actor", "place"):
        for entry in explainer.published(kind):
            if entry.record.native is not None:
                yield entry.record.native.lang, entry.record.native.text


@pytest.mark.parametrize("name", ["real", "half"])
def test_words_in_a_foreign_language_say_so(name: str, request: pytest.FixtureRequest):
    site: Site = request.getfixturevalue(name)
    root = built.ROOT if name == "real" else built.SITES / "half-translated"
    explainer = built.linked(root)
    words = {(lang, typography.apply(text, lang).strip()) for lang, text in foreign_words(explainer)}
    names = {name for entry in explainer.all("actor") for name in entry.record.name.values()}
    expected = {text: lang for lang, text in words if text not in names}
    seen = set()
    for path, page in site.pages.items():
        for element, text in page.texts:
            bare = text.strip(" \n«»“”\u202f\u00a0")
            if bare in expected:
                seen.add(bare)
                assert element.lang == expected[bare], (path, text)
    assert len(seen) > len(expected) * 0.9, set(expected) - seen


def fallbacks(half: Site) -> dict[str, str]:
    """The plain texts of the small site that only one language has, and that language."""
    found = {}
    explainer = built.linked(built.SITES / "half-translated")
    records = [explainer.head.record]
    records += [entry.record for kind in (*model.KINDS, "topic", "section") for entry in explainer.all(kind)]
    for record in records:
        for _path, mark, value in model.leaves(record):
            form = getattr(mark, "form", "")
            if form in ("title", "line") and len(value) == 1:
                ((lang, text),) = value.items()
                if "*" not in text and "[[" not in text:
                    found[typography.apply(text, lang)] = lang
    assert len(found) > 25
    return found


def test_a_text_that_is_not_translated_shows_its_language_wherever_it_stands(half: Site):
    wrong = set()
    seen = set()
    for lang in half.languages:
        missing = {text: own for text, own in fallbacks(half).items() if own != lang}
        for path, page in half.of(lang).items():
            for element, text in page.texts:
                for words in missing:
                    if words in text:
                        seen.add(words)
                        if element.lang != missing[words]:
                            wrong.add((path, words, element.parent))
    assert {(path, words) for path, words, _ in wrong} == set()
    assert len(seen) > 25


def test_a_text_that_is_not_translated_is_announced_in_the_language_of_the_page(half: Site):
    for lang, said in (("en", "text in French"), ("fr", "texte en anglais")):
        page = half.page_of("statement-stopped" if lang == "en" else "statement-english-only", lang)[1]
        heading = next(page.all("h1"))
        assert said in heading.text
        (notice,) = {element for element, text in heading.texts() if said in text}
        assert notice.lang == lang


def test_a_record_leads_to_its_own_counterpart(site: Site):
    for lang in site.languages:
        for path, page in site.of(lang).items():
            gone = {
                element.get("id") for element in page.elements if element.get("class") == "change__removed"
            }
            records = [id for id in page.ids if id.startswith("statement-") and id not in gone]
            if len(records) != 1:
                continue
            (record,) = records
            for other in set(site.languages) - {lang}:
                counterpart = site.page_of(record, other)[0]
                links = [
                    link for link in page.all("a") if link.stands_in("main") and link.get("hreflang") == other
                ]
                assert [site.target(path, link.get("href") or "") for link in links] == [(counterpart, "")]


def test_words_borrowed_from_another_language_say_so(arabic: Site):
    """Arabic has no words of the interface: the English ones are marked, within them the Arabic ones."""
    seen = 0
    for path, page in arabic.of("ar").items():
        for element, text in page.texts:
            if text.startswith("https://"):
                continue
            cited = any((above.get("class") or "").startswith("cite") for above in element.above())
            if cited or element.stands_in("title", "code") or text in arabic.languages:
                continue
            own = text.replace("Journal officiel", "")  # a proper name, as published
            if re.search("[A-Za-z]{2}", own):
                assert element.lang in ("en", "fr"), (path, text)
                marked = next(above for above in element.above() if above.get("lang"))
                if element.lang == "en":
                    assert marked.get("dir") == "ltr" or marked.tag == "tspan", (path, text)
                    seen += 1
            elif re.search("[\u0600-\u06ff]", text):
                assert element.lang == "ar", (path, text)
        assert not re.search("[\ufdd0-\ufdd2]", arabic.files[path].decode("utf-8")), path
    assert seen > 100


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>{en|Sources}</p>", '<p><span lang="en" dir="ltr">Sources</span></p>'),
        (
            "<p>{en|As of {ar|مايو}}</p>",
            '<p><span lang="en" dir="ltr">As of <span lang="ar" dir="rtl">مايو</span></span></p>',
        ),
        ('<nav aria-label="{en|a > b}">x</nav>', '<nav aria-label="a > b">x</nav>'),
        ("<svg><desc>{en|km}</desc></svg>", "<svg><desc>km</desc></svg>"),
        ("<title>{en|Search} | ق</title>", "<title>Search | ق</title>"),
        ("<option value=a>{en|Any}</option>", '<option value=a lang="en" dir="ltr">Any</option>'),
        ("<option>{en|Any} (2)</option>", '<option lang="en" dir="ltr">Any (2)</option>'),
        ("<option>{en|Any} X</option>", "<option>Any X</option>"),
        ("<svg><text>{en|km}</text></svg>", '<svg><text><tspan lang="en">km</tspan></text></svg>'),
        (
            "<svg><title>{en|km}</title></svg>{en|x}",
            '<svg><title>km</title></svg><span lang="en" dir="ltr">x</span>',
        ),
        ("<p>a < b {en|c}</p>", '<p>a < b <span lang="en" dir="ltr">c</span></p>'),
    ],
)
def test_borrowed_words_are_marked_where_an_element_may_stand(written: str, read: str):
    page = re.sub(r"\{(\w\w)\|", "\ufdd0\\1\ufdd1", written).replace("}", "\ufdd2")
    assert borrowed.settled(page) == read


def test_counts_in_borrowed_words_follow_their_own_grammar():
    """Arabic tells six forms apart, Japanese one; the English words that stand in for them two."""
    for lang in ("ar", "ja"):
        assert [catalogue.say(lang, "ui", "sources_count", n=n) for n in (1, 2)] == ["1 source", "2 sources"]
