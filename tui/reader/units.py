"""Units: the smallest runs of top-level blocks at whose end nothing needs the next block to be shown."""

from __future__ import annotations

from typing import NamedTuple

from tui.blog.emphasis import Found
from tui.reader.blocks import Block
from tui.reader.builder import Builder, State
from tui.reader.events import emphasised, merged
from tui.reader.markdown import Markdown
from tui.reader.steps import Source


class Unit(NamedTuple):
    """A run of top-level blocks."""

    start: int
    """Where its first line starts, in bytes of the marked source."""

    line: int
    """The line of the file on which it starts, counted from 1."""

    state: State
    """What the blocks before it leave open."""

    blocks: list[Block]
    """Its blocks; their lines count from 0 at its own."""


class Teller:
    """Tells a builder what a body says, a top-level block at a time.

    Args:
        source: The body, its templates marked.
        data: Its bytes.
        first: Where it is read from, and what is open there.
    """

    def __init__(self, source: Source, data: bytes, first: Unit) -> None:
        self._data = data
        self._dialect = source.dialect
        self._builder = Builder(first.state)
        self._markdown = Markdown(self._builder, source)
        self._byte = first.start
        self._line = first.line
        self._unit: Unit | None = None

    def tell(self, events: list[Found], end: int) -> Unit | None:
        """Tell a top-level block that ends at a byte; return the unit it completes."""
        start = events[0][1]
        if self._unit is None:
            start = self._data.rfind(b"\n", 0, start) + 1
            self._unit = Unit(start, self._line_at(start), self._builder.state, [])
        if self._data.find(b"*", start, end) >= 0 or self._data.find(b"~", start, end) >= 0:
            events = emphasised(events, self._data, self._dialect)
        first, before = self._unit.line, -1
        for event, place in merged(events):
            if place != before:
                self._builder.line = self._line_at(place) - first
                before = place
            self._markdown.tell(event)
        return self._take(self._unit) if self._markdown.complete else None

    def tell_html(self, text: str) -> Unit:
        """Tell a body that is HTML as a whole; return the unit it is."""
        self._markdown.html.feed(text)
        return self.finish()._replace(start=0, line=self._line)

    def finish(self) -> Unit:
        """End what is open."""
        self._markdown.html.finish()
        return self._take(self._unit or Unit(len(self._data), self._line, self._builder.state, []))

    def _take(self, unit: Unit) -> Unit:
        self._builder.end_looks()
        unit = Unit(unit.start, unit.line, unit.state, self._builder.blocks)
        self._builder.blocks = []
        self._unit = None
        return unit

    def _line_at(self, byte: int) -> int:
        if byte < self._byte:
            return self._line - self._data.count(b"\n", byte, self._byte)
        self._line += self._data.count(b"\n", self._byte, byte)
        self._byte = byte
        return self._line
