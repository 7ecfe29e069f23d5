"""Turns planned pages into HTML: the only part of the engine that knows Jinja and Markdown."""
