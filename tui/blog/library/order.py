"""An order of all rows of a library."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import Any


def is_many(changes: Collection[int], length: int) -> bool:
    """Tell whether so many rows changed that working all out anew beats carrying on what is known."""
    return len(changes) > length // 100


class Order:
    """All rows of a library in an order; immutable."""

    def __init__(self, rows: Iterable[int]) -> None:
        self.rows = array("I", rows)

    def chosen(self, flags: bytes) -> list[int]:
        """Return the rows whose byte is 1, in this order."""
        if self._rows is None:
            return list(compress(range(len(flags)), flags))
        return list(compress(self._rows, self._pick(flags)))

    def replaced(
        self, changes: Collection[int], length: int, place: Callable[[int], tuple[Any, ...]]
    ) -> Order:
        """Return the order after a change of some rows, cut or grown to a length.

        Args:
            changes: The rows that changed; new ones are among them.
            length: The new length.
            place: What tells a row's place; no two are equal.
        """
        if is_many(changes, length):
            return Order(sorted(range(length), key=place))
        rows = array("I", [row for row in self.rows if row < length and row not in changes])
        for row in changes:
            rows.insert(bisect_left(rows, place(row), key=place), row)
        return Order(rows)

    @cached_property
    def _rows(self) -> tuple[int, ...] | None:
        """The rows again, as what is quick to go through; None where they simply ascend."""
        rows = tuple(self.rows)
        return None if rows == tuple(range(len(rows))) else rows

    @cached_property
    def _pick(self) -> Callable[[bytes], tuple[int, ...]]:
        return itemgetter(*(self._rows or ()), 0)  # the 0 makes it a tuple where there is one row
