"""The style guide of our own templates, made once; and as a site in a folder."""

from __future__ import annotations

import pytest

from diptych import load, pipeline, starter
from tests.site.built import ROOT, Site


@pytest.fixture(scope="session")
def guide() -> pipeline.Guide:
    return pipeline.style_guide(ROOT)


@pytest.fixture(scope="session")
def site(guide: pipeline.Guide, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """What the tests of finished sites ask for."""
    folder = tmp_path_factory.mktemp("guide") / "_parts"
    for path, data in guide.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    sources = load.sources(starter.style_guide(ROOT))
    return Site(folder, pipeline.Outcome((), sources, ("fr", "en")), None)
