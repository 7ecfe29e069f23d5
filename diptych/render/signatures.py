"""The macros of a template and their parameters, from Jinja's own syntax tree.

In: the source of a template. Out: `Signature`s. A macro whose name begins with `_` is the template's own:
Jinja does not export it, and nobody else can call it. It must not know what macros are for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from jinja2 import Environment, nodes


@dataclass(frozen=True)
class Signature:
    """A macro that other templates can call: its line, and by parameter its default (None: required)."""

    name: str
    line: int
    parameters: dict[str, str | None]


def signatures(source: str, environment: Environment) -> tuple[Signature, ...]:
    """The exported macros, in the order of the template. Raises TemplateSyntaxError."""
    found = environment.parse(source).find_all(nodes.Macro)
    return tuple(_signature(macro) for macro in found if not macro.name.startswith("_"))


def _signature(macro: nodes.Macro) -> Signature:
    required = len(macro.args) - len(macro.defaults)
    defaults = [None] * required + [_written(default) for default in macro.defaults]
    names = [argument.name for argument in macro.args]
    return Signature(macro.name, macro.lineno, dict(zip(names, defaults, strict=True)))


def _written(default: nodes.Expr) -> str:
    """A default as a template writes it: `"short"`, `false`, `none`, `4`."""
    value = default.as_const()
    return "none" if value is None else json.dumps(value, ensure_ascii=False)
