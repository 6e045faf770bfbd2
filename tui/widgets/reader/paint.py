"""The reader's lines painted: names of looks to styles of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

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
        self._base = Style.null()
        self._styles: dict[str, Style] = {}

    @property
    def base(self) -> Style:
        """The style under all."""
        return self._base

    @base.setter
    def base(self, base: Style) -> None:
        self._base = base
        self._styles.clear()

    def style(self, looks: str) -> Style:
        """Return the style of names of looks, over the base."""
        style = self._styles.get(looks)
        if style is None:
            if len(self._styles) > MOST_STYLES:
                self._styles.clear()
            style = self._styles[looks] = Style.combine([self._base, *map(self._look, looks.split())])
        return style

    def segments(self, line: Line, column: int, pad: int, over: Sequence[Over] = ()) -> Iterator[Segment]:
        """Yield a painted line.

        Args:
            line: The line.
            column: The cells of the text, which are filled.
            pad: The cells right of it.
            over: Further looks, the last one on top.
        """
        used = place = 0
        for span in line.spans:
            end = place + len(span.text)
            here = [item for item in over if item.start < end and item.end > place]
            if here:
                yield from self._parted(span.text, place, span.style, here)
            else:
                yield Segment(span.text, self.style(span.style))
            place = end
            used += cell_len(span.text)
        rest = max(0, column - used)
        if line.fill:
            yield Segment(" " * rest, self.style(line.fill))
            rest = 0
        yield Segment(" " * (rest + pad - max(0, used - column)), self.style(""))

    def _parted(self, text: str, start: int, looks: str, over: Sequence[Over]) -> Iterator[Segment]:
        end = start + len(text)
        cuts = {start, end}
        for item in over:
            cuts |= {max(item.start, start), min(item.end, end)}
        for a, b in pairwise(sorted(cuts)):
            here = " ".join([looks, *(item.look for item in over if item.start <= a and item.end >= b)])
            yield Segment(text[a - start : b - start], self.style(here))
