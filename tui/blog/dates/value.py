"""The moment that a date means, where its spelling does not matter: what lists of thousands need."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from tui.blog.dates.moment import Dialect, read_date
from tui.blog.dates.zones import at_clock

USUAL = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?",
    re.ASCII,
)
"""What nearly all dates look like. Every dialect takes it, and so does Python's own parser."""

DAY = len("2006-01-02")
"""Characters of a date without time, among those that look like `USUAL`."""


def read_value(text: str, *, zone: tzinfo, dialect: Dialect = "any") -> datetime | None:
    """Return what `read_date` would say is the value of a date, several times as fast for most.

    Args:
        text: The date as it is written.
        zone: The zone of a date that names none.
        dialect: Whose spellings are taken; not Jekyll's, to which quotes matter.
    """
    if USUAL.fullmatch(text) is None:
        moment = read_date(text, zone=zone, dialect=dialect)
        return moment.value if moment else None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:  # no such day
        return None
    return at_clock(value, zone) if value.tzinfo is None else value
