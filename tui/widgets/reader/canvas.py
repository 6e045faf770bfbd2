"""The canvas of a page: its lines painted, and what is selected of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.reader import Line, Page
from tui.reader.page import Place
from tui.widgets.reader.copy import selected_text
from tui.widgets.reader.paint import Over, Painter
from tui.widgets.reader.style import COMPONENTS, CSS

NO_CELLS = [(ControlType.CURSOR_FORWARD, 0)]
"""Makes a segment one that takes no cells, whatever it says."""


class PageCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Paints the lines of a page that are in view; those painted before are kept."""

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = CSS

    measure: reactive[int] = reactive(92)
    """The widest a line of text gets, in cells."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._page: Page | None = None
        self._changed = range(0)
        """The blocks that are marked as changed."""

        self._painter = Painter(self._look)
        self._strips: dict[int, Strip] = {}
        """Lines painted, by their number."""

        self._painted: list[int] | None = None
        """Where blocks started when they were painted."""

        self._known: dict[int, object] = {}
        """What they were painted of."""

        self._rows: list[tuple[int, object]] = []
        """The lines of the view as they were painted last: their numbers, and what of."""

        self._base = Style.null()
        self._painting = False
        """Whether the screen is being painted."""

        self._sides = 0, 0
        """The cells left of the text, and those of it."""

    # -- for the classes built on it ---------------------------------------------------------

    def looks(self, place: Place) -> Iterable[Over]:
        """Return further looks over a line."""
        return ()

    def labels(self, place: Place) -> Iterable[tuple[int, str]]:
        """Return labels over a line, and the characters they stand on."""
        return ()

    @property
    def drawn_over(self) -> Mapping[str, str]:
        """What the terminal is sent to draw over the cells of a picture's looks."""
        return {}

    # -- geometry ----------------------------------------------------------------------------

    @property
    def column(self) -> int:
        """The cells of a line of text."""
        return min(self.measure, self.size.width - (4 if self.size.width > 60 else 2))

    @property
    def left(self) -> int:
        """The cells left of it."""
        return max(0, self.size.width - self.column) // 2

    # -- painting ----------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._painter.base = self._base

    def selection_updated(self, selection: Selection | None) -> None:
        """Paint the selection."""
        self.refresh()

    def _look(self, name: str) -> Style:
        """Return what a look says, seen on the background that the reader has."""
        if name == "selection":
            return self.screen.get_component_rich_style("screen--selection")
        if name.startswith(("fore:", "back:")):  # of a picture
            kind, colour = name.split(":")
            return Style(color=f"#{colour}") if kind == "fore" else Style(bgcolor=f"#{colour}")
        if f"reader--{name}" not in COMPONENTS:
            return Style.null()
        styles = self.get_component_styles(f"reader--{name}")
        seen = styles.rich_style
        return styles.text_style + Style(
            color=seen.color if styles.has_rule("color") else None,
            bgcolor=seen.bgcolor if styles.has_rule("background") else None,
        )

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint again: regions from the lines painted before, all of it anew."""
        if not regions:
            self._strips.clear()
            self._rows = []
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def repaint(self) -> None:
        """Paint the lines of the view that are to be others than those painted last."""
        top = self.scroll_offset.y
        rows = [self._row(top + y) for y in range(self.size.height)]
        for number, row in enumerate(rows, top):
            if self._known.get(number) != row:
                self._known[number] = row
                self._strips.pop(number, None)
        view = [*enumerate(rows, top)]
        others = [y for y, row in enumerate(view) if self._rows[y : y + 1] != [row]]
        self._rows = view
        if len(others) > len(view) // 2:
            self.refresh(self.size.region)
        elif others:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in others))

    def _row(self, number: int) -> object:
        """Return what a line is painted of."""
        line = self._page.line(number) if self._page is not None else None
        if line is None or self._page is None:
            return None
        place = self._page.place(number)
        marks = (*self.looks(place), *self.labels(place))
        return self.size, line._replace(source_line=0), place.block in self._changed, marks

    def _prepare(self) -> None:
        """Look what is common to all lines, and forget those painted otherwise."""
        base, tops = self.rich_style, self._page.tops if self._page is not None else None
        if base != self._base or tops is not self._painted:
            self._strips.clear()
            self._base, self._painted = base, tops
            self._painter.base = base
        self._sides = self.left, self.column

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines of the view; those painted before are kept while the page stays as it is."""
        self._prepare()
        self._painting = True
        strips = super().render_lines(crop)
        self._painting = False
        if crop.width < self.size.width or not self.screen.is_active:
            return strips
        return [self._drawn(strip, y) for strip, y in zip(strips, crop.line_range, strict=True)]

    def _drawn(self, strip: Strip, y: int) -> Strip:
        """Put behind the cells of a picture what draws over them; last of all, as filters would spoil it."""
        if not self.drawn_over or self._page is None:
            return strip
        line = self._page.line(y + self.scroll_offset.y)
        end = self.left + self.gutter.left
        for span in line.spans[: line.lead] if line is not None else ():
            width = cell_len(span.text)
            end += width
            if sent := self.drawn_over.get(span.style):
                drawn = Segment(f"\x1b7\x1b[{width}D{sent}\x1b8", None, NO_CELLS)
                return Strip([*strip.crop(0, end), drawn, *strip.crop(end)], strip.cell_length)
        return strip

    def render_line(self, y: int) -> Strip:
        """Paint a line of the view; for who asks, not for the screen, with the place of each text in it."""
        if not self._painting:
            self._prepare()
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None:
            line = self._page.line(number) if self._page is not None else None
            strip = self._strips[number] = self._paint(number, line)
        return strip if self._painting else strip.apply_offsets(-self.left, number)

    def _paint(self, number: int, line: Line | None) -> Strip:
        page, paint, width = self._page, self._painter, self.size.width
        left, column = self._sides
        if page is None or line is None:
            return Strip.blank(width, self._base)
        place = page.place(number)
        over = [*self.looks(place), *self._selected(number, line)]
        changed = place.block in self._changed and left > 0
        strip = Strip(
            [
                *([Segment("▎", paint.style("changed"))] if changed else ()),
                Segment(" " * (left - changed), paint.style("")),
                *paint.segments(line, column, width - left - column, over),
            ]
        )
        for start, label in self.labels(place):
            x = left + cell_len(line.text[:start])
            hint = Strip([Segment(label, paint.style("hint"))])
            strip = Strip.join([strip.crop(0, x), hint, strip.crop(x + cell_len(label))])
        return strip

    # -- selecting ---------------------------------------------------------------------------

    def _selected(self, number: int, line: Line) -> Iterable[Over]:
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(number)) is not None:
            start, end = span
            yield Over(max(0, start), len(line.text) if end == -1 else end, "selection")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as it is written: wrapped lines joined, margins left out."""
        return (selected_text(self._page, selection), "\n") if self._page is not None else None
