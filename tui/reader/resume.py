"""A changed body parsed again only where it changed.

What stands before and after a change keeps its blocks: the parser is given a window around it, from
a unit that the change can't reach to one that starts where a unit of the old version did. What is
defined far from its use (references, footnotes) is put before the window; when that itself
changed, all is parsed again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from tui.reader.parse import Body
from tui.reader.units import Unit


class Splice(NamedTuple):
    """A new version made of an old one's units: some, then new ones, then the old rest."""

    kept: int
    """Units of the old version before the change."""

    units: list[Unit]
    """New ones."""

    rest: int
    """The first unit of the old version after the change."""

    shift: int
    """How many bytes further on that rest stands."""

    lines: int
    """How many lines further down it stands."""


def resume(old: Body, units: list[Unit], new: Body) -> Splice | None:
    """Return what is new in a changed body; None if all of it must be parsed.

    Args:
        old: The body before.
        units: All its units.
        new: The body now.
    """
    if not _comparable(old, new):
        return None
    before, after = same_ends(old.data, new.data)
    starts = [unit.start for unit in units]
    kept = max(0, bisect_right(starts, before) - 3)
    first = units[kept] if kept else new.first
    shift = len(new.data) - len(old.data)
    rest = bisect_left(starts, len(old.data) - after)
    for reach in (3, 50, len(units)):
        last = rest + reach
        end = units[last].start + shift if last < len(units) else len(new.data)
        parsed = list(new.units_between(first, end))
        where = {units[i].start + shift: i for i in range(rest, min(last, len(units)))}
        for count, unit in enumerate(parsed):
            there = where.get(unit.start)
            if there is not None and units[there].state == unit.state:
                return Splice(kept, parsed[:count], there, shift, unit.line - units[there].line)
        if end == len(new.data):
            return Splice(kept, parsed, len(units), 0, 0)
    return None


def _comparable(old: Body, new: Body) -> bool:
    one, other = old.reading, new.reading
    return (
        not (old.is_html or new.is_html)
        and one.dialect == other.dialect
        and one.first_line == other.first_line
        and (one.post is None) == (other.post is None)
        and old.definitions == new.definitions
        and "\n>" not in new.definitions
    )


def same_ends(old: bytes, new: bytes) -> tuple[int, int]:
    """Return how many bytes are the same at the start and at the end, none of them counted twice."""
    shorter = min(len(old), len(new))
    start = _most(lambda n: old.startswith(new[:n]), shorter)
    return start, _most(lambda n: old.endswith(new[len(new) - n :]), shorter - start)


def _most(holds: Callable[[int], bool], most: int) -> int:
    """Return the greatest number for which a condition holds that holds for all smaller ones."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        if holds(middle):
            low = middle
        else:
            most = middle - 1
    return low
