"""An editor's day against the lock: what makes a text stale, what does not, and what a confirmation keeps."""

from __future__ import annotations

import pytest

from diptych import link, pipeline, report, translations
from diptych.localize import aligned
from diptych.translations import Name
from tests.translations.desk import LOCK, SITE_LOCK, STATEMENTS, Desk

FRENCH = "Le Corail a coulé le 1er juin avec 84 passagers."
ENGLISH = "The Coral sank on 1 June with 84 passengers."
TEXT = "statement:ferry-sank text"


def test_without_a_lock_everything_is_new_and_nothing_is_said(desk: Desk):
    (desk.root / LOCK).unlink()
    assert {state for states in desk.states().values() for state in states.values()} == {"new"}
    assert pipeline.check(desk.root).problems == ()


def test_confirmed_texts_are_current(desk: Desk):
    assert desk.states() == {}
    assert len(desk.review().fields) > 30


def test_every_localized_field_has_its_line_except_slugs(desk: Desk):
    desk.edit("as_of:", "slug: {fr: naufrage, en: sinking}\nas_of:", "content/ferry/explainer.yaml")
    names = [str(field.name) for field in desk.review().fields]
    assert len(names) == len(set(names))
    assert not [name for name in names if "slug" in name]
    for name in (
        "explainer:ferry standfirst",
        "topic:night title",
        "section:course text",
        "actor:captain roles.0.title",
        "statement:ferry-sank history.1.why",
        "statement:ministry-accuses known_by.why",
        "question:cause would_settle",
    ):
        assert name in names


@pytest.mark.parametrize(
    "old, new",
    [
        (f'fr: "{FRENCH}"', f"fr: {FRENCH}"),
        (f'fr: "{FRENCH}"', f"fr: '{FRENCH}'"),
        (f'fr: "{FRENCH}"', "fr: >\n      Le Corail a coulé\n      le 1er juin avec\n      84 passagers."),
        (f'fr: "{FRENCH}"', "fr: |\n      Le Corail a coulé le 1er juin\n      avec 84 passagers."),
        ("avec 84 passagers", "avec 84\u00a0passagers"),
        (f'    fr: "{FRENCH}"\n    en: "{ENGLISH}"\n', f'    en: "{ENGLISH}"\n    fr: "{FRENCH}"\n'),
        ("  topic: night\n  date: 2025-06-01\n", "  date: 2025-06-01\n  topic: night\n"),
    ],
    ids=[
        "no quotes",
        "single quotes",
        "folded",
        "block",
        "no-break space",
        "languages swapped",
        "keys swapped",
    ],
)
def test_another_way_to_write_the_same_text_is_no_change(old: str, new: str, desk: Desk):
    desk.edit(old, new)
    assert desk.states() == {}


def test_records_moved_to_files_of_a_folder_stay_current(desk: Desk):
    text = desk.read(STATEMENTS)
    (desk.root / "content/ferry/statements").mkdir()
    (desk.root / STATEMENTS).rename(desk.root / "content/ferry/statements/all.yaml")
    assert desk.states() == {}
    assert text == desk.read("content/ferry/statements/all.yaml")


@pytest.mark.parametrize(
    "old, expected",
    [
        (FRENCH, {"fr": "current", "en": "stale"}),
        (ENGLISH, {"fr": "stale", "en": "current"}),
    ],
)
def test_one_side_changed_the_other_is_stale(old: str, expected: dict[str, str], desk: Desk):
    desk.edit(old, old.replace("84", "85"))
    assert desk.states() == {TEXT: expected}
    desk.confirm()
    assert desk.states() == {}


def test_both_sides_changed_are_to_confirm(desk: Desk):
    desk.edit(FRENCH, FRENCH.replace("84", "85"))
    desk.edit(ENGLISH, ENGLISH.replace("84", "85"))
    assert desk.states() == {TEXT: {"fr": "to-confirm", "en": "to-confirm"}}


def test_back_to_the_confirmed_words_is_current(desk: Desk):
    desk.edit(FRENCH, "Autre chose.")
    desk.edit("Autre chose.", FRENCH)
    assert desk.states() == {}


def test_a_section_in_files_is_a_field_like_another(desk: Desk):
    path = "content/ferry/sections/course.en.md"
    desk.write(path, desk.read(path) + "\nOne more paragraph.\n")
    assert desk.states() == {"section:course text": {"fr": "stale", "en": "current"}}


def test_a_third_language_is_missing_then_new_and_disturbs_nobody(desk: Desk):
    desk.edit("languages: [fr, en]", "languages: [fr, en, es]", "content/site.yaml")
    assert {states["es"] for states in desk.states().values()} == {"missing"}
    desk.edit(f'en: "{ENGLISH}"', f'en: "{ENGLISH}"\n    es: "El Coral se hundió."')
    assert desk.states()[TEXT] == {"fr": "current", "en": "current", "es": "new"}
    desk.edit(FRENCH, "Autre chose.")
    assert desk.states()[TEXT] == {"fr": "current", "en": "stale", "es": "new"}
    desk.confirm()
    desk.edit("El Coral se hundió.", "El Coral se hundió con 84 pasajeros.")
    assert desk.states()[TEXT] == {"fr": "stale", "en": "stale", "es": "current"}


