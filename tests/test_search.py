"""The index of the search: the same bytes every time, whatever Pagefind does; and a site without Pagefind."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import pytest

from diptych import search
from diptych.render import Entry, Output

needs_pagefind = pytest.mark.pagefind


def entry(lang: str, number: int, **values: str) -> Entry:
    made = {
        "url": f"{lang}/x/{number}/",
        "kind": ("statement", "actor", "event")[number % 3],
        "status": ("known", "claimed", "disputed")[number % 3],
        "title": f"Title {number}",
        "title_lang": "",
        "text": f"Words {number} " + " ".join(f"word{other}" for other in range(number, number + 30)),
    }
    return Entry(lang, **(made | values))


ENTRIES = tuple(entry(lang, number) for lang in ("fr", "en", "ar", "pt-BR", "tlh") for number in range(40))


def indexed(*entries: Entry) -> dict[str, bytes]:
    output, problems = search.index(Output({"index.html": b""}, "/", entries))
    assert problems == ()
    assert output.files["index.html"] == b""
    return {path: data for path, data in output.files.items() if path != "index.html"}


def content(fragment: bytes) -> dict[str, object]:
    found: dict[str, object] = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))
    return found


@needs_pagefind
def test_the_same_entries_give_the_same_bytes():
    first = indexed(*ENTRIES)
    for _ in range(3):
        assert indexed(*ENTRIES) == first


@needs_pagefind
def test_every_entry_is_there_with_what_it_is():
    files = indexed(*ENTRIES)
    languages = json.loads(files["pagefind/pagefind-entry.json"])["languages"]
    assert {lang: one["page_count"] for lang, one in languages.items()} == dict.fromkeys(
        ("ar", "en", "fr", "pt-br", "tlh"), 40
    )
    for one in ENTRIES:
        facets = json.loads(files[f"pagefind/facets.{one.lang}.json"])
        names = {
            path.removeprefix("pagefind/fragment/").removesuffix(".pf_fragment")
            for path, data in files.items()
            if "/fragment/" in path and content(data)["url"] == one.url
        }
        assert [facets[name] for name in names] == [f"{one.kind} {one.status}"]


@needs_pagefind
def test_only_what_a_search_needs_is_published():
    files = indexed(*ENTRIES)
    assert not [path for path in files if "ui" in path or "highlight" in path or path.endswith(".css")]
    assert {
        "pagefind/pagefind.js",
        "pagefind/wasm.fr.pagefind",
        "pagefind/wasm.unknown.pagefind",
    } <= files.keys()
    assert "pagefind/wasm.unknown.pagefind" not in indexed(entry("fr", 1)), "every language has its own"


@needs_pagefind
def test_an_apostrophe_ends_a_word_and_spaces_come_back():
    files = indexed(entry("fr", 1, text="Voici l’armée\N{NARROW NO-BREAK SPACE}; « fin »", title="L’été"))
    (found,) = (content(data) for path, data in files.items() if "/fragment/" in path)
    assert str(found["content"]).split() == [
        "Voici",
        "l’\N{WORD JOINER}",
        "armée\N{WORD JOINER}",
        ";",
        "«",
        "fin",
        "»",
    ]
    assert found["meta"] == {"title": "L’\N{WORD JOINER} été"}


@needs_pagefind
def test_what_is_larger_than_a_pipe_gets_through():
    text = " ".join(f"mot{number}" for number in range(20_000))
    files = indexed(*(entry("fr", number, text=text) for number in range(30)))
    assert sum("/fragment/" in path for path in files) == 30


def test_without_pagefind_there_is_one_warning_and_no_index(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    before = Output({"index.html": b""}, "/", ENTRIES)
    after, problems = search.index(before)
    assert after == before
    assert [(problem.code, problem.severity) for problem in problems] == [("search-missing", "warning")]


@pytest.mark.skipif(os.name == "nt", reason="a script is a program on POSIX only")
@pytest.mark.parametrize("does", ["exit 1", "cat >/dev/null", "printf 'bm8=,'; sleep 9", "printf '?,'"])
def test_a_pagefind_that_fails_is_a_warning(does: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(search, "program", lambda: program)
    monkeypatch.setattr(search, "_PATIENCE", 0.5)
    before = Output({"index.html": b""}, "/", ENTRIES[:2])
    after, problems = search.index(before)
    assert after == before
    assert [(problem.code, problem.severity) for problem in problems] == [("search-failed", "warning")]
