"""Charts of estimates."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import chart, chart_key, labels
from diptych.draw.boxes import Box, apart
from diptych.draw.estimate import Estimate, Look
from tests.draw.nearness import misread

DAY = datetime.date(2025, 1, 1).toordinal()


def estimate(**values: Any) -> Estimate:
    base: dict[str, Any] = {
        "author": 0,
        "name": "NIS",
        "number": "≈ 600",
        "first": DAY,
        "last": DAY,
        "vague": False,
        "low": None,
        "best": Decimal(600),
        "high": None,
        "precision": "about",
    }
    return Estimate(**{**base, **values})


def drawn(*estimates: Estimate) -> chart.Chart:
    return chart.chart(
        estimates, "deaths", str, lambda day, year: (str(day.month), str(day.year))[: 1 + year]
    )


estimates = st.builds(
    lambda author, day, length, best, spread, precision: estimate(
        author=author,
        name=f"Author {author}",
        first=DAY + day,
        last=DAY + day + length,
        best=best if spread is None else None,
        low=None if spread is None else best,
        high=None if spread is None else best + spread,
        precision=precision,
    ),
    st.integers(0, 7),
    st.integers(0, 900),
    st.sampled_from([0, 0, 0, 30]),
    st.decimals(0, 10**7, places=0),
    st.one_of(st.none(), st.decimals(1, 10**6, places=0)),
    st.sampled_from(["exact", "about", "at_least", "at_most"]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(estimates, min_size=1, max_size=10))
def test_all_marks_lie_between_the_top_and_zero_in_the_order_of_their_values(
    given_ones: list[Estimate],
):
    made = drawn(*given_ones)
    for one, point in zip(given_ones, made.points, strict=True):
        assert 0 <= point.at <= 1
        assert chart.TOP <= point.y <= made.base
        assert (point.bar is None) == (one.low is None)
        if point.bar:
            assert chart.TOP <= point.bar[0] <= point.bar[1] <= made.base
    by_value = sorted(zip(given_ones, made.points, strict=True), key=lambda pair: pair[0].value)
    heights = [point.y for _, point in by_value]
    assert heights == sorted(heights, reverse=True)


@settings(deadline=None, max_examples=60)
@given(st.lists(estimates, min_size=1, max_size=10))
def test_labels_do_not_overlap(given_ones: list[Estimate]):
    made = drawn(*given_ones)
    for width, pick in ((chart.NARROW, "narrow"), (chart.WIDE, "wide")):
        room = labels.Room(width, 0, chart.BASE, chart.SIZE)
        boxes = [
            labels.box_of(label, point.at, point.y, room)
            for point in made.points
            if (label := getattr(point, pick)) is not None
        ]
        for index, box in enumerate(boxes):
            assert all(apart(box, other, width) for other in boxes[:index])


@settings(deadline=None, max_examples=60)
@given(st.lists(estimates, min_size=1, max_size=10))
def test_no_label_is_nearer_to_a_foreign_mark_than_to_its_own(given_ones: list[Estimate]):
    assert misread(drawn(*given_ones)) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(estimates, min_size=1, max_size=10))
def test_every_label_ends_with_its_number(given_ones: list[Estimate]):
    for point in drawn(*given_ones).points:
        for label in (point.narrow, point.wide):
            assert label is None or label.lines[-1].endswith(point.number)


@settings(deadline=None, max_examples=60)
@given(st.lists(estimates, min_size=1, max_size=10))
def test_every_name_and_every_number_is_in_the_chart_or_under_it(given_ones: list[Estimate]):
    made = drawn(*given_ones)
    for setting in ("narrow", "wide"):
        entries = {entry.look.author: entry.numbers for entry in getattr(made, setting)}
        for author in {one.author for one in given_ones}:
            own = [
                (one, getattr(point, setting))
                for one, point in zip(given_ones, made.points, strict=True)
                if one.author == author
            ]
            named = any(label and one.name in " ".join(label.lines) for one, label in own)
            missing = [one.number for one, label in own if label is None or not named]
            assert list(entries.get(author, ())) == missing


def crowd(count: int, **values: Any) -> list[Estimate]:
    """Estimates so close together that none can have a label."""
    return [estimate(author=author, name=f"Author {author}", **values) for author in range(count)]


def test_below_the_chart_a_sign_looks_as_its_mark_does():
    made = drawn(*crowd(2, precision="at_least", last=DAY + 30))
    assert [entry.look for entry in made.narrow] == [
        Look(author, "at_least", vague=True) for author in range(2)
    ]
    assert [entry.numbers for entry in made.narrow] == [("≈ 600",), ("≈ 600",)]


def test_below_the_chart_one_sign_for_marks_that_differ_is_plain():
    made = drawn(*crowd(2), estimate(number="9", precision="exact"))
    assert made.narrow[0] == chart_key.Entry(Look(0), ("≈ 600", "9"))
    assert made.narrow[1].look == Look(1, "about")


def test_labels_keep_off_the_dots_of_a_date_and_off_bars():
    made = drawn(
        estimate(best=None, low=Decimal(200), high=Decimal(900), last=DAY + 60),
        estimate(author=1, name="DPRK", first=DAY + 90, last=DAY + 90, vague=True),
    )
    month, about = made.points
    assert month.narrow and about.narrow and month.time and month.bar
    room = labels.Room(chart.NARROW, 0, chart.BASE, chart.SIZE)
    dots = (
        Box(month.time[0], 0, month.y - 1, 0, month.y + 1, to=month.time[1]),
        Box(month.at, -5, month.bar[0], 5, month.bar[1]),
        Box(about.at, -17, about.y - 1, 17, about.y + 1),
    )
    for point in made.points:
        box = labels.box_of(point.narrow, point.at, point.y, room)
        assert all(apart(box, part, chart.NARROW) for part in dots)


def test_only_what_replaces_is_joined_to_what_it_replaces():
    made = drawn(
        estimate(best=Decimal(100)),
        estimate(best=Decimal(600), first=DAY + 90, last=DAY + 90, replaces=0),
        estimate(author=1, name="DPRK", best=Decimal(101), first=DAY + 120, last=DAY + 120),
    )
    (chain,) = made.chains
    old, new, other = made.points
    assert (chain.at, chain.y, chain.to_at, chain.to_y) == (old.at, old.y, new.at, new.y)
    assert [point.look.replaced for point in made.points] == [True, False, False]
    assert other.look.author == 1


def test_zero_is_the_base_and_a_number_its_share_of_the_height():
    made = drawn(estimate(best=Decimal(0)), estimate(best=Decimal(1000)), estimate(best=Decimal(500)))
    zero, top, middle = made.points
    assert (zero.y, top.y) == (chart.BASE, chart.TOP)
    assert middle.y == (chart.BASE + chart.TOP) // 2


def test_a_month_is_drawn_as_long_as_it_is():
    made = drawn(estimate(last=DAY + 30), estimate(first=DAY + 300, last=DAY + 300))
    month, day = made.points
    assert day.time is None
    assert month.time is not None and month.time[0] < month.at < month.time[1]


def test_a_chart_with_numbers_in_the_way_at_the_left_has_its_axis_at_the_right():
    left = [estimate(best=Decimal(value), number="") for value in (2000, 4000, 6000)]
    assert drawn(*left, estimate(best=Decimal(5000), first=DAY + 200, last=DAY + 200)).mirrored
