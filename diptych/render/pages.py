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


@dataclass(frozen=True)
class Output:
    """The bytes of every file, by path relative to the output; and what can be searched for."""

    files: Mapping[str, bytes]
    base: str = "/"
    entries: tuple[Entry, ...] = ()


def output(
    pages: Pages, templates: Path, asset_folder: Path, root: Path
) -> tuple[Output, tuple[Problem, ...]]:
    """Every page and asset. A template that does not work is a problem of that template."""
    bundle = assets.bundle(asset_folder)
    files = dict(bundle.files)
    files.update(assets.images(pages, root))
    problems: list[Problem] = []
    environment = _environment(templates)
    desk = Desk(pages, bundle)
    failed: set[str] = set()
    for page in pages.pages:
        if page.template in failed:
            continue
        try:
            context = _context(desk, pages, page)
            template = environment.get_template(f"pages/{page.template}.html")
            files[page.path] = borrowed.settled(template.render(context)).encode("utf-8")
            files.update(glances.files(page, environment, context))
        except (TemplateError, TypeError, AttributeError, KeyError) as error:
            failed.add(page.template)
            problems.append(_problem(error, page, templates, root))
    for table in pages.tables:
        desk.turn_to(table.page)
        files[table.path] = tables.figure(table.figure, table.page.lang, desk.words.unmarked)
    found = entries(pages, desk.turn_to, desk.words.unmarked, heading)
    return Output(MappingProxyType(files), pages.base, found), tuple(problems)


def _environment(templates: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _context(desk: Desk, pages: Pages, page: Page) -> dict[str, Any]:
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


def _problem(error: Exception, page: Page, templates: Path, root: Path) -> Problem:
    """The mistake in a template, at the template's line."""
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or page.template, error.lineno
    elif isinstance(error, TemplateNotFound):
        name, line = f"pages/{page.template}.html", 0
    else:
        name, line = next(_template_lines(error, templates), (f"pages/{page.template}.html", 0))
    folder = templates.relative_to(root).as_posix() if templates.is_relative_to(root) else "templates"
    word = f"{type(error).__name__}: {error}"
    return Problem(
        "template-error", Place(f"{folder}/{name}", line, 1 if line else 0), params=(("word", word),)
    )


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
