"""Diptych: structured YAML in, a static bilingual explainer site out."""

__version__ = "0.1.0"
