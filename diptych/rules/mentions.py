"""Which records a text names: the actors and places of an explainer as the vocabulary.

In: an explainer, texts. Out: keys of records with the places of their names. It judges nothing.

Two questions, asked differently so that a doubt never becomes an alarm. What a text *mentions* needs a
whole name that can mean one record only, with a capital. What it *may mean* needs little: a link, an alias
of any language, one proper word of a name, the adjective of a country.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from diptych import link, references
from diptych.link import Key
from diptych.problems import folded

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W_\u2e80-\u9fff\uf900-\ufaff]+")
"""A word; in Chinese and Japanese, which put no spaces between words, a sign."""
_LONG = 60
"""Letters of a word in which another is looked for; no word of a language is longer."""
_BRACKETS = re.compile(r"\(([^()]*)\)")
_STEM = 4
"""Words that begin alike mean the same: *Russie* and “Russian” share four letters."""


class Mention(NamedTuple):
    """A name in a text, and whose it is."""

    key: Key
    start: int
    end: int


def names(kind: str, record: Any) -> Iterator[str]:
    """Every name by which a text can mean an actor or a place, in any language."""
    yield from record.name.values()
    yield from getattr(record, "aliases", ())
    if record.native is not None:
        yield record.native.text
    if kind == "actor" and record.type == "person":
        yield from (name.split()[-1] for name in record.name.values())


class Vocabulary:
    """The names of an explainer. Making it and asking it take time linear in names and words."""

    def __init__(self, explainer: link.Explainer) -> None:
        self._meant: dict[tuple[str, ...], set[Key]] = {}
        self._proper: dict[Key, set[str]] = {}
        for kind in ("actor", "place"):
            for entry in explainer.all(kind):
                self._add(Key(kind, entry.id), names(kind, entry.record))
        self._longest = max(map(len, self._meant), default=0)

    def _add(self, key: Key, names: Iterator[str]) -> None:
        """*National Intelligence Service (NIS)* is two names."""
        proper = self._proper.setdefault(key, set())
        for name in names:
            for part in (_BRACKETS.sub(" ", name), *_BRACKETS.findall(name)):
                words = _WORD.findall(part)
                if words:
                    self._meant.setdefault(tuple(map(folded, words)), set()).add(key)
                proper.update(folded(word)[:_STEM] for word in words if word[0].isupper() and len(word) > 1)

    def mentions(self, words: str) -> Iterator[Mention]:
        """The names in a text (see `references.words_alone`), in its order; the longest name counts."""
        for keys, start, end in self._names(words):
            if len(keys) == 1 and any(char.isupper() for char in words[start:end]):
                yield Mention(next(iter(keys)), start, end)

    def may_mean(self, text: str, words: str) -> Meant:
        """What a text may mean."""
        keys = {Key(found.kind, found.id) for found in references.found(text)}
        for meant, _, _ in self._names(words):
            keys |= meant
        stems = {folded(word)[:_STEM] for word in _WORD.findall(words)}
        return Meant(self._proper, keys, stems)

    def _names(self, words: str) -> Iterator[tuple[set[Key], int, int]]:
        tokens = list(_WORD.finditer(words))
        plain = [folded(token.group()) for token in tokens]
        index = 0
        while index < len(tokens):
            for length in range(min(self._longest, len(tokens) - index), 0, -1):
                if keys := self._meant.get(tuple(plain[index : index + length])):
                    yield keys, tokens[index].start(), tokens[index + length - 1].end()
                    index += length - 1
                    break
            index += 1


class Meant:
    """What a text may mean: asked with `in`."""

    def __init__(self, proper: dict[Key, set[str]], keys: set[Key], stems: set[str]) -> None:
        self._proper, self._keys, self._stems = proper, keys, stems

    def __contains__(self, key: Key) -> bool:
        return key in self._keys or not self._proper.get(key, set()).isdisjoint(self._stems)


class Wording:
    """The words of many texts, asked whether they use an expression: *cluster bomb* in “cluster bombs”.

    An expression is used where its words stand one after the other, the last of which may go on; a single
    word may also be part of a longer one. Making it takes time linear in the texts, each question little.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [[folded(word) for word in _PIECE.findall(text)] for text in texts]
        self._runs: dict[int, list[str]] = {}

    def has(self, expression: str) -> bool:
        """Does one of the texts use the expression?"""
        words = [folded(word) for word in _PIECE.findall(expression)]
        if not words:
            return False
        if len(words) not in self._runs:
            runs = set(self._of(len(words)))
            if len(words) == 1:
                runs = {word[index:] for word in runs for index in range(min(len(word), _LONG))}
            self._runs[len(words)] = sorted(runs)
        run = " ".join(words)
        index = bisect_left(self._runs[len(words)], run)
        return index < len(self._runs[len(words)]) and self._runs[len(words)][index].startswith(run)

    def _of(self, length: int) -> Iterator[str]:
        """The runs of so many words."""
        for words in self._texts:
            for index in range(len(words) - length + 1):
                yield " ".join(words[index : index + length])