STEP = """    - date: 2025-06-01
      to: claimed
      why:
        fr: "Des proches donnent l’alerte."
        en: "Relatives raise the alarm."
"""
FIRST_STEP = "    - date: 2025-06-02\n      to: reported\n"


def test_items_of_a_list_keep_their_lines_when_one_is_put_before_them(desk: Desk):
    desk.edit(FIRST_STEP, STEP + FIRST_STEP)
    assert desk.states() == {"statement:ferry-sank history.0.why": {"fr": "new", "en": "new"}}
    desk.edit("An agency says so.", "An agency has said so.")
    assert desk.states() == {
        "statement:ferry-sank history.0.why": {"fr": "new", "en": "new"},
        "statement:ferry-sank history.1.why": {"fr": "stale", "en": "current"},
    }
    desk.confirm("statement:ferry-sank")
    assert desk.states() == {}


def test_an_item_taken_away_leaves_the_others_current(desk: Desk):
    text = desk.read(STATEMENTS)
    start = text.index(FIRST_STEP)
    desk.write(STATEMENTS, text[:start] + text[text.index("    - date: 2025-06-03", start) :])
    assert desk.states() == {}
    assert desk.review().unknown == (Name("statement:ferry-sank", "history.0.why"),)


def test_a_confirmation_of_one_record_leaves_the_others(desk: Desk):
    desk.edit(FRENCH, "Autre chose.")
    desk.edit("Un second bac est venu", "Un autre bac est venu")
    desk.confirm("statement:ferry-sank")
    assert desk.states() == {"statement:second-ferry text": {"fr": "current", "en": "stale"}}


def test_a_confirmation_changes_only_the_lines_of_what_changed(desk: Desk):
    before = desk.read(LOCK).split("\n")
    desk.edit(FRENCH, "Autre chose.")
    desk.confirm()
    after = desk.read(LOCK).split("\n")
    changed = [line for line in after if line not in before]
    assert [line.split(" ")[:2] for line in changed] == [TEXT.split(" ")]
    assert len(after) == len(before)


def test_lines_of_what_is_gone_are_named_and_then_dropped(desk: Desk):
    lines = desk.read(LOCK) + f"statement:gone text en={'0' * 16}\nterm:ferry shape en={'0' * 16}\n"
    desk.write(LOCK, lines)
    assert [str(name) for name in desk.review().unknown] == ["statement:gone text", "term:ferry shape"]
    assert desk.states() == {}
    desk.confirm()
    assert "gone" not in desk.read(LOCK)
    assert "shape" not in desk.read(LOCK)


def test_a_mistake_in_a_record_costs_none_of_its_lines(desk: Desk):
    before = desk.read(LOCK)
    desk.edit("- id: ferry-sank\n  status: known", "- id: ferry-sank\n  status: knwon")
    assert desk.review().unknown == ()
    desk.confirm()
    assert desk.read(LOCK) == before


@pytest.mark.parametrize("file", ["explainer.yaml", "terms.yaml", "statements.yaml"])
def test_a_file_that_cannot_be_read_costs_none_of_its_lines(file: str, desk: Desk):
    before = desk.read(LOCK)
    desk.write(f"content/ferry/{file}", '"unclosed\n')
    assert desk.review().unknown == ()
    desk.confirm()
    assert desk.read(LOCK) == before


def test_after_a_merge_the_side_that_fits_the_texts_counts(desk: Desk):
    ours = desk.read(LOCK).split("\n")
    desk.edit(FRENCH, "Autre chose.")
    desk.edit(ENGLISH, "Something else.")
    desk.confirm()
    theirs = desk.read(LOCK).split("\n")
    at = next(number for number, line in enumerate(ours) if line.startswith(TEXT))
    marks = ["<<<<<<< HEAD", *ours[at : at + 2], "=======", *theirs[at : at + 1], ">>>>>>> branch"]
    desk.write(LOCK, "\n".join([*ours[:at], *marks, *ours[at + 2 :]]))
    assert [problem.code for problem in pipeline.check(desk.root).problems] == ["lock-conflict"]
    assert desk.states() == {}, "the merged texts are those of the branch, which were confirmed there"
    desk.confirm("term:ferry")
    assert desk.read(LOCK).split("\n") == theirs
    assert pipeline.check(desk.root).problems == ()


