"""Time zones: by name, the machine's own, and a moment said in one."""

from __future__ import annotations

import os
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@cache
def zone_named(name: str) -> tzinfo | None:
    """Return the zone of the database's name, such as `Asia/Tokyo`, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return None  # a name may also be a folder of the database, or leave it


def local_zone() -> tzinfo:
    """Return the zone of this machine, with its summer times: `TZ`, then `/etc/localtime`, then UTC."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if name:
        return zone_named(name) or UTC
    try:
        with Path("/etc/localtime").open("rb") as file:
            return ZoneInfo.from_file(file, key=_localtime_name())
    except (OSError, ValueError):
        return UTC


def _localtime_name() -> str:
    """Return the database's name of `/etc/localtime`, which is a link into it on most systems."""
    return str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2] or "local time"


def said(moment: datetime, zone: tzinfo) -> str:
    """Say a moment in a zone: `2026-12-01 09:00 in Asia/Tokyo`."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M} in {zone}"
