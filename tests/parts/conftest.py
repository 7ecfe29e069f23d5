"""The style guide of our own templates, made once; and as a site in a folder."""

from __future__ import annotations

import pytest

from diptych import load, pipeline, starter
from tests.site import built
from tests.site.built import ROOT, Site


@pytest.fixture(scope="session")
def guide() -> pipeline.Guide:
    return pipeline.style_guide(ROOT)


@pytest.fixture(scope="session")
def site(guide: pipeline.Guide, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """What the tests of finished sites ask for."""
    folder = built.laid_out(guide.files, tmp_path_factory.mktemp("guide"))
    sources = load.sources(starter.style_guide(ROOT))
    return Site(folder, pipeline.Outcome((), sources, ("fr", "en")), None)
