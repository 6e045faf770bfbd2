"""Reading a date as it is written, and keeping the spelling when it is changed.

One reader takes every spelling met in real posts (`spelling`); a dialect then says which of them a
generator understands: Hugo's are told there, Jekyll's are those of Ruby's `Time.parse`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal, TypeAlias

from tui.blog.dates.layout import MONTHS, write_date
from tui.blog.dates.spelling import Precision, spelling_of
from tui.blog.dates.zones import at_clock, in_zone
from tui.blog.values import DateText

Dialect: TypeAlias = Literal["hugo", "jekyll", "any"]
"""Whose spellings are taken: a generator's, or all."""

LONGEST = 64
"""Characters in the longest text that may be a date."""

_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_ABBREVIATIONS = {
    "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5, "KST": 9,
    "JST": 9, "AKST": -9, "AKDT": -8, "HST": -10, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6,
    "CDT": -5, "EST": -5, "EDT": -4,
}  # fmt: skip
"""Hours from UTC, as Ruby takes the names that stand without an offset; Hugo takes none."""

_FRACTION = re.compile(r"(?<=05)[.,](0+)")

_RUBY_TIMESTAMP = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt]|\s+)\d\d?:\d\d:\d\d(?:\.\d*)?")
"""What Psych reads as a time in UTC, where it is written without quotes and names no zone."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is written, understood."""

    text: str
    """The date as it is written."""

    value: datetime
    """The moment meant, with its offset."""

    layout: str
    """How it is written, in the language of `tui.blog.dates.layout`."""

    precision: Precision
    zone: str | None
    """The zone as it is written (`+09:00`, `Z`, `JST`); None if the site's zone is meant."""

    def __str__(self) -> str:
        return self.text

    def with_value(self, value: datetime) -> Moment:
        """Return another moment in the same spelling.

        The offset written stays, and so does the precision: what the spelling has no room for
        is dropped.

        Args:
            value: The moment, with its offset.
        """
        clock = _truncated(in_zone(value, self.value.tzinfo or UTC), self.layout, self.precision)
        if clock == self.value:
            return self
        text = write_date(clock, self.layout, (self.zone or "").rpartition(" ")[2])
        return Moment(text, clock, self.layout, self.precision, self.zone)

    def days_later(self, days: int) -> Moment:
        """Return the moment some days on, or back, at the same time by the clock."""
        try:
            clock = self.value.replace(tzinfo=None) + timedelta(days=days)
        except OverflowError:
            return self
        return self.with_value(at_clock(clock, self.value.tzinfo or UTC))


def _truncated(value: datetime, layout: str, precision: Precision) -> datetime:
    """Drop from a moment what a layout doesn't write."""
    if precision == "date":
        midnight = value.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        return at_clock(midnight, value.tzinfo or UTC)
    if precision == "minute":
        return value.replace(second=0, microsecond=0)
    fraction = _FRACTION.search(layout)
    unit = 10 ** (6 - min(len(fraction[1]), 6)) if fraction else 10**6
    return value.replace(microsecond=value.microsecond // unit * unit)


def read_date(text: str, *, zone: tzinfo, dialect: Dialect = "any") -> Moment | None:
    """Read a date in any spelling; None where a text is no date, or none that the dialect takes.

    Args:
        text: The date as it is written. A `DateText` stands without quotes in the file, which
            matters to Jekyll.
        zone: The zone of a date that names none.
        dialect: Whose spellings are taken.
    """
    if len(text) > LONGEST:
        return None
    stripped = text if dialect == "hugo" else text.strip()
    spelling = spelling_of(stripped)
    match = spelling.shape.fullmatch(stripped) if spelling else None
    if spelling is None or match is None or (dialect == "hugo" and not spelling.hugo):
        return None
    groups = match.groupdict()
    try:
        clock = _clock(groups)
        offset = _offset(groups, dialect)
    except ValueError:
        return None
    if offset is None and dialect == "jekyll" and isinstance(text, DateText):
        offset = UTC if _RUBY_TIMESTAMP.fullmatch(stripped) else None
    value = clock.replace(tzinfo=offset) if offset else at_clock(clock, zone)
    written = groups.get("zone") or groups.get("alone")
    if groups.get("name"):
        written = f"{written} {groups['name']}"
    return Moment(text, value, spelling.layout, spelling.precision, written)


def _clock(groups: dict[str, str | None]) -> datetime:
    """Return what the clock shows; ValueError where no clock shows it."""
    year, month = groups["year"] or "", groups["month"] or ""
    hour, half = int(groups.get("hour") or 0), (groups.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "pm" else 0)
    return datetime(  # noqa: DTZ001  the zone is found from what the clock shows
        int(year) + (0 if len(year) == 4 else 1900 if int(year) >= 69 else 2000),
        int(month) if month.isdecimal() else _NUMBERS[month[:3].lower()],
        int(groups["day"] or 0),
        hour,
        int(groups.get("minute") or 0),
        int(groups.get("second") or 0),
        int((groups.get("fraction") or ".")[1:7].ljust(6, "0")),
    )


@lru_cache(maxsize=256)
def _fixed(sign: str, hours: int, minutes: int) -> timezone:
    if minutes > 59:
        raise ValueError(minutes)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)


def _offset(groups: dict[str, str | None], dialect: Dialect) -> timezone | None:
    """Return the zone that a date names; ValueError where there can be no such zone."""
    written = groups.get("zone")
    if written:
        if written in "Zz":
            return UTC
        return _fixed(written[0], int(written[1:3]), int(written[3:].lstrip(":") or 0))
    hours = None if dialect == "hugo" else _ABBREVIATIONS.get(groups.get("alone") or "")
    return None if hours is None else timezone(timedelta(hours=hours))
