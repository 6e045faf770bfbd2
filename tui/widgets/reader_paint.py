"""The reader's lines painted: names of looks to styles of the theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.reader import Line

MOST_STYLES = 20_000
"""Styles remembered: pictures have many."""


class Over(NamedTuple):
    """A look over a part of a line: a match, the selection, the current link."""

    start: int
    end: int
    """In characters of the line's text."""

    look: str


class Painter:
    """Paints lines.

    Args:
        look: Returns the style of a name of a look; one that nobody knows has none.
    """

    def __init__(self, look: Callable[[str], Style]) -> None:
        self._look = look
        self._styles: dict[str, Style] = {"": Style.null()}

    def style(self, looks: str) -> Style:
        """Return the style of names of looks."""
        style = self._styles.get(looks)
        if style is None:
            if len(self._styles) > MOST_STYLES:
                self._styles = {"": Style.null()}
            style = Style.combine(map(self._look, looks.split()))
            self._styles[looks] = style
        return style

    def paint(self, line: Line, base: Style, column: int, over: Sequence[Over] = ()) -> Strip:
        """Paint a line.

        Args:
            line: The line.
            base: The style under all.
            column: The cells of the text, which are filled.
            over: Further looks, the last one on top.
        """
        segments: list[Segment] = []
        used = place = 0
        for span in line.spans:
            style = base + self.style(span.style)
            end = place + len(span.text)
            here = [item for item in over if item.start < end and item.end > place]
            if here:
                segments += self._parted(span.text, place, style, here)
            else:
                segments.append(Segment(span.text, style))
            place = end
            used += cell_len(span.text)
        if used < column:
            segments.append(Segment(" " * (column - used), base + self.style(line.fill)))
            used = column
        return Strip(segments, used)

    def _parted(self, text: str, start: int, style: Style, over: Sequence[Over]) -> list[Segment]:
        end = start + len(text)
        cuts = {start, end}
        for item in over:
            cuts |= {max(item.start, start), min(item.end, end)}
        return [
            Segment(
                text[a - start : b - start],
                style + self.style(" ".join(item.look for item in over if item.start <= a and item.end >= b)),
            )
            for a, b in pairwise(sorted(cuts))
        ]
