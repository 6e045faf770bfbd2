"""The view of a page: what scrolls, lays out ahead, and paints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer

from tui.reader import Line, Page
from tui.reader.page import Place
from tui.widgets.reader_copy import selected_text
from tui.widgets.reader_paint import Over, Painter
from tui.widgets.reader_style import COMPONENTS, CSS

FILL_SECONDS = 0.005
"""How long the idle view lays out ahead at a time."""


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a page: what is in view is laid out at once, the rest while idle.

    Scrolling assigns the reactive attributes without their watchers, and tells the scrollbar alone: a
    layout of the screen would cost two frames.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = CSS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "line(1)", "Down", show=False, id="reader.down"),
        Binding("k,up", "line(-1)", "Up", show=False, id="reader.up"),
        Binding("ctrl+d", "half(1)", "Half a page down", show=False, id="reader.half-down"),
        Binding("ctrl+u", "half(-1)", "Half a page up", show=False, id="reader.half-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="reader.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="reader.page-up"),
        Binding("g,home", "top", "Top", show=False, id="reader.top"),
        Binding("G,end", "bottom", "End", show=False, id="reader.bottom"),
    ]

    measure: reactive[int] = reactive(92)
    """The widest a line of text gets, in cells."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._page: Page | None = None
        self._changed = range(0)
        """The blocks that are marked as changed."""

        self._filling: Timer | None = None
        self._painter: Painter | None = None
        self._strips: dict[int, Strip] = {}
        """Lines painted, by their number."""

        self._painted: list[int] | None = None
        """Where blocks started when they were painted."""

        self._base = Style.null()

    # -- for what stands on it ---------------------------------------------------------------

    def make_page(self, width: int) -> Page | None:
        """Return the page to show, laid out at a width in cells; None for none."""
        return None

    def moved(self, page: Page) -> None:
        """Do what is to be done when the view is elsewhere, or more is known of the page."""

    def looks(self, place: Place) -> Iterable[Over]:
        """Return further looks over a line."""
        return ()

    def labels(self, place: Place) -> Iterable[tuple[int, str]]:
        """Return labels over a line, and the characters they stand on."""
        return ()

    # -- geometry ----------------------------------------------------------------------------

    @property
    def column(self) -> int:
        """The cells of a line of text."""
        return min(self.measure, self.size.width - (4 if self.size.width > 60 else 2))

    @property
    def left(self) -> int:
        """The cells left of it."""
        return max(0, self.size.width - self.column) // 2

    def here(self) -> tuple[int, int]:
        """Return the block at the top and the character of it, which outlive another width."""
        if self._page is None or not self._page.blocks:
            return 0, 0
        place = self._page.place(self.scroll_offset.y)
        return place.block, self._page.text_offset(place)

    def on_resize(self) -> None:
        """Lay out anew for another width, the text at the top kept there."""
        if self._page is None or self._page.width != self.column:
            here = self.here()
            self.open()
            self.go(*here)
        else:
            self.place(self.scroll_offset.y)

    def open(self) -> None:
        """Make the page anew."""
        self.refresh()
        self._page = self.make_page(self.column) if self.column > 0 else None
        if self._page is None:
            return
        if self._filling is None:
            self._filling = self.set_interval(1 / 60, self._fill)
        else:
            self._filling.resume()

    def go(self, block: int, character: int = 0) -> None:
        """Bring a character of a block to the top."""
        page = self._page
        self.place(page.top_of(page.place_of(block, character)) if page is not None else 0)

    def watch_measure(self) -> None:
        """Lay out anew for another width."""
        if self.is_mounted:
            self.on_resize()

    def place(self, top: int) -> None:
        """Bring a line to the top, at once and without a layout of the screen."""
        page, height = self._page, max(1, self.size.height)
        if page is not None:
            top = page.look(top, height)
            last = max(0, page.height - height)
            if top > last:
                top = min(page.look(last, height), max(0, page.height - height))
        self._fit()
        self.set_reactive(ScrollView.scroll_y, float(top))
        self.set_reactive(ScrollView.scroll_target_y, float(top))
        self.vertical_scrollbar.position = top
        if page is not None:
            self.moved(page)
        self.refresh(self.size.region)

    def _fit(self) -> None:
        height = self._page.height if self._page is not None else 0
        if height != self.virtual_size.height:
            self.set_reactive(ScrollView.virtual_size, Size(self.size.width, height))
            self.vertical_scrollbar.window_virtual_size = height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what came into view."""
        if round(old_value) != round(new_value):
            self.place(round(new_value))

    def _fill(self) -> None:
        """Lay out ahead, what is looked at kept where it is."""
        page, done = self._page, True
        if page is not None:
            top = self.scroll_offset.y
            place = page.place(top)
            done = page.fill(FILL_SECONDS)
            if page.top_of(place) != top:
                self.place(page.top_of(place))
            self._fit()
        if done and self._filling is not None:
            self._filling.pause()
            if page is not None:
                self.moved(page)
            self.refresh()

    # -- painting ----------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._painter = None

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
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines of the view; those painted before are kept while the page stays as it is."""
        base = self.rich_style
        if base != self._base:
            self._strips.clear()
            self._base = base
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint a line of the view."""
        tops = self._page.tops if self._page is not None else None
        if tops is not self._painted:
            self._strips.clear()
            self._painted = tops
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None:
            line = self._page.line(number) if self._page is not None else None
            strip = self._strips[number] = self._paint(number, line)
        return strip

    def _paint(self, number: int, line: Line | None) -> Strip:
        page, width, base = self._page, self.size.width, self._base
        if page is None or line is None:
            return Strip.blank(width, base)
        if self._painter is None:
            self._painter = Painter(self._look)
        place = page.place(number)
        over = [*self.looks(place), *self._selected(number, line)]
        strip = self._painter.paint(line, base, self.column, over)
        for start, label in self.labels(place):
            x = Segment(line.text[:start]).cell_length
            hint = Strip([Segment(label, base + self._painter.style("hint"))])
            strip = Strip.join([strip.crop(0, x), hint, strip.crop(x + len(label))])
        changed = place.block in self._changed and self.left > 0
        edge = Segment("▎" if changed else " ", base + self._painter.style("changed" if changed else ""))
        pad = Segment(" " * (self.left - 1), base)
        end = Segment(" " * max(0, width - self.left - strip.cell_length), base)
        whole = Strip([*([edge] if self.left else []), pad, *strip, end], width)
        return whole.apply_offsets(-self.left, number)

    def _selected(self, number: int, line: Line) -> Iterable[Over]:
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(number)) is not None:
            start, end = span
            yield Over(max(0, start), len(line.text) if end == -1 else end, "selection")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as it is written: wrapped lines joined, margins left out."""
        return (selected_text(self._page, selection), "\n") if self._page is not None else None

    # -- moving ------------------------------------------------------------------------------

    def action_line(self, lines: int) -> None:
        """Move by lines."""
        self.place(max(0, self.scroll_offset.y + lines))

    def action_half(self, pages: int) -> None:
        """Move by half a view."""
        self.action_line(pages * max(1, self.size.height // 2))

    def action_page(self, pages: int) -> None:
        """Move by a view, one line of it kept."""
        self.action_line(pages * max(1, self.size.height - 1))

    def action_top(self) -> None:
        """Move to the start."""
        self.place(0)

    def action_bottom(self) -> None:
        """Move to the end."""
        if self._page is not None:
            self._page.parse_all()
            self.place(self._page.height)
