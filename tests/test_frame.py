"""build.py: what it does before any package is there. Real environments, a made-up engine, no network."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from diptych import bootstrap, environment, speak

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
ENGINE = """
import sys
import probe
def main(arguments, root, name):
    print("engine", probe.VERSION, *arguments, "utf8" if sys.flags.utf8_mode else "locale")
    return 7
"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="the environment's Python is a link on POSIX only")


class Checkout:
    """A copy of the frame, with an engine of four lines that needs one package, `probe`."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "dépôt avec espaces"
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        for name in (
            "build.py",
            "diptych/__init__.py",
            "diptych/bootstrap.py",
            "diptych/environment.py",
            "diptych/speak.py",
            "diptych/languages/fr/setup.json",
            "diptych/languages/en/setup.json",
        ):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        (self.root / "diptych/cli.py").write_text(ENGINE, encoding="utf-8")
        (self.root / "requirements").mkdir()
        self.pin("1.0")

    def pin(self, version: str, *, hash_of: bytes | None = None) -> None:
        wheel = self.wheels / f"probe-{version}-py3-none-any.whl"
        info = f"probe-{version}.dist-info"
        files = {
            "probe.py": f"VERSION = {version!r}\n",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: probe\nVersion: {version}\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(
            f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
            f"{len(text)}\n"
            for name, text in files.items()
        )
        with zipfile.ZipFile(wheel, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
            archive.writestr(f"{info}/RECORD", record)
        digest = hashlib.sha256(hash_of or wheel.read_bytes()).hexdigest()
        for lock in ("build.lock", "test.lock"):
            text = f"probe=={version} \\\n    --hash=sha256:{digest}\n"
            (self.root / "requirements" / lock).write_text(text, encoding="utf-8")

    def process(
        self, *arguments: str, online: bool = True, packages: Path | None = None
    ) -> subprocess.Popen[str]:
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        wheels = self.wheels if online else self.wheels / "gone"
        settings = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": wheels.as_uri(),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_USER": "1",
            "LANG": "fr_FR.UTF-8",
            "PYTHONPATH": str(packages or ""),
        }
        command = [sys.executable, "build.py", *arguments]
        return subprocess.Popen(
            command,
            cwd=self.root,
            env={**keep, **settings},
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str, **settings: Any) -> tuple[int, str, str]:
        process = self.process(*arguments, **settings)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    @property
    def venv(self) -> Path:
        return self.root / ".venv"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_a_first_start_sets_up_and_a_second_goes_straight_to_the_engine_without_network(checkout: Checkout):
    assert checkout.run("check", "--lang", "fr") == (
        7,
        "engine 1.0 check --lang fr utf8\n",
        "Première mise en place de Diptych dans .venv (environ une minute)… terminé.\n",
    )
    assert checkout.run(online=False) == (7, "engine 1.0 utf8\n", "")

    checkout.pin("2.0")
    code, out, err = checkout.run()
    assert (code, out) == (7, "engine 2.0 utf8\n"), "a new lock renews the environment"
    assert err == "Mise à jour des paquets de Diptych dans .venv… terminé.\n"

    (checkout.venv / "diptych/build.lock").unlink()
    next(checkout.venv.glob("**/probe.py")).unlink()
    assert checkout.run()[:2] == (7, "engine 2.0 utf8\n"), "a half-made environment is made again"

    shutil.rmtree(next(checkout.venv.glob("**/probe-2.0.dist-info")))
    assert checkout.run()[:2] == (7, "engine 2.0 utf8\n"), "a package taken away by hand comes back"


def test_where_the_packages_are_importable_no_environment_is_made(checkout: Checkout, tmp_path: Path):
    packages = tmp_path / "elsewhere"
    zipfile.ZipFile(checkout.wheels / "probe-1.0-py3-none-any.whl").extractall(packages)
    code, out, err = checkout.run("check", packages=packages, online=False)
    assert (code, out.split()[:3], err) == (7, ["engine", "1.0", "check"], "")
    assert not checkout.venv.exists()

    checkout.pin("2.0")
    code, out, err = checkout.run("check", packages=packages)
    assert (code, out.split()[:3]) == (7, ["engine", "2.0", "check"]), "another version is another package"
    assert checkout.venv.exists()


def test_a_set_up_that_fails_says_so_in_one_sentence_and_the_next_start_repairs_it(checkout: Checkout):
    code, out, err = checkout.run(online=False)
    assert (code, out) == (2, "")
    assert "Les paquets n’ont pas pu être installés. Vérifiez la connexion" in err
    assert "Traceback" not in err
    assert checkout.run()[:2] == (7, "engine 1.0 utf8\n")


def test_a_package_that_is_not_the_pinned_one_is_refused(checkout: Checkout):
    checkout.pin("1.0", hash_of=b"another file")
    code, out, err = checkout.run()
    assert (code, out) == (2, "")
    assert "HASHES" in err


def test_two_starts_at_once_share_one_set_up(checkout: Checkout):
    both = [checkout.process("check"), checkout.process("build")]
    ends = [process.communicate(timeout=300) for process in both]
    assert sorted(out for out, _ in ends) == ["engine 1.0 build utf8\n", "engine 1.0 check utf8\n"]
    assert sum("Première mise en place" in err for _, err in ends) == 1


def test_an_environment_made_by_someone_else_is_never_emptied(checkout: Checkout):
    checkout.venv.mkdir()
    (checkout.venv / "mine.txt").write_text("precious", encoding="utf-8")
    code, _, err = checkout.run()
    assert code == 2
    assert "n’a pas été créé par Diptych" in err
    assert (checkout.venv / "mine.txt").read_text(encoding="utf-8") == "precious"


def test_a_foreign_environment_that_works_is_used(checkout: Checkout):
    subprocess.run([sys.executable, "-m", "venv", checkout.venv], check=True)
    (checkout.venv / "mine.txt").write_text("precious", encoding="utf-8")
    assert checkout.run()[:2] == (7, "engine 1.0 utf8\n")
    assert (checkout.venv / "mine.txt").exists()


@POSIX
def test_an_environment_whose_python_has_gone_is_made_again(checkout: Checkout):
    checkout.run()
    python = checkout.venv / "bin" / Path(os.path.realpath(checkout.venv / "bin/python")).name
    for link in (checkout.venv / "bin").glob("python*"):
        link.unlink()
    python.symlink_to("/nowhere/python3")
    assert checkout.run()[:2] == (7, "engine 1.0 utf8\n")


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_package_to_install(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real = environment.importlib.util.find_spec
    monkeypatch.setattr(
        environment.importlib.util, "find_spec", lambda name: None if name == module else real(name)
    )
    with pytest.raises(environment.SetUpError) as error:
        environment.set_up(tmp_path / ".venv", LOCKS / "build.lock", speak.setup_words(["--lang=en"]))
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert f"sudo apt install {package}." in str(error.value)
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("lang, sentence", [("fr", "a besoin de Python 3.11"), ("en", "needs Python 3.11")])
def test_an_old_python_is_told_which_one_is_needed(
    lang: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    assert bootstrap.start(ROOT, ["--lang", lang]) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert "3.9.18" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "name", ["build.py", "diptych/__init__.py", "diptych/bootstrap.py", "diptych/speak.py"]
)
def test_what_an_old_python_reads_before_that_sentence_is_old_python(name: str):
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        for alias in (node.names if isinstance(node, ast.Import) else [])
    } | {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names | {"diptych"}


@pytest.mark.parametrize(
    "arguments, expected",
    [
        ([], "build"),
        (["--debug"], "build"),
        (["test", "-k", "x"], "test"),
        (["--lang", "fr", "test"], "test"),
        (["--lang=fr", "check"], "check"),
    ],
)
def test_the_command_is_found_among_the_options(arguments: list[str], expected: str):
    assert bootstrap.verb(arguments) == expected


@pytest.mark.parametrize(
    "arguments, variables, expected",
    [
        (["--lang", "fr"], {"LANG": "en_GB.UTF-8"}, "fr"),
        (["--lang=en"], {"LC_ALL": "fr_FR.UTF-8"}, "en"),
        ([], {"LC_ALL": "fr_CA.UTF-8", "LANG": "en_GB.UTF-8"}, "fr"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "fr", "LANG": "en"}, "fr"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        (["--lang"], {"LANG": "fr"}, "fr"),
        (["test", "--", "--lang=en"], {"LANG": "fr"}, "fr"),
    ],
)
def test_the_language_follows_the_option_then_the_locale(
    arguments: list[str], variables: dict[str, str], expected: str
):
    assert speak.language(arguments, variables) == expected


def test_the_languages_have_the_same_words_for_the_set_up():
    assert speak.setup_words(["--lang=fr"]).keys() == speak.setup_words(["--lang=en"]).keys()


def _declared(*lists: list[str]) -> set[str]:
    return {re.split(r"[<>=!~; ]", line)[0] for lines in lists for line in lines}


def _named(lock: str) -> set[str]:
    """The packages of a lock, those for some systems included, which no start waits for."""
    return set(re.findall(r"^([a-z0-9-]+)==", (LOCKS / lock).read_text(encoding="utf-8"), re.M))


def test_the_locks_hold_what_pyproject_asks_for_and_agree_with_each_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build, test = bootstrap.pins(LOCKS / "build.lock"), bootstrap.pins(LOCKS / "test.lock")
    assert _declared(project["project"]["dependencies"]) <= _named("build.lock")
    assert _declared(project["dependency-groups"]["test"]) <= _named("test.lock")
    assert build <= test


@pytest.mark.parametrize("name", ["build.lock", "test.lock"])
def test_every_pin_has_hashes_and_no_address(name: str):
    text = (LOCKS / name).read_text(encoding="utf-8")
    assert "://" not in text
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9-]+==\S+ (; .+ )?\\\n( +--hash=sha256:[0-9a-f]{64}( \\\n|$))+$", block), (
            block
        )
