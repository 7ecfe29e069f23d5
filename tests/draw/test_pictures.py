"""The pictures of the real explainer, and that no seed of hashes changes them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diptych import link, load, localize, validate
from diptych.draw import chart, locator, network, strip
from diptych.localize.pictures import brief
from tests.draw.nearness import misread

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def editions() -> tuple[localize.Edition, ...]:
    records, _ = validate.records(load.sources(ROOT))
    explainers, _ = link.explainers(records)
    assert records.site is not None
    return localize.editions(explainers, records.site.record)


def test_every_figure_has_its_chart_with_all_its_estimates(editions: tuple[localize.Edition, ...]):
    for edition in editions:
        for figure in edition.all("figure"):
            assert isinstance(figure.chart, chart.Chart)
            assert len(figure.chart.points) == len(figure.estimates)


def test_most_numbers_stand_beside_their_marks_even_on_a_phone(editions: tuple[localize.Edition, ...]):
    points = [
        point for edition in editions for figure in edition.all("figure") for point in figure.chart.points
    ]
    assert sum(point.narrow is not None for point in points) >= 0.9 * len(points)
    assert sum(point.wide is not None for point in points) >= 0.95 * len(points)


def test_no_number_of_a_figure_stands_nearest_to_another_mark(editions: tuple[localize.Edition, ...]):
    for edition in editions:
        for figure in edition.all("figure"):
            assert misread(figure.chart) == [], figure.id


def test_the_strip_shows_every_event_on_the_side_of_its_status(editions: tuple[localize.Edition, ...]):
    for edition in editions:
        made = edition.head.strip
        assert isinstance(made, strip.Strip)
        assert len(made.marks) == len(edition.all("event"))
        for mark in made.marks:
            event = edition.head.timeline[mark.index]
            assert (mark.y < made.axis_top) == (event.status in ("known", "reported"))


def test_the_diagram_has_every_relation_and_moscow_opposite_pyongyang(editions: tuple[localize.Edition, ...]):
    for edition in editions:
        made = edition.head.network
        assert isinstance(made, network.Network)
        shown = [index for each in (*made.ties, *made.branches) for index in each.relations]
        assert sorted(shown) == list(range(len(edition.all("relation"))))
        sides = {edition.head.network_actors[node.actor].id: node.side for node in made.nodes}
        assert sides["russia"] == sides["putin"] == sides["lavrov"] == 0
        assert sides["dprk"] == sides["kim-jong-un"] == sides["choe-son-hui"] == 1


def test_no_name_in_the_diagram_is_divided_on_a_phone(editions: tuple[localize.Edition, ...]):
    for edition in editions:
        for node in edition.head.network.nodes:
            words = {word for line in node.narrow for word in line.split()}
            assert words <= set(brief(edition.head.network_actors[node.actor]).split())


def test_every_place_is_named_on_a_map(editions: tuple[localize.Edition, ...]):
    for edition in editions:
        panels = edition.head.maps
        assert len(panels) == 3
        marks = [mark for panel in panels for mark in panel.marks]
        assert len(marks) == len(edition.all("place"))
        assert all(mark.label is not None for mark in marks)
        assert locator.HEIGHT * 4 == locator.NARROW * 3


def test_hash_seeds_change_nothing():
    code = (
        "import pathlib, sys\n"
        "from diptych import link, load, localize, validate\n"
        f"records, _ = validate.records(load.sources(pathlib.Path({str(ROOT)!r})))\n"
        "explainers, _ = link.explainers(records)\n"
        "head = localize.edition(explainers[0], 'fr', records.site.record)\n"
        "charts = [figure.chart for figure in head.all('figure')]\n"
        "maps = [(one.land, one.marks, one.countries) for one in head.head.maps]\n"
        "sys.stdout.write(repr((charts, head.head.strip, head.head.network, maps)))\n"
    )
    found = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        found.add(hashlib.sha256(done.stdout).hexdigest())
        assert len(done.stdout) > 10_000
    assert len(found) == 1
