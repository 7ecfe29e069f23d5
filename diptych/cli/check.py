"""The verb `check`: what is wrong, also since a revision, and with `--fix` the certain corrections.

In: options. Out: the problems; a diff, and the files corrected after a yes.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from diptych.cli import click_words
from diptych.cli.comparison import compared
from diptych.cli.desk import PROBLEMS, USAGE, Desk, color, has_content, run, say
from diptych.cli.verbs import shaped, spoken

if TYPE_CHECKING:
    from datetime import datetime

    from diptych.fix import Change

_RED, _GREEN, _CYAN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"


@click.command(cls=click_words.Command, add_help_option=False)
@spoken
@shaped
@click.option("--fix", "mending", is_flag=True)
@click.option("--yes", "agreed", is_flag=True)
@click.option("--since", "against")
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]))
@click.pass_obj
def check(
    desk: Desk, form: str | None, mending: bool, agreed: bool, against: str | None, day: datetime | None
) -> int:
    """Say what is wrong in the content, and correct what is certain."""
    if not has_content(desk):
        return USAGE
    also = compared(desk, against) if against is not None else None
    if against is not None and also is None:
        return USAGE
    if mending and not _mended(desk, agreed, aside=form == "json"):
        return PROBLEMS
    return run(desk, "check", form=form, also=also, day=day.date().isoformat() if day else None)


def _mended(desk: Desk, agreed: bool, *, aside: bool) -> bool:
    """Show the certain corrections and write them after a yes; False when they wait for one."""
    from diptych import fix
    from diptych.cli.summary import counted

    words = desk.words["fix"]
    stream = sys.stderr if aside else sys.stdout
    found = fix.changes(desk.root)
    if not found:
        say(words["nothing"], to=stream)
        return True
    for change in found:
        say("\n".join(_diff(change, color(stream))) + "\n", to=stream)
    total = counted(sum(change.corrections for change in found), desk.lang, words["corrections"])
    if not agreed and not (sys.stdin.isatty() and sys.stdout.isatty()):
        say(words["not_written"].format(corrections=total, name=desk.name), to=stream)
        return False
    if not agreed and not _asked(words["ask"].format(corrections=total), words["yes"]):
        say(words["left"], to=stream)
        return False
    for change, written in fix.put(desk.root, found):
        say(words["wrote" if written else "changed"].format(path=change.path), to=stream)
    say("", to=stream)
    return True


def _asked(question: str, yes: str) -> bool:
    say(question, end=" ")
    try:
        answer = input()
    except EOFError:
        return False
    return answer.strip().lower() in yes.split()


def _diff(change: Change, paint: bool) -> Iterator[str]:
    """The lines that change, each as the report shows it; some around them, to know where one is."""
    from diptych import report

    before, after = (
        [report.visible(line) for line in data.decode("utf-8-sig").splitlines()]
        for data in (change.before, change.after)
    )
    name = report.visible(change.path)
    for line in difflib.unified_diff(before, after, name, name, n=1, lineterm=""):
        tint = _RED if line.startswith("-") else _GREEN if line.startswith("+") else ""
        tint = _CYAN if line.startswith("@@") else tint
        yield f"{tint}{line}{_PLAIN}" if paint and tint else line
