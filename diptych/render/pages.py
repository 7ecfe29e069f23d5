"""Pages by Jinja templates.

In: `Pages`. Out: `Output`. Templates get ready values and a few functions (`_Desk`); they
hold no sentences and decide nothing beyond `if` and `for`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError

from diptych.model import STATUSES
from diptych.plan import Page, Pages
from diptych.problems import Place, Problem
from diptych.render import assets, borrowed, glances, tables
from diptych.render.desk import Desk
from diptych.render.entries import KINDS, Entry, entries
from diptych.render.words import heading

MISTAKES = (TemplateError, TypeError, AttributeError, LookupError)
"""What a mistake in a template raises."""


@dataclass(frozen=True)
class Output:
    """The bytes of every file, by path relative to the output; and what can be searched for."""

    files: Mapping[str, bytes]
    base: str = "/"
    entries: tuple[Entry, ...] = ()


def output(
    pages: Pages, templates: Path, asset_folder: Path, root: Path, jinja: Environment | None = None
) -> tuple[Output, tuple[Problem, ...]]:
    """Every page and asset. A template that does not work is a problem of that template.

    `jinja` is one that has compiled templates already.
    """
    bundle = assets.bundle(asset_folder)
    files = dict(bundle.files)
    files.update(assets.images(pages, root))
    problems: list[Problem] = []
    jinja = jinja or environment(templates)
    desk = Desk(pages, bundle)
    failed: set[str] = set()
    for page in pages.pages:
        if page.template in failed:
            continue
        try:
            values = context(desk, pages, page)
            template = jinja.get_template(f"pages/{page.template}.html")
            files[page.path] = borrowed.settled(template.render(values)).encode("utf-8")
            files.update(glances.files(page, jinja, values))
        except MISTAKES as error:
            failed.add(page.template)
            problems.append(problem(error, f"pages/{page.template}.html", templates, root))
    for table in pages.tables:
        desk.turn_to(table.page)
        files[table.path] = tables.figure(table.figure, table.page.lang, desk.words.unmarked)
    found = entries(pages, desk.turn_to, desk.words.unmarked, heading)
    return Output(MappingProxyType(files), pages.base, found), tuple(problems)


def environment(*templates: Path) -> Environment:
    """Jinja over these folders; the first that has a template wins."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def context(desk: Desk, pages: Pages, page: Page) -> dict[str, Any]:
    """What the template of a page can ask for."""
    desk.turn_to(page)
    return {
        "page": page,
        "pages": pages,
        "site": pages.site[page.lang],
        "languages": pages.record.languages,
        "site_titles": " · ".join(dict.fromkeys(str(view.title) for view in pages.site.values())),
        "statuses": STATUSES,
        "search_kinds": KINDS,
        "edition": page.edition,
        "explainer": page.edition.head if page.edition is not None else None,
        page.template.replace("404", "missing"): page.subject,
        **desk.functions,
    }


def problem(error: Exception, asked: str, templates: Path, root: Path) -> Problem:
    """The mistake in a template, at the template's line; `asked` is the template that was to be rendered."""
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or asked, error.lineno
    elif isinstance(error, TemplateNotFound):
        name, line = asked, 0
    else:
        name, line = next(_template_lines(error, templates), (asked, 0))
    word = f"{type(error).__name__}: {error}"
    place = Place(f"{folder(templates, root)}/{name}", line, 1 if line else 0)
    return Problem("template-error", place, params=(("word", word),))


def folder(templates: Path, root: Path) -> str:
    """How problems call the folder of templates."""
    return templates.relative_to(root).as_posix() if templates.is_relative_to(root) else "templates"


def _template_lines(error: Exception, templates: Path) -> Iterator[tuple[str, int]]:
    """The places in templates that an error came through, the innermost first."""
    found = []
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(templates):
            found.append((file.relative_to(templates).as_posix(), trace.tb_lineno))
        trace = trace.tb_next
    yield from reversed(found)
