"""The preview as an editor has it: `diptych serve`, a real site, a real browser, an edit, a mistake."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser


LISTENING = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "runpy.run_module('diptych', run_name='__main__', alter_sys=True)"
)
"""Hears Ctrl-C even where the tests run in the background, whose children ignore it by default."""


class Served:
    """A running `diptych serve`, and what it says, line by line."""

    def __init__(self, root: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        self.statements = root / "content/bridge/statements.yaml"
        self.site = root / "site"
        self.process = subprocess.Popen(
            [sys.executable, "-c", LISTENING, "serve", "--port", "19000", "--lang", "en"],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def wait_for(self, words: str) -> str:
        """Return the next line that contains these words."""
        while True:
            line = self._lines.get(timeout=60)
            self.said.append(line)
            if words in line:
                return line

    def edit(self, old: str, new: str) -> None:
        """Save a change in one step, as editors' programs do."""
        text = self.statements.read_text(encoding="utf-8")
        assert old in text
        draft = self.site.parent / "draft"
        draft.write_text(text.replace(old, new), encoding="utf-8")
        draft.replace(self.statements)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    root = Path(shutil.copytree(ROOT / "tests/sites/small", tmp_path / "small site"))
    running = Served(root)
    with running.process:
        yield running
        running.process.kill()
        running.listener.join()


def test_an_edit_shows_by_itself_and_a_mistake_keeps_the_last_good_page(
    served: Served, page: Page, trouble: list[str]
):
    address = served.wait_for("Preview:").split()[1]
    pages = [file for file in served.site.rglob("*.html") if "Work began in May" in file.read_text("utf-8")]
    path = next(file.relative_to(served.site).as_posix() for file in pages if file.name == "index.html")

    def visit(act: Callable[[], object]) -> None:
        """Do something that loads the page, and wait until its reload channel is open."""
        with page.expect_websocket() as channel:
            act()
        channel.value.wait_for_event("framesent", predicate=lambda frame: '"info"' in str(frame))

    visit(lambda: page.goto(address + path))
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    visit(lambda: served.edit("Work began in May 2025.", "Work began in early May 2025."))
    page.get_by_text("Work began in early May 2025.").first.wait_for()

    served.edit("status: reported", "status: repported")
    served.wait_for("The preview still shows")
    assert any("repported" in line for line in served.said)
    assert page.get_by_text("Work began in early May 2025.").first.is_visible()

    visit(lambda: served.edit("status: repported", "status: reported"))
    assert "livereload" not in "".join(file.read_text("utf-8") for file in served.site.rglob("*.html"))
    assert trouble == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_ctrl_c_is_calm(served: Served):
    served.wait_for("Preview:")
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) == 0
    served.wait_for("Preview stopped.")
    assert not any("Traceback" in line for line in served.said)
