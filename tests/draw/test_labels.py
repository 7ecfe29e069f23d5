"""Labels beside points touch nothing, at the narrowest width and at any larger one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import labels, text
from diptych.draw.boxes import Box, apart, within

ROOM = labels.Room(272, 0, 260, 13)
WALLS = (
    *((-200, 82, -8, 140), (8, 82, 200, 140), (-8, 108, 8, 140)),
    *((-8, 82, -3, 94), (3, 82, 8, 94)),
)
"""Around a mark at a height of 100, with a way out straight above it."""
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


def test_a_label_moves_from_a_foreign_mark_even_where_there_is_room():
    """The label would fit between the two; a reader could not tell whose it is."""
    said, width = "NIS ≈ 2 000", 400
    beyond = 0.4 + (10 + text.width(said, ROOM.size) + 6 + 6) / width
    marks = [(Box(at, -6, 94, 6, 106),) for at in (0.4, beyond)]
    first, second = (labels.Wish(mark[0].at, 100, 6, ((said,),), mark) for mark in marks)
    (label, _) = labels.placed([first, second], [], labels.Room(width, 0, 260, 13))
    assert label is not None and (label.anchor, label.x) == ("end", -10)


def test_of_two_marks_in_one_place_neither_has_a_label():
    mark = (Box(0.5, -6, 94, 6, 106),)
    wishes = [labels.Wish(0.5, 100, 6, (("NIS",),), mark) for _ in range(2)]
    assert labels.placed(wishes, [], ROOM) == (None, None)


def test_a_line_to_a_label_begins_outside_the_mark():
    walls = [Box(0.5, left, top, right, bottom) for left, top, right, bottom in WALLS]
    (label,) = labels.placed([labels.Wish(0.5, 100, 6, (("NIS",),))], walls, ROOM)
    assert label is not None and label.leader is not None
    assert label.leader == (0, -6 - labels.LEAD, 0, -20)


def test_above_an_arrow_a_label_needs_no_line():
    mark = (Box(0.5, -6, 94, 6, 106), Box(0.5, -4, 82, 4, 94))
    walls = [Box(0.5, -200, 85, -9, 120), Box(0.5, 9, 85, 200, 120), Box(0.5, -9, 107, 9, 120)]
    (label,) = labels.placed([labels.Wish(0.5, 100, 6, (("NIS",),), mark)], walls, ROOM)
    assert label is not None and label.leader is None
    assert labels.box_of(label, 0.5, 100, ROOM).bottom <= 82
