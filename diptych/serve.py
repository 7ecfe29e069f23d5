"""Show the site in a browser while it is being written: the only module that knows livereload.

In: the folder of the site, the folders to watch, a function that builds anew, and one that makes the style
guide. Out: pages on 127.0.0.1 that reload by themselves; the guide at `/_parts/`, from memory. Must not know
how a site or the guide is made, and must not write into the site.

livereload brings the WebSocket and the script. Its own injection is an inline script, which the pages'
security policy rightly refuses (`script-src 'self'`); ours is a `<script src>` from the same address.
"""

from __future__ import annotations

import asyncio
import errno
import html
import json
import mimetypes
import os
import re
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from livereload.watcher import Watcher
from tornado import httpserver, web

from diptych.leftovers import is_leftover

HOST = "127.0.0.1"
_PORTS = 20
_STYLE = "/.diptych/preview.css"
GUIDE = "/_parts/"
_PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Diptych</title></head>
<body><pre>{text}</pre></body></html>"""
_MARK = """[data-state="{state}"] {{ outline: 2px dashed; outline-offset: 2px; }}
[data-state="{state}"]::after {{ content: " " {name}; font: 700 0.75rem/1 sans-serif; }}"""

Rebuild = Callable[[Sequence[str]], bool]
Ready = Callable[[str], None]


class NoFreePortError(Exception):
    """Every port from `first` to `last` is taken."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"no free port between {first} and {last}")
        self.first = first
        self.last = last


@dataclass(frozen=True)
class Guide:
    """What is shown at `/_parts/`, beside the site and never in it.

    `make` gives what finds a file by its path, None where there is none. It runs when somebody looks and one
    of the folders `of` has changed since. `start` is the path of the first page.
    """

    start: str
    make: Callable[[], Callable[[str], bytes | None]]
    of: Sequence[Path]


class Preview:
    """A site shown on this machine only, renewed when one of the watched folders changes.

    `no_site` is the sentence to show, in the language `lang`, as long as there is no site. `style` is a
    style sheet that only the preview has.
    """

    def __init__(
        self,
        site: Path,
        watched: Sequence[Path],
        no_site: str,
        lang: str,
        style: str = "",
        guide: Guide | None = None,
    ) -> None:
        self.site = site
        self.style = style
        self.guide = guide
        self._guide_now: Callable[[str], bytes | None] | None = None
        self._guide_seen, self._guide_changes = False, 0
        self._guide_lock = asyncio.Lock()
        self._watched = [folder for folder in watched if folder.is_dir()]
        self._no_site = no_site
        self._lang = lang

    def run(self, port: int, rebuild: Rebuild, ready: Ready) -> None:
        """Serve until interrupted.

        `ready` gets the address once it answers and changes are seen. `rebuild` gets the changed paths,
        runs beside the server in a thread, and tells whether there is a new site; pages reload only then.
        Raises NoFreePortError.
        """
        asyncio.run(self._serve(port, rebuild, ready))

    def missing(self) -> bytes:
        """Return the page for an address that the site does not have."""
        try:
            return (self.site / "404.html").read_bytes()
        except OSError:
            return page(self._no_site, self._lang)

    async def from_guide(self, path: str) -> bytes | None:
        """Return a file of the guide, which is made anew where what it is made of has changed."""
        if self.guide is None:
            return None
        async with self._guide_lock:
            while self._guide_now is None:
                self._guide_seen, changes = True, self._guide_changes
                made = await asyncio.to_thread(self.guide.make)
                if changes == self._guide_changes:  # otherwise something changed in the meantime
                    self._guide_now = made
            return self._guide_now(path)

    def _outdates_guide(self, paths: Iterable[str]) -> bool:
        """Is somebody looking at a guide that is made of one of these?"""
        folders = [folder.resolve() for folder in self.guide.of] if self.guide is not None else []
        if not any(Path(path).resolve().is_relative_to(folder) for path in paths for folder in folders):
            return False
        self._guide_now = None
        self._guide_changes += 1
        return self._guide_seen

    async def _serve(self, port: int, rebuild: Rebuild, ready: Ready) -> None:
        listener, port = listening(port)
        LiveReloadHandler.watcher = Watcher()  # livereload's log takes the changed file's name from there
        LiveReloadHandler.live_css = False  # a changed stylesheet may mean changed pages: reload them whole
        server = httpserver.HTTPServer(self._application(port))
        server.add_socket(listener)
        try:
            changes = watchfiles.awatch(*self._watched, watch_filter=_is_written, step=50)
            batch = asyncio.ensure_future(anext(changes))
            await asyncio.sleep(0)  # lets the watch begin, so that no change after `ready` is missed
            ready(f"http://{HOST}:{port}/")
            while True:
                changed = {path for _, path in await batch}
                paths = sorted(os.path.relpath(path, self.site.parent) for path in changed)
                batch = asyncio.ensure_future(anext(changes))
                outdated = self._outdates_guide(changed)
                if await asyncio.to_thread(rebuild, paths) or outdated:
                    LiveReloadHandler.reload_waiters("*")
        finally:
            server.stop()
            await server.close_all_connections()

    def _application(self, port: int) -> web.Application:
        sheet = f'<link rel="stylesheet" href="{_STYLE}">' if self.style else ""

        class Injector(LiveScriptInjector):  # type: ignore[misc]
            script = f'{sheet}<script src="/livereload.js?port={port}"></script>'.encode()

        files = {"path": str(self.site), "default_filename": "index.html", "preview": self}
        # A foreign host name that points here is another site's attempt to read unpublished pages.
        settings: dict[str, Any] = {"default_handler_class": web.ErrorHandler, "log_function": lambda _: None}
        application = web.Application(
            transforms=[Injector], default_handler_args={"status_code": 403}, **settings
        )
        application.add_handlers(
            r"(127\.0\.0\.1|localhost)$",
            [
                (r"/livereload", LiveReloadHandler),
                (r"/livereload\.js", LiveReloadJSHandler),
                (re.escape(_STYLE), _Style, {"style": self.style}),
                (r"/_parts", web.RedirectHandler, {"url": GUIDE, "permanent": False}),
                (re.escape(GUIDE) + "(.*)", _GuideFile, {"preview": self}),
                (r"/(.*)", _Page, files),
            ],
        )
        return application


