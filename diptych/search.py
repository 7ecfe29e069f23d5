"""Search: the entries of the site as an index that a browser reads, one per language, made by Pagefind.

In: `Output` with its entries. Out: the same output with the files of the index, and a problem where this
machine has no Pagefind. It must not know pages or templates, and touches no file.

Pagefind is asked as its own wrappers ask it: requests and answers over the pipes of `pagefind --service`,
each a JSON text in base64 with a comma after it. Not by its Python wrapper, which waits a tenth of a second
for every answer and stops at answers beyond 2 MiB.

Its output is not the same for the same input: what it lists by name (languages, filters, their values) comes
in the order of a hash table, which differs in every run. So it is given no filters (`facets.<lang>.json` says
for every result what it is), and the list of languages is put in order here.
"""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import re
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from diptych.problems import Place, Problem
from diptych.render import Entry, Output

FOLDER = "pagefind/"
_PATIENCE = 120
"""Seconds for a program that needs a few; then it is taken to hang."""
_WANTED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "wasm.",
    "pagefind.",
    "index/",
    "fragment/",
)
"""What a search needs; not the interfaces that Pagefind brings along."""
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_JOINED = "\N{WORD JOINER} "
"""Pagefind takes only blanks for the end of a word, and makes one space of any: so this stands after an
apostrophe within a word (*l’armée* is found as *armée*, *Kim’s* as *Kim*), and for a narrow no-break space.
The script of the page writes both as they were."""
_SIGNATURE = b"pagefind_dcd"
"""With this every file of an index begins, before its content."""


def index(output: Output) -> tuple[Output, tuple[Problem, ...]]:
    """The output with the files of its index; as it was, with a warning, where there is no Pagefind."""
    found = program()
    if found is None or not output.entries:
        return output, () if found else (_warning("search-missing", ""),)
    try:
        files = _files(found, output.entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return output, (_warning("search-failed", str(error)),)
    return Output(MappingProxyType({**output.files, **files}), output.base, output.entries), ()


def _warning(code: str, word: str) -> Problem:
    return Problem(code, Place("content/site.yaml"), "warning", params=(("word", word),))


def program() -> Path | None:
    """Pagefind's program; there is none for every system."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, OSError):
        return None


def _files(program: Path, entries: Sequence[Entry]) -> dict[str, bytes]:
    answers = _asked(
        program, [{"type": "NewIndex", "config": {}}, *map(_record, entries), {"type": "GetFiles"}]
    )
    made = {file["path"]: base64.b64decode(file["content"]) for file in answers[-1]["files"]}
    langs = sorted({entry.lang for entry in entries})
    unused = {"wasm.unknown.pagefind"} if b'"wasm":null' not in made["pagefind-entry.json"] else set()
    files = {path: data for path, data in made.items() if path.startswith(_WANTED) and path not in unused}
    files["pagefind-entry.json"] = _ordered(files["pagefind-entry.json"])
    for lang in langs:
        files[f"facets.{lang}.json"] = _facets(
            files, [entry for entry in entries if entry.lang == lang], lang
        )
    return {FOLDER + path: files[path] for path in sorted(files)}


def _record(entry: Entry) -> dict[str, Any]:
    meta = {"title": _apart(entry.title), "lang": entry.title_lang, "correct": _apart(entry.correct)}
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": entry.url,
        "content": _apart(entry.text or entry.title),
        "language": entry.lang.lower(),  # as the script in the page asks for it
        "meta": {name: value for name, value in meta.items() if value},
        "filters": None,
        "sort": None,
    }


def _apart(text: str) -> str:
    return _APOSTROPHE.sub("’" + _JOINED, text).replace("\N{NARROW NO-BREAK SPACE}", _JOINED)


def _asked(program: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers to all requests, in their order. Raises OSError, and ValueError for a refusal."""
    requests[-1]["index_id"] = 0
    texts = (json.dumps({"message_id": number, "payload": one}) for number, one in enumerate(requests, 1))
    sent = b"".join(base64.b64encode(text.encode()) + b"," for text in texts)
    with subprocess.Popen(
        [str(program), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as service:
        assert service.stdin and service.stdout  # noqa: S101, both are pipes
        # Beside the reading: a pipe holds 64 KiB, and each side would wait for the other. The pipe stays open
        # until the last answer, because the program ends with it.
        writer = threading.Thread(target=_write, args=(service.stdin, sent))
        watch = threading.Timer(_PATIENCE, service.kill)
        writer.start()
        watch.start()
        try:
            answers = list(itertools.islice(_answers(service.stdout), len(requests)))
        finally:
            watch.cancel()
            service.kill()
            writer.join()
    if len(answers) < len(requests):
        raise ValueError(f"{len(answers)}/{len(requests)}")
    return answers


def _write(pipe: Any, data: bytes) -> None:
    try:
        pipe.write(data)
        pipe.flush()
    except OSError:  # the program has ended; its missing answers tell
        return


def _answers(pipe: Any) -> Iterator[dict[str, Any]]:
    rest = b""
    while data := pipe.read1(1 << 20):
        *whole, rest = (rest + data).split(b",")
        for text in whole:
            answer = json.loads(base64.b64decode(text))["payload"]
            if answer["type"] == "Error":
                raise ValueError(answer["message"])
            yield answer


def _ordered(data: bytes) -> bytes:
    return json.dumps(json.loads(data), sort_keys=True, separators=(",", ":")).encode()


def _facets(files: dict[str, bytes], entries: list[Entry], lang: str) -> bytes:
    """Kind and status of every result, by the id that Pagefind gives it."""
    by_url = {entry.url: entry for entry in entries}
    found = {}
    for path in sorted(files):
        if path.startswith(f"fragment/{lang.lower()}_"):
            entry = by_url[json.loads(gzip.decompress(files[path]).removeprefix(_SIGNATURE))["url"]]
            found[Path(path).stem] = f"{entry.kind} {entry.status}".strip()
    return json.dumps(found, separators=(",", ":")).encode()
