"""Dates as the seconds that a clock on the wall counts: they are compared as they were written."""

from __future__ import annotations

from datetime import datetime

EPOCH = datetime(1, 1, 1)  # noqa: DTZ001  # of no zone: each date has its own clock
"""When the seconds of dates begin to count."""

NEVER = -(2**62)
"""The seconds of no date."""


def wall(moment: datetime) -> int:
    """Return the seconds of a date by the clock it was written with, whatever its offset."""
    days = moment.toordinal() - 1
    return ((days * 24 + moment.hour) * 60 + moment.minute) * 60 + moment.second
