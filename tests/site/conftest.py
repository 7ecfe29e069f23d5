"""Sites that are built once for all tests that read finished pages."""

from __future__ import annotations

import pytest

from tests.site import built
from tests.site.built import Site


@pytest.fixture(scope="session")
def unaddressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site that does not know its public address."""
    return built.site(built.SITES / "arabic", tmp_path_factory.mktemp("unaddressed") / "site")


@pytest.fixture(scope="session")
def half(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site that is mostly not translated."""
    root = built.SITES / "half-translated"
    return built.site(root, tmp_path_factory.mktemp("half") / "site", built.ADDRESS)


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site in Arabic and French."""
    root = built.SITES / "arabic"
    return built.site(root, tmp_path_factory.mktemp("arabic") / "site", built.ADDRESS)
