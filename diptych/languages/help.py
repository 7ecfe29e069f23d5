"""The help of each key, and the names of allowed words, in the editor's language.

In: a language. Out: sentences. English help stands in the model itself, other languages have a catalogue
`help.yaml`. It must not know where the help is shown: the editors' schemas and new records use it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from diptych.languages import catalogue

_ABOUT = "_about"


class Help:
    """What is said to an editor in the language `lang`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._said = catalogue.words(lang, "schema")
        self._help = catalogue.words(lang, "help")
        self._labels: dict[str, dict[str, str]] = catalogue.words(lang, "ui")["labels"]

    def say(self, name: str, /, **values: str) -> str:
        """A sentence of the catalogue `schema.yaml`."""
        return str(self._said[name]).format(**values)

    def kind(self, kind: str, form: str) -> str:
        """The name of a kind: `one` or `many`."""
        return str(catalogue.words(self.lang, "problems")["kinds"][kind][form])

    def about(self, class_: type[BaseModel]) -> str:
        """What a record or part is, in one sentence."""
        said = self._help.get(class_.__name__, {}).get(_ABOUT)
        return str(said or (inspect.getdoc(class_) or "").partition("\n\n")[0].replace("\n", " "))

    def of(self, class_: type[BaseModel], field: str) -> str:
        """What a key is for."""
        for owner in class_.__mro__:
            if field in self._help.get(owner.__name__, {}):
                return str(self._help[owner.__name__][field])
        return class_.model_fields[field].description or ""

    def meanings(self, words: tuple[Any, ...]) -> list[str]:
        """The meaning of each allowed word; empty where the interface has no names for this list."""
        for group, names in self._labels.items():
            if set(names) == set(words):
                about = self._labels.get(f"{group}_about", {})
                return [". ".join(filter(None, (names[word], about.get(word, "")))) for word in words]
        return []

    def choose(self, words: Iterable[str]) -> str:
        """The sentence that lists the allowed words, with their names."""
        words = tuple(words)
        named = zip(words, self.meanings(words) or words, strict=True)
        listed = (f"{word} ({name.split('. ')[0]})" if name != word else word for word, name in named)
        return self.say("choose", words=", ".join(listed))
