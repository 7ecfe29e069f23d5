"""The diagram of relations."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.draw import houses, network, text

NAMES = ["Russie", "Ministère nord-coréen des Affaires étrangères", "Kim Jong-un", "MSMT"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[houses.Actor], list[houses.Relation]]:
    count = draw(st.integers(2, 14))
    actors = [
        houses.Actor(
            draw(st.sampled_from(NAMES)),
            draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None,
        )
        for index in range(count)
    ]
    ends = st.integers(0, count - 1)
    relations = [
        houses.Relation(start, end, directed, status == "known", status, kind)
        for start, end, directed, status, kind in draw(
            st.lists(
                st.tuples(
                    ends,
                    ends,
                    st.booleans(),
                    st.sampled_from(["known", "claimed", "disputed"]),
                    st.sampled_from(["membership", "command", "supply", "dispute"]),
                ),
                min_size=1,
                max_size=24,
            )
        )
        if start != end
    ]
    return actors, relations


def drawn(actors: list[houses.Actor], relations: list[houses.Relation]) -> network.Network:
    return network.network(actors, relations, lambda members: f"supply × {len(members)}")


@settings(deadline=None, max_examples=60)
@given(worlds())
def test_every_actor_stands_once_and_names_do_not_overlap(
    world: tuple[list[houses.Actor], list[houses.Relation]],
):
    made = drawn(*world)
    assert sorted(node.actor for node in made.nodes) == list(range(len(world[0])))
    for width, lines_of, first_of in (
        (network.NARROW, "narrow", "narrow_y"),
        (network.WIDE, "wide", "wide_y"),
    ):
        for side in (0, 1):
            bottom = 0.0
            for node in (node for node in made.nodes if node.side == side):
                lines, first = getattr(node, lines_of), getattr(node, first_of)
                top = first - 0.82 * network.SIZE
                assert top >= bottom
                bottom = top + network.LINE * len(lines)
                room = network.LEFT * width - network.STEP * (node.depth + 1) - 10
                longest_word = max(
                    text.width(word, network.SIZE) for word in world[0][node.actor].name.split()
                )
                assert all(text.width(line, network.SIZE) <= max(room, longest_word) + 1 for line in lines)
            assert bottom <= made.height


@settings(deadline=None, max_examples=60)
@given(worlds())
def test_names_in_their_small_size_fit_the_least_width(
    world: tuple[list[houses.Actor], list[houses.Relation]],
):
    for node in drawn(*world).nodes:
        room = network.LEFT * network.SMALLEST - network.STEP * (node.depth + 1) - 8
        if room >= 40:
            assert all(text.width(line, network.SMALL) <= room + 1 for line in node.narrow)


@settings(deadline=None, max_examples=60)
@given(worlds())
def test_every_relation_is_in_one_tie_or_one_branch(world: tuple[list[houses.Actor], list[houses.Relation]]):
    made = drawn(*world)
    shown = [index for each in (*made.ties, *made.branches) for index in each.relations]
    assert sorted(shown) == list(range(len(world[1])))


@settings(deadline=None, max_examples=60)
@given(worlds())
def test_ties_end_at_their_actors_each_at_its_own_height(
    world: tuple[list[houses.Actor], list[houses.Relation]],
):
    made = drawn(*world)
    nodes = {node.actor: node for node in made.nodes}
    ends = []
    for tie in made.ties:
        first = world[1][tie.relations[0]]
        for place, actor in enumerate(_ends(first, tie, nodes)):
            node = nodes[actor]
            assert (tie.sides[place], tie.depths[place]) == (node.side, node.depth)
            assert abs(tie.ys[place] - node.y) <= node.bar / 2 + 1
            ends.append((actor, tie.ys[place]))
        assert all(0 <= y <= made.height for y in tie.ys)
    assert len(set(ends)) == len(ends)


def _ends(first: houses.Relation, tie: network.Tie, nodes: dict[int, network.Node]) -> tuple[int, int]:
    swapped = nodes[first.start].side > nodes[first.end].side
    return (first.end, first.start) if swapped else (first.start, first.end)


def relation(start: int, end: int, status: str = "known", kind: str = "supply") -> houses.Relation:
    return houses.Relation(start, end, True, status == "known", status, kind)


def test_the_houses_with_most_between_them_face_each_other_and_members_stand_under_theirs():
    actors = [
        houses.Actor("Ukraine", None),
        houses.Actor("Russia", None),
        houses.Actor("North Korea", None),
        houses.Actor("Putin", 1),
        houses.Actor("Kim", 2),
    ]
    made = drawn(
        actors,
        [
            relation(1, 2),
            relation(2, 1),
            relation(2, 1, "claimed"),
            relation(3, 4),
            relation(3, 1, kind="command"),
            relation(0, 1),
        ],
    )
    stands = {actors[node.actor].name: (node.side, node.depth) for node in made.nodes}
    assert stands == {
        "Russia": (0, 0),
        "Putin": (0, 1),
        "North Korea": (1, 0),
        "Kim": (1, 1),
        "Ukraine": (1, 0),
    }
    assert [actors[node.actor].name for node in made.nodes] == [
        "Russia",
        "Putin",
        "North Korea",
        "Kim",
        "Ukraine",
    ]
    assert [branch.relations for branch in made.branches] == [(4,), ()]
    assert [(tie.relations, tie.sure, tie.arrows) for tie in made.ties] == [
        ((0,), True, (False, True)),
        ((1,), True, (True, False)),
        ((2,), False, (True, False)),
        ((3,), True, (False, True)),
        ((5,), True, (True, False)),
    ]


def test_relations_alike_share_a_line():
    made = drawn(
        [houses.Actor("A", None), houses.Actor("B", None)], [relation(0, 1), relation(0, 1, kind="support")]
    )
    (tie,) = made.ties
    assert (tie.relations, tie.type) == ((0, 1), "")
