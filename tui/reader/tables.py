"""Tables that lose no text: cells wrap, and a table too narrow even so becomes records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from tui.reader.blocks import Spans, Table
from tui.reader.lines import Line, Span
from tui.reader.wrap import wrap

NARROWEST = 7
"""A column of longer text that would be narrower than this makes its table records."""

LONGEST = 24
"""A word longer than this is broken, so that it does not take the room of others."""

_WORD = re.compile("[!-~\u00a1-\u2dff]+")
"""What is not broken where it can be helped, most of it one cell a character."""

_BAR = Span(" │ ", "table-line")


def table_lines(table: Table, width: int) -> Iterator[Line]:
    """Lay out a table, as columns where these fit and else as a record for each row."""
    rows = [table.head, *table.rows] if table.head else list(table.rows)
    count = max(map(len, rows))
    natural = [1] * count
    least = [1] * count
    room = width - 3 * (count - 1)
    for row in rows:
        for i, cell in enumerate(row):
            text = "".join(span.text for span in cell)
            natural[i] = max(natural[i], *map(cell_len, text.split("\n")))
            least[i] = max(least[i], *map(len, _WORD.findall(text)), 1)
    columns = fit(natural, room, least)
    if columns is None:
        yield from _records(table, width)
    else:
        yield from _columns(table, columns)


def fit(natural: Sequence[int], room: int, least: Sequence[int] = ()) -> list[int] | None:
    """Share the room among columns: narrow ones get all they want, wide ones share the rest evenly.

    Args:
        natural: The width each column would like, in cells.
        room: The width there is for all.
        least: The width of each one's longest word, given first where there is room for all of these.

    Returns:
        Their widths, or None if one would be too narrow to read.
    """
    found = list(natural)
    floor = _floor(natural, room, least)
    waiting = set(range(len(natural)))
    left = room
    while waiting:
        share = left // len(waiting)
        held = {i for i in waiting if floor[i] > share} or {i for i in waiting if natural[i] <= share}
        if not held:
            extra = left - share * len(waiting)
            for number, i in enumerate(sorted(waiting)):
                found[i] = share + (number < extra)
            break
        for i in held:
            found[i] = max(floor[i], min(natural[i], share))
            left -= found[i]
        waiting -= held
    readable = all(width >= min(want, NARROWEST) for width, want in zip(found, natural, strict=True))
    return found if readable and sum(found) <= room else None


def _floor(natural: Sequence[int], room: int, least: Sequence[int]) -> list[int]:
    """Return what each column gets before they share: its longest word, or as much of it as all can have."""
    for most in range(LONGEST, NARROWEST, -1):
        floor = [min(word, most, want) for word, want in zip(least, natural, strict=False)]
        if floor and sum(floor) <= room:
            return floor
    return [0] * len(natural)


def _columns(table: Table, columns: list[int]) -> Iterator[Line]:
    sources = table.lines or (0,) * (len(table.rows) + 1)
    rule = Line((Span("─┼─".join("─" * width for width in columns), "table-line"),), lead=1)
    at = 0
    if table.head:
        yield from _row(table.head, columns, table.align, sources[0], "table-head")
        yield rule._replace(source_line=sources[0])
        at = 1
    rows = [list(_row(row, columns, table.align, 0, "")) for row in table.rows]
    parted = any(len(row) > 1 for row in rows)
    for i, row in enumerate(rows):
        source = sources[i + at] if i + at < len(sources) else 0
        if i and parted:
            yield rule._replace(source_line=source)
        for line in row:
            yield line._replace(source_line=source)


def _row(
    row: Sequence[Spans], columns: list[int], align: tuple[str, ...], source: int, style: str
) -> Iterator[Line]:
    cells = [
        [line for line, _ in wrap(row[i], width, style)] if i < len(row) and row[i] else []
        for i, width in enumerate(columns)
    ]
    for k in range(max(1, *map(len, cells))):
        spans: list[Span] = []
        for i, (cell, width) in enumerate(zip(cells, columns, strict=True)):
            if i:
                spans.append(_BAR)
            inside = cell[k].spans if k < len(cell) else ()
            free = width - sum(cell_len(span.text) for span in inside)
            way = align[i] if i < len(align) else "left"
            before = free if way == "right" else free // 2 if way == "center" else 0
            if before:
                spans.append(Span(" " * before))
            spans.extend(inside)
            if free > before and i < len(columns) - 1:
                spans.append(Span(" " * (free - before)))
        yield Line(tuple(spans), source)


def _records(table: Table, width: int) -> Iterator[Line]:
    sources = table.lines or (0,) * (len(table.rows) + 1)
    at = 1 if table.head else 0
    for i, row in enumerate(table.rows or (table.head,)):
        source = sources[i + at] if i + at < len(sources) else 0
        yield Line((Span("─" * width, "table-line"),), source, 1)
        for k, cell in enumerate(row):
            name = table.head[k] if k < len(table.head) and table.rows else ()
            spans = [span._replace(style=f"{span.style} table-head".strip()) for span in name]
            spans += [Span("  "), *cell] if name else cell
            for line, _ in wrap(spans, width):
                yield line._replace(source_line=source)
    yield Line((Span("─" * width, "table-line"),), 0, 1)
