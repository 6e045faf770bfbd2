"""From text, styles, links and containers to blocks.

Markdown, HTML and templates are read by different modules; all say what they found to one
builder, so that a `<details>` around Markdown or a shortcode inside a list needs no special care.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.blog.text import visible
from tui.reader.blocks import Block, Code, Content, Prose, Rule, Spans, Table
from tui.reader.breaks import is_wide
from tui.reader.lines import Span

DEEPEST = 16
"""Containers and looks nested deeper than this are kept but no longer drawn."""

BOTTOM = 200
"""Containers and looks nested deeper than this are only counted: no post is, but a trap may be."""

_SPACES = re.compile(r"[ \t\n\f\r]+")


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


class Builder:
    """Collects what is found and makes blocks of it.

    Attributes:
        blocks: The blocks made so far.
        containers: What is open, outermost first.
        gap: Whether the next block has an empty line above it.
        line: Where what is told stands, in lines.
    """

    def __init__(self, state: State) -> None:
        self.blocks: list[Block] = []
        self.containers, self.gap, self._above, self._deeper = state
        self.line = 0
        self._spans: list[Span] = []
        self._length = 0
        self._last = ""
        self._soft: Span | None = None
        """The space that a soft break is, if one is due, in the looks of where it stands."""

        self._breaks: list[int] = []
        self._start: int | None = None
        self._level = 0
        self._anchor = ""
        self._styles: list[str] = []
        self._hrefs: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._table: _TableParts | None = None

    @property
    def state(self) -> State:
        """What outlives the blocks made so far."""
        return State(self.containers, self.gap, self._above, self._deeper)

    # -- inline ------------------------------------------------------------------------------

    def text(self, text: str, style: str = "") -> None:
        """Add text as it is."""
        if not text:
            return
        if self._soft is not None:
            self._join(self._soft, text[0])
        if not self._spans:
            self._start = self.line if self._start is None else self._start
        text = visible(text)
        looks = " ".join([*self._styles[:DEEPEST], style]) if style else " ".join(self._styles[:DEEPEST])
        self._spans.append(Span(text, looks, self._hrefs[-1] if self._hrefs else ""))
        self._length += len(text)
        self._last = text[-1]

    def flow(self, text: str, style: str = "") -> None:
        """Add text in which white space of any length is one space, as in HTML."""
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._spans or self._last in " \n"):
            text = text[1:]
        self.text(text, style)

    def soft_break(self) -> None:
        """End a source line inside a paragraph: a space, but none between two ideographs."""
        self._soft = Span(" ", " ".join(self._styles[:DEEPEST]), self._hrefs[-1] if self._hrefs else "")

    def hard_break(self) -> None:
        """End a line."""
        self._soft = None
        if self._spans:
            self._spans.append(Span("\n"))
            self._length += 1
            self._last = "\n"
            self._breaks.append(self._length)

    def push(self, style: str) -> None:
        """Give what follows a look."""
        if len(self._styles) < BOTTOM:
            self._styles.append(style)

    def pop(self, style: str) -> None:
        """Take the look back; one that was not given is left so."""
        if style in self._styles:
            self._styles.reverse()
            self._styles.remove(style)
            self._styles.reverse()

    def link(self, href: str, style: str = "link") -> None:
        """Let what follows lead somewhere."""
        self._hrefs.append(visible(href))
        self._links.append((style, len(self._spans)))
        self.push(style)

    def unlink(self) -> None:
        """End the link; one without a text of its own shows its address."""
        if self._hrefs:
            style, start = self._links.pop()
            href = self._hrefs[-1]
            if not any(span.href == href and span.text.strip() for span in self._spans[start:]):
                self.text(f" {href}" if self._last not in ("", " ", "\n") else href)
            self._hrefs.pop()
            self.pop(style)

    def _join(self, space: Span, after: str) -> None:
        if self._last not in ("", " ", "\n") and not (is_wide(self._last) and is_wide(after)):
            self._spans.append(space)
            self._length += 1
            self._last = " "
        self._soft = None
        self._breaks.append(self._length)

    # -- blocks ------------------------------------------------------------------------------

    def heading(self, level: int, anchor: str = "") -> None:
        """Make the paragraph that is being collected a heading."""
        self._level = level
        self.anchor(anchor)

    def anchor(self, name: str) -> None:
        """Give the heading that is being collected an id."""
        self._anchor = name

    def begin(self) -> None:
        """End the paragraph before, if one is open, and start another on the current line."""
        self.flush()
        self._start = self.line

    def flush(self) -> None:
        """Make a block of the text collected so far; nothing of no text."""
        self._soft = None
        while self._spans and not self._spans[-1].text.strip(" \n"):
            self._length -= len(self._spans.pop().text)
        if not self._spans:
            self._reset()
            return
        self._spans[-1] = self._spans[-1]._replace(text=self._spans[-1].text.rstrip(" \n"))
        if self._table is not None:
            self._table.spans += [Span("\n"), *self._spans] if self._table.spans else self._spans
            self._reset()
            return
        content = Prose(tuple(self._spans), tuple(self._breaks), self._level, self._anchor)
        line = self.line if self._start is None else self._start
        self._reset()
        self._add(content, line)

    def _reset(self) -> None:
        self._spans = []
        self._breaks = []
        self._length = self._level = 0
        self._start = None
        self._last = self._anchor = ""

    def code(self, text: str, language: str = "", offset: int = 0) -> None:
        """Add text that keeps its lines."""
        self.flush()
        lines = text.removesuffix("\n").expandtabs(4).split("\n")
        code = Code("\n".join(map(visible, lines)), visible(language), offset)
        if self._table is not None:
            self._table.spans.append(Span(code.text, "code"))
        else:
            self._add(code, self.line)

    def rule(self) -> None:
        """Add a line across."""
        self.flush()
        if self._table is None:
            self._add(Rule(), self.line)

    def note(self, label: str, text: str, href: str = "") -> None:
        """Add a line of its own that says what stands here: a fold, an embed, an unknown thing."""
        self.begin()
        self.chip(label, text, href)
        self.flush()

    def chip(self, label: str, text: str = "", href: str = "") -> None:
        """Add a label that says what stands here, with what can be said of it."""
        self.text(label, "chip")
        if text or href:
            self.text(" ")
            self._hrefs.append(visible(href))
            self.text(text or href, "link" if href else "chip-text")
            self._hrefs.pop()

    def _add(self, content: Content, line: int) -> None:
        first: list[Span] = []
        rest: list[Span] = []
        for box in self.containers[:DEEPEST]:
            if box.rest:
                first.append(Span(box.first, box.style))
                rest.append(Span(box.rest, box.style))
        gap = None
        if self.gap:
            common = 0
            for above, here in zip(self._above, self.containers[:DEEPEST], strict=False):
                if here.fresh or above.name != here.name or above.rest != here.rest:
                    break
                common += 1
            gap = tuple(Span(box.rest, box.style) for box in self.containers[:common] if box.rest)
        self.blocks.append(Block(content, tuple(first), tuple(rest), gap, line))
        self.containers = tuple(box._replace(first=box.rest, fresh=False) for box in self.containers)
        self._above = self.containers
        self.gap = True

    # -- containers --------------------------------------------------------------------------

    def open(self, container: Container) -> None:
        """Let what follows stand inside a container."""
        self.flush()
        if len(self.containers) < BOTTOM:
            self.containers = (*self.containers, container)
        else:
            self._deeper += 1

    def close(self, name: str) -> bool:
        """End the innermost container of a name and all inside it; False if none is open."""
        self.flush()
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

    def end_looks(self) -> None:
        """Forget looks and links that were never ended."""
        self.flush()
        self._styles.clear()
        self._hrefs.clear()
        self._links.clear()

    # -- tables ------------------------------------------------------------------------------

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return self._table is not None

    def start_table(self, align: tuple[str, ...] = ()) -> None:
        """Start a table; one inside another becomes text of its cell."""
        self.flush()
        if self._table is None:
            self._table = _TableParts(align, self.line)

    def start_row(self) -> None:
        """Start a row."""
        if self._table is not None:
            self.end_cell()
            self._table.rows.append([])
            self._table.lines.append(self.line)

    def start_cell(self, *, head: bool = False) -> None:
        """Start a cell."""
        if self._table is not None:
            self.end_cell()
            if not self._table.rows:
                self.start_row()
            self._table.open = True
            self._table.head &= head or len(self._table.rows) > 1

    def end_cell(self) -> None:
        """End the cell."""
        self.flush()
        table = self._table
        if table is not None and (table.open or table.spans):
            if not table.rows:
                table.rows.append([])
                table.lines.append(self.line)
            table.rows[-1].append(tuple(table.spans))
            table.spans = []
            table.open = False

    def end_table(self) -> None:
        """End the table."""
        self.end_cell()
        table, self._table = self._table, None
        if table is None or not table.rows:
            return
        rows = [tuple(row) for row in table.rows]
        head = rows.pop(0) if table.head else ()
        lines = tuple(line - table.line for line in table.lines)
        self._add(Table(head, tuple(rows), table.align, lines), table.line)


class _TableParts:
    """A table as it is collected."""

    def __init__(self, align: tuple[str, ...], line: int) -> None:
        self.align = align
        self.line = line
        self.rows: list[list[Spans]] = []
        self.lines: list[int] = []
        self.spans: list[Span] = []
        self.open = False
        self.head = True
