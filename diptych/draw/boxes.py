"""Boxes that hang from a share of the width: what keeps apart at one width keeps apart at every larger one.

In and out: boxes. It must not know what is in them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. `at` is a share of the width, 0 to 1; `left` and `right` are pixels from there
    (left is mostly negative); `top` and `bottom` are pixels from the top of the picture. A box that grows
    with the picture reaches from `at` to the share `to`, from which `right` then counts. Where the picture
    grows in height too, `hang` is the height of what the box hangs from."""

    at: float
    left: float
    top: float
    right: float
    bottom: float
    to: float | None = None
    hang: float = 0

    @property
    def until(self) -> float:
        """The share from which its right edge hangs."""
        return self.at if self.to is None else self.to

    def start(self, width: float) -> float:
        """Its left edge in a picture of this width."""
        return self.at * width + self.left

    def end(self, width: float) -> float:
        """Its right edge in a picture of this width."""
        return self.until * width + self.right


def apart(one: Box, other: Box, width: float) -> bool:
    """Whether two boxes do not touch, in a picture of this width or any larger one.

    They must lie in the order of what they hang from: then growing moves them apart.
    """
    if one.bottom <= other.top and one.hang <= other.hang:
        return True
    if other.bottom <= one.top and other.hang <= one.hang:
        return True
    before = one.until <= other.at and one.end(width) <= other.start(width)
    return before or (other.until <= one.at and other.end(width) <= one.start(width))


def free(box: Box, others: Iterable[Box], width: float) -> bool:
    """Whether a box touches none of the others."""
    return all(apart(box, other, width) for other in others)


def distance(one: Box, other: Box, width: float, across: float = 1) -> float:
    """How near two boxes come, in pixels, in a picture of this width or any larger one of the same height.

    `across` is what a pixel of width counts, beside one of height.
    """
    down = max(0.0, other.top - one.bottom, one.top - other.bottom)
    # Where they do not lie in the order of what they hang from, growing takes one past the other.
    after = other.start(width) - one.end(width) if one.until <= other.at else 0.0
    before = one.start(width) - other.end(width) if other.until <= one.at else 0.0
    return math.hypot(max(0.0, after, before) * across, down)


def within(box: Box, width: float, top: float, bottom: float) -> bool:
    """Whether a box lies in the picture, at this width and any larger one."""
    return box.start(width) >= 0 and box.end(width) <= width and box.top >= top and box.bottom <= bottom
