"""Every kind of page in every language, every style sheet and drawing, before the Nu HTML Checker of the W3C.

One run of Java over all files, since its start costs more than any page.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from diptych import equipment
from tests.browser import kinds
from tests.site import built
from tests.site.built import Site

pytestmark = pytest.mark.checker
SMALL = sorted(path.name for path in built.SITES.iterdir() if path.is_dir())
EXCEPTIONS: Mapping[str, str] = yaml.safe_load(
    (Path(__file__).with_name("nu_exceptions.yaml")).read_text("utf-8")
)
# The checker looks at files, for which 'self' is nothing; tests/site/test_markup.py has the policy.
POLICY = re.compile(r"Resource violates Content Security Policy .* by “(style|script|img)-src” directive\.")


def messages(files: Iterable[Path]) -> list[Mapping[str, Any]]:
    """Everything the checker says of these files: `type`, `message`, `url`, perhaps `lastLine`, `extract`."""
    jar = equipment.program(built.ROOT, equipment.NU_CHECKER)
    assert jar, "continuous integration has to run this test, and found no Nu HTML Checker with Java"
    # Long pages recurse deeply. The languages of texts are tested elsewhere, and to guess them takes long.
    command = ["java", "-Xss8m", "-jar", str(jar), "--no-langdetect", "--also-check-css", "--also-check-svg"]
    command += ["--exit-zero-always", "--stdout", "--format", "json", *map(str, files)]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert answer.returncode == 0, answer.stderr
    found: list[Mapping[str, Any]] = json.loads(answer.stdout)["messages"]
    return found


def pages_of_every_kind() -> list[str]:
    urls = [kinds.url(name, lang) for name, lang in kinds.EVERY]
    return [url if url.endswith(".html") else url + "index.html" for url in urls]


def test_nothing_is_wrong_in_the_eyes_of_the_nu_checker(real: Site, tmp_path: Path):
    files = [real.folder / path for path in pages_of_every_kind()]
    files += [real.folder / path for path in real.files if path.endswith((".css", ".svg"))]
    for name in SMALL:
        site = built.site(built.SITES / name, tmp_path / name, built.ADDRESS)
        files += [site.folder / path for path in site.pages]
    (tmp_path / "wrong.html").write_text("<!doctype html><title>Wrong</title><p><div></p>", "utf-8")
    found = messages([*files, tmp_path / "wrong.html"])
    said = {each["message"] for each in found}
    assert any("wrong.html" in each["url"] and each["type"] == "error" for each in found), (
        "it looks at nothing"
    )
    assert sorted(set(EXCEPTIONS) - said) == [], "no longer said: take it from nu_exceptions.yaml"
    left = [
        f"{each['url']}:{each.get('lastLine')}: {each['message']} {each.get('extract', '')}"
        for each in found
        if "wrong.html" not in each["url"]
        and each["message"] not in EXCEPTIONS
        and not POLICY.fullmatch(each["message"])
    ]
    assert left == []
