"""What the command line prints: data on stdout, narration on stderr, and the exit codes.

Text from posts passes through `visible` wherever a terminal may read it; JSON escapes what is left.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tui.blog.text import CONTROL, visible

FINDINGS = 1
"""Done, with findings, or with some files refused."""

USAGE = 2
UNREADABLE = 3
"""The site or a file can't be read."""

FAULT = 70
"""This program itself is wrong (`EX_SOFTWARE` of sysexits.h)."""

Record = dict[str, Any]

_NARROWEST = 4  # cells of a column that are still worth printing


def emit(text: str) -> None:
    """Print a line of data. It must hold no control characters but those meant."""
    sys.stdout.write(text + "\n")


def narrate(text: str) -> None:
    """Tell the user something that is not data."""
    sys.stderr.write(visible(text) + "\n")


def to_json(value: object, *, indent: int | None = None) -> str:
    """Write JSON whose text can't command a terminal, and that the encoding of stdout has."""
    import json

    has_all = sys.stdout.encoding.lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not has_all, indent=indent, default=str)
    return CONTROL.sub(lambda match: "\n" if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


def cell(value: object) -> str:
    """Write a value as one cell of a table or a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return visible(", ".join(value))
    return visible(to_json(value))


def as_json(records: Iterable[Record], _fields: Sequence[str]) -> Iterator[str]:
    """Write one JSON array."""
    yield to_json(list(records), indent=2)


def as_jsonl(records: Iterable[Record], _fields: Sequence[str]) -> Iterator[str]:
    """Write one JSON object a line."""
    for record in records:
        yield to_json(record)


def as_csv(records: Iterable[Record], fields: Sequence[str]) -> Iterator[str]:
    """Write RFC 4180 rows below a header."""
    import csv
    import io

    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="")
    for row in [fields, *([cell(record.get(field)) for field in fields] for record in records)]:
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def as_paths(records: Iterable[Record], _fields: Sequence[str]) -> Iterator[str]:
    """Write one path a line."""
    for record in records:
        yield visible(record["path"])


def as_table(records: Iterable[Record], fields: Sequence[str]) -> Iterator[str]:
    """Write aligned columns. A terminal's width they keep: the date to its day, then the widest are cut."""
    from shutil import get_terminal_size

    from rich.cells import cell_len, set_cell_size

    rows = [list(fields), *([cell(record.get(field)) for field in fields] for record in records)]
    room = get_terminal_size().columns - 2 * (len(fields) - 1) if sys.stdout.isatty() else math.inf
    widths = _widths(rows)
    if sum(widths) > room and "date" in fields:
        date = fields.index("date")
        for row in rows:
            row[date] = row[date][: len("2026-01-31")]
        widths = _widths(rows)
    if sum(widths) > room:
        widths = [min(width, int(room)) for width in widths]  # each cell more would be a step of the next
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for row in rows:
        parts = []
        for text, width in zip(row, widths, strict=True):
            cut = text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
            parts.append(set_cell_size(cut, width))
        yield "  ".join(parts).rstrip()


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how many cells each column needs."""
    from rich.cells import cell_len

    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


FORMATS: dict[str, Callable[[Iterable[Record], Sequence[str]], Iterator[str]]] = {
    "table": as_table,
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "paths": as_paths,
}
"""The formats of a list, by their names on the command line."""
