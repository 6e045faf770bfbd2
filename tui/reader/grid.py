"""A table as it is collected, cell by cell."""

from __future__ import annotations

from tui.reader.blocks import Spans, Table
from tui.reader.lines import Span

WIDEST = 50
"""A cell never takes more columns or rows than this, whatever it says."""


class Grid:
    """Collects the cells of a table.

    Args:
        align: How each column is set.
        line: Where the table starts.
    """

    def __init__(self, align: tuple[str, ...], line: int) -> None:
        self.line = line
        self._align = align
        self._rows: list[list[Spans]] = []
        self._lines: list[int] = []
        self._spans: list[Span] = []
        self._open = False
        self._head = True
        """Whether all cells of the first row are head cells."""

        self._across = 1
        self._down: dict[int, int] = {}
        """How many more rows a cell of a row above takes, by its column."""

    def start_row(self, line: int) -> None:
        """Start a row."""
        self.end_cell(line)
        if self._rows:
            self._pass_by()
        self._rows.append([])
        self._lines.append(line)

    def start_cell(self, line: int, *, head: bool, across: int, down: int) -> None:
        """Start a cell."""
        self.end_cell(line)
        if not self._rows:
            self.start_row(line)
        self._pass_by()
        self._open = True
        self._across = min(across, WIDEST)
        self._head &= head or len(self._rows) > 1
        for column in range(len(self._rows[-1]), len(self._rows[-1]) + self._across):
            if down > 1:
                self._down[column] = min(down, WIDEST) - 1

    def add(self, spans: Spans) -> None:
        """Add text to the open cell, on a line of its own."""
        if self._spans:
            self._spans.append(Span("\n"))
        self._spans += spans

    def end_cell(self, line: int) -> None:
        """End the cell; text outside of all cells is one."""
        if self._open or self._spans:
            if not self._rows:
                self._rows.append([])
                self._lines.append(line)
            self._rows[-1] += [tuple(self._spans), *([()] * (self._across - 1))]
            self._spans = []
            self._open = False
            self._across = 1

    def _pass_by(self) -> None:
        """Leave the places free that a cell of a row above takes."""
        row = self._rows[-1]
        while self._down.get(len(row)):
            self._down[len(row)] -= 1
            row.append(())

    def table(self) -> Table | None:
        """Return the table, or None if nothing was in it."""
        if not self._rows:
            return None
        rows = [tuple(row) for row in self._rows]
        head = rows.pop(0) if self._head else ()
        return Table(head, tuple(rows), self._align, tuple(line - self.line for line in self._lines))
