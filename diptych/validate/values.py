"""Single values of a record: texts and their languages, dates, addresses, language tags.

In: an entry whose shape is right. Out: the problems of its values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from diptych import edtf, model, references, tree, urls
from diptych.languages import catalogue
from diptych.model import fields
from diptych.problems import Problem, Severity, nearest
from diptych.validate.entries import Entry

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?")
"""Language, script and region of BCP 47 in their recommended case; the rest is not used here."""


def problems(entry: Entry[Any], languages: tuple[str, ...], missing: Severity | None) -> Iterator[Problem]:
    """The problems of all marked values of a record; `missing` is how bad a missing language is."""
    for path, mark, value in model.leaves(entry.record):
        if isinstance(mark, fields.Text):
            yield from _languages(entry, path, mark, value, languages, missing)
            for lang, words in value.items():
                yield from _marked_up(entry, (*path, lang), lang, words, mark)
        elif isinstance(mark, fields.Date):
            yield from _date(entry, path, mark, str(value))
        elif isinstance(mark, fields.Url):
            if (why := urls.reason(value)) is not None:
                yield entry.problem("bad-url", path, word=value, why=why)
        elif isinstance(mark, fields.Language) and not is_language_tag(value):
            better = _tag_meant(value)
            swap = (value, better) if better else None
            yield entry.problem("bad-language-tag", path, swap=swap, word=value, nearest=better)
    yield from _listed_twice(entry)


def is_language_tag(text: str) -> bool:
    """Is this a tag as BCP 47 recommends to write it?"""
    return _TAG.fullmatch(text) is not None


def _tag_meant(word: str) -> str:
    """The tag of a language that is written in capitals or by its name (`FR`, `français`), or nothing."""
    from babel import Locale

    if is_language_tag(word.lower()):
        return word.lower()
    for lang in catalogue.languages("problems"):
        for tag, name in Locale.parse(lang).languages.items():
            if name.casefold() == word.strip().casefold() and is_language_tag(tag):
                return str(tag)
    return ""


def _listed_twice(entry: Entry[Any]) -> Iterator[Problem]:
    """The texts that stand twice in one list."""
    for path, node in tree.walk(entry.node):
        if not isinstance(node, tree.Seq):
            continue
        before: dict[str, int] = {}
        for index, item in enumerate(node):
            if not isinstance(item, tree.Scalar):
                continue
            if item not in before:
                before[item] = index
                continue
            place, swap = tree.place(item), None
            last = node[index - 1]
            raw = item.raw or str(item)
            if node.flow and isinstance(last, tree.Scalar) and last.line == item.line:
                gap = item.column - last.column - len(last.raw or last)
                place = place._replace(column=item.column - gap, length=len(raw) + gap)
                swap = (f",{' ' * (gap - 1)}{raw}", "")
            key = str(next((step for step in reversed(path) if isinstance(step, str)), ""))
            yield entry.problem(
                "listed-twice", path, severity="warning", place=place, swap=swap, word=item, key=key
            )


def _date(entry: Entry[Any], path: model.Path, mark: fields.Date, value: str) -> Iterator[Problem]:
    try:
        found = edtf.parse(value)
    except edtf.Invalid as error:
        wanted = error.suggestion or ""
        swap = (value, wanted) if wanted else None
        yield entry.problem(f"date-{error.reason}", path, swap=swap, word=value, nearest=wanted)
        return
    if mark.form == "day" and edtf.day(found) != value.strip():
        yield entry.problem("date-not-a-day", path, word=value)
    if mark.form == "point" and isinstance(found, edtf.Interval | edtf.OneOf | edtf.AllOf):
        yield entry.problem("date-not-one", path, word=value)


def _languages(
    entry: Entry[Any],
    path: model.Path,
    mark: fields.Text,
    value: Mapping[str, str],
    languages: tuple[str, ...],
    missing: Severity | None,
) -> Iterator[Problem]:
    node = tree.at(entry.node, path)
    meant = set()
    for lang in value:
        if languages and lang not in languages:
            key = tree.key_at(node, lang)
            where = tree.place(key) if key is not None else None
            better = nearest(lang, languages) or ""
            meant.add(better)
            yield entry.problem(
                "unknown-language",
                path,
                place=where,
                swap=(lang, better) if better and better not in value else None,
                word=lang,
                languages=", ".join(languages),
                nearest=better,
            )
    if mark.form != "slug" and missing is not None:
        for lang in languages:
            if lang not in value and lang not in meant:
                yield entry.problem("missing-translation", path, severity=missing, lang=lang, language=lang)


def _marked_up(
    entry: Entry[Any], path: model.Path, lang: str, words: str, mark: fields.Text
) -> Iterator[Problem]:
    node = tree.at(entry.node, path)
    for wrong in references.malformed(words):
        shown = words[wrong.start : wrong.end]
        place = tree.within(node, wrong.start, len(shown))
        kind = shown.removeprefix("[[").partition(":")[0]
        meant = catalogue.kinds().get(kind.strip().lower()) if wrong.reason == "bad-kind" else None
        if meant is not None:
            swap = (f"[[{kind}:", f"[[{meant}:")
            kinds = ", ".join(model.KINDS)
            yield entry.problem(
                "unknown-kind", path, lang=lang, place=place, swap=swap, word=kind, nearest=meant, kinds=kinds
            )
        else:
            closed = (f"{shown}]", f"{shown}]]") if references.is_half_closed(words, wrong) else None
            yield entry.problem(
                "bad-link", path, lang=lang, place=place, swap=closed, word=shown, why=wrong.reason
            )
    if mark.form not in ("line", "prose"):
        return
    opened = set()
    for start, end, tag in references.raw_html(words):
        if words.startswith("</", start) and tag in opened:
            continue
        opened.add(tag)
        place = tree.within(node, start, end - start)
        yield entry.problem("raw-html", path, lang=lang, place=place, tag=tag)
    for link in references.web_links(words):
        if (why := urls.reason(link.url)) is not None:
            place = tree.within(node, link.start, len(link.url))
            yield entry.problem("bad-url", path, lang=lang, place=place, word=link.url, why=why)