def test_one_warning_for_each_explainer_and_language(desk: Desk):
    desk.edit(FRENCH, "Le Corail a coulé le 1er juin avec 84 passagers à bord.")
    desk.edit("Un second bac est venu", "Un autre bac est venu")
    desk.edit("A boat", "A ship", "content/ferry/terms.yaml")
    desk.edit("Deux rives", "Les deux rives", "content/site.yaml")
    desk.edit("Le ministère affirme que le bac", "Le ministère dit que le bac")
    desk.edit("The ministry says that the ferry", "The ministry tells that the ferry")
    problems = pipeline.check(desk.root).problems
    assert {problem.code for problem in problems} == {"translations-waiting"}
    counted = [
        (
            problem.place,
            problem.severity,
            *(dict(problem.params)[name] for name in ("tag", "stale", "changed")),
        )
        for problem in problems
    ]
    assert sorted(counted) == [
        ((LOCK, 0, 0, 1), "warning", "en", "2", "1"),
        ((LOCK, 0, 0, 1), "warning", "fr", "1", "1"),
        ((SITE_LOCK, 0, 0, 1), "warning", "en", "1", "0"),
    ]
    for problem in problems:
        for lang in ("fr", "en"):
            assert f"translations {dict(problem.params)['tag']}" in report.sentence(problem, lang)


QUOTES = "content/ferry/quotes.yaml"
WORDS = "quote:letter words"


@pytest.mark.parametrize(
    "edits, expected",
    [
        (["jamais dépassé"], {"fr": "current", "en": "stale"}),
        (["never went"], {"fr": "current", "en": "to-confirm"}),
        (["jamais dépassé", "never went"], {"fr": "current", "en": "to-confirm"}),
    ],
)
def test_the_translations_of_a_quote_follow_its_original(
    edits: list[str], expected: dict[str, str], desk: Desk
):
    for words in edits:
        desk.edit(words, "tout autre", QUOTES)
    assert desk.states() == {WORDS: expected}
    desk.confirm("quote:letter")
    assert desk.states() == {}


def test_each_translation_of_a_foreign_quote_stands_against_the_original_alone(desk: Desk):
    desk.edit("lang: fr", "lang: el", QUOTES)
    desk.edit("  translations:\n", "  translations:\n    fr: {text: Mots, by: nous}\n", QUOTES)
    desk.confirm()
    desk.edit("text: Mots", "text: Paroles", QUOTES)
    assert desk.states() == {WORDS: {"fr": "to-confirm", "en": "current", "el": "current"}}
    desk.edit("jamais dépassé", "tout autre", QUOTES)
    assert desk.states() == {WORDS: {"fr": "to-confirm", "en": "stale", "el": "current"}}
    (field,) = desk.review().of("en", "stale")
    assert (field.changes("en"), field.changes("fr")) == (("el",), ("fr", "el"))
    assert field.place("el").line < field.place("fr").line < field.place("en").line
    assert desk.read(QUOTES).split("\n")[field.place("en").line - 1].strip().startswith("text:")


def test_without_the_original_the_translations_of_a_quote_stand_against_each_other(desk: Desk):
    desk.edit(
        'text: "Nous n’avons jamais dépassé la charge permise."', "unavailable: {fr: Non, en: No}", QUOTES
    )
    desk.edit("lang: fr", "lang: el", QUOTES)
    desk.edit("  translations:\n", "  translations:\n    fr: {text: Mots, by: nous}\n", QUOTES)
    desk.confirm()
    desk.edit("text: Mots", "text: Paroles", QUOTES)
    assert desk.states() == {WORDS: {"fr": "current", "en": "stale"}}


def test_a_translation_of_a_quote_that_is_not_there_is_missing(desk: Desk):
    desk.edit("languages: [fr, en]", "languages: [fr, en, es]", "content/site.yaml")
    assert {field.name.record for field in desk.review().of("es", "missing")} >= {"quote:letter"}


def test_the_site_has_a_lock_of_its_own(desk: Desk):
    assert desk.read(SITE_LOCK).split("\n")[1].startswith("site title en=")
    assert "site title" not in desk.read(LOCK)
    desk.edit("Deux rives", "Les deux rives", "content/site.yaml")
    assert desk.states() == {"site title": {"fr": "current", "en": "stale"}}
    before = desk.read(LOCK)
    desk.confirm("site")
    assert desk.states() == {}
    assert desk.read(LOCK) == before


def test_a_site_file_with_mistakes_costs_no_line_of_its_lock(desk: Desk):
    before = desk.read(SITE_LOCK)
    desk.edit("title:", "titel:", "content/site.yaml")
    desk.confirm()
    assert desk.read(SITE_LOCK) == before


def test_the_counts_are_those_of_the_page_that_sets_the_languages_side_by_side(desk: Desk):
    desk.edit(FRENCH, "Le Corail a coulé.")
    desk.edit('    en: "A boat', '    # en: "A boat', "content/ferry/terms.yaml")
    read = pipeline.review(desk.root)
    assert read.records.site is not None
    explainers, _ = link.explainers(read.records)
    (review,) = [review for review in read.reviews if review.id == "ferry"]
    shown = aligned.diptych(explainers[0], ("fr", "en"), review)
    for total in shown.totals:
        assert total.missing == len(review.of(total.lang, "missing"))
        assert total.stale == len(review.of(total.lang, "stale"))
        assert total.count == len(review.fields) - total.missing


def test_reading_the_states_changes_no_record(desk: Desk):
    read = pipeline.review(desk.root)
    again, _ = translations.reviews(read.records, read.sources)
    assert again == read.reviews
