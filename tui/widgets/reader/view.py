"""The view of a page: what scrolls, and lays out ahead."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.timer import Timer

from tui.reader import Page
from tui.widgets.reader.canvas import PageCanvas

FILL_SECONDS = 0.005
"""How long the idle view lays out ahead at a time."""

BACK = Binding("escape", "screen.back", "Back", id="reader.leave")
"""Leaves the reader, where its screen knows a way back."""


class PageView(PageCanvas, inherit_bindings=False):
    """Shows a page: what is in view is laid out at once, the rest while idle.

    Scrolling assigns the reactive attributes without their watchers, and tells the scrollbar alone: a
    layout of the screen would cost two frames.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        BACK,
        Binding("j,down", "line(1)", "Down", show=False, id="reader.down"),
        Binding("k,up", "line(-1)", "Up", show=False, id="reader.up"),
        Binding("ctrl+d", "half(1)", "Half a page down", show=False, id="reader.half-down"),
        Binding("ctrl+u", "half(-1)", "Half a page up", show=False, id="reader.half-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="reader.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="reader.page-up"),
        Binding("g,home", "top", "Top", show=False, id="reader.top"),
        Binding("G,end", "bottom", "End", show=False, id="reader.bottom"),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.filled = False
        """Whether all of the page is laid out."""

        self._filling: Timer | None = None
        self._wanted = (0, 0)
        """The block and the character to bring to the top as soon as there is a page."""

    # -- for the classes built on it ---------------------------------------------------------

    def make_page(self, width: int) -> Page | None:
        """Return the page to show, laid out at a width in cells; None for none."""
        return None

    def opened(self, page: Page) -> None:
        """Do what is to be done with a new page before it is looked at."""

    def moved(self, page: Page) -> None:
        """Do what is to be done when the view is elsewhere, or more is known of the page."""

    # -- the page ----------------------------------------------------------------------------

    def open(self) -> None:
        """Make the page anew, as soon as there is room for one."""
        self._page = page = self.make_page(self.column) if self.column > 0 else None
        if page is None:
            return
        self.opened(page)
        self.filled = False
        if self._filling is None:
            self._filling = self.set_interval(1 / 60, self._fill)
        else:
            self._filling.resume()

    def on_resize(self) -> None:
        """Lay out anew for another width, the text at the top kept there."""
        if self._page is None or self._page.width != self.column:
            here = self.here()
            self.open()
            self.go(*here)
        else:
            self.place(self.scroll_offset.y)

    def watch_measure(self) -> None:
        """Lay out anew for another width."""
        if self.is_mounted:
            self.on_resize()

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
            self.filled = True
            if page is not None:
                self.moved(page)
            self.repaint()

    # -- the place ---------------------------------------------------------------------------

    def here(self) -> tuple[int, int]:
        """Return the block at the top and the character of it, which outlive another width."""
        if self._page is None or not self._page.blocks:
            return self._wanted
        place = self._page.place(self.scroll_offset.y)
        return place.block, self._page.text_offset(place)

    def go(self, block: int, character: int = 0) -> None:
        """Bring a character of a block to the top, at once or when there is room for a page."""
        page = self._page
        self._wanted = block, character
        if self.is_attached:
            self.place(page.top_of(page.place_of(block, character)) if page is not None else 0)

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
        self.repaint()

    def bring(self, line: int) -> None:
        """Bring a line into view, near the middle if it is not."""
        top, height = self.scroll_offset.y, self.size.height
        self.place(top if top <= line < top + height else max(0, line - height // 3))
        self.refresh()

    def _fit(self) -> None:
        height = self._page.height if self._page is not None else 0
        if height != self.virtual_size.height:
            self.set_reactive(ScrollView.virtual_size, Size(self.size.width, height))
            self.vertical_scrollbar.window_virtual_size = height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what came into view."""
        if round(old_value) != round(new_value):
            self.place(round(new_value))

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
