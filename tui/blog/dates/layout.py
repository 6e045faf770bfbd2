"""Go's language for the layout of a date: the layout is a date, the second of January 2006.

It is the language of Hugo's permalinks, and it says all that has to be kept when a date is
edited: separators, widths, precision and the form of the offset.
See https://pkg.go.dev/time#pkg-constants.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_OFFSET = r"07:00:00|070000|07:00|0700|07"
_ELEMENT = re.compile(
    r"January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|__2|_2(?!006)|002|0[1-6]|15|[1-5]|PM|pm"
    rf"|-(?:{_OFFSET})|Z(?:{_OFFSET})|[.,](?:0+|9+)(?!\d)"
)


def _hour(value: datetime) -> int:
    return value.hour % 12 or 12


_ELEMENTS: dict[str, Callable[[datetime], str]] = {
    "2006": lambda v: f"{v.year:04}",
    "06": lambda v: f"{v.year % 100:02}",
    "January": lambda v: MONTHS[v.month - 1],
    "Jan": lambda v: MONTHS[v.month - 1][:3],
    "01": lambda v: f"{v.month:02}",
    "1": lambda v: str(v.month),
    "Monday": lambda v: DAYS[v.weekday()],
    "Mon": lambda v: DAYS[v.weekday()][:3],
    "02": lambda v: f"{v.day:02}",
    "_2": lambda v: f"{v.day:2}",
    "2": lambda v: str(v.day),
    "002": lambda v: f"{v.timetuple().tm_yday:03}",
    "__2": lambda v: f"{v.timetuple().tm_yday:3}",
    "15": lambda v: f"{v.hour:02}",
    "03": lambda v: f"{_hour(v):02}",
    "3": lambda v: str(_hour(v)),
    "04": lambda v: f"{v.minute:02}",
    "4": lambda v: str(v.minute),
    "05": lambda v: f"{v.second:02}",
    "5": lambda v: str(v.second),
    "PM": lambda v: "AM" if v.hour < 12 else "PM",
    "pm": lambda v: "am" if v.hour < 12 else "pm",
    "MST": lambda v: v.tzname() or "",
}


def _offset(value: datetime, form: str) -> str:
    offset = value.utcoffset() or timedelta(0)
    if form[0] == "Z" and not offset:
        return "Z"
    seconds = int(offset.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    sign = "-" if seconds < 0 else "+"
    digits = form[1:].replace("00", "{:02}").replace("07", "{:02}")
    return sign + digits.format(minutes // 60, minutes % 60, rest)


def _fraction(value: datetime, form: str) -> str:
    digits = f"{value.microsecond:06}".ljust(9, "0")[: len(form) - 1].ljust(len(form) - 1, "0")
    if form[1] == "9":
        digits = digits.rstrip("0")
    return form[0] + digits if digits else ""


@lru_cache(maxsize=256)
def _parts(layout: str) -> tuple[tuple[str, bool], ...]:
    """Split a layout into literal text and elements; the flag marks an element."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for match in _ELEMENT.finditer(layout):
        parts.append((layout[end : match.start()], False))
        parts.append((match.group(), True))
        end = match.end()
    parts.append((layout[end:], False))
    return tuple(part for part in parts if part[0])


def is_layout(text: str) -> bool:
    """Tell whether a text holds any element of a date."""
    return _ELEMENT.search(text) is not None


def write_date(value: datetime, layout: str, zone: str = "") -> str:
    """Write a moment in a layout.

    Args:
        value: The moment, with its offset.
        layout: How to write it, in Go's language.
        zone: What to write for the name of the zone; its abbreviation by default.
    """
    out = []
    for part, element in _parts(layout):
        if not element:
            out.append(part)
        elif part == "MST" and zone:
            out.append(zone)
        elif part in _ELEMENTS:
            out.append(_ELEMENTS[part](value))
        elif part[0] in ".,":
            out.append(_fraction(value, part))
        else:
            out.append(_offset(value, part))
    return "".join(out)