class _Style(web.RequestHandler):
    """What the preview shows and the published pages do not."""

    def initialize(self, style: str) -> None:
        self._style = style

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(self._style)


class _GuideFile(web.RequestHandler):
    """A file of the style guide."""

    def initialize(self, preview: Preview) -> None:
        self._preview = preview

    async def get(self, path: str) -> None:
        guide = self._preview.guide
        if guide is not None and not path:
            self.redirect(GUIDE + guide.start)
            return
        path += "index.html" if path.endswith("/") else ""
        found = await self._preview.from_guide(path)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if found is None:
            self.set_status(404)
            found, kind = self._preview.missing(), "text/html"
        is_text = kind.startswith("text/") or kind == "application/json"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(found)


class _Page(web.StaticFileHandler):
    """A file of the site, as it is now: nothing is kept by the browser or by tornado."""

    def initialize(self, path: str, default_filename: str | None, preview: Preview) -> None:  # type: ignore[override]
        super().initialize(path, default_filename)
        self._preview = preview

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def should_return_304(self) -> bool:
        return False

    def compute_etag(self) -> str | None:
        return None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self._preview.missing())


def page(text: str, lang: str) -> bytes:
    """Return a page that says something in a language, line by line as it stands."""
    return _PAGE.format(lang=html.escape(lang), text=html.escape(text)).encode()


def _is_written(change: watchfiles.Change, path: str) -> bool:
    """Is this a change by a person, and not what an editor leaves beside the file it writes?"""
    return not is_leftover(Path(path).name)


def marks(names: Mapping[str, str]) -> str:
    """The style that draws a line around every text in one of these states, with the state's name behind it.

    A state is the value of `data-state` on the text's element.
    """
    rules = [
        _MARK.format(state=state, name=json.dumps(name, ensure_ascii=False)) for state, name in names.items()
    ]
    return "\n".join(rules) + "\n" if rules else ""


def listening(port: int) -> tuple[socket.socket, int]:
    """Return a listening socket at the first free port from `port` on; raise NoFreePortError after 20."""
    ports = range(port, min(port + _PORTS, 65536))
    for candidate in ports:
        listener = socket.socket()
        try:
            if os.name == "posix":  # elsewhere this option would let two programs share a port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, candidate))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            listener.setblocking(False)
            return listener, candidate
    raise NoFreePortError(ports[0], ports[-1])
