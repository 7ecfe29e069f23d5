"""What is wrong with the description of a part is said, with its place; nothing of it is a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diptych import pipeline
from diptych.cli import verbs
from diptych.cli.desk import Desk
from diptych.languages import catalogue
from diptych.problems import Problem
from diptych.render import pages, parts, signatures
from tests.site.built import ROOT

TEMPLATE = (
    '{% macro entry(one, two="a", three=none) %}{{ _own(one) }}{% endmacro %}'
    "{% macro _own(x) %}{% endmacro %}"
)
GOOD = """about: A part.
macros:
  entry:
    about: Its macro.
    within: ol.events > li
    parameters: {one: One., two: Two., three: Three.}
    examples:
      plain: {shows: It., call: entry(1)}
"""


def described(folder: Path, written: str | None, template: str = TEMPLATE) -> list[Problem]:
    (folder / "parts").mkdir()
    (folder / "parts/thing.html").write_text(template, "utf-8")
    if written is not None:
        (folder / "parts/thing.yaml").write_text(written, "utf-8")
    return list(parts.parts(folder, pages.environment(folder))[1])


def words(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.place.file, dict(problem.params)["word"]) for problem in problems]


def test_a_part_that_is_described_has_no_problem(tmp_path: Path):
    assert described(tmp_path, GOOD) == []


def test_parameters_and_defaults_are_those_of_the_template(tmp_path: Path):
    described(tmp_path, GOOD)
    (part,) = parts.parts(tmp_path, pages.environment(tmp_path))[0]
    (macro,) = part.macros
    assert [(each.name, each.default) for each in macro.parameters] == [
        ("one", None),
        ("two", '"a"'),
        ("three", "none"),
    ]
    assert macro.within == ("ol.events", "li")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("one: One., ", "", ("part-undescribed", "templates/parts/thing.html", "entry(one)")),
        ("one: One.", "one: ' '", ("part-undescribed", "templates/parts/thing.html", "entry(one)")),
        ("one: One.", "one: One., four: X", ("part-unknown", "templates/parts/thing.yaml", "entry(four)")),
        (
            "plain: {shows: It., call: entry(1)}",
            "{}",
            ("part-undescribed", "templates/parts/thing.html", "entry: examples"),
        ),
        ("call: entry(1)", "call: other(1)", ("part-unknown", "templates/parts/thing.yaml", "other(1)")),
    ],
)
def test_what_is_missing_or_too_much_is_named(
    old: str, new: str, found: tuple[str, str, str], tmp_path: Path
):
    assert old in GOOD
    assert words(described(tmp_path, GOOD.replace(old, new))) == [found]


def test_a_macro_that_is_not_described_and_one_that_is_not_there(tmp_path: Path):
    assert words(described(tmp_path, GOOD.replace("  entry:", "  other:"))) == [
        ("part-undescribed", "templates/parts/thing.html", "entry"),
        ("part-unknown", "templates/parts/thing.yaml", "other"),
    ]


def test_an_example_has_a_name_of_its_own(tmp_path: Path):
    second = GOOD.split("macros:\n")[1].replace("entry", "line").replace("line(1)", "line(2)")
    problems = described(tmp_path, GOOD + second, TEMPLATE + TEMPLATE.replace("entry", "line"))
    assert words(problems) == [("part-example-twice", "templates/parts/thing.yaml", "plain")]


def test_a_part_without_description_and_a_description_without_part(tmp_path: Path):
    assert words(described(tmp_path, None)) == [("part-undescribed", "templates/parts/thing.yaml", "thing")]
    (tmp_path / "parts/thing.html").rename(tmp_path / "parts/other.html")
    (tmp_path / "parts/thing.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "parts/other.yaml").write_text(GOOD, "utf-8")
    problems = parts.parts(tmp_path, pages.environment(tmp_path))[1]
    assert words(list(problems)) == [("part-unknown", "templates/parts/thing.yaml", "thing")]


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("about: [", "expected"),
        ("macros: {}", "about"),
        ("- about", "valid"),
        ("about: A\nmacros: {}\nmore: 1", "more"),
        ("about: 12\nmacros: {}", "about"),
        ("about: \x00", "acceptable"),
    ],
)
def test_a_description_that_cannot_be_read(written: str, word: str, tmp_path: Path):
    (problem,) = described(tmp_path, written)
    assert problem.code == "part-unreadable"
    assert word in dict(problem.params)["word"]


def test_macros_that_no_other_template_can_call_are_the_parts_own():
    found = signatures.signatures(TEMPLATE, pages.environment())
    assert [macro.name for macro in found] == ["entry"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site with templates of its own, to break."""
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_an_example_that_does_not_work_is_named_and_the_others_are_there(project: Path):
    path = project / "templates/parts/question.yaml"
    path.write_text(path.read_text("utf-8").replace('question("when")', 'question("nowhere")'), "utf-8")
    made = pipeline.style_guide(project)
    (problem,) = made.problems
    assert (problem.code, problem.place.file) == ("part-example", "templates/parts/question.yaml")
    assert dict(problem.params)["word"] == "future"
    assert ("question", "conflicting", "en") in made.examples
    assert ("question", "future", "en") not in made.examples
    assert "en/parts/question/index.html" in made.files


def test_a_template_that_does_not_work_is_a_problem_at_its_line(project: Path):
    path = project / "templates/parts/tally.html"
    path.write_text(path.read_text("utf-8") + "{{ nothing_of_this_name }}", "utf-8")
    made = pipeline.style_guide(project)
    places = {(problem.code, problem.place.file) for problem in made.problems}
    assert places == {("template-error", "templates/parts/tally.html")}
    assert all(problem.place.line > 1 for problem in made.problems)


def test_a_mistake_in_the_syntax_of_a_template_is_a_problem_at_its_line(project: Path):
    path = project / "templates/parts/tally.html"
    path.write_text("{% macro bar(tally) %}\n{{ tally.total }\n{% endmacro %}", "utf-8")
    problems = pipeline.style_guide(project).problems
    assert {(problem.code, problem.place[:2]) for problem in problems} == {
        ("template-error", ("templates/parts/tally.html", 2))
    }


def served(project: Path) -> str:
    """The first page of the guide as the preview shows it."""
    desk = Desk(project, "en", catalogue.words("en", "cli"), "diptych")
    found = verbs._style_guide(desk)("en/parts/index.html")
    assert found is not None
    return found.decode("utf-8")


def test_the_preview_shows_the_problem_of_a_broken_template_instead(project: Path):
    assert "<h1" in served(project)
    path = project / "templates/parts/tally.html"
    path.write_text("{% macro bar(tally) %}\n{{ tally.total }\n{% endmacro %}", "utf-8")
    page = served(project)
    assert "<h1" not in page
    assert "templates/parts/tally.html:2" in page
    assert "Traceback" not in page


def test_the_preview_lists_what_is_not_described_and_shows_the_rest(project: Path):
    (project / "templates/parts/tally.yaml").unlink()
    page = served(project)
    assert "<code>templates/parts/tally.yaml</code>" in page
    assert 'href="actor/"' in page
