"""What all tests share: a clean environment, and for those marked `browser` a real browser and a host.

@pytest.mark.browser
def test_something(page, host, trouble):
    page.goto(host(folder, "/any/sub/path/") + "fr/")
    ...
    assert trouble == []
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
from jinja2.bccache import Bucket

from diptych import equipment, search, testing
from tests import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.site.built import Site

# What belongs to the person or the machine that runs the tests, and must not decide their outcome.
_PERSONAL = (
    "DIPTYCH_URL",
    "DIPTYCH_HANDED_OVER",
    "NO_COLOR",
    "FORCE_COLOR",
    "SOURCE_DATE_EPOCH",
    "GITHUB_ACTIONS",
)
_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _impersonal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*_PERSONAL, *(name for name in os.environ if name.startswith("LC_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, by their names and texts: dozens of tests build sites of the same ones."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (code := self.known.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        made = functools.partialmethod(jinja2.Environment.__init__, bytecode_cache=_Compiled())
        patch.setattr(jinja2.Environment, "__init__", made)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if testing.in_ci():
        return  # where something is missing there, its tests fail
    for mark, name, found in (
        ("browser", "Chromium", visiting.chromium),
        ("editor", "YAML language server", lambda: equipment.program(_ROOT, equipment.LANGUAGE_SERVER)),
        ("checker", "Nu HTML Checker with Java 17", lambda: equipment.program(_ROOT, equipment.NU_CHECKER)),
        ("pagefind", "Pagefind for this system", search.program),
    ):
        wanting = [item for item in items if item.get_closest_marker(mark)]
        if wanting and found() is None:
            help = "; `python3 build.py test --install-browser` installs one where it can"
            why = f"no {name} found{help if mark != 'pagefind' else ''}"
            for item in wanting:
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real content, built once for a public address with a path."""
    from tests.site import built

    site = built.site(built.ROOT, tmp_path_factory.mktemp("real") / "site", built.ADDRESS)
    assert not site.outcome.failed, site.outcome.problems
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests are skipped, or fail in continuous integration."""
    with visiting.browsing() as chromium:
        yield chromium


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
    page.on(
        "requestfailed", lambda made: found.append(f"failed: {made.url}") if visiting.failed(made) else None
    )
    page.on("request", lambda request: None if request.url.startswith(own) else found.append(request.url))
    return found


@pytest.fixture
def host() -> Iterator[Callable[..., str]]:
    """A function that serves a folder under a path (`/` or `/any/sub/path/`) and returns its address."""
    with ExitStack() as servers:
        yield lambda folder, path="/": servers.enter_context(visiting.served(folder, path))
