from __future__ import annotations

from pathlib import Path

import pytest

from tests.translations.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A site whose texts are all confirmed."""
    made = Desk(tmp_path)
    made.confirm()
    return made
