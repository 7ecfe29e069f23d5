"""The languages that have a folder here, and the modules in it.

In: a language code. Out: codes, modules. It must not know what the modules do.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import diptych.languages


@cache
def codes() -> tuple[str, ...]:
    """The languages with a folder, sorted."""
    found = pkgutil.iter_modules(diptych.languages.__path__)
    return tuple(sorted(module.name for module in found if module.ispkg))


@cache
def module(lang: str, name: str) -> ModuleType | None:
    """`diptych.languages.<code>.<name>` for a BCP 47 tag (`fr-CA`: `fr`), or None where there is none."""
    code = lang.replace("_", "-").partition("-")[0].lower()
    path = f"diptych.languages.{code}.{name}"
    return import_module(path) if code in codes() and find_spec(path) else None
