"""Find the templates and assets of a site: its own, or the starter ones that come with Diptych.

In: a site's root. Out: folders to read. Must not know what is in them.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates(root: Path) -> Path:
    """Return the folder of templates for the site at `root`."""
    return _folder(root, "templates")


def assets(root: Path) -> Path:
    """Return the folder of assets for the site at `root`."""
    return _folder(root, "assets")


def style_guide(root: Path) -> Path:
    """Return the folder of the style guide: that of the site's own templates, or the starter one."""
    own = templates(root) / "style_guide"
    return own if own.is_dir() else _starter("templates") / "style_guide"


def _folder(root: Path, name: str) -> Path:
    own = root / name
    return own if own.is_dir() else _starter(name)


def _starter(name: str) -> Path:
    shipped = _PACKAGE / "starter" / name  # in an installed Diptych
    return shipped if shipped.is_dir() else _PACKAGE.parent / name  # in a checkout: the ones at its top
