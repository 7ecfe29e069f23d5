"""Boxes that hang from shares of the width: apart once, apart at every larger width."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw.boxes import Box, apart, distance, within

shares = st.floats(0, 1, allow_nan=False)
pixels = st.floats(0, 120, allow_nan=False)
widths = st.floats(200, 600, allow_nan=False)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    at, to = sorted((draw(shares), draw(shares)))
    top = draw(pixels)
    return Box(
        at,
        -draw(pixels),
        top,
        draw(pixels),
        top + draw(pixels),
        draw(st.sampled_from([None, to])),
        draw(pixels),
    )


def overlap(one: Box, other: Box, width: float, grown: float) -> bool:
    """Plainly, with what they hang from moved down as the picture grows."""
    drop_one, drop_other = one.hang * grown, other.hang * grown
    across = one.start(width) < other.end(width) and other.start(width) < one.end(width)
    return (
        across
        and one.top + drop_one < other.bottom + drop_other
        and other.top + drop_other < one.bottom + drop_one
    )


@settings(deadline=None, max_examples=60)
@given(boxes(), boxes(), widths, st.floats(1, 5))
def test_what_is_apart_stays_apart(one: Box, other: Box, width: float, growth: float):
    if apart(one, other, width):
        assert not overlap(one, other, width, 0)
        for share in (0.25, 0.5, 1):
            factor = 1 + (growth - 1) * share
            assert not overlap(one, other, width * factor + 0.001, factor - 1)


@settings(deadline=None, max_examples=60)
@given(boxes(), boxes(), widths, st.floats(1, 5))
def test_no_width_brings_boxes_nearer_than_their_distance(one: Box, other: Box, width: float, growth: float):
    least = distance(one, other, width)
    grown = width * growth
    across = max(0.0, other.start(grown) - one.end(grown), one.start(grown) - other.end(grown))
    down = max(0.0, other.top - one.bottom, one.top - other.bottom)
    assert math.hypot(across, down) >= least - 0.001
    assert least == distance(other, one, width)


def test_the_distance_of_boxes_in_the_order_of_what_they_hang_from():
    one, other = Box(0.2, 0, 0, 10, 10), Box(0.5, 0, 50, 10, 60)
    assert distance(one, other, 200) == math.hypot(50, 40)
    assert distance(one, other, 200, across=0) == 40
    crossed = Box(0.1, 60, 50, 70, 60)
    assert distance(one, crossed, 200) == 40


@settings(deadline=None, max_examples=60)
@given(boxes(), boxes(), widths)
def test_being_apart_is_mutual(one: Box, other: Box, width: float):
    assert apart(one, other, width) == apart(other, one, width)


@settings(deadline=None, max_examples=60)
@given(boxes(), widths, st.floats(1, 5))
def test_what_lies_in_the_picture_stays_in_it(box: Box, width: float, growth: float):
    if within(box, width, 0, 1000):
        assert box.start(width * growth) >= -0.001
        assert box.end(width * growth) <= width * growth + 0.001


def test_crossed_labels_are_not_apart():
    """Side by side now, but each hangs from the other's side: growing pushes them together."""
    left = Box(0.6, -100, 0, -70, 10)
    right = Box(0.4, 20, 0, 60, 10)
    assert left.end(200) <= right.start(200)
    assert not apart(left, right, 200)
