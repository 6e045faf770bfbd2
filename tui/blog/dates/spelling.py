"""How a date is spelt: the pattern that it has, and its layout in Go's language.

One table has every spelling met in real posts. Hugo understands those of https://github.com/spf13/cast
(`TimeFormats`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from tui.blog.dates.layout import DAYS, MONTHS

Precision: TypeAlias = Literal["date", "minute", "second", "fraction"]
"""The smallest part that is written."""

_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?P<fraction>[.,]\d{1,9})?)?"
    r"(?:\s?(?P<half>[AaPp][Mm]))?"
)
_ZONE = r"(?:\s*(?P<zone>[Zz]|[+-]\d\d:?\d\d|[+-]\d\d)(?:\s+(?P<name>[A-Z]{3,5}))?|\s+(?P<alone>[A-Z]{3,5}))"
_MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + ")"
_WEEKDAY = "(?P<weekday>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in DAYS) + ")"

_SHAPES = (
    # 2026-01-31, 2026/1/31, 2026-01-31T16:48:29+09:00, 2026-01-31 16:48 +0000
    (
        rf"(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)"
        rf"(?:(?:[Tt]|\s+){_TIME})?{_ZONE}?",
        False,
    ),
    (rf"(?P<year>\d{{4}})年(?P<month>\d\d?)月(?P<day>\d\d?)日(?:\s*{_TIME}{_ZONE}?)?", False),
    (r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", False),
    # Mon, 02 Jan 2006 15:04:05 -0700; 15 Oct 2023; Monday, 02-Jan-06 15:04:05 MST
    (
        rf"(?:{_WEEKDAY},?\s+)?(?P<day>\d\d?)[- ]\s*{_MONTH}[- ,]\s*(?P<year>\d{{4}}|\d\d)"
        rf"(?:,?\s+{_TIME}{_ZONE}?)?",
        True,
    ),
    # October 15, 2023
    (
        rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\.?\s+(?P<day>\d\d?),?\s+(?P<year>\d{{4}})"
        rf"(?:,?\s+{_TIME}{_ZONE}?)?",
        True,
    ),
    # Mon Jan 2 15:04:05 MST 2006
    (
        rf"{_WEEKDAY}\s+{_MONTH}\s+(?P<day>\d\d?)\s+{_TIME}{_ZONE}?\s+(?P<year>\d{{4}})",
        True,
    ),
)
"""The spellings of dates, and whether letters of either case are in them."""

_HUGO = frozenset(
    {
        "2006-01-02",
        "2006-01-02T15:04:05",
        "2006-01-02T15:04:05Z07:00",
        "2006-01-02T15:04:05-07:00",
        "2006-01-02T15:04:05-0700",
        "2006-01-02 15:04:05",
        "2006-01-02 15:04:05Z07:00",
        "2006-01-02 15:04:05-07:00",
        "2006-01-02 15:04:05-0700",
        "2006-01-02 15:04:05 -07:00",
        "2006-01-02 15:04:05 -0700",
        "2006-01-02 15:04:05 -0700 MST",
        "02 Jan 2006",
        "02 Jan 06 15:04 -0700",
        "02 Jan 06 15:04 MST",
        "Mon, 02 Jan 2006 15:04:05 -0700",
        "Mon, 02 Jan 2006 15:04:05 MST",
        "Monday, 02-Jan-06 15:04:05 MST",
        "Mon Jan 2 15:04:05 2006",
        "Mon Jan 02 15:04:05 2006",
        "Mon Jan 2 15:04:05 MST 2006",
        "Mon Jan 02 15:04:05 MST 2006",
        "Mon Jan 02 15:04:05 -0700 2006",
    }
)
_SKIPPED = re.compile(r"(?<=05)[.,]0+| +(?= )")
"""What Go's parser skips: a fraction behind the seconds, spaces beyond the first."""

_ZEROS = str.maketrans(dict.fromkeys("123456789", "0"))


@dataclass(frozen=True, slots=True)
class Spelling:
    """What can be said of a date when its digits are not known."""

    shape: re.Pattern[str]
    layout: str
    precision: Precision
    hugo: bool
    """Whether Hugo takes it."""


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Return the pattern of each spelling; compiled for the first date, so that no start waits for it."""
    return tuple(
        re.compile(shape, re.ASCII | re.IGNORECASE if letters else re.ASCII) for shape, letters in _SHAPES
    )


def spelling_of(text: str) -> Spelling | None:
    """Return how a date is spelt, or None where a text is no date."""
    return _described(text.translate(_ZEROS))


@lru_cache(maxsize=1024)
def _described(zeros: str) -> Spelling | None:
    """Describe the spelling of a date whose digits have become zeros.

    Few spellings occur in one site, so the work of describing them is done once.
    """
    match = next(filter(None, (shape.fullmatch(zeros) for shape in _shapes())), None)
    if match is None:
        return None
    layout, groups = _layout(match), match.groupdict()
    precision: Precision = (
        "fraction" if groups.get("fraction") else
        "second" if groups.get("second") else
        "minute" if groups.get("hour") else
        "date"
    )  # fmt: skip
    return Spelling(match.re, layout, precision, _SKIPPED.sub("", layout) in _HUGO)


def _layout(match: re.Match[str]) -> str:
    """Describe the spelling of a date that was matched."""
    text = match.string
    spans = sorted((*match.span(name), name) for name in match.re.groupindex if match[name] and name != "sep")
    out: list[str] = []
    end = 0
    for start, stop, name in spans:
        out += text[end:start], _element(name, match[name], bool(match.groupdict().get("half")))
        end = stop
    return "".join(out) + text[end:]


def _element(name: str, written: str, half: bool) -> str:
    """Return the element of the layout language for one part of a date."""
    wide = len(written) > 1
    match name:
        case "year":
            return "2006" if len(written) == 4 else "06"
        case "month":
            digits = "01" if wide else "1"
            return digits if written.isdecimal() else "January" if len(written) > 3 else "Jan"
        case "weekday":
            return "Monday" if len(written) > 3 else "Mon"
        case "day":
            return "02" if wide else "2"
        case "hour":
            return ("03" if wide else "3") if half else "15"
        case "minute":
            return "04"
        case "second":
            return "05"
        case "fraction":
            return written[0] + "0" * (len(written) - 1)
        case "half":
            return "PM" if written.isupper() else "pm"
        case "zone":
            colon = ":" if ":" in written else ""
            if written == "z":
                return written
            return "Z07:00" if written == "Z" else f"-07{colon}00" if len(written) > 3 else "-07"
        case _:
            return "MST"
