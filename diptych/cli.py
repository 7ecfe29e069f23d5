"""The command line: the only module that prints or exits.

In: arguments. Out: text on the terminal and an exit code: 0 all is well, 1 problems in the content,
2 the command or the machine is to blame, 3 Diptych is. Must not know how a site is made; it calls the
pipeline, the preview and the tests, and imports them (and everything heavy) only where they are used.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TextIO

import click

from diptych import __version__, click_words, speak
from diptych.languages import catalogue

GOOD, PROBLEMS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
_REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EMFILE}


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


def command() -> None:
    """Be the command `diptych`."""
    sys.exit(main())


def main(arguments: Sequence[str] | None = None, root: Path | None = None, name: str = "diptych") -> int:
    """Run one command and return its exit code; nothing that goes wrong leaves a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    lang = speak.language(arguments)
    desk = Desk(root or Path.cwd(), lang, catalogue.words(lang, "cli"), name)
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower() not in ("utf-8", "utf8") and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a legacy code page has no « ✖ »
    try:
        code = diptych.main(args=arguments, prog_name=name, standalone_mode=False, obj=desk)
        sys.stdout.flush()
        return int(code or GOOD)
    except click.UsageError as error:
        _say(click_words.usage_sentence(error, arguments, desk.words), to=sys.stderr)
        _say(desk.words["errors"]["see_help"].format(name=name), to=sys.stderr)
        return USAGE
    except (KeyboardInterrupt, click.Abort):  # click has already left the line with the ^C
        _say(desk.words["interrupted"], to=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except OSError as error:
        if error.errno not in _REFUSALS:
            return _bug(desk, arguments)
        refused = desk.words["errors"]["refused"]
        _say(refused.format(path=error.filename or desk.root, why=error.strerror), to=sys.stderr)
        return USAGE
    except Exception:  # invariant 4: an exception is our bug, and is reported as one
        return _bug(desk, arguments)


def _show_help(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        _say(ctx.get_help())
        ctx.exit()


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        _say(f"diptych {__version__}")
        ctx.exit()


def _spoken(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options that every command has; `--lang` and `--debug` are read from the arguments by main."""
    for option in (
        click.option("--help", "-h", is_flag=True, is_eager=True, expose_value=False, callback=_show_help),
        click.option("--debug", is_flag=True, expose_value=False),
        click.option("--lang", type=click.Choice(catalogue.languages("cli")), expose_value=False),
    ):
        function = option(function)
    return function


@click.group(cls=click_words.Group, name="diptych", invoke_without_command=True, add_help_option=False)
@_spoken
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@click.pass_context
def diptych(ctx: click.Context) -> int | None:
    """Build the site where no command is named."""
    return _run(ctx.obj, "build") if ctx.invoked_subcommand is None else None


@diptych.command(cls=click_words.Command, add_help_option=False)
@_spoken
@click.pass_obj
def build(desk: Desk) -> int:
    """Check the content and write the site."""
    return _run(desk, "build")


@diptych.command(cls=click_words.Command, add_help_option=False)
@_spoken
@click.option("--port", type=click.IntRange(1, 65535), default=8000)
@click.pass_obj
def serve(desk: Desk, port: int) -> int:
    """Build, show and keep showing the site."""
    from diptych import serve as preview
    from diptych import starter

    if not _has_content(desk):
        return USAGE
    words = desk.words["serve"]
    _run(desk, "build")

    def rebuild(paths: Sequence[str]) -> bool:
        _say(words["changed"].format(paths=", ".join(paths)))
        try:
            good = _run(desk, "build", watched=False) == GOOD
        except Exception:
            _bug(desk, ["serve"])
            good = False
        if not good:
            _say(words["kept"])
        return good

    watched = [desk.root / "content", starter.templates(desk.root), starter.assets(desk.root)]
    site = preview.Preview(desk.root / "site", watched, words["no_site"], desk.lang)
    try:
        site.run(port, rebuild, lambda url: _say(words["at"].format(url=url)))
    except preview.NoFreePortError as error:
        _say(desk.words["errors"]["no_port"].format(first=error.first, last=error.last), to=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        _say("\n" + words["bye"])
    return GOOD


@diptych.command(cls=click_words.Command, add_help_option=False)
@_spoken
@click.pass_obj
def check(desk: Desk) -> int:
    """Say what is wrong in the content."""
    return _run(desk, "check")


@diptych.command(
    cls=click_words.Command, add_help_option=False, context_settings={"ignore_unknown_options": True}
)
@_spoken
@click.option("--install-browser", is_flag=True)
@click.option("--all", "everything", is_flag=True)
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def test(desk: Desk, everything: bool, install_browser: bool, pytest_arguments: Sequence[str]) -> int:
    """Run Diptych's own tests."""
    from diptych import testing

    if not testing.is_checkout(desk.root):
        _say(desk.words["errors"]["no_tests"], to=sys.stderr)
        return USAGE
    if not testing.is_equipped():
        _say(desk.words["errors"]["no_pytest"], to=sys.stderr)
        return USAGE
    if install_browser or (testing.in_ci() and everything):
        words = desk.words["test"]
        if testing.chromium() is None:
            _say(words["installing"], to=sys.stderr, end="")
            trouble = testing.install_chromium()
            _say(words["failed"] + "\n" + trouble if trouble else words["done"], to=sys.stderr)
    return testing.run(desk.root, pytest_arguments, everything=everything or install_browser)


def _run(desk: Desk, verb: Literal["build", "check"], *, watched: bool = True) -> int:
    """Run the pipeline, print all problems and the summary line; return the exit code."""
    if not _has_content(desk):
        return USAGE
    from diptych import pipeline, report, summary

    started = time.monotonic()
    with _progress(desk, shown=watched) as progress:
        if verb == "check":
            outcome = pipeline.check(desk.root, progress=progress)
        else:
            outcome = pipeline.build(desk.root, progress=progress, address=desk.address)
    if outcome.problems:
        _say(report.text(outcome.problems, outcome.sources.texts, desk.lang, color=_color(sys.stdout)))
    seconds = time.monotonic() - started
    _say(summary.line(outcome, verb, seconds, desk.lang, desk.words["summary"]))
    return PROBLEMS if outcome.failed else GOOD


def _has_content(desk: Desk) -> bool:
    if (desk.root / "content").is_dir():
        return True
    _say(desk.words["errors"]["no_content"].format(root=desk.root), to=sys.stderr)
    return False


@contextmanager
def _progress(desk: Desk, shown: bool) -> Iterator[Callable[[str], None]]:
    """Yield the function that shows the stage at work; where nobody watches a terminal, it shows nothing."""
    if not (shown and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        yield lambda stage: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("") as status:
        yield lambda stage: status.update(desk.words["stages"].get(stage, stage))


def _bug(desk: Desk, arguments: Sequence[str]) -> int:
    """Report an exception that is Diptych's fault: a sentence, and the details in a file."""
    from diptych import fault

    words = desk.words["bug"]
    _say(words["sentence"], to=sys.stderr)
    if "--debug" in arguments:
        _say(fault.details(), to=sys.stderr)
    else:
        path = fault.kept(" ".join([desk.name, *arguments]))
        _say(words["kept"].format(path=path) + "\n" + words["nothing_lost"], to=sys.stderr)
    return BUG


def _color(stream: TextIO) -> bool:
    """Tell whether to use colour there. NO_COLOR: https://no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _say(text: str, to: TextIO | None = None, end: str = "\n") -> None:
    print(text, file=to or sys.stdout, end=end, flush=True)
