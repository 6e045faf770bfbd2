"""What changed between two versions of a body, in blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.reader.blocks import Block


class Change(NamedTuple):
    """Blocks that differ: those before `start` and those after the ends are the same."""

    start: int
    old_end: int
    new_end: int

    def find(self, index: int, old: Sequence[Block], new: Sequence[Block]) -> int:
        """Return where a block of the old version stands in the new one.

        A block that is gone is taken for the one in its place.
        """
        if index < self.start:
            return index
        if index >= self.old_end:
            return index - self.old_end + self.new_end
        same = [i for i in range(self.start, self.new_end) if new[i] == old[index]]
        place = index - self.start + self.start
        if same:
            return min(same, key=lambda i: abs(i - place))
        return max(0, min(place, self.new_end - 1 if self.new_end > self.start else self.start, len(new) - 1))


def compare(old: Sequence[Block], new: Sequence[Block]) -> Change:
    """Compare two versions: what is the same at the start and at the end, and so what is not."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and (old[start] is new[start] or old[start] == new[start]):
        start += 1
    end = 0
    while end < shorter - start and (old[-1 - end] is new[-1 - end] or old[-1 - end] == new[-1 - end]):
        end += 1
    return Change(start, len(old) - end, len(new) - end)
