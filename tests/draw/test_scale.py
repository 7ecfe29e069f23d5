"""Round numbers and beginnings of months."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import scale

days = st.integers(1, datetime.date.max.toordinal())


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        ("2000", [0, 500, 1000, 1500, 2000]),
        ("28000", [0, 10000, 20000, 30000]),
        ("12000000", [0, 5000000, 10000000, 15000000]),
        ("9", [0, "2.5", 5, "7.5", 10]),
        ("0.3", [0, "0.1", "0.2", "0.3"]),
    ],
)
def test_round_numbers(top: str, ticks: list[object]):
    assert list(scale.values(Decimal(top))) == [Decimal(str(tick)) for tick in ticks]


@settings(deadline=None, max_examples=60)
@given(st.decimals("0.001", "1e12", allow_nan=False))
def test_the_axis_begins_at_zero_rises_evenly_and_covers_the_top(top: Decimal):
    ticks = scale.values(top)
    assert ticks[0] == 0 and ticks[-1] >= top and len(ticks) <= 5
    steps = {later - earlier for earlier, later in pairwise(ticks)}
    assert len(steps) == 1 and steps.pop() > 0


@settings(deadline=None, max_examples=60)
@given(days, days)
def test_time_runs_one_way_and_stays_in_its_margins(one: int, other: int):
    first, last = sorted((one, other))
    covered = scale.span(first, last)
    assert covered.start <= covered.at(first) <= covered.at(last) <= covered.end
    assert first == last or covered.at(first) < covered.at(last)


@settings(deadline=None, max_examples=60)
@given(days, st.integers(1, 40000), st.integers(3, 20))
def test_ticks_are_first_days_of_months_in_order(first: int, length: int, most: int):
    covered = scale.span(first, min(first + length, datetime.date.max.toordinal()))
    ticks = scale.months(covered, most)
    assert len(ticks) <= most
    assert list(ticks) == sorted(set(ticks))
    assert all(day.day == 1 and 0 <= covered.at(day.toordinal()) <= 1 for day in ticks)


def test_quarters_of_a_year_and_a_half():
    covered = scale.span(datetime.date(2024, 10, 18).toordinal(), datetime.date(2026, 2, 12).toordinal())
    assert [day.isoformat() for day in scale.months(covered, 6)] == [
        "2024-10-01",
        "2025-01-01",
        "2025-04-01",
        "2025-07-01",
        "2025-10-01",
        "2026-01-01",
    ]
