"""The verbs: build, serve, test.

Each imports what it needs when it runs, so that `--help` and a second start stay quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from diptych import __version__
from diptych.cli import click_words
from diptych.cli.desk import GOOD, USAGE, Desk, bug, has_content, run, say
from diptych.languages import catalogue

if TYPE_CHECKING:
    from diptych.equipment import Program


def _show_help(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        say(ctx.get_help())
        ctx.exit()


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        say(f"diptych {__version__}")
        ctx.exit()


def spoken(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options that every command has; `--lang` and `--debug` are read from the arguments by main."""
    for option in (
        click.option("--help", "-h", is_flag=True, is_eager=True, expose_value=False, callback=_show_help),
        click.option("--debug", is_flag=True, expose_value=False),
        click.option("--lang", type=click.Choice(catalogue.languages("cli")), expose_value=False),
    ):
        function = option(function)
    return function


shaped = click.option("--format", "form", type=click.Choice(["text", "github", "json"]))
"""How problems are told: `report.FORMATS`, not imported here so that `--help` stays quick."""


@click.group(cls=click_words.Group, name="diptych", invoke_without_command=True, add_help_option=False)
@spoken
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@click.pass_context
def diptych(ctx: click.Context) -> int | None:
    """Build the site where no command is named."""
    return run(ctx.obj, "build") if ctx.invoked_subcommand is None else None


@diptych.command(cls=click_words.Command, add_help_option=False)
@spoken
@shaped
@click.option("--since", "against")
@click.pass_obj
def build(desk: Desk, form: str | None, against: str | None) -> int:
    """Check the content and write the site."""
    from diptych.cli.comparison import compared

    if not has_content(desk):
        return USAGE
    also = compared(desk, against) if against is not None else None
    if against is not None and also is None:
        return USAGE
    return run(desk, "build", form=form, also=also)


@diptych.command(cls=click_words.Command, add_help_option=False)
@spoken
@click.option("--port", type=click.IntRange(1, 65535), default=8000)
@click.pass_obj
def serve(desk: Desk, port: int) -> int:
    """Build, show and keep showing the site."""
    from diptych import serve as preview
    from diptych import starter

    if not has_content(desk):
        return USAGE
    words = desk.words["serve"]
    run(desk, "build", form="text")

    def rebuild(paths: Sequence[str]) -> bool:
        say(words["changed"].format(paths=", ".join(paths)))
        try:
            good = run(desk, "build", watched=False, form="text") == GOOD
        except Exception:
            bug(desk, ["serve"])
            good = False
        if not good:
            say(words["kept"])
        return good

    watched = [desk.root / "content", starter.templates(desk.root), starter.assets(desk.root)]
    marks = preview.marks(words["states"])
    guide = preview.Guide(f"{desk.lang}/parts/", partial(_style_guide, desk), watched[1:])
    site = preview.Preview(desk.root / "site", watched, words["no_site"], desk.lang, marks, guide)
    try:
        site.run(port, rebuild, partial(_at, desk, port))
    except preview.NoFreePortError as error:
        say(desk.words["errors"]["no_port"].format(first=error.first, last=error.last), to=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        say("\n" + words["bye"])
    return GOOD


def _at(desk: Desk, port: int, url: str) -> None:
    """Say where the preview is, and why it is not at the port that was asked for."""
    key = "at" if f":{port}/" in url else "elsewhere"
    say(desk.words["serve"][key].format(url=url, port=port))


def _style_guide(desk: Desk) -> Callable[[str], bytes | None]:
    """Make the style guide; where a template does not work, every page of it says so instead."""
    from diptych import pipeline, report
    from diptych import serve as preview

    try:
        guide = pipeline.style_guide(desk.root)
        wrong = [problem for problem in guide.problems if problem.code not in pipeline.GAPS]
        said = report.text(wrong, {}, desk.lang) if wrong else ""
    except Exception:
        bug(desk, ["serve"])
        said, guide = desk.words["bug"]["sentence"], pipeline.Guide(())
    if not said:
        return guide.files.get
    return lambda path: preview.page(said, desk.lang) if path.endswith(".html") else guide.files.get(path)


@diptych.command(
    cls=click_words.Command, add_help_option=False, context_settings={"ignore_unknown_options": True}
)
@spoken
@click.option("--install-browser", is_flag=True)
@click.option("--all", "everything", is_flag=True)
@click.option("--lighthouse", is_flag=True)
@click.option("--screenshots", is_flag=True)
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def test(
    desk: Desk,
    everything: bool,
    install_browser: bool,
    lighthouse: bool,
    screenshots: bool,
    pytest_arguments: Sequence[str],
) -> int:
    """Run Diptych's own tests."""
    from diptych import equipment, testing

    if not testing.is_checkout(desk.root):
        say(desk.words["errors"]["no_tests"], to=sys.stderr)
        return USAGE
    if not testing.is_equipped():
        say(desk.words["errors"]["no_pytest"], to=sys.stderr)
        return USAGE
    everything = everything or install_browser
    measures = [name for name, asked in (("lighthouse", lighthouse), ("screenshots", screenshots)) if asked]
    if install_browser or (testing.in_ci() and everything) or measures:
        _equip(desk, [equipment.LIGHTHOUSE] * lighthouse, needed_by_tests=not measures)
    if measures:
        return max(testing.measure(desk.root, name, pytest_arguments) for name in measures)
    return testing.run(desk.root, pytest_arguments, everything=everything)


def _equip(desk: Desk, programs: Sequence[Program], needed_by_tests: bool) -> None:
    """Install the browser and the programs that are missing, and say so."""
    from diptych import equipment

    if needed_by_tests:
        programs = [equipment.LANGUAGE_SERVER, equipment.NU_CHECKER, *programs]
    words = desk.words["test"]
    missing: list[tuple[str, Callable[[], str]]] = []
    if equipment.chromium() is None:
        missing.append(("browser", equipment.install_chromium))
    for wanted in programs:
        if equipment.program(desk.root, wanted) is None:
            missing.append((wanted.name, partial(equipment.install, desk.root, wanted)))
    for name, install in missing:
        say(words["installing"].format(name=words["programs"][name]), to=sys.stderr, end="")
        trouble = install()
        say(words["failed"] + "\n" + trouble if trouble else words["done"], to=sys.stderr)
