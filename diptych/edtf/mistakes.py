"""What people type instead of EDTF, and what they must have meant.

In: a text that the grammar refused, and why. Out: an `Invalid` with the most helpful reason and, only
where there is no second reading, the corrected text (which itself parses).
It must not guess: 03/04/2022 is in March for some and in April for others, so it gets no suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from diptych.edtf.grammar import Invalid, Reason, read

_LONGEST = 80
"""Beyond this many characters nobody mistyped a date."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-"))
_DRAFT_WORDS = {"open": "..", "unknown": ""}
_WORD = re.compile(r"[^\W\d_]{3}")
_SHORT_PARTS = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?(?![0-9-])")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR_LAST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_BEFORE_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NO_SECONDS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(Z|[+-][0-9:]+)?")
_SHORT_END = re.compile(r"([0-9]{4}-[0-9]{2}-)([0-9]{2})/([0-9]{2})")
_TWO_DATES = re.compile(r"([0-9X?~%-]*[0-9X?~%])(?: +- +| *\.\. *)([0-9X][0-9X?~%-]*)")
_TWO_YEARS = re.compile(r"([0-9]{4})-([0-9]{4})")
# Level 2 that the grammar has no pattern for: parts qualified on their own, X in other places, exponents
# and significant digits.
_LEVEL_2 = re.compile(
    r"Y-?[0-9]+(?:E[0-9]+(?:S[0-9]+)?|S[0-9]+)"
    r"|(?!-000[0X]|-00XX)[?~%]?-?[0-9X]{4}(?:S[0-9]+)?[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}"
)


def explained(text: str, found: Invalid, languages: Sequence[str] | None) -> Invalid:
    """`found`, or a better explanation of why `text` is not EDTF.

    `languages`: see `diptych.edtf.parse`.
    """
    if len(text) > _LONGEST:
        return found
    if found.reason != "not-edtf":
        return _changed_places(text, found)
    for reason, candidate in _corrections(text):
        try:
            read(candidate)
        except Invalid as problem:
            if problem.reason in ("no-such-day", "no-such-month", "reversed"):
                return _changed_places(candidate, problem)
            continue
        return Invalid(reason, candidate)
    if _ambiguous(text):
        return Invalid("ambiguous-order")
    sides = text.split("/")
    if len(sides) == 2 and any("T" in side and _readable(side) for side in sides):
        return Invalid("time-in-interval")
    dates = [side for side in sides if side not in ("", "..")]
    if len(sides) <= 2 and dates and all(map(_LEVEL_2.fullmatch, dates)):
        return Invalid("unsupported")
    return _in_words(text, found, languages)


def _changed_places(text: str, found: Invalid) -> Invalid:
    """`found`, with the date in which day and month change places where only that makes a day: 2025-29-10."""
    match = _DAY_BEFORE_MONTH.fullmatch(text)
    if found.reason != "no-such-month" or match is None or not int(match[3]) <= 12 < int(match[2]):
        return found
    candidate = _joined(match[1], match[3], match[2])
    return Invalid(found.reason, candidate) if _readable(candidate) else found


def _readable(text: str) -> bool:
    try:
        read(text)
    except Invalid:
        return False
    return True


def _corrections(text: str) -> Iterator[tuple[Reason, str]]:
    """Every reading that the text allows for certain; the first that is EDTF is the one."""
    for correct in _CORRECTIONS:
        correction = correct(text)
        if correction and correction[1] != text:
            yield correction


def _notation(text: str) -> tuple[Reason, str] | None:
    text = re.sub(r" *([/,]) *", r"\1", text.translate(_DASHES))
    text = re.sub(r"(?<=[0-9xuX])[xu]|(?<=-)[xu](?=[xu])", "X", text)
    text = re.sub(r"[?]~|~[?]", "%", re.sub(r"^y(?=-?[0-9])", "Y", text))
    text = re.sub(r"^Y(-?[0-9]{4})$", r"\1", text)
    text = re.sub(r"(?<=[0-9])t(?=[0-9])", "T", re.sub(r"(?<=[0-9])z$", "Z", text))
    return "notation", "/".join(_DRAFT_WORDS.get(side, side) for side in text.split("/"))


def _missing_zero(text: str) -> tuple[Reason, str] | None:
    return "missing-zero", _SHORT_PARTS.sub(lambda match: _joined(*match.groups()), text)


def _missing_hyphens(text: str) -> tuple[Reason, str] | None:
    match = _BASIC.fullmatch(text)
    return ("missing-hyphens", _joined(*match.groups())) if match else None


def _missing_seconds(text: str) -> tuple[Reason, str] | None:
    match = _NO_SECONDS.fullmatch(text)
    if not match:
        return None
    day, minute, second, zone = match.groups()
    return "notation" if second else "missing-seconds", f"{day}T{minute}{second or ':00'}{zone or ''}"


def _year_first(text: str) -> tuple[Reason, str] | None:
    match = _YEAR_FIRST.fullmatch(text)
    if not match or (not match[4] and _beyond_december(match[3])):
        return None
    return "slashes", _joined(match[1], match[3], match[4])


def _month_and_year(text: str) -> tuple[Reason, str] | None:
    match = _MONTH_AND_YEAR.fullmatch(text)
    return ("slashes", _joined(match[2], match[1])) if match and not _beyond_december(match[1]) else None


def _beyond_december(month: str) -> bool:
    """2023/24 is no month; nor must it become 2023-24, which EDTF reads as a winter."""
    return int(month) > 12


def _year_last(text: str) -> tuple[Reason, str] | None:
    match = _YEAR_LAST.fullmatch(text)
    if not match or _ambiguous(text):
        return None
    if int(match[1]) <= 12 < int(match[3]):
        return "slashes-month-first", _joined(match[4], match[1], match[3])
    return "slashes-day-first", _joined(match[4], match[3], match[1])


def _ambiguous(text: str) -> bool:
    """Whether day and month could change places to give another day."""
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return False
    first, second = int(match[1]), int(match[3])
    return first != second and max(first, second) <= 12


def _interval(text: str) -> tuple[Reason, str] | None:
    if short := _SHORT_END.fullmatch(text):
        return "notation", f"{short[1]}{short[2]}/{short[1]}{short[3]}"
    match = _TWO_DATES.fullmatch(text) or _TWO_YEARS.fullmatch(text)
    return ("not-an-interval", f"{match[1]}/{match[2]}") if match else None


_CORRECTIONS: tuple[Callable[[str], tuple[Reason, str] | None], ...] = (
    _notation,
    _missing_zero,
    _missing_hyphens,
    _missing_seconds,
    _year_first,
    _month_and_year,
    _year_last,
    lambda text: _interval(text.translate(_DASHES)),
)


def _in_words(text: str, found: Invalid, languages: Sequence[str] | None) -> Invalid:
    from diptych.languages import folders, written_dates

    candidate = written_dates.edtf_text(text, folders.codes() if languages is None else tuple(languages))
    if candidate is None:
        return Invalid("words") if _WORD.search(text) else found
    try:
        read(candidate)
    except Invalid as problem:
        return Invalid(problem.reason)
    return Invalid("words", candidate)


def _joined(year: str, month: str, day: str | None = None) -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
