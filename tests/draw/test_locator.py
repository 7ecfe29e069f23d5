"""Small maps, and the world they are cut from."""

from __future__ import annotations

import re
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import labels, land, locator
from diptych.draw.boxes import apart, within
from diptych.draw.projection import Frame, azimuthal, centre, cut_line, cut_ring, distance

NAMES = ["Moscou", "Région de Koursk", "Cosmodrome Vostotchny", "Siège de l’ONU, New York"]
places = st.builds(
    lambda name, lon, lat, precision: locator.Place(name, "12", lon, lat, precision),
    st.sampled_from(NAMES),
    st.floats(-180, 180),
    st.floats(-85, 85),
    st.sampled_from(["exact", "town", "area"]),
)
clusters = st.builds(
    lambda lon, lat, offsets: [
        locator.Place(name, str(index), (lon + x + 180) % 360 - 180, max(-85, min(85, lat + y)), "town")
        for index, (name, x, y) in enumerate(offsets)
    ],
    st.floats(-180, 180),
    st.floats(-70, 70),
    st.lists(st.tuples(st.sampled_from(NAMES), st.floats(-5, 5), st.floats(-5, 5)), min_size=1, max_size=9),
)


@settings(max_examples=25, deadline=None)
@given(st.one_of(clusters, st.lists(places, max_size=4)))
def test_every_place_is_on_one_map_and_no_texts_overlap(given_places: list[locator.Place]):
    made = locator.panels(given_places, lambda code: f"Country {code}")
    assert sorted(mark.place for panel in made for mark in panel.marks) == list(range(len(given_places)))
    room = labels.Room(locator.NARROW, 0, locator.HEIGHT, locator.SIZE, grows=True)
    for panel in made:
        assert all(0 <= mark.at <= 1 and 0 <= mark.down <= 1 for mark in panel.marks)
        boxes = [
            labels.box_of(mark.label, mark.at, mark.down * locator.HEIGHT, room)
            for mark in panel.marks
            if mark.label
        ]
        for index, box in enumerate(boxes):
            assert within(box, locator.NARROW, 0, locator.HEIGHT)
            assert all(apart(box, other, locator.NARROW) for other in boxes[:index])
        assert re.fullmatch(r"[-Mlz 0-9]*", panel.land + panel.borders)


def test_places_on_both_sides_of_the_antimeridian_share_a_map():
    fiji = locator.Place("Suva", "1", 178.4, -18.1, "town")
    samoa = locator.Place("Apia", "2", -171.8, -13.8, "town")
    (panel,) = locator.panels([fiji, samoa], str)
    west, east = panel.marks
    assert west.at < east.at and east.down < west.down


def test_far_places_have_their_own_maps_in_the_order_of_the_content():
    cities = [("Moscow", 37.6, 55.8), ("Pyongyang", 125.8, 39.0), ("Kyiv", 30.5, 50.5)]
    made = locator.panels([locator.Place(*city[:1], "", *city[1:], "town") for city in cities], str)
    assert [[mark.place for mark in panel.marks] for panel in made] == [[0, 2], [1]]


def test_the_projection_keeps_areas_and_the_middle():
    project = azimuthal((125, 40))
    assert project((125, 40)) == pytest.approx((0, 0))
    x, y = project((125, 41))
    assert x == pytest.approx(0) and y == pytest.approx(-distance((125, 40), (125, 41)), rel=1e-3)
    assert project((126, 40))[0] > 0


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-89, 89)), min_size=1, max_size=6))
def test_the_centre_is_a_point_of_the_globe(points: list[tuple[float, float]]):
    lon, lat = centre(points)
    assert -180 <= lon <= 180 and -90 <= lat <= 90


def test_a_ring_is_cut_along_the_frame():
    frame = Frame(0, 0, 10, 10)
    cut = cut_ring([(-5, -5), (5, -5), (5, 5), (-5, 5)], frame)
    assert set(cut) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert cut_ring([(20, 20), (30, 20), (30, 30)], frame) == []


def test_a_line_is_cut_into_what_is_seen():
    frame = Frame(0, 0, 10, 10)
    line = [(-9, 5), (5, 5), (20, 5), (30, 5), (5, 6)]
    assert cut_line(line, frame) == [[(-9, 5), (5, 5), (20, 5)], [(30, 5), (5, 6)]]


def test_the_data_are_small_and_whole():
    assert land.FILE.stat().st_size <= 60_000
    world = land.land()
    assert len(world.shores) > 300 and len(world.countries) > 170
    for ring in world.shores:
        assert isclose(ring[0][0], ring[-1][0]) and isclose(ring[0][1], ring[-1][1])
    assert all(-180.1 <= lon <= 180.1 and -90.1 <= lat <= 90.1 for ring in world.shores for lon, lat in ring)


def test_crimea_is_drawn_as_the_united_nations_see_it():
    """Resolution 68/262 of the General Assembly: no border at Perekop, and the land is Ukraine's."""
    world = land.land()
    crimea = (34.4, 45.2)
    assert any(locator._inside(crimea, ring) for ring in world.countries["UA"])
    assert not any(locator._inside(crimea, ring) for ring in world.countries["RU"])
    isthmus = Frame(33.0, 45.6, 35.1, 46.4)
    assert not any(
        isthmus.holds(one) and isthmus.holds(other) for line in world.borders for one, other in pairwise(line)
    )
