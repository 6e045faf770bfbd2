"""What is copied of a page: text as it was written, not as it was wrapped."""

from __future__ import annotations

from textual.selection import Selection

from tui.reader import Line, Page

KEPT = frozenset({"marker", "footnote"})
"""Looks of margins that are text: bullets, numbers, labels of footnotes."""


def selected_text(page: Page, selection: Selection) -> str:
    """Return the text of a selection: wrapped lines joined, bars and indents left out."""
    start, end = selection
    parts: list[str] = []
    number = start.y if start is not None else 0
    while (line := page.line(number)) is not None and (end is None or number <= end.y):
        text = line.text
        first = max(0, start.x) if start is not None and number == start.y else 0
        last = max(0, end.x) if end is not None and number == end.y else len(text)
        if parts:
            parts.append("\n" if line.joint is None else line.joint)
        parts.append(_marks(line, first) + text[max(first, len(text) - len(line.body)) : last])
        number += 1
    return "".join(parts)


def _marks(line: Line, first: int) -> str:
    return "".join(
        span.text
        for span in line.spans[: line.lead]
        if span.style in KEPT and span.text.strip() and not first
    )
