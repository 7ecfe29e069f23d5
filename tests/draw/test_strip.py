"""The timeline at a glance."""

from __future__ import annotations

import datetime
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import strip
from diptych.draw.boxes import Box, apart

NOW = datetime.date(2026, 2, 23).toordinal()

events = st.builds(
    lambda day, length, lasting, vague, weight, known, ended: strip.Event(
        NOW + day, NOW + day + length, lasting, vague, weight, known, ended=ended or not lasting
    ),
    st.integers(-1200, 300),
    st.sampled_from([0, 0, 0, 3, 30, 365]),
    st.booleans(),
    st.booleans(),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
)


def drawn(given_events: list[strip.Event]) -> strip.Strip:
    return strip.strip(given_events, NOW, month)


def month(day: datetime.date, with_year: bool) -> tuple[str, ...]:
    return (f"{day:%b}", str(day.year)) if with_year else (f"{day:%b}",)


@settings(deadline=None, max_examples=60)
@given(st.lists(events, min_size=1, max_size=40))
def test_no_two_marks_touch_and_all_lie_on_their_side(given_events: list[strip.Event]):
    made = drawn(given_events)
    half = strip.PITCH / 2
    boxes = []
    for event, mark in zip(given_events, made.marks, strict=True):
        assert 0 <= mark.at <= (mark.at if mark.to is None else mark.to) <= 1
        if event.known:
            assert half <= mark.y <= made.axis_top - half - strip.CLEAR
        else:
            assert made.axis_bottom + half + strip.CLEAR <= mark.y <= made.height - half
        reach = mark.radius if mark.to is None else 0
        boxes.append(Box(mark.at, -reach, mark.y - mark.radius, reach, mark.y + mark.radius, mark.to))
    for index, box in enumerate(boxes):
        assert all(apart(box, other, strip.NARROWEST + 1) for other in boxes[:index])


@settings(deadline=None, max_examples=60)
@given(st.lists(events, min_size=1, max_size=40))
def test_fingers_can_tell_marks_apart(given_events: list[strip.Event]):
    """WCAG 2.2, 2.5.8: targets that are smaller than 24 pixels have their middles 24 pixels apart."""
    marks = [mark for mark in drawn(given_events).marks if mark.to is None]
    for index, mark in enumerate(marks):
        for other in marks[:index]:
            across = abs(mark.at - other.at) * strip.NARROWEST
            assert max(across, abs(mark.y - other.y)) >= strip.PITCH - 0.2


@settings(deadline=None, max_examples=60)
@given(st.lists(events, min_size=2, max_size=40))
def test_time_runs_one_way(given_events: list[strip.Event]):
    made = drawn(given_events)
    points = sorted(
        (event.first + event.last, mark.at)
        for event, mark in zip(given_events, made.marks, strict=True)
        if mark.to is None
    )
    assert [at for _, at in points] == sorted(at for _, at in points)
    assert list(made.ticks) == sorted(made.ticks, key=lambda tick: tick.at)


@settings(deadline=None, max_examples=60)
@given(st.lists(events, min_size=1, max_size=40))
def test_what_a_phone_shows_of_it_has_a_year(given_events: list[strip.Event]):
    years = [0.0, *(tick.at for tick in drawn(given_events).ticks if len(tick.lines) > 1), 1.0]
    assert max(later - earlier for earlier, later in itertools.pairwise(years)) * strip.NARROWEST <= 288


def test_a_day_is_a_mark_a_year_is_a_bar_an_unsure_month_is_hollow():
    made = drawn(
        [
            strip.Event(NOW - 400, NOW - 400, False, False, 3, True),
            strip.Event(NOW - 365, NOW, True, False, 1, True),
            strip.Event(NOW - 30, NOW, False, False, 2, False),
        ]
    )
    day, year, month = made.marks
    assert day.to is None and not day.hollow and day.radius == strip.RADII[3]
    assert year.to is not None and not year.hollow
    assert month.hollow


def test_what_lasts_beyond_the_picture_runs_out_of_it():
    long = strip.Event(NOW - 100, NOW + 4000, True, False, 1, False)
    past = strip.Event(NOW - 1000, NOW - 1000, False, False, 1, True)
    mark = drawn([past, long]).marks[1]
    assert (mark.to, mark.ended) == (strip.OPEN, False)
    assert (1 - strip.OPEN) * strip.NARROWEST >= strip.ARROW


def test_the_largest_mark_in_the_first_row_leaves_two_pixels_to_the_line_of_the_axis():
    events = [strip.Event(NOW, NOW, False, False, 3, known) for known in (True, False)]
    made = drawn(events)
    above, below = made.marks
    line, stroke, gap = 3, 1, 2
    assert above.y + above.radius + stroke + gap <= made.axis_top - line
    assert below.y - below.radius - stroke - gap >= made.axis_bottom + line


def test_nothing_lies_on_the_arrow_of_a_bar_that_goes_on():
    going = strip.Event(NOW - 100, NOW, True, False, 3, True, ended=False)
    made = drawn(
        [
            strip.Event(NOW - 1000, NOW - 1000, False, False, 1, True),
            going,
            strip.Event(NOW, NOW, False, False, 1, True),
        ]
    )
    assert made.marks[1].y != made.marks[2].y
