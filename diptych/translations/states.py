"""The state of each text of a field, and which line of the lock belongs to which field.

In: fingerprints of the present texts and of the confirmed ones. Out: states. It must not know records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from diptych.translations.lock import Confirmed, Lock, Name

State = Literal["current", "stale", "to-confirm", "new", "missing"]


def states(
    present: Confirmed, confirmed: Confirmed | None, languages: Iterable[str], original: str | None = None
) -> dict[str, State]:
    """The state of every language of the site and of every present text; see the table of the package.

    `original` is the language that all others translate, where there is one.
    """
    if original is not None:
        return _against(original, present, confirmed or {}, languages)
    found: dict[str, State] = {}
    changed = _changed(present, confirmed or {})
    unchanged = {lang for lang in present if lang in (confirmed or {}) and lang not in changed}
    for lang in dict.fromkeys([*languages, *present]):
        if lang not in present:
            found[lang] = "missing"
        elif confirmed is None or lang not in confirmed:
            found[lang] = "new"
        elif lang in unchanged:
            found[lang] = "stale" if changed else "current"
        else:
            found[lang] = "to-confirm" if len(changed) > 1 else "current"
    return found


def _against(
    original: str, present: Confirmed, confirmed: Confirmed, languages: Iterable[str]
) -> dict[str, State]:
    """Each translation against the original, whatever the others are."""
    changed = _changed(present, confirmed)
    found: dict[str, State] = {}
    for lang in dict.fromkeys([*languages, *present]):
        if lang not in present:
            found[lang] = "missing"
        elif lang not in confirmed or original not in confirmed:
            found[lang] = "new"
        elif lang == original:
            found[lang] = "current"
        else:
            found[lang] = "to-confirm" if lang in changed else "stale" if original in changed else "current"
    return found


def newer(present: Confirmed, confirmed: Confirmed | None, languages: Iterable[str]) -> tuple[str, ...]:
    """The languages whose text changed since it was confirmed, in the order of the site."""
    changed = _changed(present, confirmed or {})
    return tuple(lang for lang in dict.fromkeys([*languages, *present]) if lang in changed)


def _changed(present: Confirmed, confirmed: Confirmed) -> set[str]:
    return {lang for lang in present if lang in confirmed and present[lang] != confirmed[lang]}


def matched(present: Mapping[Name, Confirmed], lock: Lock) -> dict[Name, tuple[Name, Confirmed]]:
    """For each field that the lock knows, the line that speaks of it.

    That is the line of its own name, except for items of a list: when one is put before them, they keep
    their lines by what they say. A line serves once. Linear in the number of fields.
    """
    rest = {(name, at): entry for name, entries in lock.fields.items() for at, entry in enumerate(entries)}
    found: dict[Name, tuple[Name, Confirmed]] = {}

    def claim(accepts: Callable[[Confirmed, Confirmed], bool], elsewhere: bool) -> None:
        index = _index(rest) if elsewhere else {}
        for name, texts in present.items():
            if name in found:
                continue
            if elsewhere:
                keys = [key for pair in texts.items() for key in index.get((_group(name), *pair), ())]
            else:
                keys = [(name, at) for at in range(len(lock.fields.get(name, ())))]
            for key in keys:
                if key in rest and accepts(texts, rest[key]):
                    found[name] = (key[0], rest.pop(key))
                    for at in range(len(lock.fields[key[0]])):  # the other side of a conflict
                        rest.pop((key[0], at), None)
                    break

    claim(_agrees, elsewhere=False)
    claim(_agrees, elsewhere=True)
    claim(_touches, elsewhere=False)
    claim(_touches, elsewhere=True)
    claim(lambda texts, entry: True, elsewhere=False)
    return found


def _agrees(texts: Confirmed, entry: Confirmed) -> bool:
    """Does the line hold for all these texts, as far as both have them?"""
    return _touches(texts, entry) and not _changed(texts, entry)


def _touches(texts: Confirmed, entry: Confirmed) -> bool:
    return any(entry.get(lang) == text for lang, text in texts.items())


_Key = tuple[Name, int]


def _index(rest: Mapping[_Key, Confirmed]) -> dict[tuple[Name, str, str], list[_Key]]:
    """The lines of lists that nobody has claimed yet, by the texts that they confirm."""
    found: dict[tuple[Name, str, str], list[_Key]] = {}
    for key, entry in rest.items():
        if (group := _group(key[0])) != key[0]:
            for lang, text in entry.items():
                found.setdefault((group, lang, text), []).append(key)
    return found


def _group(name: Name) -> Name:
    """The field without the numbers of its items: `history.*.why`."""
    return Name(name.record, re.sub(r"(?<=\.)[0-9]+(?=\.|$)", "*", name.path))
