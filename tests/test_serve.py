"""The preview: what it answers, when it reloads, and that it leaves the site alone."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diptych import serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The policy of the real pages, as strict as design and templates have it.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
HTML = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>T</title></head>'
    "<body><p>{}</p></body></html>"
)
WAITING = "Pas encore de site"
STYLE = "[data-state] { outline: 2px dashed }"


class Running:
    """A preview in a thread, of a site whose pages are made of the text in content/text.yaml."""

    def __init__(self, root: Path, good: Callable[[str], bool] = lambda text: "!" not in text) -> None:
        self.root = root
        self.content = root / "content"
        self.site = root / "site"
        self.content.mkdir()
        self.templates = root / "templates"
        self.templates.mkdir()
        self.guides = 0
        self.good = good
        self.told: list[Sequence[str]] = []
        self.rebuilt = threading.Event()
        self.address = ""

    def write(self, text: str) -> None:
        self.site.mkdir(exist_ok=True)
        (self.site / "favicon.ico").touch()
        (self.site / "index.html").write_text(HTML.replace("{}", text), encoding="utf-8")

    def edit(self, text: str) -> None:
        """Save the text in one step, so that no half-written file is ever built."""
        draft = self.root / "draft"
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.content / "text.yaml")

    def rebuild(self, paths: Sequence[str]) -> bool:
        self.told.append(paths)
        text = (self.content / "text.yaml").read_text(encoding="utf-8")
        good = self.good(text)
        if good:
            self.write(text)
        self.rebuilt.set()
        return good

    def make_guide(self) -> Callable[[str], bytes | None]:
        self.guides += 1
        part = self.templates / "part.html"
        text = part.read_text(encoding="utf-8") if part.exists() else "rien"
        files = {"fr/parts/index.html": HTML.replace("{}", text).encode(), "assets/a.css": b"a {}"}
        return files.get

    def start(self) -> None:
        self.loop = asyncio.new_event_loop()
        started = threading.Event()

        def ready(url: str) -> None:
            self.address = url
            started.set()

        watched = [self.content, self.templates, self.root / "absent"]
        guide = serve.Guide("fr/parts/", self.make_guide, [self.templates])
        preview = serve.Preview(self.site, watched, WAITING, "fr", STYLE, guide)
        self.task = self.loop.create_task(preview._serve(18000, self.rebuild, ready))

        def work() -> None:
            asyncio.set_event_loop(self.loop)
            with pytest.raises(asyncio.CancelledError):
                self.loop.run_until_complete(self.task)
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()

        self.thread = threading.Thread(target=work)
        self.thread.start()
        assert started.wait(30)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.task.cancel)
        self.thread.join(30)
        assert not self.thread.is_alive()

    def get(self, path: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection(
            serve.HOST, int(self.address.split(":")[2].strip("/")), timeout=30
        )
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        result = answer.status, dict(answer.getheaders()), answer.read().decode()
        connection.close()
        return result


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    preview = Running(tmp_path)
    preview.start()
    yield preview
    preview.stop()


def test_pages_carry_the_reload_script_in_the_preview_only(running: Running):
    running.write("un")
    before = (running.site / "index.html").read_bytes()
    status, headers, text = running.get("/")
    assert status == 200
    assert (
        f'<script src="/livereload.js?port={running.address.split(":")[2].strip("/")}"></script></head>'
        in text
    )
    assert headers["Cache-Control"] == "no-store"
    assert "Etag" not in headers
    assert int(headers["Content-Length"]) == len(text.encode())
    assert (running.site / "index.html").read_bytes() == before
    assert "livereload" not in before.decode()


def test_a_style_of_the_preview_is_linked_from_the_same_address(running: Running):
    running.write("un")
    text = running.get("/")[2]
    address = text.split('<link rel="stylesheet" href="')[1].split('"')[0]
    status, headers, style = running.get(address)
    assert (status, style) == (200, STYLE)
    assert headers["Content-Type"] == "text/css; charset=utf-8"
    assert "stylesheet" not in (running.site / "index.html").read_text("utf-8")


def test_a_page_is_served_as_it_is_now(running: Running):
    for text in ("un", "deux", "trois"):
        running.write(text)
        assert f"<p>{text}</p>" in running.get("/index.html")[2]


def test_a_folder_without_a_slash_gets_one(running: Running):
    running.write("un")
    (running.site / "fr").mkdir()
    (running.site / "fr/index.html").write_text("<p>bonjour", encoding="utf-8")
    status, headers, _ = running.get("/fr")
    assert (status, headers["Location"]) == (301, "/fr/")
    assert running.get("/fr/")[2] == "<p>bonjour"


def test_a_missing_page_answers_the_sites_own_page(running: Running):
    running.write("un")
    (running.site / "404.html").write_text("<head></head><h1>Introuvable</h1>", encoding="utf-8")
    status, _, text = running.get("/nulle/part/")
    assert status == 404
    assert "<h1>Introuvable</h1>" in text
    assert "/livereload.js" in text


def test_without_a_site_there_is_a_page_that_says_so_and_fills_itself(running: Running):
    status, _, text = running.get("/")
    assert status == 404
    assert WAITING in text
    assert "/livereload.js" in text


@pytest.mark.parametrize(
    "path", ["/../content/text.yaml", "/%2e%2e/content/text.yaml", "/..%2fcontent%2ftext.yaml"]
)
def test_nothing_outside_the_site_is_served(running: Running, path: str):
    running.write("un")
    (running.content / "text.yaml").write_text("secret", encoding="utf-8")
    status, _, text = running.get(path)
    assert status in (403, 404)
    assert "secret" not in text


def test_another_sites_host_name_is_refused(running: Running):
    running.write("un")
    status, _, text = running.get("/", host="attacker.example")
    assert status == 403
    assert "<p>un</p>" not in text


def test_the_reload_script_is_livereloads_own(running: Running):
    status, headers, text = running.get("/livereload.js")
    assert (status, headers["Content-Type"]) == (200, "application/javascript")
    assert "livereload.com/protocols" in text


def test_a_change_rebuilds_and_names_what_changed(running: Running):
    running.edit("neuf")
    assert running.rebuilt.wait(30)
    assert running.told[0] == [str(Path("content", "text.yaml"))]


def test_what_an_editor_leaves_beside_a_file_is_no_change(running: Running):
    for name in ("text.yaml~", "4913", ".#text.yaml", "#text.yaml#", ".text.yaml.swp"):
        (running.content / name).write_text("", "utf-8")
    running.edit("neuf")
    assert running.rebuilt.wait(30)
    assert running.told == [[str(Path("content", "text.yaml"))]]


def test_a_taken_port_gives_the_next_one():
    taken, first = serve.listening(18500)
    with taken:
        other, second = serve.listening(first)
        with other:
            assert first < second < first + 20


def test_when_no_port_is_free_the_range_is_named():
    taken, last = serve.listening(65535)
    with taken, pytest.raises(serve.NoFreePortError) as error:
        serve.listening(65535)
    assert (error.value.first, error.value.last) == (last, last)


def test_the_style_guide_is_made_when_somebody_looks_and_kept_until_a_template_changes(running: Running):
    running.write("un")
    running.edit("deux")
    assert running.rebuilt.wait(30)
    assert running.guides == 0
    status, headers, _ = running.get("/_parts")
    assert (status, headers["Location"]) == (302, "/_parts/")
    status, headers, _ = running.get("/_parts/")
    assert (status, headers["Location"]) == (302, "/_parts/fr/parts/")
    for _ in range(2):
        status, headers, text = running.get("/_parts/fr/parts/")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert headers["Cache-Control"] == "no-store"
        assert "<p>rien</p>" in text
        assert "/livereload.js" in text
    assert running.get("/_parts/assets/a.css")[1]["Content-Type"] == "text/css; charset=utf-8"
    assert running.get("/_parts/fr/nowhere/")[0] == 404
    assert running.guides == 1
    running.rebuilt.clear()
    running.edit("trois")
    assert running.rebuilt.wait(30)
    assert "<p>rien</p>" in running.get("/_parts/fr/parts/")[2]
    assert running.guides == 1
    running.rebuilt.clear()
    (running.templates / "part.html").write_text("neuf", encoding="utf-8")
    assert running.rebuilt.wait(30)
    assert "<p>neuf</p>" in running.get("/_parts/fr/parts/")[2]
    assert running.guides == 2
    assert not list(running.site.rglob("*parts*"))


def visit(page: Page, act: Callable[[], object]) -> None:
    """Do something that loads the page, and wait until its reload channel is open."""
    with page.expect_websocket() as channel:
        act()
    channel.value.wait_for_event("framesent", predicate=lambda frame: '"info"' in str(frame))


@pytest.mark.browser
def test_the_browser_reloads_the_style_guide_after_a_template_changed_even_where_the_site_is_broken(
    running: Running, page: Page
):
    running.edit("cassé !")
    assert running.rebuilt.wait(30)

    visit(page, lambda: page.goto(running.address + "_parts/"))
    page.get_by_text("rien", exact=True).wait_for()
    draft = running.root / "draft.html"
    draft.write_text("neuf", encoding="utf-8")
    visit(page, lambda: draft.replace(running.templates / "part.html"))
    page.get_by_text("neuf", exact=True).wait_for()


@pytest.mark.browser
def test_the_browser_reloads_after_a_good_change_and_keeps_the_page_after_a_bad_one(
    running: Running, page: Page
):
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    running.write("un")

    visit(page, lambda: page.goto(running.address))
    visit(page, lambda: running.edit("deux"))
    page.get_by_text("deux", exact=True).wait_for()

    running.rebuilt.clear()
    running.edit("cassé !")
    assert running.rebuilt.wait(30)
    assert page.get_by_text("deux", exact=True).is_visible()

    visit(page, lambda: running.edit("trois"))
    page.get_by_text("trois", exact=True).wait_for()
    assert trouble == []
