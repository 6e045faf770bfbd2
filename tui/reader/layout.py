"""Blocks laid out in lines of a width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from rich.cells import cell_len

from tui.reader.blocks import Block, Code, Prose, Rule, Spans, Table
from tui.reader.code import code_lines
from tui.reader.lines import Line, Span
from tui.reader.tables import table_lines
from tui.reader.wrap import wrap

NARROWEST = 8
"""Cells that text keeps when margins would leave it less."""


def layout(block: Block, width: int, *, coloured: bool = True) -> list[Line]:
    """Lay out a block.

    Args:
        block: The block.
        width: The cells of a line.
        coloured: Whether code gets the looks of its language.

    Returns:
        Its lines; their source lines count from 0 at the block's own.
    """
    first, rest = block.first, block.rest
    room = width - sum(cell_len(span.text) for span in rest) if rest else width
    while rest and room < min(NARROWEST, width):
        room += cell_len(rest[0].text)
        first, rest = first[1:], rest[1:]
    lines = [] if block.gap is None else [Line(block.gap[: len(rest)], 0, len(block.gap[: len(rest)]))]
    if not rest:
        lines += _lines(block, max(room, 2), coloured)
        return lines
    for line in _lines(block, max(room, 2), coloured):
        lines.append(line._replace(spans=first + line.spans, lead=line.lead + len(first)))
        first = rest
    return lines


def _lines(block: Block, width: int, coloured: bool) -> Iterator[Line]:
    match block.content:
        case Prose() as prose:
            yield from _prose(prose, width)
        case Code() as code:
            yield from code_lines(code, width, coloured=coloured)
        case Table() as table:
            yield from table_lines(table, width)
        case Rule():
            yield Line((Span("─" * width, "rule"),))


def _prose(prose: Prose, width: int) -> Iterator[Line]:
    style = f"heading heading{prose.level}" if prose.level else ""
    mark: Spans = ()
    if prose.level and width > prose.level + NARROWEST:
        mark = (Span("#" * prose.level + " ", "heading-mark"),)
        width -= prose.level + 1
    indent = (Span(" " * (prose.level + 1)),) if mark else ()
    for line, start in wrap(prose.spans, width, style):
        source = bisect_right(prose.breaks, start)
        yield Line(mark + line.spans, source, len(mark), line.joint) if mark or source else line
        mark = indent
