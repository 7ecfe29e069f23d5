"""`translations` and `confirm` as a person has them: words, exit codes, and what happens to the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diptych import cli
from tests.translations.desk import LOCK, SITE_LOCK, STATEMENTS, Desk

FRENCH = "Le Corail a coulé le 1er juin avec 84 passagers."
ENGLISH = "The Coral sank on 1 June with 84 passengers."

Say = pytest.CaptureFixture[str]


def run(desk: Desk, *arguments: str) -> int:
    return cli.main([*arguments], root=desk.root, name="diptych")


def out(capsys: Say) -> str:
    return capsys.readouterr().out.replace("\u202f", " ").replace("\xa0", " ")


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """One text missing, one stale, one to confirm."""
    desk.edit(FRENCH, "Le Corail a coulé le 1er juin avec 85 passagers.")
    desk.edit('    en: "A boat', '    # en: "A boat', "content/ferry/terms.yaml")
    desk.edit("Un second bac est venu", "Un autre bac est venu")
    desk.edit("A second ferry came", "Another ferry came")
    return desk


def test_when_all_is_confirmed_it_says_so(desk: Desk, capsys: Say):
    assert run(desk, "translations") == 0
    assert out(capsys) == (
        "Texts of site.yaml\n"
        "  French (source language): 1 text, none missing\n"
        "  English: 1 text, none missing\n"
        "Texts of ferry\n"
        "  French (source language): 32 texts, none missing\n"
        "  English: 32 texts, none missing\n"
        "\n"
        "Nothing to bring up to date or to confirm.\n"
    )


def test_the_list_in_french(busy: Desk, capsys: Say):
    busy.edit(
        "  topic: night\n  date: 2025-06-01\n",
        "  topic: night\n  date: 2025-06-01\n  translation_note: Le Corail est un bac.\n",
    )
    assert run(busy, "translations", "--lang", "fr") == 0
    said = out(capsys)
    assert "  français (langue source) : 32 textes, aucun ne manque, 1 à confirmer\n" in said
    assert "  anglais : 31 textes, 1 manquant, 1 à mettre à jour, 1 à confirmer\n" in said
    missing, stale, both = (
        said.index(heading)
        for heading in ("\nManquent en anglais\n", "\nÀ mettre à jour en anglais\n", "\nÀ confirmer : ")
    )
    assert missing < said.index("content/ferry/terms.yaml:") < stale
    assert stale < said.index(f"{STATEMENTS}:5:9  (énoncé « ferry-sank », champ text)") < both
    assert "Note pour la traduction : Le Corail est un bac." in said[stale:both]
    assert said.count("second-ferry") == 1, "what is to confirm is listed once"
    assert "Le texte en français a changé depuis la confirmation ; git n’en a pas gardé" in said
    assert said.endswith(
        "Quand les textes concordent : diptych confirm IDENTIFIANT, ou diptych confirm pour tous.\n"
    )


def test_the_list_of_one_language(busy: Desk, capsys: Say):
    assert run(busy, "translations", "fr") == 0
    said = out(capsys)
    assert "ferry-sank" not in said
    assert "second-ferry" in said


def test_a_missing_text_comes_with_its_source(busy: Desk, capsys: Say):
    run(busy, "translations", "en")
    said = out(capsys)
    place = said.index("content/ferry/terms.yaml:")
    assert "\n    fr: " in said[place : place + 200]


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["translations", "de"], "“de” is not a language of this site (fr, en).\n"),
        (
            ["translations", "--since", "HEAD"],
            "“--since” compares with a git revision, and git does not keep this folder.\n",
        ),
        (
            ["confirm", "statement:fery-sank"],
            "No record with texts is called “statement:fery-sank”. Did you mean “statement:ferry-sank”?\n",
        ),
        (
            ["confirm", "ferry-sank", "second-fery"],
            "No record with texts is called “second-fery”. Did you mean “second-ferry”?\n",
        ),
    ],
)
def test_a_mistyped_word_gives_2_a_sentence_and_no_change(
    arguments: list[str], sentence: str, busy: Desk, capsys: Say
):
    before = busy.read(LOCK)
    assert run(busy, *arguments) == 2
    assert capsys.readouterr().err == sentence
    assert busy.read(LOCK) == before


@pytest.mark.parametrize(
    "ids, count",
    [
        ([], 3),
        (["ferry"], 3),
        (["statement:ferry-sank"], 1),
        (["ferry-sank"], 1),
        (["ferry-sank", "second-ferry"], 2),
        (["--", "ferry-sank"], 1),
    ],
)
def test_confirm_accepts_what_is_named(ids: list[str], count: int, busy: Desk, capsys: Say):
    assert run(busy, "confirm", *ids) == 0
    noun = "text" if count == 1 else "texts"
    assert out(capsys) == f"{count} {noun} confirmed in {LOCK}.\n"
    run(busy, "confirm")
    rest = 3 - count
    expected = f"{rest} text{'s' * (rest > 1)} confirmed in {LOCK}." if rest else "confirmed already."
    assert expected in out(capsys)


def test_a_confirmation_of_nothing_new_leaves_the_file_alone(desk: Desk, capsys: Say):
    os.utime(desk.root / LOCK, (1, 1))
    assert run(desk, "confirm") == 0
    assert out(capsys) == "Everything was confirmed already.\n"
    assert (desk.root / LOCK).stat().st_mtime == 1


def test_the_first_confirmation_makes_the_file_and_nothing_else(desk: Desk, capsys: Say):
    (desk.root / LOCK).unlink()
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    assert run(desk, "confirm", "--lang", "fr") == 0
    assert out(capsys) == f"32 textes confirmés dans {LOCK}.\n"
    after = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    assert after.keys() - before.keys() == {desk.root / LOCK}
    assert {path: after[path] for path in before} == before
    lock = after[desk.root / LOCK]
    assert lock.endswith(b"\n")
    assert b"\r" not in lock


def test_what_nobody_ever_confirmed_is_counted_alike_and_then_confirmed(desk: Desk, capsys: Say):
    """The sentence at the end does not say that there is nothing to confirm."""
    (desk.root / LOCK).unlink()
    assert run(desk, "translations") == 0
    said = out(capsys)
    assert "  English: 32 texts, none missing, 32 never confirmed\n" in said
    assert said.endswith(
        "32 texts were never confirmed. If they say the same in every language: diptych confirm\n"
    )
    run(desk, "confirm")
    assert out(capsys) == f"32 texts confirmed in {LOCK}.\n"
    run(desk, "translations")
    assert out(capsys).endswith("Nothing to bring up to date or to confirm.\n")


def test_a_lock_from_before_quotes_and_the_site_were_in_it_is_completed(desk: Desk, capsys: Say):
    """The migration: nothing becomes stale, and the next confirmation adds the lines."""
    old = "\n".join(line for line in desk.read(LOCK).split("\n") if not line.startswith("quote:letter words"))
    desk.write(LOCK, old)
    (desk.root / SITE_LOCK).unlink()
    assert run(desk, "check") == 0
    assert "translations" not in out(capsys)
    assert run(desk, "confirm") == 0
    assert out(capsys) == f"1 text confirmed in {SITE_LOCK}.\n1 text confirmed in {LOCK}.\n"
    new = [line for line in desk.read(LOCK).split("\n") if line not in old.split("\n")]
    assert [line.split(" en=")[0] for line in new] == ["quote:letter words"]


def test_a_note_for_translators_stands_at_every_text_of_its_record(desk: Desk, capsys: Say):
    """Those of topics and sections have the note of their explainer."""
    desk.edit("as_of:", "translation_note: Sobre.\nas_of:", "content/ferry/explainer.yaml")
    desk.edit('fr: "La nuit"', 'fr: "La nuit, enfin"', "content/ferry/explainer.yaml")
    run(desk, "translations", "en")
    said = out(capsys)
    assert "(topic “night”, field title)" in said
    assert "Note for the translation: Sobre." in said


def test_a_disk_that_refuses_leaves_the_old_lock(busy: Desk, capsys: Say, monkeypatch: pytest.MonkeyPatch):
    before = busy.read(LOCK)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    assert run(busy, "confirm") == 2
    assert "Permission denied" in capsys.readouterr().err
    assert busy.read(LOCK) == before
    assert not list((busy.root / "content/ferry").glob(".*"))


def test_a_link_in_the_place_of_the_lock_is_replaced_not_followed(desk: Desk, capsys: Say, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.write_text("mine")
    (desk.root / LOCK).unlink()
    (desk.root / LOCK).symlink_to(outside)
    assert run(desk, "confirm") == 0
    assert outside.read_text() == "mine"
    assert not (desk.root / LOCK).is_symlink()


def test_marks_of_a_merge_are_mended_by_confirm(desk: Desk, capsys: Say):
    good = desk.read(LOCK)
    lines = good.split("\n")
    desk.write(
        LOCK, "\n".join([*lines[:3], "<<<<<<< HEAD", *lines[3:4], "=======", ">>>>>>> other", *lines[4:]])
    )
    assert run(desk, "translations") == 0
    assert "[lock-conflict]" in out(capsys)
    assert run(desk, "check") == 1
    out(capsys)
    assert run(desk, "confirm") == 0
    assert out(capsys) == f"Nothing new to confirm; {LOCK} is in order again.\n"
    assert desk.read(LOCK) == good
    assert run(desk, "check") == 0


def test_mistakes_elsewhere_are_told(desk: Desk, capsys: Say):
    desk.edit("- id: ferry-sank\n  status: known", "- id: ferry-sank\n  status: knwon")
    assert run(desk, "confirm") == 0
    assert "To see them: diptych check" in out(capsys)
    assert run(desk, "translations") == 0
    assert "To see them: diptych check" in out(capsys)


def test_without_languages_there_is_nothing_to_compare(desk: Desk, capsys: Say):
    desk.write("content/site.yaml", "title: x\n")
    assert run(desk, "translations") == 1
    assert "content/site.yaml" in out(capsys)


@pytest.mark.parametrize(
    "arguments", [["check"], ["translations"], ["translations", "en"], ["confirm"], ["build"]]
)
def test_nothing_needs_git(arguments: list[str], busy: Desk, monkeypatch: pytest.MonkeyPatch):
    """A downloaded copy, on a computer without git, is checked, listed, confirmed and built."""
    monkeypatch.setenv("PATH", str(busy.root))
    assert run(busy, *arguments) == 0


@pytest.mark.parametrize("verb", ["translations", "confirm"])
def test_without_content_the_folder_is_named(verb: str, tmp_path: Path, capsys: Say):
    assert cli.main([verb], root=tmp_path) == 2
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("verb", ["translations", "confirm"])
def test_help(verb: str, lang: str, desk: Desk, capsys: Say):
    assert run(desk, verb, "--help", "--lang", lang) == 0
    assert f"diptych {verb} [OPTIONS] [" in out(capsys)
