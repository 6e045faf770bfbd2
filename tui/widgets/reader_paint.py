"""The reader's lines painted: names of looks to styles of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.reader import Line

LOOKS = (
    "alert box caption caution chip chip-text code code-block code-label current-link current-match "
    "broken description draft emphasis expired footnote heading heading-mark heading1 heading2 heading3 "
    "heading4 heading5 heading6 hidden hint image important key label link mark marker match math meta note origin "
    "published quote rule scheduled small status stray strike strong sub sup table-head table-line term tip "
    "title token-comment token-keyword token-name token-number token-operator token-string token-type "
    "underline warning changed"
).split()
"""All names of looks; `reader--strong` is the component class of `strong`."""


class Painter:
    """Paints lines.

    Args:
        component: Returns the style of a component class, without what is under it.
    """

    def __init__(self, component: Callable[[str], Style]) -> None:
        self._component = component
        self._styles: dict[str, Style] = {}

    def style(self, looks: str) -> Style:
        """Return the style of names of looks; an unknown name has none."""
        style = self._styles.get(looks)
        if style is None:
            style = Style.null()
            for name in looks.split():
                if name in LOOKS:
                    style += self._component(f"reader--{name}")
            self._styles[looks] = style
        return style

    def paint(
        self,
        line: Line,
        base: Style,
        left: int,
        width: int,
        column: int,
        marks: Iterable[tuple[int, int, str]] = (),
    ) -> Strip:
        """Paint a line.

        Args:
            line: The line.
            base: The style under all.
            left: The cells left of the text.
            width: The cells of all.
            column: The cells of the text.
            marks: Where further looks start and end, in characters of its text.
        """
        segments = [Segment(" " * left, base)] if left else []
        used = left
        place = 0
        marks = list(marks)
        for span in line.spans:
            style = base + self.style(span.style)
            for text, looks in _parted(span.text, place, marks):
                segments.append(Segment(text, style + self.style(looks) if looks else style))
            place += len(span.text)
            used += cell_len(span.text)
        end = left + column
        if line.fill and used < end:
            segments.append(Segment(" " * (end - used), base + self.style(line.fill)))
            used = end
        if used < width:
            segments.append(Segment(" " * (width - used), base))
            used = width
        return Strip(segments, used)


def _parted(text: str, start: int, marks: Sequence[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """Part a text where looks start or end."""
    end = start + len(text)
    here = [mark for mark in marks if mark[0] < end and mark[1] > start]
    if not here:
        return [(text, "")]
    cuts = sorted({start, end, *(max(m[0], start) for m in here), *(min(m[1], end) for m in here)})
    return [
        (text[a - start : b - start], " ".join(m[2] for m in here if m[0] <= a and m[1] >= b))
        for a, b in pairwise(cuts)
    ]
