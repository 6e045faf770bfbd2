"""Dates as Ruby's `Time.parse` takes them, indulgently, after Psych has read the YAML."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

from tui.blog.dates import read_date
from tui.blog.values import DateText, Value

_SHORT_YEAR = re.compile(r"(\d\d)-(\d{1,2}-\d{1,2})\Z")
_BARE_ZONE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s+[+-]\d{1,2}:?\d{0,2}\Z")
_OVERFULL = re.compile(r"(\d{4}-\d{1,2}-)(29|30|31)\b(.*)", re.DOTALL)
_MIDNIGHT = re.compile(r"(\D)24:00(:00)?\b")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)
_SHORT_OFFSET = re.compile(r"([+-])(\d)\Z")


def ruby_date(value: Value, zone: tzinfo) -> datetime | None:
    """Return the moment Ruby reads in a value, on the site's clocks, or None where it stops.

    A day behind the month's last is counted on, 24 o'clock is the next day's beginning, an offset
    behind a date without time is not heard, and a year may have two digits.

    Args:
        value: The value of a `date` key. A `DateText` stands without quotes in the file.
        zone: The site's zone.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = value.strip() if isinstance(value, str) else str(value)
    bare = isinstance(value, DateText)
    moment, later = _read(text, zone, bare), timedelta(0)
    if match := _MIDNIGHT.search(text):
        text = f"{text[: match.start()]}{match[1]}00:00{match[2] or ''}{text[match.end() :]}"
        later, moment = timedelta(days=1), _read(text, zone, bare)
    if moment is None and (match := _OVERFULL.fullmatch(text)):
        later += timedelta(days=int(match[2]) - 28)
        moment = _read(f"{match[1]}28{match[3]}", zone, bare=False)
    if moment is None:
        return None
    clock = (moment + later).replace(tzinfo=None)
    return _read(f"{clock:%Y-%m-%d %H:%M:%S}", moment.tzinfo or zone, bare=False) if later else moment


def _read(text: str, zone: tzinfo, bare: bool) -> datetime | None:
    """Read one spelling, put into one that every reader knows."""
    if match := _SHORT_YEAR.fullmatch(text):
        text = f"{'19' if int(match[1]) >= 69 else '20'}{match[1]}-{match[2]}"
    elif match := _BARE_ZONE.fullmatch(text):
        text = match[1]
    elif match := _DAY_FIRST.fullmatch(text):
        text = f"{match[3]}-{match[2]}-{match[1]}{match[4]}"
    text = _SHORT_OFFSET.sub(r"\g<1>0\2", text)
    moment = read_date(DateText(text) if bare else text, zone=zone, dialect="jekyll")
    return moment.value.astimezone(zone) if moment else None
