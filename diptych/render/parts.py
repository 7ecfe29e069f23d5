"""The parts catalogue: what each part of the pages is for, its parameters, its named examples.

In: `templates/parts/<part>.html` and, beside each, its description `<part>.yaml`. Out: `Part`s, and a
problem for whatever is not described, or described and not there. It must not render anything.

    about: One or two sentences.             # backticks for code; English, it is for engineers and designers
    needs: [chart.sprite]                    # macros that a page calls once for this part; may be left out
    macros:
      entry:                                 # every macro that other templates can call
        about: When to use it.
        within: ul.lines > li                # the elements that it has to stand in; may be left out
        parameters: {statement: what it is}  # exactly those of the template, which also has the defaults
        examples:
          known: {shows: What there is to see., call: 'entry(statement("closed"))'}

An example is a call as templates write it, and its name is unique within its part. It sees what every
template sees, finds records by their kind, `statement("closed")`, all texts of one by
`row("statement", "closed")`, and calls a second macro as `part.line(…)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from jinja2.exceptions import TemplateSyntaxError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from diptych.problems import Place, Problem
from diptych.render.signatures import Signature, signatures

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Example:
    """A call that shows the macro doing one thing; `name` is that of its golden file."""

    name: str
    call: str
    shows: str


@dataclass(frozen=True)
class Parameter:
    """`default` is written as in the template; None means that the parameter is required."""

    name: str
    about: str
    default: str | None


@dataclass(frozen=True)
class Macro:
    """A macro with its documentation; `within` are the elements around it, from outside in."""

    name: str
    about: str
    within: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Part:
    """`templates/parts/<name>.html`; `needs` are macros that a page calls once for it, as `chart.sprite`."""

    name: str
    about: str
    needs: tuple[str, ...]
    macros: tuple[Macro, ...]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Example(_Written):
    shows: str = Field(min_length=1)
    call: str = Field(min_length=1)


class _Macro(_Written):
    about: str = Field(min_length=1)
    within: str = ""
    parameters: dict[str, str] = {}
    examples: dict[str, _Example] = {}


class _Part(_Written):
    about: str = Field(min_length=1)
    needs: list[str] = []
    macros: dict[str, _Macro]


def parts(
    templates: Path, environment: Environment, name: str = "templates"
) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """All parts that can be read, by name, and what is wrong with their descriptions.

    `name` is how problems call the folder `templates`. A template with a mistake in its syntax is left to
    the stage that renders it.
    """
    found: list[Part] = []
    problems: list[Problem] = []
    files = {path.stem: path for path in sorted((templates / "parts").glob("*.html"))}
    for stem, path in files.items():
        place = f"{name}/parts/{stem}"
        try:
            macros = signatures(path.read_text("utf-8"), environment)
        except TemplateSyntaxError:
            continue
        written = _description(path.with_suffix(".yaml"), f"{place}.yaml")
        if isinstance(written, Problem):
            problems.append(written)
            continue
        found.append(_part(stem, written, macros))
        problems.extend(_gaps(written, macros, place))
    for path in sorted((templates / "parts").glob("*.yaml")):
        if path.stem not in files:
            problems.append(_unknown(f"{name}/parts/{path.name}", path.stem))
    return tuple(found), tuple(problems)


def _description(path: Path, place: str) -> _Part | Problem:
    try:
        return _Part.model_validate(yaml.load(path.read_text("utf-8"), _Loader))  # noqa: S506, it is a safe one
    except FileNotFoundError:
        return Problem("part-undescribed", Place(place), params=(("word", path.stem),))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 0
        return Problem("part-unreadable", Place(place, line, 1), params=(("word", str(error.problem)),))
    except (ValidationError, UnicodeDecodeError, yaml.YAMLError) as error:
        return Problem("part-unreadable", Place(place), params=(("word", _first(error)),))


def _first(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _part(name: str, written: _Part, macros: tuple[Signature, ...]) -> Part:
    """The macros that are described, in the order of the template."""
    return Part(
        name,
        written.about,
        tuple(written.needs),
        tuple(_macro(written.macros[macro.name], macro) for macro in macros if macro.name in written.macros),
    )


def _macro(written: _Macro, macro: Signature) -> Macro:
    return Macro(
        macro.name,
        written.about,
        tuple(element.strip() for element in written.within.split(">") if element.strip()),
        tuple(
            Parameter(name, written.parameters.get(name, ""), default)
            for name, default in macro.parameters.items()
        ),
        tuple(Example(name, example.call, example.shows) for name, example in written.examples.items()),
    )


def _gaps(written: _Part, macros: tuple[Signature, ...], place: str) -> Iterator[Problem]:
    """What the template has and the description has not, and the other way round."""
    known = {macro.name: macro for macro in macros}
    for name, macro in known.items():
        if name not in written.macros:
            yield _undescribed(place, macro, name)
            continue
        described = written.macros[name]
        for parameter in macro.parameters:
            if not described.parameters.get(parameter, "").strip():
                yield _undescribed(place, macro, f"{name}({parameter})")
        if not described.examples:
            yield _undescribed(place, macro, f"{name}: examples")
    seen: set[str] = set()
    for name, described in written.macros.items():
        if name not in known:
            yield _unknown(f"{place}.yaml", name)
            continue
        for parameter in described.parameters:
            if parameter not in known[name].parameters:
                yield _unknown(f"{place}.yaml", f"{name}({parameter})")
        yield from _misnamed(described.examples, name, seen, f"{place}.yaml")


def _misnamed(examples: Mapping[str, _Example], macro: str, seen: set[str], place: str) -> Iterator[Problem]:
    """Examples that call something else, or have the name of another one."""
    for name, example in examples.items():
        if not example.call.startswith(f"{macro}("):
            yield _unknown(place, example.call)
        if name in seen:
            yield Problem("part-example-twice", Place(place), params=(("word", name),))
        seen.add(name)


def _undescribed(place: str, macro: Signature, word: str) -> Problem:
    return Problem("part-undescribed", Place(f"{place}.html", macro.line, 1), params=(("word", word),))


def _unknown(place: str, word: str) -> Problem:
    return Problem("part-unknown", Place(place), params=(("word", word),))
