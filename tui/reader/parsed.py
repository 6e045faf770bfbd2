"""A reading parsed as far as it was asked for, and what it takes over from an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.reader.blocks import Block
from tui.reader.header import header
from tui.reader.parse import Body
from tui.reader.reading import Reading
from tui.reader.resume import resume
from tui.reader.units import Unit


class Kept(NamedTuple):
    """Blocks that are those of an earlier version."""

    start: int
    end: int
    """Which of the earlier version, by position."""

    move: int
    """How much further on they stand now."""


class Parsed:
    """The blocks of a reading, header and all.

    Args:
        reading: What is parsed.
    """

    def __init__(self, reading: Reading) -> None:
        self.blocks: list[Block] = []
        self.starts: list[int] = []
        """The line of the file on which each block starts."""

        self.complete = False
        """Whether all blocks are known."""

        self._body = Body(reading)
        self._coming = self._body.units()
        self._units: list[Unit] = []
        self._firsts: list[int] = []
        """The first block of each unit."""

        self._add(header(reading.post) if reading.post is not None else (), 1)

    @property
    def share(self) -> float:
        """How much of the body is parsed, of 1."""
        size = len(self._body.data)
        return self._units[-1].start / size if self._units and size and not self.complete else 1

    def more(self) -> bool:
        """Parse one more unit; False if there was none."""
        unit = None if self.complete else next(self._coming, None)
        if unit is None:
            self.complete = True
            return False
        self._add_unit(unit)
        return True

    def all(self) -> list[Block]:
        """Return all blocks."""
        while self.more():
            pass
        return self.blocks

    def take_over(self, old: Parsed) -> list[Kept]:
        """Take over from an earlier version what did not change, and parse only what did.

        Returns:
            What was taken over, in order; nothing if all must be parsed.
        """
        old.all()
        splice = resume(old._body, old._units, self._body)
        if splice is None:
            return []
        before = self._copy(old, 0, splice.kept, 0, 0)
        for unit in splice.units:
            self._add_unit(unit)
        after = self._copy(old, splice.rest, len(old._units), splice.shift, splice.lines)
        self.complete = True
        return [before, after]

    def _copy(self, old: Parsed, first: int, last: int, shift: int, lines: int) -> Kept:
        """Take over units of an old version, so many bytes further on and lines further down."""
        start, end = old._block_of(first), old._block_of(last)
        move = len(self.blocks) - start
        units = old._units[first:last]
        if shift or lines:
            units = [unit._replace(start=unit.start + shift, line=unit.line + lines) for unit in units]
        self._units += units
        self._firsts += [block + move for block in old._firsts[first:last]]
        self.blocks += old.blocks[start:end]
        self.starts += [line + lines for line in old.starts[start:end]]
        return Kept(start, end, move)

    def _block_of(self, unit: int) -> int:
        return self._firsts[unit] if unit < len(self._firsts) else len(self.blocks)

    def _add_unit(self, unit: Unit) -> None:
        self._units.append(unit)
        self._firsts.append(len(self.blocks))
        self._add(unit.blocks, unit.line)

    def _add(self, blocks: Sequence[Block], line: int) -> None:
        self.blocks += blocks
        self.starts += [line + block.line for block in blocks]
