"""Mistakes typed into the real explainer: each gives one exact problem, in the editors' languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diptych import report
from tests import case_folders

CONTENT = Path(__file__).resolve().parents[1] / "content"
FOLDER = "moscow-pyongyang"

# Name: file, what stands there (once), what somebody types instead, the code, words of the line pointed at.
MISTAKES = {
    "a colon in a text": (
        "statements.yaml",
        'fr: "Choe Son-hui a transmis à Vladimir Poutine les salutations de Kim Jong-un."',
        "fr: Choe Son-hui à Vladimir Poutine : les salutations de Kim Jong-un",
        "text-needs-quotes",
        "fr: Choe Son-hui à Vladimir Poutine :",
    ),
    "an unknown actor": (
        "statements.yaml",
        "actors: [kremlin, putin, choe-son-hui]",
        "actors: [kremlin, puttin, choe-son-hui]",
        "unknown-id",
        "puttin",
    ),
    "an unknown source": (
        "statements.yaml",
        "sources: [kbs-fr-20251029, joongang-20251028, sbs-20251027]",
        "sources: [kbs-fr-20251029, joongang-20251028, sbs-20251072]",
        "unknown-id",
        "sbs-20251072",
    ),
    "a status in French": (
        "statements.yaml",
        "- id: kremlin-no-readout\n  status: known",
        "- id: kremlin-no-readout\n  status: établi",
        "unknown-word",
        "status: établi",
    ),
    "a key in French": (
        "sources/agencies.yaml",
        'title: "Corée du Nord-Kim Jong-un et Sergueï Choïgou',
        'titre: "Corée du Nord-Kim Jong-un et Sergueï Choïgou',
        "unknown-key",
        "titre:",
    ),
    "a date in French": (
        "timeline.yaml",
        "- id: dprk-denies-arms-2022\n  date: 2022-09-22",
        "- id: dprk-denies-arms-2022\n  date: 22/09/2022",
        "date-slashes-day-first",
        "22/09/2022",
    ),
    "a quotation mark not closed": (
        "actors.yaml",
        '    en: "Vladimir Putin"\n',
        '    en: "Vladimir Putin\n',
        "unclosed-quote",
        'en: "Vladimir Putin',
    ),
    "a tab": (
        "actors.yaml",
        '    en: "Vladimir Putin"\n',
        '\ten: "Vladimir Putin"\n',
        "tab",
        '\ten: "Vladimir Putin"',
    ),
    "a lost indentation": (
        "timeline.yaml",
        "- id: dprk-denies-arms-2022\n  date: 2022-09-22",
        "- id: dprk-denies-arms-2022\n date: 2022-09-22",
        "bad-indentation",
        " date: 2022-09-22",
    ),
    "a space too many after a hyphen": (
        "timeline.yaml",
        "- id: dprk-denies-arms-2022\n",
        "-  id: dprk-denies-arms-2022\n",
        "spaces-after-hyphen",
        "-  id: dprk-denies-arms-2022",
    ),
    "a hyphen forgotten before the first of two offices": (
        "actors.yaml",
        '    - title: {fr: "Secrétaire du Conseil',
        '      title: {fr: "Secrétaire du Conseil',
        "missing-dash",
        "      title: {fr:",
    ),
    "a missing status": (
        "statements.yaml",
        "- id: kremlin-no-readout\n  status: known\n",
        "- id: kremlin-no-readout\n",
        "missing-key",
        "- id: kremlin-no-readout",
    ),
    "a missing translation": (
        "statements.yaml",
        '    en: "Choe Son-hui conveyed Kim Jong-un’s greetings to Vladimir Putin."\n',
        "",
        "missing-translation",
        'fr: "Choe Son-hui a transmis',
    ),
    "a bad link in the narrative": (
        "sections/pact.fr.md",
        "[[actor:putin|Vladimir Poutine]]",
        "[[actor:poutine|Vladimir Poutine]]",
        "unknown-id",
        "[[actor:poutine|",
    ),
    "HTML in the narrative": (
        "sections/pact.fr.md",
        "[[actor:putin|Vladimir Poutine]]",
        "<b>[[actor:putin|Vladimir Poutine]]</b>",
        "raw-html",
        "<b>[[actor:putin|",
    ),
    "a number that differs": (
        "figures.yaml",
        "The figure of 600 deaths,",
        "The figure of 6,000 deaths,",
        "numbers-differ",
        "en: >-",
    ),
    "a date that differs": (
        "statements.yaml",
        "at the Kremlin on Monday 27 October 2025.",
        "at the Kremlin on Monday 20 October 2025.",
        "dates-differ",
        "20 October 2025",
    ),
    "a name that differs": (
        "statements.yaml",
        'en: "Choe Son-hui conveyed Kim Jong-un’s greetings to Vladimir Putin."',
        'en: "Choe Son-hui conveyed Kim Jong-un’s greetings to Sergey Lavrov."',
        "names-differ",
        "Sergey Lavrov",
    ),
    "a link that only one language has": (
        "sections/pact.en.md",
        "[[actor:putin|Vladimir Putin]]",
        "Vladimir Putin",
        "links-differ",
        "",
    ),
    "one source left of two": (
        "statements.yaml",
        "actors: [lavrov, ushakov, sin-hong-chol]\n  sources: [kbs-fr-20251029, joongang-20251028]",
        "actors: [lavrov, ushakov, sin-hong-chol]\n  sources: [kbs-fr-20251029]",
        "known-needs-two-origins",
        "status: known",
    ),
    "an id twice": (
        "actors.yaml",
        "- id: nis\n",
        "- id: putin\n  type: person\n  name: {fr: Poutine, en: Putin}\n\n- id: nis\n",
        "duplicate-id",
        "- id: putin",
    ),
    "an address without scheme": (
        "sources/agencies.yaml",
        "url: https://www.boursier.com/",
        "url: www.boursier.com/",
        "bad-url",
        "url: www.boursier.com/",
    ),
}


def test_the_real_content_has_no_problem():
    checked = case_folders.checked(CONTENT.parent)
    assert checked.text("en") == ""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_one_problem_at_its_place(name: str, tmp_path: Path):
    file, stands, typed, code, pointed_at = MISTAKES[name]
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content" / FOLDER / "translations.lock").unlink(missing_ok=True)  # a changed text is stale
    path = tmp_path / "content" / FOLDER / file
    text = path.read_text("utf-8")
    at = text.index(stands)
    path.write_text(text[:at] + typed + text[at + len(stands) :], "utf-8", newline="\n")
    checked = case_folders.checked(tmp_path)
    assert [problem.code for problem in checked.problems] == [code]
    problem = checked.problems[0]
    assert problem.place.file == f"content/{FOLDER}/{file}"
    line = path.read_text("utf-8").split("\n")[problem.place.line - 1]
    assert pointed_at in line
    for lang in ("fr", "en"):
        assert pointed_at.replace("\t", "→") in report.text([problem], checked.sources.texts, lang)
