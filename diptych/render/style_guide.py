"""The style guide: every part of the pages with its parameters and live examples, and the design tokens.

In: the plan of the invented site that the examples speak of, and the folders of templates, of the guide and
of assets. Out: an `Output` of that whole site with the pages of the guide, and the HTML of every example. The
preview shows it at `/_parts/`; nothing of it is ever published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from diptych.languages import catalogue, typography
from diptych.localize import Phrase
from diptych.plan import Page, Pages, with_pages
from diptych.problems import Problem
from diptych.render import assets, examples
from diptych.render.desk import Desk
from diptych.render.pages import MISTAKES, Output, context, environment, folder, output, problem
from diptych.render.parts import Part, parts
from diptych.render.tokens import tokens

Name = tuple[str, str, str]
"""A part, one of its examples, a language."""

START = "{lang}/parts/index.html"
"""The path of the guide's first page in a language."""

_DOCUMENTED_IN = "en"


@dataclass(frozen=True)
class StyleGuide:
    """Its files, and the HTML of every example as its macro makes it."""

    output: Output
    examples: Mapping[Name, str]


def style_guide(
    pages: Pages, templates: Path, guide: Path, asset_folder: Path, root: Path
) -> tuple[StyleGuide, tuple[Problem, ...]]:
    """The guide to the parts in `templates`; the folder `guide` has its own templates, style and content.

    What does not work is a problem of its template or description; the rest is shown all the same.
    """
    jinja = environment(templates, guide.parent)
    site, failed = output(pages, templates, asset_folder, guide, jinja)
    found, gaps = parts(templates, jinja, folder(templates, root))
    sheet = asset_folder / "css" / "tokens.css"
    values = tokens(sheet.read_text("utf-8") if sheet.is_file() else "")
    style = (guide / "style.css").read_text("utf-8") + f"@layer parts {{\n{values.rules}\n}}\n"
    bundle = assets.bundle(asset_folder, {"style_guide.css": style.encode("utf-8")})
    more = list(_pages(pages, found))
    everything = with_pages(pages, (page for page, _ in more))
    desk = Desk(everything, bundle)
    files = {**site.files, **bundle.files}
    made: dict[Name, str] = {}
    problems = [*failed, *gaps]
    for page, part in more:
        given = {**context(desk, everything, page), **_words(page.lang, desk)}
        given |= {"parts": found, "part": part, "tokens": values, "gaps": gaps}
        if part is not None and page.edition is not None:
            given["files"] = _files(part, asset_folder, templates, root)
            given["shown"], broken = examples.shown(part, jinja, given, page.edition)
            problems += [examples.mistake(part, *each, templates, root) for each in broken]
            for each in (each for several in given["shown"].values() for each in several):
                made[part.name, each.example.name, page.lang] = each.source
        template = f"style_guide/{page.template}.html"
        try:
            given["needed"] = examples.needed(part, jinja, given) if part is not None else ""
            files[page.path] = jinja.get_template(template).render(given).encode("utf-8")
        except MISTAKES as error:
            problems.append(problem(error, template, templates, root))
    guide_output = replace(site, files=MappingProxyType(files))
    return StyleGuide(guide_output, MappingProxyType(made)), tuple(dict.fromkeys(problems))


def _pages(pages: Pages, found: tuple[Part, ...]) -> Iterator[tuple[Page, Part | None]]:
    """The guide's pages per language: the list of parts, the tokens, and each part."""
    for edition in pages.editions:
        lang = edition.lang

        def page(path: str, template: str, identity: str) -> Page:
            return Page(path, template, lang, identity, edition, indexable=False)  # noqa: B023, called at once

        yield page(START.format(lang=lang), "index", "parts"), None
        yield page(f"{lang}/tokens/index.html", "tokens", "tokens"), None
        for part in found:
            yield page(f"{lang}/parts/{part.name}/index.html", "part", f"parts/{part.name}"), part


def _files(part: Part, asset_folder: Path, templates: Path, root: Path) -> list[str]:
    """What a part is made of, for whoever wants to change it."""
    sheet = f"css/parts/{part.name}.css"
    found = [f"{folder(templates, root)}/parts/{part.name}.html"]
    return found + ([f"assets/{sheet}"] if (asset_folder / sheet).is_file() else [])


def _words(lang: str, desk: Desk) -> dict[str, Any]:
    """The guide's own words, and its documentation, which is in one language."""

    def word(key: str, **values: Any) -> str:
        return typography.apply(catalogue.say(lang, "style_guide", key, **values), lang)

    return {"word": word, "told": lambda text: desk.words.say(Phrase(text, _DOCUMENTED_IN, "line"))}
