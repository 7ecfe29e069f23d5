"""The wheel: built, installed in a clean environment, and used to build a site elsewhere. No network."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from diptych import __version__

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests/sites/small"
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))
    }
    environment |= {
        "PIP_NO_INDEX": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "PYTHONUTF8": "1",
        "LANG": "fr_FR.UTF-8",
    }
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("diptych", "templates", "assets"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "build.py"):
        shutil.copy(ROOT / name, source)
    made = run([*PIP, "wheel", source, "--no-deps", "--no-build-isolation", "-w", out], source)
    assert made.returncode == 0, made.stderr
    (wheel,) = out.iterdir()
    return wheel


@pytest.fixture(scope="module")
def diptych(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `diptych` of an environment that has the wheel, and sees our packages but not our code."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    installed = run([*PIP, "--python", python, "install", "--no-deps", wheel], folder)
    assert installed.returncode == 0, installed.stderr
    packages = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    borrowed = "\n".join(site.getsitepackages())
    (Path(packages.stdout.strip()) / "borrowed.pth").write_text(borrowed, encoding="utf-8")
    return python.with_name("diptych.exe" if os.name == "nt" else "diptych")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A site with content and nothing else, in a folder with a difficult name."""
    return Path(shutil.copytree(SMALL, tmp_path / "mon site (été)"))


def test_the_wheel_holds_the_engine_and_the_starter_files_and_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    info = f"diptych-{__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {"diptych", info}
    for folder in ("templates", "assets"):
        ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert ours, folder
        assert ours == {
            name.removeprefix("diptych/starter/") for name in names if f"/starter/{folder}/" in name
        }
    for part in ("diptych/py.typed", "diptych/languages/fr/cli.yaml", f"{info}/licenses/LICENSE"):
        assert part in names
    assert not [name for name in names if name.endswith((".pyc", "~"))]


def test_the_installed_command_builds_a_site_elsewhere(diptych: Path, elsewhere: Path):
    before = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    result = run([diptych], elsewhere)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.splitlines()[-1].startswith("Site prêt dans site/")
    for page in ("index.html", "404.html"):
        assert (elsewhere / "site" / page).is_file()
    assert any("Le pont" in page.read_text(encoding="utf-8") for page in (elsewhere / "site").rglob("*.html"))
    assert {path: path.read_bytes() for path in before} == before


def test_a_site_of_its_own_templates_wins_over_the_starter_ones(diptych: Path, elsewhere: Path):
    shutil.copytree(ROOT / "templates", elsewhere / "templates")
    changed = 0
    for template in (elsewhere / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        changed += "</body>" in text
        template.write_text(text.replace("</body>", '<hr class="ours"></body>'), encoding="utf-8")
    assert changed
    assert run([diptych], elsewhere).returncode == 0
    assert '<hr class="ours">' in (elsewhere / "site/404.html").read_text(encoding="utf-8")


def test_the_installed_command_checks_a_site(diptych: Path, elsewhere: Path):
    good = run([diptych, "check"], elsewhere)
    assert (good.returncode, good.stderr) == (0, "")
    assert not (elsewhere / "site").exists()
    with (elsewhere / "content/bridge/statements.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: lost\n  status: repported\n")
    bad = run([diptych, "check", "--lang", "en"], elsewhere)
    assert bad.returncode == 1
    assert "content/bridge/statements.yaml:13" in bad.stdout


def test_the_tests_stay_in_the_repository(diptych: Path, elsewhere: Path):
    result = run([diptych, "test"], elsewhere)
    assert (result.returncode, result.stdout) == (2, "")
    assert "copie de son dépôt" in result.stderr


def test_the_version_is_the_wheels(diptych: Path, elsewhere: Path):
    assert run([diptych, "--version"], elsewhere).stdout == f"diptych {__version__}\n"
