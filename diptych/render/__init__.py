"""Render: pages to `Output`, by Jinja templates and Markdown. The only room that knows either.

In: `Pages`, and the folders of templates and assets. Out: the bytes of every file of the site, and the
entries that a search finds.
It must not know content files, nor where the output is written.
"""

from __future__ import annotations

from diptych.render.entries import Entry
from diptych.render.pages import Output, output

__all__ = ["Entry", "Output", "output"]
