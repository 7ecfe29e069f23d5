"""The words of each language: `languages/<lang>/<name>.yaml`.

In: a language and the name of a catalogue. Out: its entries. A language without a
catalogue speaks English for the interface; content itself never falls back here.
It must not know what the words are used for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from diptych.problems import folded

FOLDER = Path(__file__).parent
DEFAULT = "en"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def languages(name: str = "ui") -> tuple[str, ...]:
    """Languages that have this catalogue, sorted."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{name}.yaml")))


@cache
def words(lang: str, name: str) -> Mapping[str, Any]:
    """The catalogue of a language, of its base language (`fr-CA` → `fr`), or the default one."""
    path = FOLDER / spoken(lang, name) / f"{name}.yaml"
    if not path.is_file():
        return MappingProxyType({})
    content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506, it is a safe one
    return MappingProxyType(content or {})


@cache
def spoken(lang: str, name: str) -> str:
    """The language of the catalogue that answers for a language: itself, its base language, or English."""
    known = languages(name)
    return next((code for code in (lang, lang.split("-")[0]) if code in known), DEFAULT)


def say(lang: str, name: str, key: str, /, **values: Any) -> str:
    """The entry `key` with its values filled in; an entry with plural forms is chosen by `n`.

    Plural forms are named as in CLDR (`one`, `other`, …). Raises KeyError for an unknown key.
    """
    entry = words(lang, name)[key]
    if isinstance(entry, Mapping):
        entry = entry.get(plural(spoken(lang, name), values["n"])) or entry["other"]
    return str(entry).format(**values) if values else str(entry)


def plural(lang: str, number: int) -> str:
    """The CLDR plural category of a number."""
    from babel import Locale

    return str(Locale.parse(lang, sep="-").plural_form(number))


@cache
def aliases(group: str) -> Mapping[str, tuple[str, ...]]:
    """Words of all languages for the words of the model (`titre` → `title`), from `aliases.yaml`.

    A word may have several: what it means depends on what is possible where it stands.
    """
    found: dict[str, tuple[str, ...]] = {}
    for lang in languages("aliases"):
        for word, own in words(lang, "aliases").get(group, {}).items():
            found[word] = (*found.get(word, ()), *((own,) if isinstance(own, str) else own))
    return MappingProxyType(found)


def meant(group: str, word: str, possible: Collection[str] | None = None) -> str | None:
    """The word of the model that an editor means by one of their language, accents and case or not.

    Of several, the first that is `possible`.
    """
    own = _folded(group).get(folded(word), ())
    return next((each for each in own if possible is None or each in possible), None)


@cache
def _folded(group: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, own in aliases(group).items():
        found[folded(word)] = (*found.get(folded(word), ()), *own)
    return found


@cache
def kinds() -> Mapping[str, str]:
    """The kinds of record by each of their names in all languages (`énoncé`, `énoncés` → `statement`)."""
    found: dict[str, str] = {}
    for lang in languages("problems"):
        for kind, forms in words(lang, "problems")["kinds"].items():
            found.update(dict.fromkeys((kind, *forms.values()), kind))
    found.update({word: kind for word, (kind, *_) in aliases("kinds").items()})
    return MappingProxyType(found)
