"""What all tests share: a clean environment, and for those marked `browser` a real browser and a host.

@pytest.mark.browser
def test_something(page, host, trouble):
    page.goto(host(folder, "/any/sub/path/") + "fr/")
    ...
    assert trouble == []
"""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from diptych import testing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What belongs to the person or the machine that runs the tests, and must not decide their outcome.
_PERSONAL = (
    "DIPTYCH_URL",
    "DIPTYCH_HANDED_OVER",
    "NO_COLOR",
    "FORCE_COLOR",
    "SOURCE_DATE_EPOCH",
    "GITHUB_ACTIONS",
)
_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]

_ROOT = Path(__file__).resolve().parents[1]
_chromium = functools.cache(testing.chromium)


@pytest.fixture(autouse=True)
def _impersonal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*_PERSONAL, *(name for name in os.environ if name.startswith("LC_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wanting = [item for item in items if item.get_closest_marker("browser")]
    if wanting and not testing.in_ci() and _chromium() is None:
        why = "no Chromium found; `python3 build.py test --install-browser` installs one"
        for item in wanting:
            item.add_marker(pytest.mark.skip(reason=why))
    asking = [item for item in items if item.get_closest_marker("editor")]
    if asking and not testing.in_ci() and testing.language_server(_ROOT) is None:
        why = "no YAML language server; `python3 build.py test --install-browser` installs one where npm is"
        for item in asking:
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests are skipped, or fail in continuous integration."""
    from playwright.sync_api import sync_playwright

    path = _chromium()
    assert path, "continuous integration has to run the browser tests, and found no Chromium"
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root.
        flags = [*_FLAGS, "--no-sandbox"] if root else _FLAGS
        chromium = playwright.chromium.launch(executable_path=path, args=flags, headless=True)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of the browser, which forgets everything afterwards."""
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def trouble(page: Page) -> list[str]:
    """What a visit must not bring: errors in the console, failed requests, requests to a third party."""
    found: list[str] = []
    own = "http://127.0.0.1:"
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith(own) else found.append(request.url))
    return found


class _StaticHost(http.server.SimpleHTTPRequestHandler):
    """Serve a folder under a path as a static host does: with its 404.html, and nothing beside the path."""

    def __init__(self, *args: Any, path: str, **kwargs: Any) -> None:
        self.base = path
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory) / "outside")
        return super().translate_path("/" + path[len(self.base) :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if code == 404 and page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def host() -> Iterator[Callable[..., str]]:
    """A function that serves a folder under a path (`/` or `/any/sub/path/`) and returns its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path, path: str = "/") -> str:
        handler = functools.partial(_StaticHost, directory=str(folder), path=path)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
