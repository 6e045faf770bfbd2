"""Time zones: the moment that a clock on a wall means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    """Return a zone's offset at a moment in UTC, given without its zone."""
    return moment.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta(0)


def at_clock(clock: datetime, zone: tzinfo) -> datetime:
    """Return the moment when the clocks of a zone show this.

    An hour that the clocks skip, or show twice, is taken as Go's `time.Date` takes it, so that a
    post of such a night stands where Hugo puts it.

    Args:
        clock: What the clocks show, without a zone.
        zone: Whose clocks.
    """
    if isinstance(zone, timezone):
        return clock.replace(tzinfo=zone)
    try:
        offset = _offset(clock - _offset(clock, zone), zone)
        return (clock - offset).replace(tzinfo=UTC).astimezone(zone)
    except OverflowError:  # the first or the last day there is
        return clock.replace(tzinfo=zone)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Return the same moment on the clocks of a zone."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment
