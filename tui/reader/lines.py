"""Lines as they are shown, and the spans they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len


class Span(NamedTuple):
    """Text of one look."""

    text: str
    style: str = ""
    """Names of looks apart by spaces, such as `strong link`; the last one wins."""

    href: str = ""
    """Where it leads, as it is written in the post."""


class Line(NamedTuple):
    """One line of the screen."""

    spans: tuple[Span, ...]
    source_line: int = 0
    """The line of the file that its text comes from, counted from 1."""

    lead: int = 0
    """How many of the spans at the start are margin: bars, bullets and indents."""

    joint: str | None = None
    """What a line break stands for where a long line was wrapped; None at a line of its own."""

    fill: str = ""
    """The look of the cells right of the text."""

    @property
    def text(self) -> str:
        """All its text, margin and all."""
        return "".join(span.text for span in self.spans)

    @property
    def body(self) -> str:
        """Its text without the margin."""
        return "".join(span.text for span in self.spans[self.lead :])

    @property
    def width(self) -> int:
        """Its width in cells."""
        return cell_len(self.text)


def unwrap(lines: Iterable[Line]) -> str:
    """Join lines to text as it was before it was wrapped, margins left out."""
    parts: list[str] = []
    for line in lines:
        if parts:
            parts.append("\n" if line.joint is None else line.joint)
        parts.append(line.body)
    return "".join(parts)
