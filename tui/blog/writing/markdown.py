"""What an editor does for a writer of Markdown: lists go on, tables align, marks come and go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tui.blog.schema.fields import width

_ITEM = re.compile(
    r"(?P<lead>\s*(?:>\s?)*)(?:(?P<mark>[-*+])|(?P<number>\d{1,9})(?P<stop>[.)]))"
    r"(?P<gap>\s+)(?P<task>\[[ xX]\]\s+)?"
)
_QUOTE = re.compile(r"(?:\s*>\s?)+")
_RULE = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’-][^\W_]+)*")
_SPACE = re.compile(r"\s")
_ESCAPES = str.maketrans({"<": "%3C", ">": "%3E", "\n": " "})
_URL = re.compile(r"(?:https?://|/|\.{1,2}/|#|mailto:)\S*")


def next_line(line: str) -> str | None:
    """Return what the line after a line of a list or a quote begins with.

    Args:
        line: The line up to the cursor.

    Returns:
        The beginning; empty if the list ends here, because its last item is; None if the line is
        of no list.
    """
    if match := _ITEM.match(line):
        if not line[match.end() :].strip():
            return ""
        number = match["number"]
        mark = f"{int(number) + 1}{match['stop']}" if number else match["mark"]
        return f"{match['lead']}{mark}{match['gap']}{'[ ] ' if match['task'] else ''}"
    if match := _QUOTE.match(line):
        return "" if not line[match.end() :].strip() else match.group()
    return None


def toggle(text: str, mark: str) -> str:
    """Put marks around a text, or take them off: `**bold**`."""
    inner = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if not inner:
        return mark + text + mark
    if len(inner) > 2 * len(mark) and inner.startswith(mark) and inner.endswith(mark):
        return lead + inner[len(mark) : -len(mark)] + tail
    return lead + mark + inner + mark + tail


def link(text: str) -> tuple[str, int]:
    """Return a link made of a text, and where in it the cursor goes: to the part that is missing.

    Args:
        text: What is selected: an address, or the words of the link.
    """
    if _URL.fullmatch(text):
        return f"[]({text})", 1
    return f"[{text}]()", len(text) + (3 if text else 1)


def target(address: str) -> str:
    """Return an address as a link names it: in brackets where a space or a bracket would end it."""
    if re.search(r"[\s()<>]", address):
        return f"<{address.translate(_ESCAPES)}>"
    return address


@lru_cache(maxsize=1 << 16)
def count(line: str) -> tuple[int, int]:
    """Return how many words a line has, and how many characters that are no spaces.

    A character of Chinese or Japanese is a word, as it is for Hugo where it knows of them.
    """
    return len(_WORD.findall(line)), len(line) - len(_SPACE.findall(line))


def find_table(lines: Sequence[str], at: int) -> range:
    """Return the lines of the table that a line is in; an empty range if it is in none."""
    if not 0 <= at < len(lines) or "|" not in lines[at]:
        return range(0)
    start = end = at
    while start > 0 and "|" in lines[start - 1]:
        start -= 1
    while end + 1 < len(lines) and "|" in lines[end + 1]:
        end += 1
    rows = [_cells(line) for line in lines[start : end + 1]]
    if len(rows) > 1 and rows[1] and all(_RULE.fullmatch(cell) for cell in rows[1]):
        return range(start, end + 1)
    return range(0)


def align_table(lines: Sequence[str]) -> list[str]:
    """Return the lines of a table with its columns aligned, wide characters counted as two cells."""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    rows = [_cells(line) for line in lines]
    count = max(map(len, rows))
    rows = [row + [""] * (count - len(row)) for row in rows]
    body = [row for at, row in enumerate(rows) if at != 1]
    wide = [max(3, *(width(row[column]) for row in body)) for column in range(count)]
    out = []
    for at, row in enumerate(rows):
        cells = [
            _rule(cell, wide[column]) if at == 1 else _pad(cell, wide[column], rows[1][column])
            for column, cell in enumerate(row)
        ]
        out.append(f"{indent}| {' | '.join(cells)} |")
    return out


def _cells(line: str) -> list[str]:
    r"""Return the cells of a row. `\|` ends none, any other bar does, in code too (GFM 4.10)."""
    text = line.strip()
    cells = [cell.strip() for cell in _BAR.split(text)]
    return cells[1 if text.startswith("|") else 0 : -1 if len(cells) > 1 and not cells[-1] else None]


def _rule(rule: str, wide: int) -> str:
    left, right = rule.startswith(":"), rule.endswith(":") and len(rule) > 1
    return f"{':' if left else '-'}{'-' * (wide - 2)}{':' if right else '-'}"


def _pad(cell: str, wide: int, rule: str) -> str:
    room = wide - width(cell)
    if rule.endswith(":") and rule.startswith(":") and len(rule) > 1:
        return " " * (room // 2) + cell + " " * (room - room // 2)
    return " " * room + cell if rule.endswith(":") else cell + " " * room
