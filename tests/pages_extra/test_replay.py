"""Which status a statement had on a day: the table of replay.yaml, and the real content."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from diptych import edtf, link, model, replay, source_relations, tree, validate
from tests.site import built

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "replay.yaml").read_text(encoding="utf-8"))
AS_OF = "2026-02-23"


def source(name: str) -> SimpleNamespace:
    published, _, root = name.rpartition("-")
    return SimpleNamespace(
        published=published,
        basis="primary" if root == "primary" else "secondary",
        derived_from=root,
        issuer=None,
    )


def explainer(record: dict[str, Any]) -> tuple[link.Explainer, model.Statement]:
    """An explainer of one statement, whose sources are what their names say."""
    names = [item if isinstance(item, str) else item["source"] for item in record["sources"]]
    for denial in record.get("denied_by", ()):
        names += [denial["source"]] if "source" in denial else []
    steps = [{"why": {"en": "so"}, **step} for step in record.get("history", ())]
    statement = model.Statement.model_validate(
        {"id": "it", "text": {"en": "So."}, **record, "history": steps}
    )
    sources = {name: SimpleNamespace(record=source(name), id=name) for name in names}
    entry = source_relations.told(validate.Entry("statement", statement, tree.Map()), sources)  # type: ignore[arg-type]
    kinds: dict[str, Any] = {"source": sources, "statement": {"it": entry}}
    head: Any = SimpleNamespace(record=SimpleNamespace(as_of=AS_OF))
    roots = {name: source(name).derived_from for name in names}
    for root in set(roots.values()):
        kinds["source"][root] = SimpleNamespace(record=source(f"{AS_OF}-{root}"), id=root)
    return link.Explainer("it", head, kinds, {}, roots), statement  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES["known"], ids=lambda case: case["date"])
def test_a_date_is_known_when_all_of_it_has_passed(case: dict[str, str]):
    assert str(replay.known_from(case["date"], AS_OF)) == case["from"]


@pytest.mark.parametrize("case", CASES["statements"], ids=lambda case: case["about"])
def test_the_standings_of_a_statement(case: dict[str, Any]):
    made = replay.replay(explainer(case["record"])[0])
    spell = made.spells["it"]
    assert [[str(standing.since), standing.status] for standing in spell] == case["spell"]
    first = case["spell"][0][0]
    assert replay.in_force(spell, replay.known_from("1900", AS_OF)) is None
    for index, (day, status) in enumerate(case["spell"]):
        standing = made.on(replay.known_from(day, AS_OF))["it"]
        assert standing.status == status
        assert standing.before == (case["spell"][index - 1][1] if index else None)
    assert (made.days() == ()) == ("history" not in case["record"])
    assert str(made.days()[0]) == first if made.days() else True


@pytest.mark.parametrize("day", CASES["denials"]["stood"])
def test_denials_stand_from_when_they_were_known_until_they_were_withdrawn(day: str):
    linked, statement = explainer(CASES["denials"]["record"])
    found = replay.standing_denials(linked, statement, replay.known_from(day, AS_OF))
    assert list(found) == CASES["denials"]["stood"][day]


@pytest.fixture(scope="module")
def real_replay() -> replay.Replay:
    return replay.replay(built.linked(built.ROOT))


def test_the_replay_of_the_last_day_is_the_present(real_replay: replay.Replay):
    content = built.linked(built.ROOT)
    now = real_replay.on(replay.known_from(content.head.record.as_of, content.head.record.as_of))
    assert {id: standing.status for id, standing in now.items()} == {
        entry.id: entry.record.status for entry in content.published("statement")
    }


def test_the_past_only_grows(real_replay: replay.Replay):
    seen: set[str] = set()
    for day in real_replay.days():
        found = set(real_replay.on(day))
        assert seen <= found
        seen = found


def test_the_troops_as_they_were_known(real_replay: replay.Replay):
    told = {
        day: standing.status
        for day in ("2024-10-17", "2024-10-18", "2024-10-24", "2024-10-25", "2025-04-26", "2025-04-28")
        if (standing := real_replay.on(edtf.parse(day)).get("troops-sent")) is not None  # type: ignore[arg-type]
    }
    assert told == {
        "2024-10-18": "disputed",
        "2024-10-24": "disputed",
        "2024-10-25": "disputed",
        "2025-04-26": "disputed",
        "2025-04-28": "known",
    }
