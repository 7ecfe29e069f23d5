"""The named examples of a part, rendered as a page would show them.

In: a part, Jinja, what templates can ask for on a page. Out: by example its HTML, to read and to look at; a
problem for every example that does not work. It must not know the page around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from diptych import model
from diptych.localize import Edition, View
from diptych.problems import Place, Problem
from diptych.render.pages import MISTAKES, folder, problem
from diptych.render.parts import Example, Macro, Part

_KINDS = (*model.KINDS, "topic", "section")
_ID = re.compile(r'\sid="([^"]+)"')
_POINTING = re.compile(
    r'(\s(?:id|for|headers|href|data-copy|aria-(?:labelledby|describedby|controls|owns))=")([^"]*)"'
)
_ELEMENT = re.compile(r"([a-z][a-z0-9]*)((?:\.[\w-]+)*)")


@dataclass(frozen=True)
class Shown:
    """An example: its HTML as the macro makes it, and live within the elements it has to stand in."""

    example: Example
    source: str
    live: Markup


def shown(
    part: Part, jinja: Environment, given: Mapping[str, Any], edition: Edition
) -> tuple[dict[str, list[Shown]], list[tuple[Example, Exception]]]:
    """The examples of a part by macro, and those that do not work, each with what went wrong."""
    found: dict[str, list[Shown]] = {}
    broken: list[tuple[Example, Exception]] = []
    values = {**given, **_finders(edition)}
    for macro in part.macros:
        found[macro.name] = []
        for example in macro.examples:
            try:
                source = _call(part.name, example.call, jinja, values)
            except MISTAKES as error:
                broken.append((example, error))
            else:
                found[macro.name].append(Shown(example, source, _live(source, example, macro)))
    return found, broken


def mistake(part: Part, example: Example, error: Exception, templates: Path, root: Path) -> Problem:
    """What is wrong with an example: a line of a template, or else the call itself."""
    found = problem(error, "", templates, root)
    if found.place.line:
        return found
    place = Place(f"{folder(templates, root)}/parts/{part.name}.yaml")
    return Problem("part-example", place, params=(("word", example.name), ("error", str(error))))


def needed(part: Part, jinja: Environment, given: Mapping[str, Any]) -> Markup:
    """What a page has once for a part, that its examples use. Raises what a mistake in a template raises."""
    return Markup("").join(
        Markup(_call(name, f"{macro}()", jinja, given))  # noqa: S704, templates made it
        for name, _, macro in (need.partition(".") for need in part.needs)
    )


def _finders(edition: Edition) -> dict[str, Callable[..., View]]:
    """By kind the function that finds a record, `statement("closed")`; `row` finds all its texts."""

    def finder(kind: str) -> Callable[[str], View]:
        def find(id: str) -> View:
            view = edition.find(kind, id)
            if view is None:
                raise LookupError(f"{kind}:{id}")
            return view

        return find

    def row(kind: str, id: str) -> View:
        groups = [group for group in edition.head.diptych.groups if group.kind == kind]
        found: dict[str, View] = {row.id: row for group in groups for row in group.rows}
        return found[id]

    return {kind: finder(kind) for kind in _KINDS} | {"row": row}


def _call(part: str, call: str, jinja: Environment, values: Mapping[str, Any]) -> str:
    template = f'{{% import "parts/{part}.html" as part with context %}}{{{{ part.{call} }}}}'
    return jinja.from_string(template).render(values).strip() + "\n"


def _live(source: str, example: Example, macro: Macro) -> Markup:
    """The example in its place. Its ids bear its name, since the same record may stand on the page twice."""
    own = set(_ID.findall(source))

    def renamed(found: re.Match[str]) -> str:
        words = [_own(word, own, example.name) for word in found[2].split(" ")]
        return f'{found[1]}{" ".join(words)}"'

    html = _POINTING.sub(renamed, source)
    for element in reversed(macro.within):
        match = _ELEMENT.fullmatch(element)
        tag, classes = (match[1], match[2]) if match is not None else ("div", "")
        start = f'<{tag} class="{" ".join(classes[1:].split("."))}">' if classes else f"<{tag}>"
        html = f"{start}\n{html}</{tag}>\n"
    return Markup(html)  # noqa: S704, templates made it


def _own(word: str, own: set[str], name: str) -> str:
    hash, id = ("#", word[1:]) if word.startswith("#") else ("", word)
    return f"{hash}{name}.{id}" if id in own else word
