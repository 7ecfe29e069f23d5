"""The command line: languages, exit codes, the summary, and that nothing leaves a traceback.

The pipeline is a stand-in here, so that every outcome can be had; tests/test_wheel.py and
tests/browser use the real one.
"""

from __future__ import annotations

import errno
import re
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diptych import cli
from diptych.cli import desk, summary
from diptych.languages import catalogue
from diptych.problems import Place, Problem

ROOT = Path(__file__).resolve().parents[1]
ERROR = Problem("tab", Place("content/a.yaml", 1, 1))
AT = "http://127.0.0.1:8123/"
WARNING = Problem("unused", Place("content/a.yaml", 2, 1), severity="warning")
LANGUAGES = catalogue.languages("cli")

Say = pytest.CaptureFixture[str]


def outcome(*problems: Problem, pages: int = 12, languages: int = 2, explainers: int = 1) -> Any:
    return types.SimpleNamespace(
        problems=problems,
        failed=any(problem.severity == "error" for problem in problems),
        sources=types.SimpleNamespace(texts={}),
        pages=pages,
        languages=("fr", "en")[:languages],
        explainers=explainers,
    )


class Pipeline:
    """A stand-in for diptych.pipeline that remembers how it was called."""

    def __init__(self, result: Any = None) -> None:
        self.result = result or outcome()
        self.calls: list[tuple[str, Path, dict[str, Any]]] = []

    def _answer(self, verb: str, root: Path, settings: dict[str, Any]) -> Any:
        self.calls.append((verb, root, settings))
        if isinstance(self.result, BaseException):
            raise self.result
        return self.result

    def build(self, root: Path, **settings: Any) -> Any:
        return self._answer("build", root, settings)

    def check(self, root: Path, **settings: Any) -> Any:
        return self._answer("check", root, settings)


Install = Callable[[Any], Pipeline]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Install:
    """Put a pipeline with this result in place, and work in a folder that has content/."""

    def put(result: Any = None) -> Pipeline:
        pipeline = Pipeline(result)
        report = types.SimpleNamespace(text=lambda problems, texts, lang, color: f"REPORT {lang} {color}")
        for name, module in (("pipeline", pipeline), ("report", report)):
            monkeypatch.setitem(sys.modules, f"diptych.{name}", module)
            monkeypatch.setattr(f"diptych.{name}", module, raising=False)
        return pipeline

    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return put


@pytest.mark.parametrize("arguments, verb", [([], "build"), (["build"], "build"), (["check"], "check")])
def test_a_good_run_ends_with_one_line_and_0(arguments: list[str], verb: str, install: Install, capsys: Say):
    pipeline = install(None)
    assert cli.main(arguments) == 0
    assert [(call[0], call[1]) for call in pipeline.calls] == [(verb, Path.cwd())]
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1
    assert "no problems" in out


@pytest.mark.parametrize("verb", ["build", "check"])
def test_errors_in_the_content_give_1_after_the_report(verb: str, install: Install, capsys: Say):
    install(outcome(ERROR, WARNING))
    assert cli.main([verb, "--lang", "fr"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "REPORT fr False"
    assert "1 erreur et 1 avertissement" in lines[-1]


def test_warnings_alone_are_shown_and_give_0(install: Install, capsys: Say):
    install(outcome(WARNING))
    assert cli.main(["build"]) == 0
    assert "REPORT" in capsys.readouterr().out


def test_the_publishing_address_reaches_the_build(install: Install, monkeypatch: pytest.MonkeyPatch):
    pipeline = install(None)
    cli.main([])
    monkeypatch.setenv("DIPTYCH_URL", "https://desk.example/site")
    cli.main([])
    monkeypatch.setenv("DIPTYCH_URL", "")
    cli.main([])
    assert [call[2]["address"] for call in pipeline.calls] == [None, "https://desk.example/site", None]


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["bild"], "There is no command “bild”. Did you mean “build”?"),
        (["--prot"], "There is no option “--prot”."),
        (["serve", "--prot", "1"], "There is no option “--prot”. Did you mean “--port”?"),
        (["serve", "--port"], "A value is missing after “--port”."),
        (["serve", "--port", "x"], "The value given to “--port” does not suit it."),
        (["serve", "--port", "0"], "The value given to “--port” does not suit it."),
        (["--lang", "tlh"], "The value given to “--lang” does not suit it."),
        (["build", "--debug=yes"], "The option “--debug” takes no value."),
        (["build", "twice"], "The command line has one word too many."),
    ],
)
def test_a_mistyped_command_gives_2_and_a_sentence(
    arguments: list[str], sentence: str, install: Install, capsys: Say
):
    install(None)
    assert cli.main(arguments, name="diptych") == 2
    assert capsys.readouterr() == ("", f"{sentence}\nFor the list of commands: diptych --help\n")


