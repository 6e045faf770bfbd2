"""Lines painted without Textual's detours, for widgets of which most lines change by one key.

Of each line that changed, Textual looks up border, padding, outline, hatch, tint and opacity, makes it anew
at each step, filters its colours and cuts off what the scrollbar covers; the scrollbar itself is laid out by
Rich, cell by cell. Together that was more than half of the time in which a list was painted. A widget that is
nothing but lines needs none of it. What was painted is kept until it is to be painted anew: for each frame,
Textual asks every widget for all of its lines, whatever changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

from rich.style import Style
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget


class Lines(Widget):
    """A widget that is nothing but the lines that `render_line` returns.

    One that is given a border or padding is painted by Textual. Among the bases of a class this one comes
    last: the first alone hands on its style sheet.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._lines: dict[int, Strip] = {}
        """Lines as they were painted, by their place in the view."""

        self._painted_size = Size(0, 0)
        """The size of the widget then."""

        super().__init__(*args, **kwargs)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint again: the lines of some regions, or all."""
        if repaint and not regions:
            self._lines.clear()
        for region in regions:
            for y in region.line_range:
                self._lines.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Paint in other colours: the theme, the focus or a class changed."""
        self._lines.clear()
        super().notify_style_update()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what lines are filtered by, but not for ANSI colours: all of a line has the theme's own."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines as they were painted before, and paint those that are lacking."""
        if self.styles.gutter:
            return super().render_lines(crop)
        size = self.size
        if size != self._painted_size:
            self._lines.clear()
            self._painted_size = size
        if lacking := [y for y in crop.line_range if y not in self._lines]:
            filters, background = self.get_line_filters(), self.background_colors[1]
            painted = (_filtered(strip, filters, background) for strip in self.painted(lacking))
            self._lines.update(zip(lacking, painted, strict=True))
        strips = [self._lines[y] for y in crop.line_range]
        if crop.width < size.width:
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def painted(self, lines: Sequence[int]) -> Iterable[Strip]:
        """Paint some lines."""
        return map(self.render_line, lines)


def _filtered(strip: Strip, filters: Iterable[LineFilter], background: Color) -> Strip:
    """Return a strip that went through filters; this very one where they leave it as it is."""
    segments = before = list(strip)
    for one in filters:
        segments = one.apply(segments, background)
    return strip if segments is before else Strip(segments, strip.cell_length)


class Bar(ScrollBar, Lines):
    """A scrollbar, of cells that are few different ones."""

    def painted(self, lines: Sequence[int]) -> Iterable[Strip]:
        """Paint some cells; all of them are known at once."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        assert isinstance(bar.style, Style)
        back, thumb = bar.style.bgcolor, bar.style.color
        assert back is not None
        assert thumb is not None
        segments = bar.render_bar(
            self.size.height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            bar.thickness,
            back_color=back,
            bar_color=thumb,
        ).segments
        strips = {id(one): Strip([one], bar.thickness) for one in segments}
        return [strips[id(segments[y])] for y in lines]


class View(ScrollView, Lines):
    """A view of lines that scrolls."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for as Textual makes its own."""
        if self._vertical_scrollbar is None:
            bar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)  # noqa: SLF001  there is no other way to have a bar of one's own
        return self._vertical_scrollbar
