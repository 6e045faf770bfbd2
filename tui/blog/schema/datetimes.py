"""Dates: typed in full, or said in a few words, and written in the spelling that the post has."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from tui.blog.dates import Dialect, Moment, at_clock, read_date, write_date
from tui.blog.errors import FieldError
from tui.blog.post import Problem
from tui.blog.schema.fields import Field, Known
from tui.blog.values import DateText, Value

_DAYS = {
    **dict.fromkeys(("today", "今日"), 0),
    **dict.fromkeys(("tomorrow", "明日"), 1),
    **dict.fromkeys(("yesterday", "昨日"), -1),
}
_NOW = ("now", "今")
_STEP = re.compile(r"([+-]\d{1,5})(min|h|d|w)")
_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?")
_DAY = re.compile(r"(\d\d?)[-/](\d\d?)")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class DateTime(Field):
    """A date, with or without a time."""

    type = "datetime"

    zone: tzinfo = UTC
    """The zone of a date that names none."""

    dialect: Dialect = "any"
    layout: str = "2006-01-02T15:04:05-07:00"
    """How a new date is written, in Go's language: as most posts write it."""

    clock: Callable[[], datetime] = dataclasses.field(default=_now, compare=False, repr=False)

    def holds(self, value: Value) -> bool:
        return value is None or isinstance(value, str)

    def read(self, value: Value) -> Moment | None:
        """Return the moment a value means, or None where it means none."""
        if not isinstance(value, str):
            return None
        return read_date(value, zone=self.zone, dialect=self.dialect)

    def parse(self, text: str, was: Value = None) -> Value:
        if text == was:
            return was
        text = unicodedata.normalize("NFKC", text).strip()
        if not text:
            return None
        quoted = isinstance(was, str) and not isinstance(was, DateText)
        old = self.read(was)
        typed = self.read(text if quoted else DateText(text))
        if typed is None or (old and typed.precision == "date" != old.precision):
            meant = self._meant(text, old)
            if meant is None:
                example = write_date(self.clock().astimezone(self.zone), self.layout)
                raise FieldError(f"“{text}” is not a date", hint=f"such as {example}, tomorrow 9:00 or +3d")
            text = self.write(meant, old)
        return text if quoted else DateText(text)

    def write(self, value: datetime, like: Moment | None) -> str:
        """Write a moment as another is written, or as most posts do.

        Args:
            value: The moment, with its offset.
            like: The date whose spelling it takes.
        """
        return str(like.with_value(value)) if like else write_date(value.astimezone(self.zone), self.layout)

    def _meant(self, text: str, old: Moment | None) -> datetime | None:
        """Return the moment that words such as `tomorrow 9:00`, `+3d` or `3/15` mean, or None."""
        whole = read_date(text, zone=old.value.tzinfo if old and old.value.tzinfo else self.zone)
        if whole and whole.precision != "date":
            return whole.value
        zone = (old.value.tzinfo if old else None) or self.zone
        now = self.clock().astimezone(zone)
        clock = (old.value if old else now).replace(tzinfo=None)
        try:
            for word in text.casefold().split():
                moved = _move(clock, word, now.replace(tzinfo=None))
                if moved is None:
                    return None
                clock = moved
            return at_clock(clock, zone)
        except (ValueError, OverflowError):
            return None

    def format(self, value: Value) -> str:
        return "" if value is None else str(value)

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        problems = super().check(value, known)
        if value and self.read(value) is None:
            reader = {"hugo": "Hugo", "jekyll": "Jekyll"}.get(self.dialect, "postdesk")
            problems += (Problem("date", f"no date that {reader} can read"),)
        return problems


def _move(clock: datetime, word: str, now: datetime) -> datetime | None:
    """Apply one word to what a clock shows; None if the word says nothing of time."""
    if word in _NOW:
        return now.replace(microsecond=0)
    if word in _DAYS:
        day = now.date() + timedelta(days=_DAYS[word])
        return datetime.combine(day, clock.time())
    if step := _STEP.fullmatch(word):
        return clock + int(step[1]) * _UNITS[step[2]]
    if time := _CLOCK.fullmatch(word):
        return clock.replace(hour=int(time[1]), minute=int(time[2]), second=int(time[3] or 0), microsecond=0)
    if day_of_year := _DAY.fullmatch(word):
        return clock.replace(month=int(day_of_year[1]), day=int(day_of_year[2]))
    written = read_date(word, zone=UTC)
    if written is None or written.precision != "date":
        return None
    return datetime.combine(written.value.date(), clock.time())
