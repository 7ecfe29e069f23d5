"""Labels beside points touch nothing, at the narrowest width and at any larger one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import labels
from diptych.draw.boxes import Box, apart, within

ROOM = labels.Room(272, 0, 260, 13)
names = st.sampled_from(["NIS", "Zelensky", "Ministère britannique", "9"])
points = st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(20, 250), names), min_size=1, max_size=14)


@settings(deadline=None, max_examples=60)
@given(points)
def test_labels_overlap_neither_each_other_nor_a_mark(given_points: list[tuple[float, float, str]]):
    marks = [Box(at, -6, y - 6, 6, y + 6) for at, y, _ in given_points]
    wishes = [labels.Wish(at, y, 6, ((name, "≈ 2 000"), (name,))) for at, y, name in given_points]
    found = labels.placed(wishes, marks, ROOM)
    boxes = [
        labels.box_of(label, at, y, ROOM)
        for (at, y, _), label in zip(given_points, found, strict=True)
        if label is not None
    ]
    for index, box in enumerate(boxes):
        assert within(box, ROOM.width, ROOM.top, ROOM.bottom)
        assert all(apart(box, other, ROOM.width) for other in (*marks, *boxes[:index]))


def test_a_lonely_point_has_its_label_at_its_right():
    wish = labels.Wish(0.5, 100, 6, (("NIS", "≈ 2 000"),))
    (label,) = labels.placed([wish], [], ROOM)
    assert label == labels.Label(("NIS", "≈ 2 000"), 10, -5, "start")


def test_at_the_right_edge_it_stands_at_the_left():
    (label,) = labels.placed([labels.Wish(0.98, 100, 6, (("NIS",),))], [], ROOM)
    assert label is not None and label.anchor == "end"


def test_what_finds_no_room_gets_its_next_text_or_none():
    walls = [Box(0.5, -200, 0, -20, 300), Box(0.5, 40, 0, 200, 300)]
    long, short = ("Ministère britannique de la Défense",), ("9",)
    assert labels.placed([labels.Wish(0.5, 100, 6, (long, short))], walls, ROOM)[0].lines == short
    assert labels.placed([labels.Wish(0.5, 100, 6, (long,))], walls, ROOM) == (None,)
