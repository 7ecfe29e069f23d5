"""What a visit needs: a static host for a finished site, and a real browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diptych import equipment

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")
chromium = functools.cache(equipment.chromium)


def flags() -> list[str]:
    """How Chromium is started: without what would disturb a test; its sandbox refuses to run as root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*_FLAGS, "--no-sandbox"] if root else _FLAGS


def failed(request: Request) -> bool:
    """Did a request fail, other than by the reader going on to another page?"""
    return request.failure != "net::ERR_ABORTED"


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path, "no Chromium found; `python3 build.py test --install-browser` installs one where it can"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags(), headless=True)
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, path: str = "/", *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder under a path (`/` or `/any/sub/path/`) and give its address.

    `compressed` sends texts as gzip and lets files be kept, as hosts do; to measure, not to test.
    """
    handler = functools.partial(_StaticHost, directory=str(folder), path=path, compressed=compressed)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{path}"
    server.shutdown()
    server.server_close()


class _StaticHost(http.server.SimpleHTTPRequestHandler):
    """Serve a folder under a path as a static host does: with its 404.html, and nothing beside the path."""

    def __init__(self, *args: Any, path: str, compressed: bool, **kwargs: Any) -> None:
        self.base = path
        self.compressed = compressed
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory) / "outside")
        return super().translate_path("/" + path[len(self.base) :])

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        accepts = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (self.compressed and accepts and path.suffix in _COMPRESSED and path.is_file()):
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        return io.BytesIO(body)

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
