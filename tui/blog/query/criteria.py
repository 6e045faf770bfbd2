"""Criteria: what a query asks of one value, such as `AI`, `post*`, `>=2026-01` or `1..5`.

A number and a date both stand for a span: `5` is the numbers from 5 to the next float, `2026-01`
the seconds of that month. So equal, greater, less and between are all `low <= x < high`.
"""

from __future__ import annotations

import math
import re
from abc import abstractmethod
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

import msgspec

from tui.blog.packed.clock import EPOCH as EPOCH
from tui.blog.packed.clock import NEVER as NEVER
from tui.blog.packed.clock import wall as wall
from tui.blog.text import normal as normal
from tui.blog.values import Value

OPERATORS = (">=", "<=", ">", "<")
"""The comparisons, longest first, as they are to be looked for."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_DATE = re.compile(
    r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ](\d{1,2})(?::(\d{2})(?::(\d{2}))?)?)?)?)?", re.ASCII
)


class Span(NamedTuple):
    """The numbers from `low` up to, and without, `high`."""

    low: float
    high: float

    def holds(self, number: float | None) -> bool:
        """Tell whether a number lies inside; what is no number does not."""
        return number is not None and self.low <= number < self.high


def number_span(text: str) -> Span | None:
    """Return the span of a written number, or None."""
    if not _NUMBER.fullmatch(text):
        return None
    return Span(float(text), math.nextafter(float(text), math.inf))


@lru_cache(256)
def date_span(text: str) -> Span | None:
    """Return the seconds that a year, month, day, hour, minute or second lasts, or None."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part is not None]
    year, month, day, hour, minute, second = (*parts, *(1, 1, 1, 0, 0, 0)[len(parts) :])
    try:
        start = EPOCH.replace(year, month, day, hour, minute, second)
        match len(parts):
            case 1:
                end = start.replace(year=start.year + 1)
            case 2:
                end = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
            case count:
                end = start + timedelta(seconds=(86400, 3600, 60, 1)[count - 3])
    except (ValueError, OverflowError):
        return None
    return Span(wall(start), wall(end))


def written_number(value: Value) -> float | None:
    """Return the number that a value of front matter is or spells, or None."""
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value) else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def written_date(value: Value) -> float | None:
    """Return the seconds of a date that a value starts with, by its own clock, or None."""
    if not isinstance(value, str) or not (match := _DATE.match(value)) or match[3] is None:
        return None
    span = date_span(match[0])
    return span.low if span else None


def written_text(value: Value) -> str:
    """Return a single value as a query would write it; nothing is an empty text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, list | dict) else str(value)


class _Spanned(msgspec.Struct, frozen=True, dict=True):
    """A criterion on numbers and dates."""

    @cached_property
    def numbers(self) -> Span | None:
        """The numbers that are wanted, if numbers can be meant."""
        return self._span(number_span)

    @cached_property
    def dates(self) -> Span | None:
        """The seconds that are wanted, if dates can be meant."""
        return self._span(date_span)

    @abstractmethod
    def _span(self, read: Callable[[str], Span | None]) -> Span | None:
        """Return the span that is wanted, of ends that are read as numbers or as dates."""

    def accepts(self, value: Value) -> bool:
        """Tell whether a single value is what is wanted."""
        if self.numbers and self.numbers.holds(written_number(value)):
            return True
        return self.dates is not None and self.dates.holds(written_date(value))

    def accepts_text(self, text: str) -> bool:
        """Tell whether a text as `normal` has it, such as a term, is what is wanted: it has no size."""
        return False


class Exactly(_Spanned, frozen=True, dict=True):
    """The value itself; a date or its year, month or day."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The text as it is compared."""
        return normal(self.text)

    def _span(self, read: Callable[[str], Span | None]) -> Span | None:
        return read(self.text)

    def accepts(self, value: Value) -> bool:
        """Tell whether a single value is what is wanted."""
        return self.accepts_text(normal(written_text(value))) or super().accepts(value)

    def accepts_text(self, text: str) -> bool:
        """Tell whether a text as `normal` has it is this one."""
        return text == self.folded


class Glob(msgspec.Struct, frozen=True, dict=True):
    """A value of a shape: `*` stands for any text, but nothing at all is of no shape."""

    pattern: str

    @cached_property
    def parts(self) -> list[str]:
        """The texts between the stars, folded."""
        return [normal(part) for part in self.pattern.split("*")]

    def accepts(self, value: Value) -> bool:
        """Tell whether a single value is what is wanted."""
        return self.accepts_text(normal(written_text(value)))

    def accepts_text(self, text: str) -> bool:
        """Tell whether a text as `normal` has it is of the shape."""
        first, *middle, last = self.parts
        if not text or not text.startswith(first) or not text.endswith(last):
            return False
        place, end = len(first), len(text) - len(last)
        for part in middle:
            place = text.find(part, place, end)
            if place < 0:
                return False
            place += len(part)
        return place <= end


class Compared(_Spanned, frozen=True, dict=True):
    """A number or a date on one side of another."""

    operator: str
    text: str

    def _span(self, read: Callable[[str], Span | None]) -> Span | None:
        span = read(self.text)
        if span is None:
            return None
        match self.operator:
            case ">":
                return Span(span.high, math.inf)
            case ">=":
                return Span(span.low, math.inf)
            case "<":
                return Span(-math.inf, span.low)
            case _:
                return Span(-math.inf, span.high)


class Between(_Spanned, frozen=True, dict=True):
    """A number or a date from one to another, both included; an empty side is open."""

    low: str
    high: str

    def _span(self, read: Callable[[str], Span | None]) -> Span | None:
        low = read(self.low) if self.low else Span(-math.inf, -math.inf)
        high = read(self.high) if self.high else Span(math.inf, math.inf)
        return Span(low.low, high.high) if low and high else None


Criterion: TypeAlias = Exactly | Glob | Compared | Between
