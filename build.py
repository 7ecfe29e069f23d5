#!/usr/bin/env python3
"""Diptych: structured YAML in, a static bilingual explainer site out.

    python3 build.py           check content/ and write the site to site/
    python3 build.py serve     the same, shown on this machine and renewed at every change
    python3 build.py check     only say what is wrong in content/
    python3 build.py test      run Diptych's own tests
    python3 build.py --help    everything else

The way through the house (diptych/pipeline.py shows it in code):

    content/ ─load→ Sources ─validate→ Records ─link→ Explainer ─rules→ ─localize→ Editions
             ─plan→ Pages ─render→ Output ─proof→ ─write→ site/

Nothing but Python is needed: the first start makes .venv from the pinned packages in requirements/.
"""

import sys
from pathlib import Path

from diptych import bootstrap

if __name__ == "__main__":
    sys.exit(bootstrap.start(Path(__file__).resolve().parent, sys.argv[1:]))
