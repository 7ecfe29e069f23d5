"""Order in a timeline, years, days, the form for machines, and the two flags."""

from __future__ import annotations

import calendar

import pytest

from diptych import edtf

IN_ORDER = [
    "Y-170000002",
    "-0044",
    "-0043",
    "[..1760-12-03]",
    "19XX",
    "../1984",
    "1984",
    "201X",
    "2010",
    "2024",
    "2024-XX",
    "2024~",
    "2024/2025",
    "2024/..",
    "2024-01",
    "2024-01-01",
    "2024-01-01/2024-01-03",
    "2024-01-01T00:00:00",
    "2024-01-01T09:00:00+09:00",
    "2024-01-01T10:00:00",
    "2024-02",
    "2024-21",
    "/2024-03-05",
    "2024-03-05",
    "2024-22",
    "2024-23",
    "2024-12",
    "2024-24",
    "[2025,2024-12-24]",
    "Y170000002",
]


def test_sort_key_orders_a_timeline() -> None:
    values = [edtf.parse(text) for text in IN_ORDER]
    values.reverse()
    assert [str(value) for value in sorted(values, key=edtf.sort_key)] == IN_ORDER


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024-10-08", 2024),
        ("2024-10-08T23:59:59Z", 2024),
        ("201X", 2010),
        ("19XX", 1900),
        ("-0043", -43),
        ("-004X", -49),
        ("2019/2021", 2019),
        ("../2021", 2021),
        ("/2021", 2021),
        ("2019/..", 2019),
        ("[2021,2019-03]", 2019),
        ("[..1760]", 1760),
        ("{1960,1961-12}", 1960),
        ("2024-24", 2024),
        ("Y170000002", 170000002),
    ],
)
def test_year_of(text: str, year: int) -> None:
    assert edtf.year_of(edtf.parse(text)) == year


@pytest.mark.parametrize(
    ("text", "iso", "day"),
    [
        ("2024", "2024", None),
        ("2024-10", "2024-10", None),
        ("2024-10-08", "2024-10-08", "2024-10-08"),
        ("2024-10-08T14:30:00", "2024-10-08T14:30:00", "2024-10-08"),
        ("2024-10-08T14:30:00Z", "2024-10-08T14:30:00Z", "2024-10-08"),
        ("2024-10-08T14:30:00-04", "2024-10-08T14:30:00-04:00", "2024-10-08"),
        ("2024-10-08T14:30:00+04:30", "2024-10-08T14:30:00+04:30", "2024-10-08"),
        ("2024-10-08T14:30:00-00:00", "2024-10-08T14:30:00Z", "2024-10-08"),
        ("2024-10-08T14:30:00-00", "2024-10-08T14:30:00Z", "2024-10-08"),
        ("2024-10-XX", "2024-10", None),
        ("2024-XX", "2024", None),
        ("2024-XX-XX", "2024", None),
        ("0042", "0042", None),
        ("Y12024", "12024", None),
        ("0000", None, None),
        ("-0043", None, None),
        ("-0043-03-15", None, "-0043-03-15"),
        ("-0043-03-15T10:00:00", None, "-0043-03-15"),
        ("2024~", None, None),
        ("2024-10-08?", None, None),
        ("2024-10-08%", None, None),
        ("2024-21", None, None),
        ("201X", None, None),
        ("20XX", None, None),
        ("2019/2021", None, None),
        ("2024-10-08/2024-10-08", None, None),
        ("[2024-10-08]", None, None),
    ],
)
def test_forms_for_machines(text: str, iso: str | None, day: str | None) -> None:
    value = edtf.parse(text)
    assert (edtf.iso(value), edtf.day(value)) == (iso, day)


@pytest.mark.parametrize("year", [4, 1900, 2000, 2023, 2024])
@pytest.mark.parametrize("month", range(1, 13))
def test_months_end_where_the_calendar_says(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    text = f"{year:04}-{month:02}"
    assert edtf.parse(text).upper == edtf.parse(f"{text}-{last:02}").upper == (year, month, last, 86399)
    with pytest.raises(edtf.Invalid):
        edtf.parse(f"{text}-{last + 1:02}")


@pytest.mark.parametrize(
    ("since", "until", "interval"),
    [
        ("2020-01-16", None, "2020-01-16/.."),
        (None, "2024-05", "../2024-05"),
        ("2012", "2024-05~", "2012/2024-05~"),
        ("2024", "2024", "2024/2024"),
        (None, None, None),
        ("[2019,2020]", None, None),
        ("2019", "2020/2021", None),
        ("2024-10-08T14:30:00", None, None),
    ],
)
def test_a_term_is_an_interval(since: str | None, until: str | None, interval: str | None) -> None:
    start, end = (edtf.parse(text) if text is not None else None for text in (since, until))
    assert edtf.term(start, end) == (interval and edtf.parse(interval))


def test_leap_years_before_year_one_are_astronomical() -> None:
    assert edtf.parse("0000-02").upper.day == edtf.parse("-0004-02").upper.day == 29
    assert edtf.parse("-0001-02").upper.day == edtf.parse("-0100-02").upper.day == 28


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2024", False, False),
        ("2024~", True, False),
        ("2024?", False, True),
        ("2024-10-08%", True, True),
        ("2024-21~", True, False),
        ("1984~/2004", True, False),
        ("1984/2004?", False, True),
        ("1984~/2004?", True, True),
        ("../2004?", False, True),
        ("2004~/", True, False),
        ("[1667,1668~]", True, False),
        ("{1667?..}", False, True),
        ("2024-10-08T14:30:00", False, False),
    ],
)
def test_flags(text: str, approximate: bool, uncertain: bool) -> None:
    value = edtf.parse(text)
    assert (value.approximate, value.uncertain) == (approximate, uncertain)
