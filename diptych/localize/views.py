"""Views: records with ready values in one language.

A view has the fields of its record. Marked values are replaced: texts by `Phrase`, dates by
`When`, language tags by `Tongue`, ids by the view they mean. What is computed beyond the
fields stands in `details`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from diptych import edtf, link, model, translations
from diptych.languages import cldr, dates
from diptych.link import Key
from diptych.model import fields
from diptych.translations import texts


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in a language: `lang` is its own language, `missing` says that it is not the one asked for.

    `state` is that of the text beside its translations, `newer` a language whose text changed since.
    """

    text: str
    lang: str
    form: str
    missing: bool = False
    state: translations.State = "current"
    newer: str = ""

    @property
    def stale(self) -> bool:
        """Did the text in another language change, and this one not?"""
        return self.state == "stale"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class When:
    """A date: in words (`text`, `short`, `sentence`), for machines (`iso` or None), its year and sort key."""

    text: str
    short: str
    sentence: str
    iso: str | None
    year: int
    key: Any
    edtf: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its BCP 47 tag and its name in the language of the page."""

    code: str
    name: str

    def __str__(self) -> str:
        return self.name


class View:
    """A record in one language, its values as attributes. `key` is None for parts of records."""

    key: Key | None
    shown: bool

    def __init__(self, **values: Any) -> None:
        vars(self).update(values)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def __setattr__(self, name: str, value: Any) -> None:
        vars(self)[name] = value

    def __repr__(self) -> str:
        return f"<View {self.key}>"


@dataclass(frozen=True)
class Edition:
    """One explainer in one language: the head and, by kind, the views of what is published."""

    id: str
    lang: str
    head: View
    kinds: Mapping[str, Mapping[str, View]]

    def all(self, kind: str) -> list[View]:
        """The views of a kind, in the order of the content."""
        return list(self.kinds.get(kind, {}).values())

    def find(self, kind: str, id: str) -> View | None:
        """One view, or None."""
        return self.kinds.get(kind, {}).get(id)


class Localizer:
    """Makes the views of one explainer in one language."""

    def __init__(
        self,
        explainer: link.Explainer | None,
        lang: str,
        site: model.Site,
        review: translations.Review | None = None,
    ) -> None:
        self.explainer = explainer
        self.lang = lang
        self.site = site
        self.reviewed = review.by_place() if review is not None else {}
        self.views: dict[Key, View] = {}

    @classmethod
    def of_site(cls, site: model.Site, lang: str, review: translations.Review | None = None) -> View:
        """The view of the site itself."""
        localizer = cls(None, lang, site, review)
        view = View(key=Key("site", ""), shown=True)
        localizer.fill(view, site)
        return view

    def edition(self) -> Edition:
        """All views, filled and pointing at each other."""
        explainer = self.explainer
        if explainer is None:
            raise ValueError("the site alone has no edition")
        kinds: dict[str, dict[str, View]] = {}
        for kind in (*model.KINDS, "topic", "section"):
            kinds[kind] = {}
            for entry in explainer.published(kind):
                if self.is_hidden(entry.record):
                    continue
                view = View(key=Key(kind, entry.id), shown=True)
                self.views[Key(kind, entry.id)] = kinds[kind][entry.id] = view
        for key, view in self.views.items():
            self.fill(view, explainer.record(key.kind, key.id))
        head = View(key=Key("explainer", explainer.id), shown=True)
        self.fill(head, explainer.head.record)
        head.topics = list(kinds["topic"].values())
        head.sections = list(kinds["section"].values())
        return Edition(explainer.id, self.lang, head, kinds)

    def is_hidden(self, record: Any) -> bool:
        """With the policy `hide`, a record that lacks a text in this language is left out."""
        if self.site.policies.missing_translation != "hide":
            return False
        return any(
            isinstance(leaf.mark, fields.Text) and leaf.mark.form != "slug" and self.lang not in leaf.value
            for leaf in model.leaves(record)
        )

    def fill(self, view: View, record: model.Part) -> None:
        """Give a view the values of its record."""
        marked = {}
        for path, mark, value in model.leaves(record):
            if isinstance(mark, fields.Text):
                reviewed = self.reviewed.get((view.key, path)) if view.key is not None else None
                marked[path] = self.phrase(value, mark.form, reviewed)
            else:
                marked[path] = self.value(mark, value)
        vars(view).update(self.fields(record, (), marked))
        if isinstance(record, model.Quote):
            view.words = self.words(record, view.key)

    def words(self, quote: model.Quote, key: Key | None) -> Phrase | None:
        """The words of a quote in this language, the speaker's own or translated, if there are any."""
        for found in texts.of(quote):
            if found.path == (texts.WORDS,) and self.lang in found.words:
                reviewed = self.reviewed.get((key, found.path)) if key is not None else None
                return Phrase(
                    found.words[self.lang], self.lang, found.form, False, *standing(reviewed, self.lang)
                )
        return None

    def fields(self, part: Any, path: model.Path, marked: dict[model.Path, Any]) -> Iterator[tuple[str, Any]]:
        """The values of a part of a record, by field."""
        for name, field in type(part).model_fields.items():
            key = field.alias or name
            yield name, self.convert(getattr(part, name), (*path, key), marked)

    def convert(self, value: Any, path: model.Path, marked: dict[model.Path, Any]) -> Any:
        """A value of a record as a view holds it; references to what is not published are dropped."""
        if path in marked:
            return marked[path]
        if isinstance(value, tuple):
            items = (self.convert(item, (*path, index), marked) for index, item in enumerate(value))
            return [item for item in items if item is not None]
        if isinstance(value, dict):
            return {key: self.convert(item, (*path, key), marked) for key, item in value.items()}
        if isinstance(value, model.Part):
            view = View(key=None, shown=True)
            vars(view).update(self.fields(value, path, marked))
            if isinstance(value, model.Role):
                view.term = self.term(value.since, value.until)
            elif isinstance(value, model.Withdrawal):
                view.term = self.term(value.date, None)
            return view
        return value

    def value(self, mark: model.Mark, value: Any) -> Any:
        """A marked value that is not a text, in this language."""
        if isinstance(mark, fields.Date):
            return self.when(value)
        if isinstance(mark, fields.Language):
            return self.tongue(value)
        if isinstance(mark, fields.Ref):
            return self.views.get(Key(mark.kind, value))
        if isinstance(mark, fields.Target):
            kind, _, id = value.partition(":")
            return self.views.get(Key(kind, id))
        if isinstance(mark, fields.Former):
            kind, _, id = value.partition(":")
            return View(key=None, shown=False, was=Key(kind, id))
        return value

    def phrase(
        self, texts: Mapping[str, str], form: str, reviewed: translations.Field | None = None
    ) -> Phrase:
        """The text in this language, or in the first language of the site that has it."""
        lang = next((lang for lang in (self.lang, *self.site.languages, *texts) if lang in texts), self.lang)
        text = texts.get(lang, "").rstrip("\n")
        return Phrase(text, lang, form, lang != self.lang, *standing(reviewed, lang))

    def when(self, text: str) -> When:
        """A date in the words of this language."""
        return self.dated(edtf.parse(text))

    def term(self, since: str | None, until: str | None) -> list[When]:
        """Since when until when, as one date; as it stands where no interval can be made of it."""
        start, end = (edtf.parse(text) if text is not None else None for text in (since, until))
        whole = edtf.term(start, end)
        found = [whole] if whole is not None else [start, end]
        return [self.dated(value) for value in found if value is not None]

    def dated(self, value: edtf.Value) -> When:
        """A date that has been read, in the words of this language."""
        return When(
            text=dates.phrase(value, self.lang),
            short=dates.phrase(value, self.lang, style="short"),
            sentence=dates.phrase(value, self.lang, style="sentence"),
            iso=edtf.iso(value),
            year=dates.year_of(value),
            key=edtf.sort_key(value),
            edtf=str(value),
        )

    def tongue(self, code: str) -> Tongue:
        """A language with its name in this language."""
        return Tongue(code, language_name(code, self.lang))


def standing(reviewed: translations.Field | None, lang: str) -> tuple[translations.State, str]:
    """The state of a text, and a language whose text it has not followed; without a review it is current."""
    if reviewed is None:
        return "current", ""
    return reviewed.states.get(lang, "current"), next(iter(reviewed.changes(lang)), "")


def language_name(code: str, lang: str) -> str:
    """The name of a language in another (`ru` in `fr`: russe); the code itself where CLDR has none."""
    from babel import Locale

    known = cldr.known_locale(code)
    own = cldr.known_locale(lang)
    return (Locale.parse(known).get_display_name(own) if known and own else None) or code


def number(value: Decimal, lang: str) -> str:
    """A number with the group and decimal signs of a language."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=cldr.known_locale(lang) or "en", decimal_quantization=False)
