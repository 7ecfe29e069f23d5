"""What git adds: the words that were confirmed, and the texts changed since a revision."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import cli, revisions
from diptych.cli.translation_list import Teller
from diptych.languages import catalogue
from diptych.translations.past import differences
from tests.translations.desk import LOCK, STATEMENTS, Desk

FRENCH = "Le Corail a coulé le 1er juin avec 84 passagers."
ENGLISH = "The Coral sank on 1 June with 84 passengers."

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Say = pytest.CaptureFixture[str]


class Repository(Desk):
    """The small site under git."""

    def git(self, *arguments: str) -> str:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "Desk" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "desk@example.org" for who in ("AUTHOR", "COMMITTER")},
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, capture_output=True, check=True
        )
        return done.stdout.decode()

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A change")

    def translations(self, capsys: Say, *arguments: str) -> str:
        assert cli.main(["translations", *arguments], root=self.root, name="diptych") == 0
        return capsys.readouterr().out


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A project in a folder of a repository: paths are those of the project, not of the repository."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "desk/site").mkdir(parents=True)
    made = Repository(tmp_path / "desk/site")
    made.confirm()
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "desk")], check=True)
    made.commit()
    return made


def test_the_confirmed_words_are_found_and_compared(desk: Repository, capsys: Say):
    desk.edit(FRENCH, "Le Corail a coulé le 2 juin avec 84 passagers.")
    assert (
        "    Changed in French since the confirmation ([-taken out-], {+put in+}):\n"
        "      Le Corail a coulé le [-1er-] {+2+} juin avec 84 passagers.\n"
    ) in desk.translations(capsys)


def test_they_are_found_behind_later_commits(desk: Repository, capsys: Say):
    for day in range(2, 9):
        desk.edit(FRENCH if day == 2 else f"Coulé le {day - 1} juin.", f"Coulé le {day} juin.")
        desk.commit()
    said = desk.translations(capsys)
    assert "[-Le Corail a coulé-] {+Coulé+} le [-1er juin avec 84 passagers.-] {+8 juin.+}\n" in said


def test_in_the_file_of_a_section_too(desk: Repository, capsys: Say):
    path = "content/ferry/sections/course.fr.md"
    desk.write(path, desk.read(path) + "\nUn mot de plus.\n")
    said = desk.translations(capsys, "en")
    assert "content/ferry/sections/course.en.md:1:1" in said
    assert "Un mot de plus." in said


def test_a_text_confirmed_before_git_knew_it_only_changed(desk: Repository, capsys: Say):
    desk.edit(FRENCH, "Jamais commis.")
    desk.confirm()
    desk.edit("Jamais commis.", "Autre chose.")
    assert "git has not kept the confirmed version" in desk.translations(capsys)


def test_since_lists_only_what_changed(desk: Repository, capsys: Say):
    desk.edit(FRENCH, "Autre chose.")
    desk.commit()
    desk.edit("Un second bac est venu", "Un autre bac est venu")
    assert "ferry-sank" in desk.translations(capsys)
    said = desk.translations(capsys, "--since", "HEAD")
    assert "ferry-sank" not in said
    assert "second-ferry" in said
    assert "ferry-sank" in desk.translations(capsys, "--since", "HEAD~1")
    desk.commit()
    said = desk.translations(capsys, "--since", "HEAD")
    assert "Nothing is waiting among the texts changed since that revision." in said


def test_since_lists_what_nobody_confirmed_yet(desk: Repository, capsys: Say):
    (desk.root / LOCK).unlink()
    desk.commit()
    desk.edit(FRENCH, "Autre chose.")
    said = desk.translations(capsys, "--since", "HEAD")
    assert "Never confirmed in French" in said
    assert said.count("content/ferry/") == 2, "the statement, once per language"


def test_a_file_moved_is_not_a_change(desk: Repository, capsys: Say):
    (desk.root / "content/ferry/statements").mkdir()
    (desk.root / STATEMENTS).rename(desk.root / "content/ferry/statements/all.yaml")
    (desk.root / LOCK).unlink()
    assert "Nothing is waiting" in desk.translations(capsys, "--since", "HEAD")


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD:content", "", "a\0b"])
def test_an_unknown_revision_is_a_usage_mistake(revision: str, desk: Repository, capsys: Say):
    assert cli.main(["translations", f"--since={revision}"], root=desk.root) == 2
    assert "git knows no revision" in capsys.readouterr().err


def test_two_branches_that_confirm_records_far_apart_merge_by_themselves(desk: Repository, capsys: Say):
    desk.git("switch", "--quiet", "--create", "branch")
    desk.edit(FRENCH, "Autre chose.")
    desk.confirm()
    desk.commit()
    desk.git("switch", "--quiet", "-")
    name = desk.read("content/ferry/places.yaml")
    desk.write("content/ferry/places.yaml", name.replace("Détroit", "Grand détroit"))
    desk.confirm()
    desk.commit()
    desk.git("merge", "--quiet", "--no-edit", "branch")
    assert desk.states() == {}


def test_two_branches_that_confirm_one_text_conflict_and_confirm_mends_it(desk: Repository, capsys: Say):
    desk.git("switch", "--quiet", "--create", "branch")
    desk.edit("The Coral sank", "The Coral went down")
    desk.confirm()
    desk.commit()
    desk.git("switch", "--quiet", "-")
    desk.edit("Le Corail a coulé", "Le Corail a sombré")
    desk.confirm()
    desk.commit()
    with pytest.raises(subprocess.CalledProcessError):
        desk.git("merge", "--quiet", "--no-edit", "branch")
    desk.git("checkout", "--quiet", "--ours", STATEMENTS)
    assert "<<<<<<<" in desk.read(LOCK)
    assert cli.main(["check"], root=desk.root) == 1
    assert "[lock-conflict]" in capsys.readouterr().out
    assert desk.states() == {}, "the texts are ours, and so is one side of the lock"
    assert cli.main(["confirm"], root=desk.root) == 0
    assert cli.main(["check"], root=desk.root) == 0


def test_a_folder_without_git_has_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert revisions.of(tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revisions.of(tmp_path) is None


@pytest.mark.parametrize(
    "before, after, expected",
    [
        ("a b c", "a b c", []),
        ("a", "b", ["-a +b"]),
        ("", "b", ["+b"]),
        ("a b c d e f", "a b X d e f", ["… b -c +X d …"]),
        ("1 a b c d e f g 2", "3 a b c d e f g 4", ["-1 +3 a …", "… g -2 +4"]),
        ("a b c", "a c", ["a -b c"]),
    ],
)
def test_differences(before: str, after: str, expected: list[str]):
    marks = {"same": "", "gone": "-", "new": "+"}
    found = differences(before, after, around=1)
    assert [" ".join(marks[kind] + words for kind, words in pieces) for pieces in found] == expected


@given(*[st.lists(st.sampled_from("abc")).map(" ".join)] * 2)
def test_differences_leave_out_nothing_that_differs(before: str, after: str):
    """With enough around, one text can be read off by leaving out what was put in, the other likewise."""
    (pieces,) = differences(before, after, around=99) or [[("same", after)]]
    for text, kind in ((before, "new"), (after, "gone")):
        assert " ".join(words for other, words in pieces if other != kind and words) == text


def test_on_a_colour_terminal_the_words_themselves_are_coloured(desk: Repository):
    desk.edit(FRENCH, "Le Corail a coulé le 2 juin avec 84 passagers.")
    review = desk.review()
    (field,) = review.of("en", "stale")
    words = catalogue.words("en", "cli")["translations"]
    teller = Teller("en", words, ("fr", "en"), lambda field, lang: FRENCH, color=True)
    lines = list(teller.entry(field, "en", "stale"))
    assert lines[-1].startswith("      Le Corail a coulé le \x1b[9;31m1er\x1b[0m \x1b[1;32m2\x1b[0m juin")
    assert "[-" not in "".join(lines)
