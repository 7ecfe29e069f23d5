"""The design tokens, from the style sheet that sets them: colours with their contrasts, sizes, spaces.

In: `assets/css/tokens.css`: custom properties of `:root`, those of the dark scheme in a media query. Out:
`Tokens`. A ground is `paper`, `sheet`, `tint` or whatever ends in `-tint`; every other colour stands on
grounds. It must not know pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{(.*?)\}", re.S)
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.S)
_PROPERTY = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
_HEX = re.compile(r"#[0-9a-f]{6}", re.I)
_GROUNDS = ("paper", "sheet", "tint")


@dataclass(frozen=True)
class Contrast:
    """A colour on a ground: the contrast ratio in the light and in the dark scheme, from 1 to 21."""

    ground: str
    light: float
    dark: float


@dataclass(frozen=True)
class Colour:
    """A colour in both schemes (`#rrggbb`); a ground has no contrasts of its own."""

    name: str
    light: str
    dark: str
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True)
class Tokens:
    """The tokens by what they are; `others` are typefaces, measures and the like. Values as written."""

    colours: tuple[Colour, ...]
    sizes: Mapping[str, str]
    spaces: Mapping[str, str]
    others: Mapping[str, str]

    @property
    def rules(self) -> str:
        """The style rules by which a page shows them: `.token--paper`, `.token--size-xs`, …"""
        made = [f".token--{colour.name}{{background:var(--{colour.name})}}" for colour in self.colours]
        made += [f".token--{name}{{font-size:var(--{name})}}" for name in self.sizes]
        made += [f".token--{name}{{inline-size:var(--{name})}}" for name in self.spaces]
        return "\n".join(made)


def tokens(css: str) -> Tokens:
    """What a style sheet sets."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    dark = _properties(_DARK.search(css))
    values = _properties(_ROOT.search(_DARK.sub("", css)))
    light = {name: value for name, value in values.items() if _HEX.fullmatch(value)}
    both = {name: (value, dark.get(name, value)) for name, value in light.items()}
    grounds = [name for name in both if name in _GROUNDS or name.endswith("-tint")]
    colours = tuple(
        Colour(name, *pair, () if name in grounds else tuple(_contrast(pair, both[on], on) for on in grounds))
        for name, pair in both.items()
    )
    rest = {name: value for name, value in values.items() if name not in both}
    sizes = {name: value for name, value in rest.items() if name.startswith("size-")}
    spaces = {name: value for name, value in rest.items() if name.startswith("space-")}
    others = {name: value for name, value in rest.items() if name not in {**sizes, **spaces}}
    return Tokens(colours, sizes, spaces, others)


def contrast(colour: str, ground: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, rounded down to a tenth as not to flatter.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return int((light + 0.05) / (dark + 0.05) * 10) / 10


def _luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(pair: tuple[str, str], ground: tuple[str, str], name: str) -> Contrast:
    return Contrast(name, contrast(pair[0], ground[0]), contrast(pair[1], ground[1]))


def _properties(found: re.Match[str] | None) -> dict[str, str]:
    if found is None:
        return {}
    return {name: " ".join(value.split()) for name, value in _PROPERTY.findall(found[1])}
