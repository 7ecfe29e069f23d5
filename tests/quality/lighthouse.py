"""Lighthouse as on a phone: performance, accessibility, best practices and findability of each kind of page.

`python3 build.py test --lighthouse` measures every kind of page that search engines may list, five times,
prints the medians, and fails below 100. Further words choose kinds of page or the number of runs:
`--lighthouse explainer 3`. Performance is only as steady as the machine is quiet.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from diptych import equipment
from tests.browser import kinds
from tests.site import built
from tests.visiting import chromium, flags, served

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)
RUNS = 5


def report(program: Path, address: str) -> Mapping[str, Any]:
    """One run of Lighthouse with its own settings for phones; its report."""
    command = ["node", str(program), address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags={' '.join(['--headless=new', *flags()])}"]
    environment = {**os.environ, "CHROME_PATH": str(chromium())}
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    if answer.returncode:
        sys.exit(answer.stderr)
    found: Mapping[str, Any] = json.loads(answer.stdout)
    return found


def scores(found: Mapping[str, Any]) -> dict[str, int]:
    """The four scores of a report, of a hundred."""
    return {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}


def losses(found: Mapping[str, Any]) -> list[str]:
    """What cost points: category, audit, value."""
    lines = []
    for name in CATEGORIES:
        for part in found["categories"][name]["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.995:
                lines.append(f"  {name}: {audit['id']}: {audit.get('displayValue', audit['title'])}")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 where a median is below 100, 2 where the arguments are not understood."""
    numbers = [word for word in arguments if word.isdecimal() and word not in kinds.NAMES]
    wanted = [word for word in arguments if word not in numbers]
    program = equipment.program(built.ROOT, equipment.LIGHTHOUSE)
    if program is None or chromium() is None:
        print("Lighthouse needs Node and a Chromium.", file=sys.stderr)
        return 2
    if unknown := sorted(set(wanted) - set(kinds.NAMES)):
        print(f"{', '.join(unknown)}? There are: {', '.join(kinds.NAMES)}", file=sys.stderr)
        return 2
    runs = int(numbers[0]) if numbers else RUNS
    worst = 100
    print(f"{'kind of page':14}" + "".join(f"{name:>16}" for name in CATEGORIES), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        site = built.site(built.ROOT, Path(folder) / "site", built.ADDRESS)
        with served(site.folder, compressed=True) as address:
            for kind in wanted or kinds.NAMES:
                url = kinds.url(kind)
                page = site.pages[url if url.endswith(".html") else url + "index.html"]
                if page.meta("robots") == "noindex":
                    continue
                found = [report(program, address + url) for _ in range(runs)]
                each = [scores(one) for one in found]
                medians = {name: int(statistics.median_low(one[name] for one in each)) for name in CATEGORIES}
                worst = min(worst, *medians.values())
                print(f"{kind:14}" + "".join(f"{medians[name]:16}" for name in CATEGORIES), flush=True)
                if min(medians.values()) < 100:
                    middle = sorted(found, key=lambda one: scores(one)["performance"])[len(found) // 2]
                    values = [middle["audits"][name]["displayValue"] for name in METRICS]
                    print("\n".join([f"  {', '.join(values)}", *losses(middle)]), flush=True)
    return 0 if worst == 100 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
