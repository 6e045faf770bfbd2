"""Blocks: what a body is made of, in reading order and without a width.

A block is a leaf: a paragraph, a heading, a code block, a table, a rule. What holds it, quotes,
lists, alerts, is its margin. So each block can be laid out, cached and compared alone, however
deep it stands. Two blocks that look the same are equal wherever they stand in the file: a block
is its own digest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from tui.reader.breaks import JOINER
from tui.reader.lines import Span

Spans: TypeAlias = tuple[Span, ...]


class Prose(msgspec.Struct, frozen=True):
    """Text that is wrapped; a newline in it is a line break that is meant."""

    spans: Spans
    breaks: tuple[int, ...] = ()
    """Where each further source line starts, in characters of the text."""

    level: int = 0
    """1 to 6 for a heading."""

    anchor: str = ""
    """The id a heading was given in the source."""


class Code(msgspec.Struct, frozen=True):
    """Text that keeps its lines."""

    text: str
    language: str = ""
    offset: int = 0
    """Lines of the source above its first line."""


class Table(msgspec.Struct, frozen=True):
    """Rows of cells."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    align: tuple[str, ...] = ()
    """`left`, `center` or `right` for each column."""

    lines: tuple[int, ...] = ()
    """The source line of each row, counted from the head's."""


class Rule(msgspec.Struct, frozen=True):
    """A line across."""


Content: TypeAlias = Prose | Code | Table | Rule


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf with its margin."""

    content: Content
    first: Spans = ()
    """The margin of its first line."""

    rest: Spans = ()
    """The margin of its other lines, as wide as the first."""

    gap: Spans | None = None
    """The margin of the empty line above it; None for no such line."""

    line: int = field(default=0, compare=False)
    """The line on which it starts, counted from 0 at its unit's first."""

    @property
    def text(self) -> str:
        """Its text, unwrapped."""
        match self.content:
            case Prose(spans=spans):
                return "".join(span.text for span in spans).replace(JOINER, "")
            case Code(text=text):
                return text
            case Table(head=head, rows=rows):
                return "\n".join(
                    "\t".join("".join(s.text for s in cell) for cell in row) for row in (head, *rows)
                )
        return ""
