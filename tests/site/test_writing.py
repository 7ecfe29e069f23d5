"""Writing the site: exchanged as a whole, and nothing lost that Diptych did not make."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from diptych import pipeline
from tests.site import built

STATEMENTS = "content/bridge/statements.yaml"
FOREIGN = {
    "CNAME": b"bridge.example\n",
    ".nojekyll": b"",
    ".well-known/security.txt": b"Contact: mailto:x@example.org\n",
    "fr/le-pont/notes.txt": b"mine\n",
    "fr/old/index.html": b"<p>by hand</p>\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(built.SITES / "small", tmp_path / "project"))


def build(root: Path) -> tuple[str, ...]:
    """Build to `root/site`; the codes of the problems."""
    return tuple(problem.code for problem in pipeline.build(root).problems)


def everything(folder: Path) -> dict[str, Any]:
    """Every entry of a folder: bytes of files, targets of links, None for folders."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else None
    return found


def edit(root: Path, old: str, new: str) -> None:
    file = root / STATEMENTS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def beside(root: Path) -> set[str]:
    """What stands beside the content, but for the schemas that editors' programs read."""
    return {path.name for path in root.iterdir()} - {"content", ".diptych"}


def test_a_build_leaves_nothing_but_the_site(root: Path):
    assert build(root) == ()
    first = everything(root / "site")
    assert build(root) == ()
    assert everything(root / "site") == first
    assert beside(root) == {"site"}
    assert everything(root / "content") == everything(built.SITES / "small/content")


def test_foreign_files_survive_every_build(root: Path):
    for name, data in FOREIGN.items():
        file = root / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for _ in range(3):
        assert build(root) == ()
        assert {name: (root / "site" / name).read_bytes() for name in FOREIGN} == FOREIGN
        assert (root / "site/fr/index.html").is_file()


def test_foreign_folders_survive_even_when_empty(root: Path):
    """A git working tree of the output has empty folders, and is none without them."""
    (root / "site/.git/refs/tags").mkdir(parents=True)
    (root / "site/.git/HEAD").write_bytes(b"ref: refs/heads/pages\n")
    for _ in range(2):
        assert build(root) == ()
        assert (root / "site/.git/HEAD").is_file()
        assert (root / "site/.git/refs/tags").is_dir()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_foreign_links_survive_and_what_they_lead_to_is_not_touched(root: Path):
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "treasure.txt").write_bytes(b"gold")
    assert build(root) == ()
    (root / "site/mine").symlink_to(elsewhere, target_is_directory=True)
    (root / "site/broken").symlink_to(root / "nowhere")
    for _ in range(2):
        assert build(root) == ()
        assert (root / "site/mine").is_symlink()
        assert (root / "site/broken").is_symlink()
        assert everything(elsewhere) == {"treasure.txt": b"gold"}


def test_a_stale_page_goes_and_its_folder_with_it(root: Path):
    assert build(root) == ()
    stale = [path for path in everything(root / "site") if "cost" in path]
    assert stale
    text = (root / STATEMENTS).read_text(encoding="utf-8")
    (root / STATEMENTS).write_text(text[: text.index("- id: cost")], encoding="utf-8")
    sources = root / "content/bridge/sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8"), encoding="utf-8")
    assert not pipeline.build(root).failed
    assert [path for path in everything(root / "site") if "cost" in path] == []


@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param("fr/index.html", id="a file where a page belongs"),
        pytest.param("fr", id="a file where a folder belongs"),
        pytest.param("404.html/mine.txt", id="a folder where a page belongs"),
        pytest.param(".diptych.json/mine.txt", id="a folder where the notes belong"),
    ],
)
def test_a_conflict_with_a_foreign_file_is_a_problem_and_changes_nothing(root: Path, foreign: str):
    file = root / "site" / foreign
    file.parent.mkdir(parents=True)
    file.write_bytes(b"not ours")
    before = everything(root / "site")
    assert set(build(root)) == {"output-conflict"}
    assert everything(root / "site") == before
    assert beside(root) == {"site"}


def test_content_with_a_mistake_leaves_the_old_site(root: Path):
    assert build(root) == ()
    before = everything(root / "site")
    edit(root, "status: reported", "status: rumoured")
    assert build(root) == ("unknown-word",) or pipeline.build(root).failed
    assert everything(root / "site") == before
    assert beside(root) == {"site"}


def test_a_template_with_a_mistake_leaves_the_old_site(root: Path):
    assert build(root) == ()
    before = everything(root / "site")
    shutil.copytree(built.ROOT / "templates", root / "templates")
    page = root / "templates/pages/statement.html"
    page.write_text(page.read_text(encoding="utf-8") + "{{ nothing.of_the_kind }}{% if %}", encoding="utf-8")
    assert set(build(root)) == {"template-error"}, "one mistake, one message"
    assert everything(root / "site") == before


def test_an_interrupted_exchange_is_mended_by_the_next_build(root: Path):
    assert build(root) == ()
    (root / "site/CNAME").write_bytes(b"bridge.example\n")
    before = everything(root / "site")
    (root / "site").rename(root / ".site.old")
    (root / ".site.new").mkdir()
    (root / ".site.new/half.html").write_bytes(b"half")
    assert build(root) == ()
    assert everything(root / "site") == before
    assert beside(root) == {"site"}


def test_an_exchange_interrupted_while_clearing_up_is_mended(root: Path):
    assert build(root) == ()
    before = everything(root / "site")
    shutil.copytree(root / "site", root / ".site.old")
    (root / ".site.old/index.html").unlink()
    assert build(root) == ()
    assert everything(root / "site") == before
    assert beside(root) == {"site"}


@pytest.mark.parametrize("step", ["write_bytes", "write_text", "mkdir", "copy2", "rename", "second rename"])
def test_a_disk_that_refuses_leaves_the_old_site(root: Path, step: str, monkeypatch: pytest.MonkeyPatch):
    assert build(root) == ()
    (root / "site/CNAME").write_bytes(b"bridge.example\n")
    before = everything(root / "site")
    edit(root, "9 millions", "11 millions")
    edit(root, "9 million euros", "11 million euros")
    owner: Any = shutil if step == "copy2" else Path
    name = step.removeprefix("second ")
    real = getattr(owner, name)
    calls = []

    def refusing(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) >= (2 if step.startswith("second") else 1) and (
            root.name in str(args[0]) or step == "copy2"
        ):
            raise OSError(28, "No space left on device")
        return real(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, refusing)
        with pytest.raises(OSError, match="No space"):
            pipeline.build(root)
    assert everything(root / "site") == before
    assert build(root) == ()
    after = everything(root / "site")
    assert {path for path in after if path.endswith(".html")} == {p for p in before if p.endswith(".html")}
    assert after != before
    assert beside(root) == {"site"}


def test_the_site_may_be_deleted_at_any_time(root: Path):
    assert build(root) == ()
    before = everything(root / "site")
    shutil.rmtree(root / "site")
    assert build(root) == ()
    assert everything(root / "site") == before


def test_files_that_diptych_made_may_be_spoilt_and_come_back(root: Path):
    assert build(root) == ()
    before = everything(root / "site")
    (root / "site/index.html").write_bytes(b"spoilt")
    (root / "site/404.html").unlink()
    assert build(root) == ()
    assert everything(root / "site") == before
