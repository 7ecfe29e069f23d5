"""The whole way on one screen: content/ → Sources → Records → Explainers → Editions → Pages → Output → site/.

Every stage takes the result of the one before, changes nothing in it, and adds problems.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from diptych import (
    link,
    load,
    localize,
    model,
    plan,
    proof,
    render,
    rules,
    schema,
    search,
    starter,
    translations,
    validate,
    write,
)
from diptych.problems import Problem

Progress = Callable[[str], None]
Also = Callable[[validate.Records], tuple[Problem, ...]]


@dataclass(frozen=True)
class Outcome:
    """What a run came to: all problems, and what was made when there was no error."""

    problems: tuple[Problem, ...]
    sources: load.Sources
    languages: tuple[str, ...] = ()
    explainers: int = 0
    pages: int = 0

    @property
    def failed(self) -> bool:
        """Is there an error? Then nothing was written."""
        return _has_error(self.problems)


@dataclass(frozen=True)
class Checked:
    """The content after `rules`: `site` is None when `site.yaml` has mistakes."""

    outcome: Outcome
    site: validate.Entry[model.Site] | None
    explainers: tuple[link.Explainer, ...]
    reviews: tuple[translations.Review, ...]


@dataclass(frozen=True)
class Reviewed:
    """The texts of every explainer beside what was last confirmed; `problems` are those of the content."""

    problems: tuple[Problem, ...]
    sources: load.Sources
    records: validate.Records
    languages: tuple[str, ...]
    reviews: tuple[translations.Review, ...]


GAPS = frozenset({"part-undescribed", "part-unreadable", "part-unknown", "part-example-twice"})
"""Problems that the guide itself tells of, and shows everything else all the same."""


@dataclass(frozen=True)
class Guide:
    """The style guide: its problems, its files by path, the HTML of every example."""

    problems: tuple[Problem, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    examples: Mapping[render.Name, str] = field(default_factory=dict)


def check(
    root: Path,
    progress: Progress = lambda stage: None,
    schemas: str | None = None,
    also: Also = lambda records: (),
    today: str | None = None,
) -> Outcome:
    """Load, validate, link and judge the content of the project at `root`; write no site.

    `schemas` is the language in which to renew the editors' schemas; None leaves them as they are. `also`
    finds more problems in the records. `today` is the day with which dates of review are compared.
    """
    return _checked(root, progress, schemas, also, today).outcome


def review(root: Path, progress: Progress = lambda stage: None) -> Reviewed:
    """Load and validate the content, and compare its texts with the locks of the translations."""
    progress("load")
    sources = load.sources(root)
    progress("validate")
    records, invalid = validate.records(sources)
    languages = records.site.record.languages if records.site is not None else ()
    progress("translations")
    reviews, unclear = translations.reviews(records, sources)
    return Reviewed((*sources.problems, *invalid, *unclear), sources, records, languages, reviews)


def build(
    root: Path,
    out: Path | None = None,
    progress: Progress = lambda stage: None,
    address: str | None = None,
    schemas: str | None = None,
    also: Also = lambda records: (),
    today: str | None = None,
) -> Outcome:
    """Check the content, and when it has no error, write the site to `out` (`root/site`).

    `address` is the public address of the site and wins over the one in `site.yaml`.
    `schemas`, `also` and `today` are what they are for `check`; what comes with the day is a warning at most,
    so that the same content makes the same site on every day.
    """
    checked = _checked(root, progress, schemas, also, today, lenient=True)
    outcome = checked.outcome
    if outcome.failed or checked.site is None:
        return outcome
    progress("localize")
    editions = localize.editions(checked.explainers, checked.site.record, checked.reviews)
    progress("plan")
    pages, planned = plan.pages(editions, checked.site.record, address, checked.reviews)
    progress("render")
    output, rendered = render.output(pages, starter.templates(root), starter.assets(root), root)
    problems = (*outcome.problems, *planned, *rendered)
    if not _has_error(problems):  # pages that are missing would be missed by every link to them
        progress("search")
        output, unsearched = search.index(output)
        progress("proof")
        problems = (*problems, *unsearched, *proof.problems(output))
    if not _has_error(problems):
        progress("write")
        problems = (*problems, *write.site(output, out or root / "site"))
    return Outcome(problems, outcome.sources, outcome.languages, outcome.explainers, len(pages.pages))


def style_guide(root: Path) -> Guide:
    """The parts of the pages of the project at `root`, shown with the records of an invented site.

    It goes the same way as a build, but stays in memory: the guide is for the preview, and never published.
    """
    folder = starter.style_guide(root)
    checked = _checked(folder, lambda stage: None, None)
    if checked.outcome.failed or checked.site is None:
        return Guide(checked.outcome.problems)
    editions = localize.editions(checked.explainers, checked.site.record, checked.reviews)
    pages, planned = plan.pages(editions, checked.site.record)
    templates, assets = starter.templates(root), starter.assets(root)
    made, rendered = render.style_guide(pages, templates, folder, assets, root)
    problems = (*planned, *rendered)
    if _has_error(problems):
        return Guide(problems, made.output.files, made.examples)
    output, unsearched = search.index(made.output)
    return Guide((*problems, *unsearched, *proof.problems(output)), output.files, made.examples)


def _has_error(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _checked(
    root: Path,
    progress: Progress,
    schemas: str | None,
    also: Also = lambda records: (),
    today: str | None = None,
    *,
    lenient: bool = False,
) -> Checked:
    read = review(root, progress)
    if schemas is not None and read.records.site is not None:
        with suppress(OSError):  # a convenience: where nothing may be written, the check goes on
            write.schemas(schema.files(read.records, schemas), root)
    outdated = translations.problems(read.reviews, read.languages)
    progress("link")
    explainers, unlinked = link.explainers(read.records)
    progress("rules")
    site = read.records.site
    judged = rules.problems(explainers, site, today) if site is not None else ()
    if lenient:
        judged = tuple(map(_never_an_error_of_the_day, judged))
    problems = (*read.problems, *outdated, *unlinked, *judged, *also(read.records))
    outcome = Outcome(problems, read.sources, read.languages, len(explainers))
    return Checked(outcome, site, explainers, read.reviews)


def _never_an_error_of_the_day(problem: Problem) -> Problem:
    return replace(problem, severity="warning") if problem.code in rules.DATED else problem
