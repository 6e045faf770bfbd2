"""A body at a width: laid out where it is looked at, estimated elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, chain
from time import perf_counter
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from rich.cells import cell_len

from tui.reader.blocks import Block, Code, Prose
from tui.reader.header import header
from tui.reader.layout import layout
from tui.reader.lines import Line, Span
from tui.reader.outline import outline
from tui.reader.parse import Body
from tui.reader.parsed import Kept, Parsed
from tui.reader.reading import Reading

Pictures: TypeAlias = Callable[[str, int], list[Line]]
"""Returns the lines of the picture at an address in a width; none if there is none, or not yet."""


class Place(NamedTuple):
    """A line of a page that outlives changes around it."""

    block: int
    """The block, by its position."""

    line: int
    """The line in it, from 0."""


class Page:
    """A reading laid out at a width.

    Blocks are parsed and laid out as they are asked for. `height` is exact once `fill` has
    returned True, and an estimate before.
    """

    def __init__(
        self,
        reading: Reading,
        width: int,
        old: Page | None = None,
        *,
        coloured: bool = False,
        pictures: Pictures | None = None,
    ) -> None:
        self.reading = reading
        self.width = width
        self.coloured = coloured
        """Whether code is laid out in the looks of its language at once, not when all else is."""

        self._pictures = pictures
        self._pictured: dict[str, set[int]] = {}
        """The blocks in which a picture is, by its address."""

        self._parsed = Parsed(reading)
        self._laid: list[list[Line] | None] = []
        self._heights: list[int] = []
        """Of each block; an estimate as long as it is not laid out."""

        self._tops: list[int] | None = None
        self._plain: list[int] = []
        """Blocks of code whose language is still to be read."""

        self._next = 0
        """Blocks before this one are laid out."""

        if old is not None:
            self._take_over(old)
        self._guess_until(len(self.blocks))

    @property
    def blocks(self) -> list[Block]:
        """The blocks known so far."""
        return self._parsed.blocks

    def _take_over(self, old: Page) -> None:
        """Take over from an old version what did not change."""
        old.parse_all()
        for kept in self._parsed.take_over(old._parsed):
            self._guess_until(kept.start + kept.move)
            if old.width == self.width:
                self._copy(old, kept)

    def _copy(self, old: Page, kept: Kept) -> None:
        """Take over how blocks of an old version are laid out."""
        start, end, move = kept
        self._laid += old._laid[start:end]
        self._heights += old._heights[start:end]
        self._plain += [index + move for index in old._plain if start <= index < end]
        for address, blocks in old._pictured.items():
            moved = {index + move for index in blocks if start <= index < end}
            self._pictured.setdefault(address, set()).update(moved)

    def _guess_until(self, end: int) -> None:
        """Estimate the heights of blocks that are new."""
        for block in self.blocks[len(self._heights) : end]:
            self._laid.append(None)
            self._heights.append(self._guess(block))
            if self._tops is not None:
                self._tops.append(self._tops[-1] + self._heights[-1])

    def _guess(self, block: Block) -> int:
        text = block.text
        wide = len(text) if text.isascii() else len(text) * 9 // 5
        return 1 + (block.gap is not None) + text.count("\n") + wide // max(self.width, 1)

    def parse_next(self) -> bool:
        """Parse one more unit; False if there was none."""
        if not self._parsed.more():
            return False
        self._guess_until(len(self.blocks))
        return True

    # -- heights -----------------------------------------------------------------------------

    @property
    def tops(self) -> list[int]:
        """Where each block starts, in lines, and at last where the last one ends."""
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops

    @property
    def height(self) -> int:
        """The number of lines, estimated as long as not all blocks are laid out."""
        return round(self.tops[-1] / (self._parsed.share or 1))

    def lines_of(self, index: int) -> list[Line]:
        """Return the lines of a block; their source lines count from the block's own."""
        lines = self._laid[index]
        if lines is None:
            block = self.blocks[index]
            lines = self._laid[index] = self._layout(index, coloured=self.coloured)
            if not self.coloured and isinstance(block.content, Code) and block.content.language:
                self._plain.append(index)
            if self._heights[index] != len(lines):
                self._heights[index] = len(lines)
                self._tops = None
        return lines

    def _layout(self, index: int, *, coloured: bool) -> list[Line]:
        block = self.blocks[index]
        lines = layout(block, self.width, coloured=coloured)
        if self._pictures is None or not isinstance(block.content, Prose):
            return lines
        room = self.width - sum(cell_len(span.text) for span in block.rest)
        for address in dict.fromkeys(
            span.href for span in block.content.spans if "image" in span.style.split()
        ):
            self._pictured.setdefault(address, set()).add(index)
            for line in self._pictures(address, room) if room > 0 else ():
                spans = (*block.rest, *line.spans)
                lines.append(line._replace(spans=spans, lead=len(spans)))
        return lines

    def forget(self, address: str) -> None:
        """Lay out anew what holds a picture, for it has come."""
        for index in self._pictured.get(address, ()):
            self._laid[index] = None

    def look(self, top: int, count: int) -> int:
        """Lay out what is looked at and as much above it, so that heights there are exact.

        Args:
            top: The first line looked at.
            count: How many are.

        Returns:
            The line on which what was at `top` is now: heights above may have been estimates.
        """
        self._reach(top + count)
        if not self.blocks:
            return 0
        place = self.place(top)
        left = count + place.line
        index = place.block
        while left > 0 and self._parse_to(index):
            left -= len(self.lines_of(index))
            index += 1
        left, index = count - place.line, place.block - 1
        while left > 0 and index >= 0:
            left -= len(self.lines_of(index))
            index -= 1
        return self.top_of(place)

    def _reach(self, line: int) -> None:
        while self.tops[-1] <= line and self.parse_next():
            pass

    def _parse_to(self, index: int) -> bool:
        while index >= len(self.blocks):
            if not self.parse_next():
                return False
        return True

    def parse_all(self) -> list[Block]:
        """Return all blocks."""
        while self.parse_next():
            pass
        return self.blocks

    def place(self, line: int) -> Place:
        """Return the place of a line."""
        if not self.blocks:
            return Place(0, 0)
        index = min(max(bisect_right(self.tops, line) - 1, 0), len(self.blocks) - 1)
        return Place(index, max(0, line - self.tops[index]))

    def top_of(self, place: Place) -> int:
        """Return the line of a place."""
        if place.block >= len(self.blocks):
            return self.tops[-1]
        height = self._heights[place.block]
        return self.tops[place.block] + min(place.line, max(0, height - 1))

    def text_offset(self, place: Place) -> int:
        """Return how many characters of its block stand before a place; -1 for the gap above it."""
        lines = self.lines_of(place.block)[: place.line]
        return sum(map(_size, lines)) - self._gap(place.block)

    def place_of(self, block: int, offset: int = 0) -> Place:
        """Return the place of a character of a block; the last block's if there is none so far."""
        if not self._parse_to(block):
            return Place(max(0, len(self.blocks) - 1), 0)
        lines = self.lines_of(block)
        offset += self._gap(block)
        for number, line in enumerate(lines):
            offset -= _size(line)
            if offset < 0:
                return Place(block, number)
        return Place(block, max(0, len(lines) - 1))

    def _gap(self, block: int) -> int:
        return 0 if self.blocks[block].gap is None else 1

    def place_of_source(self, line: int) -> Place:
        """Return the place of a line of the file, or of the one before it that is shown."""
        while (not self._parsed.starts or self._parsed.starts[-1] <= line) and self.parse_next():
            pass
        index = bisect_right(self._parsed.starts, line) - 1
        if index < 0:
            return Place(0, 0)
        gap = self._gap(index)
        sources = [self._parsed.starts[index] + shown.source_line for shown in self.lines_of(index)[gap:]]
        before = max((source for source in sources if source <= line), default=sources[0])
        return Place(index, sources.index(before) + gap)

    def find_anchor(self, anchor: str) -> int | None:
        """Return the block that an address in the same post leads to: a heading, a footnote."""
        blocks = self.parse_all()
        if anchor.startswith("fn:"):
            label = f"[{anchor[3:]}] "
            return next((i for i, block in enumerate(blocks) if Span(label, "footnote") in block.first), None)
        anchor = unquote(anchor)
        return next((h.block for h in outline(blocks) if anchor in (h.anchor, h.text)), None)

    def line(self, number: int) -> Line | None:
        """Return a line, its source line that of the file; None past the end."""
        self._reach(number + 1)
        if not 0 <= number < self.tops[-1]:
            return None
        index = bisect_right(self.tops, number) - 1
        lines = self.lines_of(index)
        k = number - self.tops[index]
        if k >= len(lines):
            return None
        line = lines[k]
        return line._replace(source_line=self._parsed.starts[index] + line.source_line)

    def fill(self, seconds: float) -> bool:
        """Parse and lay out more, for so long; return True when all is done."""
        until = perf_counter() + seconds
        while perf_counter() < until:
            if self._next < len(self.blocks):
                self.lines_of(self._next)
                self._next += 1
            elif self.parse_next():
                continue
            elif self._plain:
                index = self._plain.pop()
                self._laid[index] = self._layout(index, coloured=True)
            else:
                return True
        return False


def _size(line: Line) -> int:
    return len(line.body) + (1 if line.joint is None else len(line.joint))


def render(reading: Reading, width: int) -> Iterator[Line]:
    """Yield the lines of a whole reading, of which no more is held than is being told."""
    body = Body(reading)
    units = ((unit.line, unit.blocks) for unit in body.units())
    head = header(reading.post) if reading.post is not None else []
    for start, blocks in chain([(1, head)], units):
        for block in blocks:
            for line in layout(block, width):
                yield line._replace(source_line=start + block.line + line.source_line)
