"""The translators' verbs: translations, confirm.

Each imports what it needs when it runs, as the other verbs do.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from diptych.cli import click_words
from diptych.cli.desk import GOOD, PROBLEMS, USAGE, Desk, color, has_content, progress, say
from diptych.cli.verbs import spoken

if TYPE_CHECKING:
    from diptych.pipeline import Reviewed
    from diptych.revisions import Revisions
    from diptych.translations import Field, Review


@click.command(cls=click_words.Command, add_help_option=False)
@spoken
@click.option("--since")
@click.argument("language", required=False)
@click.pass_obj
def translations(desk: Desk, language: str | None, since: str | None) -> int:
    """Say what is missing, stale or to confirm."""
    reviewed = _reviewed(desk)
    if reviewed is None:
        return USAGE
    from diptych import revisions
    from diptych.cli.translation_list import Teller
    from diptych.translations.past import Past

    if not reviewed.languages:
        return _broken(desk, reviewed)
    if language is not None and language not in reviewed.languages:
        return _refuse(desk, "no_such_language", language, ", ".join(reviewed.languages))
    history = revisions.of(desk.root)
    commit = history.commit(since) if history is not None and since is not None else None
    if since is not None and commit is None:
        return _refuse(desk, "no_git" if history is None else "no_such_revision", since)
    past = Past(history.versions if history is not None else lambda file: ())
    words = desk.words["translations"]
    teller = Teller(desk.lang, words, reviewed.languages, past.confirmed, color(sys.stdout))
    _say_what_is_wrong(desk, reviewed, locks=True)
    for review in reviewed.reviews:
        say("\n".join(teller.overview(review)))
    listed = False
    for review in reviewed.reviews:
        wanted = _changed(history, commit, review, reviewed) if history and commit else None
        for line in teller.entries(review, [language] if language else reviewed.languages, wanted):
            say(line)
            listed = True
    if _has_mistakes(reviewed):
        say("\n" + words["hidden"].format(name=desk.name))
    say("\n" + _what_next(desk, reviewed, listed=listed, limited=since is not None))
    return GOOD


def _what_next(desk: Desk, reviewed: Reviewed, *, listed: bool, limited: bool) -> str:
    """The last sentence of the list; texts that nobody has confirmed yet are not listed, but count."""
    from diptych.cli.summary import counted

    words = desk.words["translations"]
    fresh = sum(
        any(field.states.get(lang) == "new" for lang in reviewed.languages)
        for review in reviewed.reviews
        for field in review.fields
    )
    if listed or limited or not fresh:
        said: str = words["then" if listed else "nothing_since" if limited else "nothing"]
        return said.format(name=desk.name)
    agree: str = words["agree"].format(name=desk.name)
    return f"{counted(fresh, desk.lang, words['never'])} {agree}"


@click.command(cls=click_words.Command, add_help_option=False)
@spoken
@click.argument("records", nargs=-1)
@click.pass_obj
def confirm(desk: Desk, records: Sequence[str]) -> int:
    """Accept the texts as they stand."""
    reviewed = _reviewed(desk)
    if reviewed is None:
        return USAGE
    from diptych import confirm as writer
    from diptych import translations
    from diptych.translations import choice

    chosen, wrong = choice.chosen(reviewed.reviews, records)
    for word, nearest in wrong:
        _refuse(desk, "no_such_record", word, nearest=nearest)
    if wrong:
        return USAGE
    words = desk.words["confirm"]
    nothing = True
    for review in reviewed.reviews:
        meant = chosen.get(review.id, frozenset()) if records else None
        text = translations.confirmed(review, meant)
        before = reviewed.sources.texts.get(review.path)
        if meant == frozenset() or (before is None and not review.fields):
            continue
        if text != before:
            writer.lock(desk.root, review.path, text)
            _say_confirmed(desk, review, meant)
            nothing = False
    if nothing:
        say(words["nothing"])
    if any(problem.severity == "error" and problem.code != "lock-conflict" for problem in reviewed.problems):
        say(words["mistakes"].format(name=desk.name))
    return GOOD


def _say_confirmed(desk: Desk, review: Review, meant: frozenset[str] | None) -> None:
    from diptych.cli.summary import counted

    words = desk.words["confirm"]
    fields = [field for field in review.fields if meant is None or field.name.record in meant]
    count = sum(field.fingerprints != field.confirmed for field in fields)
    if count:
        told = counted(count, desk.lang, words["confirmed"])
        say(words["written"].format(count=told, path=review.path))
    else:
        say(words["tidied"].format(path=review.path))


def _reviewed(desk: Desk) -> Reviewed | None:
    if not has_content(desk):
        return None
    from diptych import pipeline

    with progress(desk, shown=True) as show:
        return pipeline.review(desk.root, show)


def _changed(history: Revisions, commit: str, review: Review, reviewed: Reviewed) -> list[Field]:
    """The fields with a text that was not there at a commit; files that are as they were are not read."""
    from diptych.translations import SITE, past

    texts = reviewed.sources.texts
    places = {field.place(lang).file for field in review.fields for lang in field.texts}
    folder = review.path.rpartition("/")[0]
    names = places | (set(history.files(commit, folder)) if review.id != SITE else set())
    read = {name: history.text(commit, name) for name in sorted(names) if name.endswith((".yaml", ".md"))}
    same = {name for name, text in read.items() if text == texts.get(name)}
    fields = [
        field for field in review.fields if not {field.place(lang).file for lang in field.texts} <= same
    ]
    before = [(name, text) for name, text in read.items() if text is not None and name not in same]
    return past.changed(fields, before)


def _say_what_is_wrong(desk: Desk, reviewed: Reviewed, *, locks: bool) -> None:
    from diptych import report

    wrong = [problem for problem in reviewed.problems if problem.code.startswith("lock-") or not locks]
    if wrong:
        say(report.text(wrong, reviewed.sources.texts, desk.lang, color=color(sys.stdout)) + "\n")


def _broken(desk: Desk, reviewed: Reviewed) -> int:
    """Without the languages of the site there is nothing to compare; say why they cannot be read."""
    _say_what_is_wrong(desk, reviewed, locks=False)
    return PROBLEMS


def _has_mistakes(reviewed: Reviewed) -> bool:
    """Are there errors besides those that a confirmation mends?"""
    return any(
        problem.severity == "error" and not problem.code.startswith("lock-") for problem in reviewed.problems
    )


def _refuse(desk: Desk, code: str, word: str, known: str = "", nearest: str = "") -> int:
    errors = desk.words["errors"]
    said = errors[code].format(name=word, known=known)
    if nearest:
        said += " " + errors["did_you_mean"].format(name=nearest)
    say(said, to=sys.stderr)
    return USAGE
