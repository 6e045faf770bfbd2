"""A picture of the site, small."""

from __future__ import annotations

from pathlib import Path

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import work
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import get_current_worker

from tui.reader import Line
from tui.reader.images import Colour, half_cells


class Thumbnail(Widget):
    """Shows a picture in half cells; nothing where there is none, or none that can be read.

    Args:
        width: The most cells across.
        height: The most cells down.
    """

    picture: reactive[Path | None] = reactive(None)
    """The file, inside the site."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._most = width, height
        self._lines: list[Strip] = []

    def watch_picture(self, picture: Path | None) -> None:
        """Read the picture, off the screen's thread."""
        self._decode(picture, self.background_colors[1].rgb)

    @work(thread=True, exclusive=True, group="thumbnail")
    def _decode(self, picture: Path | None, background: Colour) -> None:
        drawn = half_cells(picture, *self._most, background=background) if picture else None
        lines = [_strip(line) for line in drawn or ()]
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, lines)

    def _show(self, lines: list[Strip]) -> None:
        self._lines = lines
        self.set_class(bool(lines), "-there")
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the cells across."""
        return max((line.cell_length for line in self._lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the cells down."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Render a line of the picture."""
        return self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width)


def _strip(line: Line) -> Strip:
    """Return a line of half cells with its colours, which are the picture's and no theme's."""
    return Strip([Segment(span.text, _colours(span.style)) for span in line.spans])


def _colours(look: str) -> Style:
    named = dict(part.split(":") for part in look.split())
    return Style(color=Color.parse(f"#{named['fore']}"), bgcolor=Color.parse(f"#{named['back']}"))
