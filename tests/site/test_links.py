"""Every link leads somewhere, from the files alone and from a host, at the root and under a path."""

from __future__ import annotations

import http.client
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.site import built
from tests.site.built import Site

Host = Callable[..., str]
DEEP = "fr/no/such/page/at/all/"


def fetch(address: str) -> tuple[int, bytes]:
    """The status and the body; redirections are not followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    try:
        connection.request("GET", parts.path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_every_internal_link_and_anchor_is_there(real: Site):
    broken = []
    for path, page in real.pages.items():
        if path == "404.html":
            continue
        for element, _, href in built.addresses(page):
            if not built.is_internal(href):
                continue
            file, anchor = real.target(path, href) or ("", "")
            if file not in real.files or (anchor and anchor not in real.pages[file].ids):
                broken.append((path, href))
            assert href, element
    assert broken == []


def test_internal_links_are_relative_except_on_the_page_for_missing_addresses(real: Site):
    base = urlsplit(built.ADDRESS).path
    for path, page in real.pages.items():
        for element, _, href in built.addresses(page):
            if path == "404.html" and built.is_internal(href) and not href.startswith("#"):
                assert href.startswith(base), element
            elif built.is_internal(href):
                assert not href.startswith("/"), (path, element)
            elif urlsplit(href).hostname == urlsplit(built.ADDRESS).hostname:
                assert element.tag == "link", (path, element)


def crawl(site: Site, start: str) -> dict[str, int]:
    """The status of every address that links lead to, from the first one on; the addresses without anchor."""
    found: dict[str, int] = {}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        found[address], body = fetch(address)
        path = urlsplit(address).path.removeprefix(urlsplit(start).path)
        file = path + "index.html" if not path or path.endswith("/") else path
        if found[address] == 200:
            assert body == site.files[file], "the host gives the file"
            if file in site.pages:
                waiting.extend(
                    urldefrag(urljoin(address, href)).url
                    for _, _, href in built.addresses(site.pages[file])
                    if built.is_internal(href)
                )
    return found


@pytest.mark.parametrize("under", ["/", "/any/sub/path/"])
def test_a_reader_reaches_every_page_by_links_wherever_the_site_is_mounted(
    under: str, real: Site, host: Host
):
    start = host(real.folder, under)
    found = crawl(real, start)
    assert {address for address, status in found.items() if status != 200} == set()
    reached = {address.removeprefix(start) for address in found}
    assert all(address.startswith(start) for address in found)
    by_scripts = {path for path in real.files if path.endswith(".json") or path.startswith("pagefind/")}
    assert {built.url(path) for path in real.files} - reached - by_scripts == {"404.html"}


@pytest.mark.parametrize(("under", "name"), [("/", "unaddressed"), ("/any/sub/path/", "real")])
def test_every_link_of_the_page_for_missing_addresses_works_at_any_depth(
    under: str, name: str, host: Host, request: pytest.FixtureRequest
):
    site: Site = request.getfixturevalue(name)
    start = host(site.folder, under)
    for address in (start + DEEP, start + "nothing.html"):
        status, body = fetch(address)
        assert (status, body) == (404, site.files["404.html"])
        links = [href for _, _, href in built.addresses(site.pages["404.html"]) if built.is_internal(href)]
        homes = {f"{start}{lang}/" for lang in site.languages}
        targets = {urldefrag(urljoin(address, href)).url for href in links if not href.startswith("#")}
        assert homes <= targets
        assert {target: fetch(target)[0] for target in targets} == dict.fromkeys(targets, 200)


def test_the_page_for_missing_addresses_speaks_every_language(real: Site):
    page = real.pages["404.html"]
    for lang in real.languages:
        said = [text for element, text in page.texts if element.lang == lang]
        assert len(" ".join(said)) > 40


def test_nothing_is_loaded_from_elsewhere(real: Site):
    loads = {"src", "srcset", "poster", "data", "action"}
    for path, page in real.pages.items():
        for element, name, href in built.addresses(page):
            loaded = name in loads or (
                element.tag == "link"
                and {"stylesheet", "icon", "preload"} & set((element.get("rel") or "").split())
            )
            assert not loaded or built.is_internal(href), (path, element)
    for path, data in real.files.items():
        if path.endswith((".css", ".js", ".svg")) and not path.startswith("pagefind/"):
            text = data.decode("utf-8").replace("http://www.w3.org/2000/svg", "")
            assert not re.search(r"//[\w-]+\.\w|@import|url\((?!['\"]?#)", re.sub(r"/\*.*?\*/", "", text)), (
                path
            )


def test_external_links_are_http_and_come_from_the_content(real: Site):
    content = "".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(built.ROOT / "content").rglob("*.*"))
    )
    external = {
        href
        for page in real.pages.values()
        for element, _, href in built.addresses(page)
        if not built.is_internal(href) and element.tag != "link"
    }
    assert len(external) > 100
    assert {href for href in external if urlsplit(href).scheme not in ("http", "https", "mailto")} == set()
    assert {href for href in external if href.removeprefix("mailto:") not in content} == set()
