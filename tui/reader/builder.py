"""From text, styles, links and containers to blocks.

Markdown, HTML and templates are read by different modules; all say what they found to one
builder, so that a `<details>` around Markdown or a shortcode inside a list needs no special care.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.blog.text import visible
from tui.reader.blocks import Block, Code, Content, Prose, Rule, Spans
from tui.reader.grid import Grid
from tui.reader.inline import BOTTOM, DEEPEST, Inline
from tui.reader.lines import Span


class Container(NamedTuple):
    """What holds blocks: a quote, a list item, a box of a shortcode."""

    name: str
    """What closes it: a tag's or a shortcode's name."""

    first: str = ""
    """The margin of its first line."""

    rest: str = ""
    """The margin of its other lines, as wide as the first."""

    style: str = ""
    number: int | None = None
    """For a list, the number of its next item; None if it is not numbered."""

    fresh: bool = True
    """Whether nothing stands in it yet."""


class State(NamedTuple):
    """All of a builder that outlives a block."""

    containers: tuple[Container, ...] = ()
    """What is open, outermost first."""

    gap: bool = False
    """Whether the next block has an empty line above it."""

    above: tuple[Container, ...] = ()
    """What the block before stands in."""

    deeper: int = 0
    """How many more containers are open."""


class Builder(Inline):
    """Collects what is found and makes blocks of it.

    Attributes:
        blocks: The blocks made so far.
        containers: What is open, outermost first.
        gap: Whether the next block has an empty line above it.
        grid: The table that is open, if one is.
    """

    def __init__(self, state: State) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.containers, self.gap, self._above, self._deeper = state
        self.grid: Grid | None = None
        self._level = 0
        self._anchor = ""

    @property
    def state(self) -> State:
        """What outlives the blocks made so far."""
        return State(self.containers, self.gap, self._above, self._deeper)

    # -- blocks ------------------------------------------------------------------------------

    def heading(self, level: int, anchor: str = "") -> None:
        """Make the paragraph that is being collected a heading."""
        self._level = level
        self._anchor = anchor

    def anchor(self, name: str) -> None:
        """Give the heading that is being collected an id."""
        self._anchor = name

    def begin(self) -> None:
        """End the paragraph before, if one is open, and start another on the current line."""
        self.flush()
        self._start = self.line

    def flush(self) -> None:
        """Make a block of the text collected so far; nothing of no text."""
        spans, breaks, line = self.take()
        level, anchor = self._level, self._anchor
        self._level, self._anchor = 0, ""
        if spans and self.grid is not None:
            self.grid.add(spans)
        elif spans:
            self._add(Prose(spans, breaks, level, anchor), line)

    def code(self, text: str, language: str = "", offset: int = 0) -> None:
        """Add text that keeps its lines."""
        self.flush()
        lines = text.removesuffix("\n").expandtabs(4).split("\n")
        code = Code("\n".join(map(visible, lines)), visible(language), offset)
        if self.grid is not None:
            self.grid.add((Span(code.text, "code"),))
        else:
            self._add(code, self.line)

    def rule(self) -> None:
        """Add a line across."""
        self.flush()
        if self.grid is None:
            self._add(Rule(), self.line)

    def note(self, label: str, text: str, href: str = "") -> None:
        """Add a line of its own that says what stands here: a fold, an embed, an unknown thing."""
        self.begin()
        self.chip(label, text, href)
        self.flush()

    def chip(self, label: str, text: str = "", href: str = "") -> None:
        """Add a label that says what stands here, with what can be said of it."""
        self.text(label, "chip")
        if href:
            self.text(" ")
            self.link(href)
            self.text(text)
            self.unlink()
        elif text:
            self.text(" ")
            self.text(text, "chip-text")

    def _add(self, content: Content, line: int) -> None:
        if not self.containers:
            self.blocks.append(Block(content, (), (), () if self.gap else None, line))
        else:
            boxes = self.containers[:DEEPEST]
            first = tuple(Span(box.first, box.style) for box in boxes if box.rest)
            rest = tuple(Span(box.rest, box.style) for box in boxes if box.rest)
            self.blocks.append(Block(content, first, rest, self._margin_of_gap(boxes), line))
            self.containers = tuple(box._replace(first=box.rest, fresh=False) for box in self.containers)
        self._above = self.containers
        self.gap = True

    def _margin_of_gap(self, boxes: tuple[Container, ...]) -> Spans | None:
        """Return the margin of the empty line above the next block: of what holds it and the one before."""
        if not self.gap:
            return None
        common = 0
        for above, here in zip(self._above, boxes, strict=False):
            if here.fresh or above.name != here.name or above.rest != here.rest:
                break
            common += 1
        return tuple(Span(box.rest, box.style) for box in boxes[:common] if box.rest)

    def end_looks(self) -> None:
        """End looks and links that were never ended, and the block with them."""
        super().end_looks()
        self.flush()

    # -- containers --------------------------------------------------------------------------

    def open(self, container: Container) -> None:
        """Put what follows inside a container; in a table's cell, only its mark is shown."""
        self.flush()
        if self.grid is not None:
            self.text(container.first if container.first.strip() else "", container.style)
        elif len(self.containers) < BOTTOM:
            self.containers = (*self.containers, container)
        else:
            self._deeper += 1

    def close(self, name: str) -> bool:
        """End the innermost container of a name and all inside it; False if none is open."""
        self.flush()
        if self.grid is not None:
            return True
        if self._deeper:
            self._deeper -= 1
            return True
        for depth in range(len(self.containers) - 1, -1, -1):
            if self.containers[depth].name == name:
                box = self.containers[depth]
                if box.fresh and box.first != box.rest:
                    self._empty()
                self.containers = self.containers[:depth]
                return True
        return False

    def _empty(self) -> None:
        """Show the mark of a container that held nothing."""
        self._add(Prose((Span(" "),)), self.line)

    # -- tables ------------------------------------------------------------------------------

    def start_table(self, align: tuple[str, ...] = ()) -> None:
        """Start a table; one inside another becomes text of its cell."""
        self.flush()
        if self.grid is None:
            self.grid = Grid(align, self.line)

    def start_row(self) -> None:
        """Start a row."""
        self.flush()
        if self.grid is not None:
            self.grid.start_row(self.line)

    def start_cell(self, *, head: bool = False, across: int = 1, down: int = 1) -> None:
        """Start a cell.

        Args:
            head: Whether it names its column or its row.
            across: The columns it takes.
            down: The rows it takes.
        """
        self.flush()
        if self.grid is not None:
            self.grid.start_cell(self.line, head=head, across=across, down=down)

    def end_cell(self) -> None:
        """End the cell."""
        self.flush()
        if self.grid is not None:
            self.grid.end_cell(self.line)

    def end_table(self) -> None:
        """End the table."""
        self.end_cell()
        grid, self.grid = self.grid, None
        table = grid.table() if grid is not None else None
        if grid is not None and table is not None:
            self._add(table, grid.line)
