"""An order of all rows of a library."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import compress, islice
from operator import itemgetter
from typing import Any

from tui.blog.library import bits

_FEW = 16  # one in so many rows is sorted by itself; of more, all are gone through


def is_many(changes: Collection[int], length: int) -> bool:
    """Tell whether so many rows changed that working all out anew beats carrying on what is known."""
    return len(changes) > length // 100


class Order:
    """All rows of a library in an order; immutable."""

    def __init__(self, rows: Iterable[int]) -> None:
        self.rows = array("I", rows)

    def chosen(self, rows: int) -> Sequence[int]:
        """Return the rows of a set in this order."""
        count, length = rows.bit_count(), len(self.rows)
        if count == length:
            return self.rows
        if count * _FEW < length:
            return sorted(bits.rows(rows), key=self._ranks.__getitem__)
        return list(compress(self._rows, self._pick(bits.flags(rows, length))))

    def first(self, rows: int, count: int) -> Sequence[int]:
        """Return the first rows of a set in this order, at most so many: of a large set quicker than all."""
        length = len(self.rows)
        if not length // _FEW <= rows.bit_count() < length:
            return self.chosen(rows)[:count]
        flags = bits.flags(rows, length)
        return list(islice(compress(self._rows, map(flags.__getitem__, self._rows)), count))

    def position(self, row: int, rows: int) -> int:
        """Return how many rows of a set come before one."""
        flags = bits.flags(rows, len(self.rows))
        return sum(map(flags.__getitem__, self._rows[: self._ranks[row]]))

    def replaced(
        self, changes: Collection[int], length: int, place: Callable[[int], tuple[Any, ...]]
    ) -> Order:
        """Return the order after a change of some rows, cut or grown to a length.

        Args:
            changes: The rows that changed; new ones are among them.
            length: The new length.
            place: What tells a row's place; no two are equal.
        """
        rows = array("I", [row for row in self.rows if row < length and row not in changes])
        if len(changes) * _FEW > length:
            return Order(sorted([*rows, *changes], key=place))  # most are in order, which is quick to find
        merged = array("I")
        done = 0
        for row in sorted(changes, key=place):
            start, done = done, bisect_left(rows, place(row), done, key=place)
            merged += rows[start:done]
            merged.append(row)
        return Order(merged + rows[done:])

    def lay_out(self) -> None:
        """Work out now what is needed to choose from the order."""
        self._ranks, self._pick  # noqa: B018  # works out what is kept

    @cached_property
    def _rows(self) -> Sequence[int]:
        """The rows again, as what is quick to go through."""
        numbers = bits.numbers(len(self.rows))
        return tuple(map(numbers.__getitem__, self.rows))

    @cached_property
    def _pick(self) -> Callable[[bytes], tuple[int, ...]]:
        """Takes the flags of all rows in this order."""
        return itemgetter(*self._rows, 0)  # the 0 makes it a tuple where there is one row

    @cached_property
    def _ranks(self) -> array[int]:
        """The place of each row."""
        ranks = array("I", bytes(4 * len(self.rows)))
        deque(map(ranks.__setitem__, self._rows, bits.numbers(len(self.rows))), maxlen=0)
        return ranks