def test_without_content_the_folder_is_named(tmp_path: Path, capsys: Say):
    for verb in ("build", "check", "serve"):
        assert cli.main([verb], root=tmp_path) == 2
        assert str(tmp_path) in capsys.readouterr().err


def test_test_outside_a_checkout_is_a_usage_mistake(tmp_path: Path, capsys: Say):
    assert cli.main(["test"], root=tmp_path) == 2
    assert "copy of its repository" in capsys.readouterr().err


def test_our_own_fault_gives_3_and_a_file_with_the_details(install: Install, capsys: Say):
    install(ValueError("the engine stumbled"))
    assert cli.main(["build", "--lang", "fr"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "c’est une erreur du programme, pas de vos textes" in err
    assert "Traceback" not in err
    found = re.search(r"dans (\S+) ;", err.replace("\u202f", " "))
    assert found
    details = Path(found[1])
    text = details.read_text(encoding="utf-8")
    details.unlink()
    assert "ValueError: the engine stumbled" in text
    assert "diptych build --lang fr" in text


def test_debug_shows_the_details_instead(install: Install, capsys: Say):
    install(ValueError("the engine stumbled"))
    assert cli.main(["--debug"]) == 3
    assert "ValueError: the engine stumbled" in capsys.readouterr().err


def test_a_refusal_of_the_system_is_not_our_fault(install: Install, capsys: Say):
    install(PermissionError(errno.EACCES, "Permission denied", "site"))
    assert cli.main([]) == 2
    assert "refused an operation on site: Permission denied" in capsys.readouterr().err


def test_another_error_of_the_system_is(install: Install, capsys: Say):
    install(FileNotFoundError(errno.ENOENT, "No such file", "page.html"))
    assert cli.main(["--debug"]) == 3


def test_an_interruption_is_calm(install: Install, capsys: Say):
    install(KeyboardInterrupt())
    assert cli.main([]) == 130
    assert capsys.readouterr() == ("", "\nInterrupted.\n")


@pytest.mark.parametrize(
    "port, lang, expected",
    [
        (8123, "en", "Preview: http://127.0.0.1:8123/ (Ctrl-C to stop)"),
        (8122, "en", "Port 8122 is in use, so the preview is at http://127.0.0.1:8123/ (Ctrl-C to stop)"),
        (8122, "fr", "Le port 8122 est déjà pris\u202f; l’aperçu est à l’adresse http://127.0.0.1:8123/"),
    ],
)
def test_a_preview_at_another_port_says_why(
    port: int, lang: str, expected: str, install: Install, monkeypatch: pytest.MonkeyPatch, capsys: Say
):
    install()
    monkeypatch.setattr("diptych.serve.Preview.run", lambda _, port, rebuild, ready: ready(AT))
    assert cli.main(["serve", "--port", str(port), "--lang", lang]) == 0
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", [[], ["build"], ["serve"], ["check"], ["test"]])
def test_help_speaks_the_language(lang: str, arguments: list[str], capsys: Say):
    assert cli.main([*arguments, "--help", "--lang", lang], name="python3 build.py") == 0
    out, err = capsys.readouterr()
    words = catalogue.words(lang, "cli")
    assert err == ""
    assert out.startswith(words["usage"] + "python3 build.py")
    first = words["commands"][arguments[0] if arguments else "diptych"]["help"].split()[:4]
    assert " ".join(first) in " ".join(out.split())
    assert words["options"]["help"] in out


def test_help_follows_the_locale(monkeypatch: pytest.MonkeyPatch, capsys: Say):
    monkeypatch.setenv("LANG", "fr_BE.UTF-8")
    cli.main(["--help"])
    assert "Commandes\u00a0:" in capsys.readouterr().out


def _shape(entry: Any) -> Any:
    """Keys and placeholders, without the words; plural forms differ from language to language."""
    if isinstance(entry, dict):
        return "plural" if "other" in entry else {key: _shape(value) for key, value in entry.items()}
    return sorted(re.findall(r"\{\w+\}", entry))


def test_the_languages_have_the_same_words():
    shapes = [_shape(dict(catalogue.words(lang, "cli"))) for lang in LANGUAGES]
    assert LANGUAGES == ("en", "fr")
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    "lang, verb, found, expected",
    [
        ("fr", "build", outcome(), "Site prêt dans site/ : 12 pages, 2 langues, 3,4 s, aucun problème."),
        ("en", "build", outcome(), "Site ready in site/: 12 pages, 2 languages, 3.4 s, no problems."),
        (
            "fr",
            "build",
            outcome(pages=1, languages=1),
            "Site prêt dans site/ : 1 page, 1 langue, 3,4 s, aucun problème.",
        ),
        (
            "fr",
            "build",
            outcome(pages=18000),
            "Site prêt dans site/ : 18 000 pages, 2 langues, 3,4 s, aucun problème.",
        ),
        (
            "en",
            "build",
            outcome(pages=18000),
            "Site ready in site/: 18,000 pages, 2 languages, 3.4 s, no problems.",
        ),
        (
            "fr",
            "check",
            outcome(WARNING, WARNING),
            "Contenu vérifié : 1 dossier, 2 langues, 3,4 s, 2 avertissements.",
        ),
        (
            "fr",
            "build",
            outcome(ERROR, pages=0, languages=0),
            "Rien n’a été écrit : 1 erreur à corriger (3,4 s).",
        ),
        (
            "en",
            "check",
            outcome(ERROR, WARNING),
            "Content to put right: 1 error and 1 warning (1 explainer, 2 languages, 3.4 s).",
        ),
    ],
)
def test_the_summary_is_one_correct_sentence(lang: str, verb: str, found: Any, expected: str):
    line = summary.line(found, verb, 3.4, lang, catalogue.words(lang, "cli")["summary"])
    assert line.replace("\u202f", " ").replace("\xa0", " ") == expected


def test_a_terminal_gets_colour_unless_it_asks_for_none(monkeypatch: pytest.MonkeyPatch):
    terminal: Any = types.SimpleNamespace(isatty=lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert desk.color(terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not desk.color(terminal)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not desk.color(terminal)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_reader_who_stops_reading_is_no_accident():
    command = f"{sys.executable} -m diptych --help | head -n 1"
    result = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert result.stderr == ""


def test_asking_for_help_loads_nothing_heavy():
    names = [
        "pydantic",
        "jinja2",
        "markdown",
        "livereload",
        "tornado",
        "watchfiles",
        "rich",
        "babel",
        "nh3",
        "igraph",
    ]
    heavy = ", ".join(map(repr, names))
    code = (
        "import sys; from diptych import cli; cli.main(['--help']);"
        f"print([name for name in [{heavy}] if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (result.returncode, result.stderr) == (0, "[]\n")
