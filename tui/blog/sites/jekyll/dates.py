"""Dates as Ruby's `Time.parse` takes them, indulgently, after Psych has read the YAML."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from tui.blog.dates import Moment, read_date
from tui.blog.dates.value import DAY, USUAL
from tui.blog.values import DateText, Value

_SECONDS = len("2006-01-02 15:04:05")
"""Characters before an offset, and before the space there that Jekyll's own examples have."""

_SHORT_YEAR = re.compile(r"(\d\d)-(\d{1,2}-\d{1,2})\Z")
_BARE_OFFSET = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s+[+-]\d{1,2}:?\d{0,2}\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z|[+-]\d{4})?\Z")
_SHORT_OFFSET = re.compile(r"(?<=[ \d][+-])(?=\d\Z)")
_LATE_DAY = re.compile(r"(\d{4}-\d{1,2}-)(29|30|31)\b(.*)", re.DOTALL)
_MIDNIGHT = re.compile(r"(?<=\D)24(?=:00(?::00)?\b)")

_NAMES = re.compile(r"\s(?!UTC\Z|GMT\Z|[ECMP][SD]T\Z)[A-Z]{3,5}\Z")
"""Names of zones that Ruby does not know: it then takes the time for the site's own."""


def ruby_date(value: Value, zone: tzinfo) -> datetime | None:
    """Return the moment Ruby reads in a value, on the site's clocks, or None where it stops.

    A day past the month's end runs on into the next month, 24:00 is the start of the next day, an
    offset behind a date without a time is ignored, a year may have two digits, and fractions are
    dropped. A date that names no zone is in the site's, except for a bare timestamp with seconds,
    which Psych takes for UTC.

    Args:
        value: The value of a `date` key. A `DateText` stands without quotes in the file.
        zone: The site's zone.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text, bare = str(value).strip(), isinstance(value, DateText)
    try:
        return _usual(text, bare, zone) or _unusual(text, bare, zone)
    except OverflowError:  # the first or the last day there is
        return None


def _usual(text: str, bare: bool, zone: tzinfo) -> datetime | None:
    """Return the moment of a date of the most common looks, or None for any other."""
    if text[_SECONDS : _SECONDS + 1] == " ":
        text = text[:_SECONDS] + text[_SECONDS + 1 :]
    if USUAL.fullmatch(text) is None:
        return None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:  # a day behind the month's last
        return None
    if value.tzinfo is not None:
        return value.astimezone(zone)
    return value.replace(tzinfo=UTC).astimezone(zone) if bare and len(text) > DAY else _at_clock(value, zone)


def _unusual(text: str, bare: bool, zone: tzinfo) -> datetime | None:
    """Return the moment of a date in any spelling, or None where it is none."""
    moment, later = _indulged(text)
    if moment is None:
        return None
    value = (moment.value + later).replace(microsecond=0)
    if moment.zone is None and not (bare and moment.precision in ("second", "fraction")):
        return _at_clock(value, zone)
    return value.astimezone(zone)


def _read(text: str) -> Moment | None:
    return read_date(text, zone=UTC, dialect="jekyll")


def _indulged(text: str) -> tuple[Moment | None, timedelta]:
    """Read what only Ruby would, and return also by how much what was read is too early."""
    if "年" in text:
        return None, timedelta(0)
    text, later = _respelt(text), timedelta(0)
    if _MIDNIGHT.search(text):
        text, later = _MIDNIGHT.sub("00", text, count=1), timedelta(days=1)
    moment = _read(text)
    if moment is None and (match := _LATE_DAY.fullmatch(text)):
        moment, later = _read(f"{match[1]}28{match[3]}"), later + timedelta(days=int(match[2]) - 28)
    return moment, later


def _respelt(text: str) -> str:
    """Put a date that only Ruby would take into a spelling that means the same to all."""
    text = _NAMES.sub("", text)
    if match := _SHORT_YEAR.fullmatch(text):
        return f"{'19' if int(match[1]) >= 69 else '20'}{match[1]}-{match[2]}"
    if match := _BARE_OFFSET.fullmatch(text):
        return match[1]
    if match := _BASIC.fullmatch(text):
        return "{}-{}-{}T{}:{}:{}{}".format(*match.groups(""))
    if match := _DAY_FIRST.fullmatch(text):
        return f"{match[3]}-{match[2]}-{match[1]}{match[4]}"
    return _SHORT_OFFSET.sub("0", text)


def _at_clock(value: datetime, zone: tzinfo) -> datetime:
    """Return the moment when the site's clocks show this; of an hour that comes twice, the second."""
    clock = value.replace(tzinfo=zone)
    later = clock.replace(fold=1)
    if clock.utcoffset() == later.utcoffset():
        return clock
    value = min(clock, later, key=lambda at: at.utcoffset() or timedelta(0))
    return value.astimezone(UTC).astimezone(zone)  # moves on from an hour that is skipped
