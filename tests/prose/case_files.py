"""Reads the case files of this folder: what is typed, and what it becomes."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def visible(text: str) -> str:
    """No-break spaces as signs that a reader of the case files can see."""
    return text.replace("\u202f", "⍽").replace("\u00a0", "␣").replace("&nbsp;", "␣").replace("\u2060", "⁀")


def typography(lang: str) -> list[tuple[str, str]]:
    lines = (CASES / f"typography.{lang}.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" → ") for line in lines if " → " in line and not line.startswith("# ")]
    return [(typed.replace("␣", "\u00a0"), expected) for typed, expected in pairs]


def inline() -> list[tuple[str, str]]:
    groups = (CASES / "inline.fr.txt").read_text("utf-8").split("\n\n")
    return [_pair(group) for group in groups if "\n= " in group]


def _pair(group: str) -> tuple[str, str]:
    typed, expected = group.rstrip("\n").split("\n= ")
    return typed.splitlines()[-1], expected


def blocks() -> list[tuple[str, str]]:
    groups = (CASES / "blocks.fr.txt").read_text("utf-8").split("---8<---\n")
    pairs = [group.rstrip("\n").split("\n===\n") for group in groups]
    return [(typed, expected) for typed, expected in pairs]
