"""Render: pages to `Output`, by Jinja templates and Markdown. The only room that knows either.

In: `Pages`, and the folders of templates and assets. Out: the bytes of every file of the site, and the
entries that a search finds; for the preview, the style guide (`style_guide`).
It must not know content files, nor where the output is written.
"""

from __future__ import annotations

from diptych.render.entries import Entry
from diptych.render.pages import Output, output
from diptych.render.style_guide import Name, StyleGuide, style_guide

__all__ = ["Entry", "Name", "Output", "StyleGuide", "output", "style_guide"]
