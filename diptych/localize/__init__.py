"""Localize: an `Explainer` to its `Edition` in each language.

In: linked explainers and the site. Out: per explainer and language an edition, whose views
hold ready values: the texts of that language (or, visibly, of another), dates and numbers
in words, links to other views. It must not know pages, addresses, Markdown or HTML.
"""

from __future__ import annotations

from collections.abc import Iterable

from diptych import link, model, translations
from diptych.localize import aligned, details, known_on, recent
from diptych.localize.views import Edition, Localizer, Phrase, Tongue, View, When

__all__ = ["Edition", "Phrase", "Tongue", "View", "When", "edition", "editions", "site"]


def editions(
    explainers: Iterable[link.Explainer], site: model.Site, reviews: Iterable[translations.Review] = ()
) -> tuple[Edition, ...]:
    """Every published explainer in every language of the site, by explainer, then language.

    Without its review an explainer counts as confirmed throughout.
    """
    by_id = {review.id: review for review in reviews}
    return tuple(
        edition(explainer, lang, site, by_id.get(explainer.id))
        for explainer in explainers
        if not explainer.head.record.draft
        for lang in site.languages
    )


def edition(
    explainer: link.Explainer, lang: str, site: model.Site, review: translations.Review | None = None
) -> Edition:
    """One explainer in one language."""
    localizer = Localizer(explainer, lang, site, review)
    made = localizer.edition()
    details.complete(made, explainer)
    known_on.complete(made, explainer, localizer.when)
    others = [other for other in site.languages if other != lang]
    made.head.recent = recent.changes(made.head.changes, made.head.as_of.edtf)
    made.head.recent_since = localizer.when(recent.since(made.head.as_of.edtf))
    made.head.diptych = aligned.diptych(explainer, (lang, *others), review)
    return made


def site(record: model.Site, lang: str, reviews: Iterable[translations.Review] = ()) -> View:
    """The texts of `site.yaml` in one language."""
    review = next((review for review in reviews if review.id == translations.SITE), None)
    return Localizer.of_site(record, lang, review)
