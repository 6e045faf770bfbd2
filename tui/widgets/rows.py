"""A list of rows of which only the visible ones are rendered: what every list here is built on.

Replacing all of 100,000 rows costs one frame. Assigning `virtual_size` would lay the screen out
anew; here only the scrollbar and the visible lines change.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.looks import look
from tui.widgets.painting import View


@dataclass
class _OfRow(Message):
    """Something happened to a row."""

    rows: Rows
    row: int

    @property
    def control(self) -> Rows:
        """The list that sent this."""
        return self.rows


class Rows(View, can_focus=True, inherit_bindings=False):
    """A line for each row, or several, one row of which has the cursor."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Next", show=False, id="rows.down"),
        Binding("k,up", "move(-1)", "Previous", show=False, id="rows.up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="rows.half_down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="rows.half_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="rows.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="rows.page_up"),
        Binding("g,home", "jump(0)", "First", show=False, id="rows.first"),
        Binding("G,end", "jump(-1)", "Last", show=False, id="rows.last"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    DEFAULT_CSS = """
    Rows {
        overflow-y: scroll;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .rows--cursor { background: $foreground 8%; }
        &:focus > .rows--cursor { background: $primary 35%; text-style: bold; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row that has the cursor, from 0."""

    class Highlighted(_OfRow):
        """The cursor is on another row, or another row is under it."""

    class Selected(_OfRow):
        """A row was chosen, by enter or by a double click."""

    class Clicked(_OfRow):
        """A row was clicked once; the cursor is on it."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self.row_height = 1
        """How many lines each row has."""

        self._looks: dict[str, Style] = {}
        self._line_width = 0
        super().__init__(id=id, classes=classes)

    @abstractmethod
    def segments(self, row: int, width: int) -> Iterable[Segment]:
        """Return what a row shows, at most `width` cells."""

    def below(self, row: int, width: int) -> Iterable[Segment]:
        """Return what a row of several lines shows in those below the first."""
        return ()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self.virtual_size.height // self.row_height

    @property
    def top(self) -> int:
        """The first row in view."""
        return self.row_at(0)

    @property
    def in_view(self) -> range:
        """The rows in view."""
        last = self.row_at(self.scrollable_content_region.height - 1)
        return range(self.top, min(last + 1, self.row_count))

    def row_at(self, y: int) -> int:
        """Return the row on a line of the widget; there may be none with that number."""
        return (y + self.scroll_offset.y) // self.row_height

    @property
    def line_width(self) -> int:
        """How wide a row is, in cells, as it is painted: the scrollbar's cells are its own."""
        return self._line_width

    def fill(self, count: int, cursor: int = 0, top: int | None = None, *, row_height: int = 1) -> None:
        """Show other rows, in one frame.

        Args:
            count: How many there are now.
            cursor: Which one gets the cursor.
            top: Which one is the first visible; None scrolls no further than the cursor needs.
            row_height: How many lines each of them has.
        """
        cursor = max(0, min(cursor, count - 1))
        top = self.top if top is None else top
        self.row_height = row_height
        lines = count * row_height
        self.set_reactive(Widget.virtual_size, Size(self.size.width, lines))
        self.set_reactive(Rows.cursor, cursor)
        self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_to(y=top * row_height, animate=False)
        self._keep_in_view(cursor)
        self.refresh(self.scrollable_size.region)
        self.post_message(self.Highlighted(self, cursor))

    def component(self, name: str) -> Style:
        """Return the style of a component class, to be laid over the row's."""
        if name not in self._looks:
            self._looks[name] = look(self, name)
        return self._looks[name]

    def base(self, name: str = "") -> Style:
        """Return the style that all of a row has: the list's own, or that of a component class."""
        key = f"base {name}"
        if key not in self._looks:
            self._looks[key] = self.get_component_rich_style(name) if name else self.rich_style
        return self._looks[key]

    def notify_style_update(self) -> None:
        """Forget the styles: the theme, the focus or a class changed."""
        self._looks.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines of the view."""
        self._line_width = self.scrollable_content_region.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Render one visible line."""
        width = self._line_width
        row, line = divmod(y + self.scroll_offset.y, self.row_height)
        if row >= self.row_count:
            return Strip.blank(width, self.base())
        base = self.base("rows--cursor" if row == self.cursor else "")
        parts = self.below(row, width) if line else self.segments(row, width)
        segments = [Segment(text, base + look if look else base) for text, look, _ in parts]
        length = sum(cell_len(text) for text, _, _ in segments)
        if length < width:
            segments.append(Segment(" " * (width - length), base))
        strip = Strip(segments, max(width, length))  # at once: each step on the way would make another
        return strip if length <= width else strip.crop(width)

    def watch_cursor(self, old: int, new: int) -> None:
        """Keep the cursor in view, repaint the two rows it touches, and tell."""
        self._keep_in_view(new)
        for row in (old, new):
            self.refresh_lines(row * self.row_height, self.row_height)
        self.post_message(self.Highlighted(self, new))

    def _keep_in_view(self, row: int) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        first, after = row * self.row_height, (row + 1) * self.row_height
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif height and after > top + height:
            self.scroll_to(y=after - height, animate=False)

    def _on_resize(self, event: events.Resize) -> None:
        self._keep_in_view(self.cursor)

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.cursor = max(0, min(self.cursor + rows, self.row_count - 1))

    def action_page(self, pages: float) -> None:
        """Move the cursor by some pages."""
        self.action_move(int(pages * max(1, self.scrollable_content_region.height // self.row_height)))

    def action_jump(self, row: int) -> None:
        """Put the cursor on a row; -1 is the last."""
        self.cursor = max(0, row if row >= 0 else self.row_count + row)

    def action_select(self) -> None:
        """Choose the row that has the cursor."""
        if self.row_count:
            self.post_message(self.Selected(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a double click chooses."""
        row = self.row_at(event.y)
        if event.y < 0 or row >= self.row_count:
            return
        event.stop()
        self.cursor = row
        if event.chain == 2:
            self.action_select()
        else:
            self.post_message(self.Clicked(self, row))
