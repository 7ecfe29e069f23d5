"""The published examples of EDTF, each read, refused, or refused as the part of level 2 that we leave out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from diptych import edtf

FOLDER = Path(__file__).parent / "vectors"


def vectors(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


PYTHON_EDTF = vectors("python-edtf")
CONGRESS = vectors("library-of-congress")

# Level 2 of python-edtf's examples that Diptych does not take, by its kind.
NOT_OURS = {
    "a part qualified on its own": {
        "2004?-06-11",
        "2004-06~-11",
        "2004-06-~11",
        "2004-%06",
        "2004-?06-?11",
        "2004?-06-~11",
        "?2004-%06",
        "2004?-%06",
        "2004?-~06-~04",
        "2011-~06-~04",
        "2004-06-~01/2004-06-~20",
    },
    "X elsewhere than at the right": {
        "156X-12-25",
        "15XX-12-25",
        "1560-XX-25",
        "15XX-12-XX",
        "XXXX-XX-23",
    },
    "exponential years": {"Y17E7", "Y-17E7"},
    "quarters and hemispheres": {"2001-29", "2001-34"},
}
BEYOND = {text for texts in NOT_OURS.values() for text in texts}

# python-edtf takes ten years for an unknown end; nobody said ten, so ours has no bound there.
UNKNOWN_ENDS = {"/2006", "2004-06-01/", "1984-06-02?/"}

# Day and month have changed places, and only one of them can be the month.
CHANGED_PLACES = {"2016-13-08": "2016-08-13"}


def moment(text: str) -> tuple[float, int, int]:
    if text.endswith("inf"):
        bound = edtf.EARLIEST if text.startswith("-") else edtf.LATEST
        return bound[:3]
    sign = -1 if text.startswith("-") else 1
    year, month, day = map(int, text.lstrip("-").split("-"))
    return sign * year, month, day


@pytest.mark.parametrize(("text", "earliest", "latest"), PYTHON_EDTF["valid"])
def test_bounds_agree_with_python_edtf(text: str, earliest: str, latest: str) -> None:
    if text in BEYOND:
        with pytest.raises(edtf.Invalid) as caught:
            edtf.parse(text)
        assert caught.value.reason == "unsupported"
        return
    value = edtf.parse(text)
    assert str(value) == text.replace(" ", "")
    expected = (
        edtf.EARLIEST[:3] if text.startswith("/") else moment(earliest),
        edtf.LATEST[:3] if text.endswith("/") else moment(latest),
    )
    assert (value.lower[:3], value.upper[:3]) == expected
    assert (expected == (moment(earliest), moment(latest))) == (text not in UNKNOWN_ENDS)


def test_the_lists_of_differences_name_vectors() -> None:
    published = {case[0] for case in PYTHON_EDTF["valid"]}
    assert published >= BEYOND | UNKNOWN_ENDS
    assert CHANGED_PLACES.keys() <= set(PYTHON_EDTF["invalid"])


@pytest.mark.parametrize("text", PYTHON_EDTF["invalid"])
def test_what_python_edtf_refuses_is_refused(text: str) -> None:
    with pytest.raises(edtf.Invalid) as caught:
        edtf.parse(text)
    assert caught.value.suggestion == CHANGED_PLACES.get(text)


@pytest.mark.parametrize("text", CONGRESS["level_0"] + CONGRESS["level_1"] + CONGRESS["level_2_ours"])
def test_the_examples_of_the_specification_are_read(text: str) -> None:
    assert str(edtf.parse(text)) == text


@pytest.mark.parametrize("text", CONGRESS["level_2_not_ours"])
def test_the_rest_of_level_2_is_refused_as_such(text: str) -> None:
    with pytest.raises(edtf.Invalid) as caught:
        edtf.parse(text)
    assert (caught.value.reason, caught.value.suggestion) == ("unsupported", None)
