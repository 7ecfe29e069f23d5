"""Pictures of every kind of page, phone and desktop, light and dark, in each language: to be looked at.

`python3 build.py test --screenshots` writes them to `.diptych/screenshots/now/`, moves those of the last time
to `before/`, and makes `index.html`, a sheet that sets both side by side and marks what differs. Further
words choose kinds of page: `--screenshots explainer statement`.
"""

from __future__ import annotations

import html
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from tests.browser import kinds
from tests.site import built
from tests.visiting import browsing, served

FOLDER = built.ROOT / ".diptych/screenshots"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 16_000  # px; Chromium paints no higher picture on the processor alone
_STYLE = """
    body { font: 1rem system-ui; margin: 1rem; background: #888 }
    section { display: inline-block; margin: 0 1rem 1rem 0; padding: .5rem; background: #fff }
    .changed { outline: 4px solid #c00 }
    h2 { font-size: .9rem }
    figure { display: inline-block; margin: 0 .5rem 0 0 }
    img { width: 20rem; height: 30rem; object-fit: cover; object-position: top; border: 1px solid }
"""


def take(folder: Path, wanted: Sequence[str]) -> Iterator[str]:
    """Write a picture of each wanted kind of page to `folder`; yield the names."""
    with tempfile.TemporaryDirectory() as place, browsing() as browser:
        # Its own domain: the page for missing addresses knows its style sheet by the path of the site.
        site = built.site(built.ROOT, Path(place) / "site", "https://explainers.example/")
        with served(site.folder) as address:
            for size, (width, height) in SIZES.items():
                for scheme in SCHEMES:
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme=scheme,
                        reduced_motion="reduce",
                    )
                    page = context.new_page()
                    for kind, lang in kinds.EVERY:
                        if kind not in wanted:
                            continue
                        page.goto(address + kinds.url(kind, lang))
                        page.evaluate("document.fonts.ready")
                        page.wait_for_selector(".later", state="detached")
                        tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                        name = f"{kind}-{lang}-{size}-{scheme}.png"
                        clip = {"x": 0, "y": 0, "width": width, "height": tall}
                        page.screenshot(path=folder / name, full_page=True, clip=clip, animations="disabled")
                        yield name
                    context.close()


def sheet(folder: Path) -> str:
    """The page that shows what is in `now` and `before`, those that differ first."""
    rows = []
    for now in sorted((folder / "now").glob("*.png")):
        before = folder / "before" / now.name
        state = "new" if not before.exists() else "same"
        if before.exists() and before.read_bytes() != now.read_bytes():
            state = "changed"
        rows.append((("changed", "new", "same").index(state), now.stem, state))
    body = []
    for _, name, state in sorted(rows):
        pictures = [f"now/{name}.png"] if state != "changed" else [f"before/{name}.png", f"now/{name}.png"]
        shown = "".join(
            f'<figure><figcaption>{path.partition("/")[0]}</figcaption><a href="{path}">'
            f'<img src="{path}" alt="{html.escape(name)}" loading="lazy"></a></figure>'
            for path in pictures
        )
        body.append(f'<section class="{state}"><h2>{html.escape(name)}: {state}</h2>{shown}</section>')
    counts = ", ".join(
        f"{sum(row[2] == state for row in rows)} {state}" for state in ("changed", "new", "same")
    )
    title = f"<title>Screenshots</title><style>{_STYLE}</style><h1>{counts}</h1>"
    return f'<!doctype html><html lang="en"><meta charset="utf-8">{title}{"".join(body)}</html>'


def main(arguments: Sequence[str]) -> int:
    """Take the pictures and write the sheet; 2 where a word names no kind of page."""
    wanted = arguments or kinds.NAMES
    if unknown := sorted(set(wanted) - set(kinds.NAMES)):
        print(f"{', '.join(unknown)}? There are: {', '.join(kinds.NAMES)}", file=sys.stderr)
        return 2
    now, before = FOLDER / "now", FOLDER / "before"
    now.mkdir(parents=True, exist_ok=True)
    before.mkdir(exist_ok=True)
    for path in now.glob("*.png"):
        if path.stem.split("-")[0] in wanted or not arguments:
            shutil.move(path, before / path.name)
    for name in take(now, wanted):
        print(name)
    (FOLDER / "index.html").write_text(sheet(FOLDER), encoding="utf-8")
    print(FOLDER / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
