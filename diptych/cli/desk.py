"""The desk: who asks, and everything that speaks to that person.

In: the site's root, a language, words. Out: lines on the terminal, exit codes. The verbs use it; it must
not know which verbs there are.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

if TYPE_CHECKING:
    from diptych.pipeline import Also, Outcome

Verb = Literal["build", "check"]
GOOD, PROBLEMS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True)
class Desk:
    """Who asks, from where: the site's root, the language, its words, and the name of the command."""

    root: Path
    lang: str
    words: Mapping[str, Any]
    name: str

    @property
    def address(self) -> str | None:
        """The public address given by the publishing workflow; None leaves it to `site.yaml`."""
        return os.environ.get("DIPTYCH_URL") or None


def run(
    desk: Desk,
    verb: Verb,
    *,
    watched: bool = True,
    form: str | None = None,
    also: Also | None = None,
    day: str | None = None,
) -> int:
    """Run the pipeline, print all problems and the summary line; return the exit code.

    `form`: see `tell`. `also` finds more problems in the records. `day`: instead of today.
    """
    if not has_content(desk):
        return USAGE
    from diptych import pipeline

    started = time.monotonic()
    with progress(desk, shown=watched) as show:
        more: dict[str, Any] = {"today": day or today(), **({"also": also} if also is not None else {})}
        if verb == "check":
            outcome = pipeline.check(desk.root, progress=show, schemas=desk.lang, **more)
        else:
            address = desk.address
            outcome = pipeline.build(desk.root, progress=show, address=address, schemas=desk.lang, **more)
    tell(desk, verb, outcome, time.monotonic() - started, form)
    return PROBLEMS if outcome.failed else GOOD


def today() -> str:
    """The day here as `2026-06-30`; where SOURCE_DATE_EPOCH is set, that day in UTC.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    given = epoch.isascii() and epoch.isdecimal() and len(epoch) <= 11
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)) if given else time.localtime())


def tell(desk: Desk, verb: Verb, outcome: Outcome, seconds: float, form: str | None) -> None:
    """Print the problems and the summary line in a form of `report.FORMATS`; None chooses by the place."""
    from diptych import report
    from diptych.cli import summary

    if form is None:
        form = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    found, texts = outcome.problems, outcome.sources.texts
    if form == "json":
        say(report.json(found, texts, desk.lang, summary.numbers(outcome)))
        return
    if found and form == "github":
        say(report.github(found, texts, desk.lang))
    elif found:
        say(report.text(found, texts, desk.lang, color=color(sys.stdout)))
    say(summary.line(outcome, verb, seconds, desk.lang, desk.words["summary"]))


def has_content(desk: Desk) -> bool:
    """Tell whether there is content to work on; say so when there is none."""
    if (desk.root / "content").is_dir():
        return True
    say(desk.words["errors"]["no_content"].format(root=desk.root), to=sys.stderr)
    return False


@contextmanager
def progress(desk: Desk, shown: bool) -> Iterator[Callable[[str], None]]:
    """Yield the function that shows the stage at work; where nobody watches a terminal, it shows nothing."""
    if not (shown and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        yield lambda stage: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("") as status:
        yield lambda stage: status.update(desk.words["stages"].get(stage, stage))


def bug(desk: Desk, arguments: Sequence[str]) -> int:
    """Report an exception that is Diptych's fault: a sentence, and the details in a file."""
    from diptych.cli import fault

    words = desk.words["bug"]
    say(words["sentence"], to=sys.stderr)
    if "--debug" in arguments:
        say(fault.details(), to=sys.stderr)
    else:
        path = fault.kept(" ".join([desk.name, *arguments]))
        say(words["kept"].format(path=path) + "\n" + words["nothing_lost"], to=sys.stderr)
    return BUG


def color(stream: TextIO) -> bool:
    """Tell whether to use colour there. NO_COLOR: https://no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str, to: TextIO | None = None, end: str = "\n") -> None:
    """Print at once."""
    print(text, file=to or sys.stdout, end=end, flush=True)
