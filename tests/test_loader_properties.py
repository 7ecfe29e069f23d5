"""Properties of the way from bytes to records: what is typed stays, and nothing typed raises."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from diptych import load, problems, tree, validate, yaml_reader
from diptych.model import ID_PATTERN
from diptych.validate import misfits
from diptych.yaml_reader.lines import quoted
from tests import case_folders
from tests.mutations import mutated

FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
MANY = settings(max_examples=400, deadline=None, derandomize=True)

PRINTABLE = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029\ufffe\uffff"
)  # what a YAML file can hold as it is
TEXTS = st.text(PRINTABLE, min_size=1)
YAML_SIGNS = st.text(st.sampled_from("ab:- \n\t#'\"[]{},&*!|>%@`?\\é\u00a0«»“”•\x00\x85\u2028\ufeff0"))


@MANY
@given(TEXTS)
@example("no")
@example("12:30")
@example("1.10")
@example("2022-03-17")
@example(' "a" : \\ # b ')
@example("\ufeff")
def test_a_quoted_text_is_what_was_typed(text: str):
    for written in (f"fr: {quoted(text)}\n", "fr: '" + text.replace("'", "''") + "'\n"):
        root, found = yaml_reader.read(written, "a.yaml")
        assert found == ()
        assert root == {"fr": text}


@MANY
@given(st.lists(st.text(PRINTABLE).filter(lambda line: line == line.strip()), min_size=1))
def test_a_block_is_what_was_typed(lines: list[str]):
    text = "\n".join(["first", *lines])
    written = "fr: |-\n" + "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    root, found = yaml_reader.read(written, "a.yaml")
    assert found == ()
    assert root == {"fr": text.rstrip("\n")}


@FEW
@given(TEXTS.filter(str.strip))
def test_a_text_reaches_its_record_unchanged(tmp_path: Path, text: str):
    root = small_site(tmp_path)
    body = f"- id: a\n  type: state\n  name:\n    fr: {quoted(text)}\n"
    (root / "content/a/actors.yaml").write_text(body, "utf-8", newline="")
    records, _ = validate.records(load.sources(root))
    assert records.folders[0].kinds["actor"]["a"].record.name == {"fr": text}


@FEW
@given(st.binary())
@example(b"\xff\xfe-\x00 \x00")
@example(b"\x00")
@example(b"- \xc3")
@example(b"\r- id: a\r")
def test_any_bytes_are_a_file(tmp_path: Path, data: bytes):
    root = small_site(tmp_path)
    (root / "content/a/actors.yaml").write_bytes(data)
    (root / "content/a/sections").mkdir(exist_ok=True)
    (root / "content/a/sections/b.fr.md").write_bytes(data)
    checked = case_folders.checked(root)
    for lang in ("fr", "en"):
        said = checked.text(lang)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", said)
    assert len(checked.problems) <= 10 + 3 * len(data)


@MANY
@given(YAML_SIGNS)
@example("? - a\n: b")
@example("{a: b: c}")
@example('"\\x')
@example("a: !<tag:x> b")
@example("--- a\n...\nb")
@example("a: |3\n x")
@example("\ud800: a")
def test_no_yaml_raises(text: str):
    _, found = yaml_reader.read(text, "a.yaml")
    lines = text.split("\n")
    for problem in found:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize(
    "text",
    [
        "- " * 50_000 + "id",
        "[" * 200_000,
        "? " * 100_000,
        "a: b" + " " * 400_000 + "c",
        'a: "' + '\\"' * 200_000,
        "\n" * 500_000 + 'a: "b',
        "a: &b [*b, *b]\n" * 5_000,
    ],
    ids=["dashes", "brackets", "questions", "spaces", "escapes", "empty lines", "aliases"],
)
def test_absurd_yaml_comes_to_an_end(text: str):
    yaml_reader.read(text, "a.yaml")


WORDS = st.lists(
    st.text(st.sampled_from("abcé’«»'\"\\:#- \u00a0\u202f<>"), min_size=1, max_size=12),
    min_size=1,
    max_size=20,
)


@MANY
@given(WORDS, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([12, 40, 1000]), st.booleans())
def test_a_place_inside_a_text_points_at_its_character(
    words: list[str], style: str | None, width: int, unicode: bool
):
    text = " ".join(" ".join(words).split()) + "\n\nend"
    written = yaml.safe_dump({"fr": text}, default_style=style, width=width, allow_unicode=unicode)
    root, found = yaml_reader.read(written, "a.yaml")
    assert found == () and isinstance(root, tree.Map) and root["fr"] == text
    lines = written.split("\n")
    for index, char in enumerate(text):
        if not char.isspace():
            place = tree.within(root["fr"], index, 1)
            shown = lines[place.line - 1][place.column - 1]
            assert shown == char or (root["fr"].style == '"' and shown == "\\")


def test_a_place_covers_several_characters():
    root, _ = yaml_reader.read('fr: "a \\"b\\" <u>c"\n', "a.yaml")
    assert isinstance(root, tree.Map)
    assert tree.within(root["fr"], 6, 3) == problems.Place("a.yaml", 1, 14, 3)
    root, _ = yaml_reader.read("fr: >-\n  one\n  two three\n", "a.yaml")
    assert isinstance(root, tree.Map)
    assert tree.within(root["fr"], 8, 5) == problems.Place("a.yaml", 3, 7, 5)
    assert tree.within(root["fr"], 4, 9) == problems.Place("a.yaml", 3, 3, 9)


@MANY
@given(st.text())
def test_a_slug_is_an_id(text: str):
    slug = misfits.slug(text)
    assert slug == "" or (re.fullmatch(ID_PATTERN, slug) and len(slug) <= 80)


@FEW
@given(st.from_regex(ID_PATTERN, fullmatch=True).filter(lambda id: len(id) <= 80))
def test_every_id_of_the_pattern_is_good(tmp_path: Path, id: str):
    assert id_problems(tmp_path, id) == []


@pytest.mark.parametrize(
    "id", ["A", "é", "a_b", "-a", "a-", "a--b", "a b", "a.b", "a/b", "..", "ａ", "a\u200bb"]
)
def test_no_other_id_is_good(tmp_path: Path, id: str):
    assert id_problems(tmp_path, id) == ["bad-id"]


def id_problems(tmp_path: Path, id: str) -> list[str]:
    root = small_site(tmp_path)
    body = f"- id: {quoted(id)}\n  draft: yes\n  type: state\n  name: {{fr: A}}\n"
    (root / "content/a/actors.yaml").write_text(body, "utf-8")
    return [problem.code for problem in case_folders.checked(root).problems]


@FEW
@given(st.text(max_size=40), st.sets(st.text(max_size=12), max_size=8))
def test_the_nearest_word_is_one_of_those_known(word: str, known: set[str]):
    assert problems.nearest(word, known) in {*known, None}
    assert not known or problems.nearest(min(known), known) is not None


@pytest.fixture(scope="module")
def base_files() -> dict[str, str]:
    folder = case_folders.BASE / "content"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.*"))
    }


@pytest.mark.parametrize("seed", range(200))
def test_a_mutation_raises_nothing(seed: int, base_files: dict[str, str], tmp_path: Path):
    root = tmp_path / "site"
    shutil.copytree(case_folders.BASE / "content", root / "content")
    chance = random.Random(seed)
    for name in chance.choices(sorted(base_files), k=chance.choice((1, 1, 2, 5))):
        text = mutated(base_files[name], chance.randrange(10**6))
        (root / "content" / name).write_text(text, "utf-8", newline="")
    checked = case_folders.checked(root)
    for lang in ("fr", "en"):
        checked.text(lang)
    for problem in checked.problems:
        file, line, column, _ = problem.place
        if line and file in checked.sources.texts:
            text = checked.sources.texts[file].split("\n")[line - 1]
            assert 1 <= column <= len(text) + 1


def test_a_number_beyond_reason_is_a_problem(tmp_path: Path):
    root = tmp_path / "site"
    shutil.copytree(case_folders.BASE / "content", root / "content")
    file = root / "content/ferry/timeline.yaml"
    file.write_text(file.read_text("utf-8").replace("weight: 3", "weight: " + "9" * 5000), "utf-8")
    checked = case_folders.checked(root)
    assert [problem.code for problem in checked.problems] == ["needs-whole-number"]
    assert len(checked.text("fr")) < 1000


def test_what_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = small_site(tmp_path)
    actors = root / "content/a/actors.yaml"
    actors.write_text("[]", "utf-8")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == actors:
            raise PermissionError(13, "no")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = case_folders.checked(root).problems
    assert [(problem.code, problem.place.file) for problem in found] == [
        ("file-not-readable", "content/a/actors.yaml")
    ]


@pytest.mark.parametrize("what", ["file", "folder", "loop", "images", "explainer"])
def test_nothing_outside_the_content_is_read(what: str, tmp_path: Path):
    root = small_site(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("- id: secret\n  type: state\n  name: {fr: S}\n", "utf-8")
    (outside / "explainer.yaml").write_text("title: {fr: Secret}\n", "utf-8")
    (outside / "secret.png").write_bytes(b"x")
    link, target = {
        "file": ("a/actors.yaml", outside / "secret.yaml"),
        "folder": ("a/actors", outside),
        "loop": ("a/actors.yaml", root / "content/a/actors.yaml"),
        "images": ("a/images", outside),
        "explainer": ("b", outside),
    }[what]
    try:
        (root / "content" / link).symlink_to(target)
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    sources = load.sources(root)
    assert not any("Secret" in text or "secret" in text for text in sources.texts.values())
    assert all(folder.images == () for folder in sources.folders)
    assert ("not-a-file" in [problem.code for problem in sources.problems]) == (what != "images")


def small_site(tmp_path: Path) -> Path:
    root = tmp_path / "small"
    (root / "content/a").mkdir(parents=True, exist_ok=True)
    (root / "content/site.yaml").write_text(
        "title: {fr: Site}\nlanguages: fr\nrules: {unused-actor: off}\n", "utf-8"
    )
    (root / "content/a/explainer.yaml").write_text(
        "title: {fr: T}\nstandfirst: {fr: S}\nas_of: 2025-01-01\n", "utf-8"
    )
    return root
