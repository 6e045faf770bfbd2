"""The reader: a post's body, laid out where it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.reader import Page, Reading
from tui.reader.change import compare
from tui.reader.lines import unwrap
from tui.reader.links import Heading, Link, links, outline
from tui.reader.page import Place
from tui.widgets.reader_paint import LOOKS, Painter

FILL_SECONDS = 0.005
"""How long the idle reader lays out ahead at a time."""

MARK_SECONDS = 1.5
"""How long a changed block is marked."""


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a reading, keeps its place, and says which links are followed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{look}" for look in LOOKS}

    DEFAULT_CSS = """
    Reader {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;

        .reader--title { text-style: bold; color: $text-primary; }
        .reader--meta { color: $text-muted; }
        .reader--origin { color: $text-muted; text-style: italic; }
        .reader--description { color: $text-muted; }
        .reader--term { color: $text-accent; }
        .reader--published { color: $text-success; }
        .reader--scheduled { color: $text-primary; }
        .reader--draft { color: $text-warning; }
        .reader--expired, .reader--hidden { color: $text-muted; }
        .reader--broken { color: $text-error; text-style: bold; }
        .reader--heading { text-style: bold; color: $text-accent; }
        .reader--heading1, .reader--heading2 { color: $text-primary; }
        .reader--heading4, .reader--heading5, .reader--heading6 { color: $foreground; }
        .reader--heading-mark { color: $text-disabled; }
        .reader--strong, .reader--table-head { text-style: bold; }
        .reader--emphasis { text-style: italic; }
        .reader--strike { text-style: strike; color: $text-muted; }
        .reader--underline { text-style: underline; }
        .reader--code { background: $boost; color: $text-warning; }
        .reader--code-block { background: $boost; }
        .reader--code-label { color: $text-disabled; }
        .reader--key { background: $boost; text-style: bold; }
        .reader--mark { background: $warning-muted; color: $text-warning; }
        .reader--small, .reader--caption, .reader--sub, .reader--sup { color: $text-muted; }
        .reader--link { text-style: underline; color: $text-primary; }
        .reader--image { color: $text-secondary; }
        .reader--math { color: $text-success; }
        .reader--footnote { color: $text-accent; }
        .reader--chip { color: $text-secondary; background: $boost; }
        .reader--chip-text { color: $text-muted; }
        .reader--stray { color: $text-warning; }
        .reader--marker { color: $text-accent; }
        .reader--quote, .reader--box, .reader--rule, .reader--table-line { color: $text-disabled; }
        .reader--alert, .reader--label { text-style: bold; }
        .reader--note { color: $text-primary; }
        .reader--tip { color: $text-success; }
        .reader--important { color: $text-accent; }
        .reader--warning { color: $text-warning; }
        .reader--caution { color: $text-error; }
        .reader--token-comment { color: $text-disabled; text-style: italic; }
        .reader--token-keyword { color: $text-primary; text-style: bold; }
        .reader--token-name { color: $text-accent; }
        .reader--token-type { color: $text-secondary; }
        .reader--token-number { color: $text-warning; }
        .reader--token-string { color: $text-success; }
        .reader--match { background: $warning-muted; color: $text-warning; }
        .reader--current-match { background: $warning; color: $background; text-style: bold; }
        .reader--current-link { background: $primary; color: $text; text-style: bold; }
        .reader--hint { background: $accent; color: $text; text-style: bold; }
        .reader--changed { color: $accent; text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "line(1)", "Down", show=False, id="reader.down"),
        Binding("k,up", "line(-1)", "Up", show=False, id="reader.up"),
        Binding("ctrl+d", "half(1)", "Half a page down", show=False, id="reader.half-down"),
        Binding("ctrl+u", "half(-1)", "Half a page up", show=False, id="reader.half-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="reader.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="reader.page-up"),
        Binding("g,home", "top", "Top", show=False, id="reader.top"),
        Binding("G,end", "bottom", "End", show=False, id="reader.bottom"),
        Binding("right_square_bracket", "heading(1)", "Next heading", show=False, id="reader.next-heading"),
        Binding(
            "left_square_bracket", "heading(-1)", "Previous heading", show=False, id="reader.previous-heading"
        ),
    ]

    measure: reactive[int] = reactive(92)
    """The widest a line of text gets, in cells."""

    follow: reactive[bool] = reactive(False, repaint=False)
    """Whether a change is brought into view, rather than the place kept."""

    @dataclass
    class Followed(Message):
        """A link was followed."""

        href: str
        """Where it leads, as it is written in the post."""

        path: str
        """The post it stands in, from the site's root."""

    @dataclass
    class Moved(Message):
        """Another line is at the top."""

        line: int
        """The line of the file, counted from 1."""

        percent: int
        """How much has been read."""

        minutes_left: int
        """How long the rest takes, in minutes."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the name Textual gives it
        super().__init__(name=name, id=id, classes=classes)
        self.reading: Reading | None = None
        """What is shown."""

        self._page: Page | None = None
        self._places: dict[str, tuple[int, int]] = {}
        self._changed: range = range(0)
        self._filling: Timer | None = None
        self._marking: Timer | None = None
        self._painter: Painter | None = None
        self._told: tuple[int, int, int] | None = None

    # -- what is shown -----------------------------------------------------------------------

    def show(self, reading: Reading | None) -> None:
        """Show a reading: the same path keeps its place, another gets back the one it had."""
        before, old = self.reading, self._page
        same = before is not None and reading is not None and before.path == reading.path
        if same and before == reading:
            return
        self._remember()
        self.reading = reading
        self._changed = range(0)
        if reading is None or not self.column:
            self._page = None
            self._place(0)
            return
        self._page = Page(
            reading, self.column, old.known if old is not None and old.width == self.column else None
        )
        if same and old is not None:
            self._place(self._moved(old, self._page))
        else:
            self._return()
        self._start_filling()

    def _moved(self, old: Page, new: Page) -> int:
        """Return the line at which what was at the top of the old version is in the new one."""
        place = old.place(self.scroll_offset.y)
        offset = old.text_offset(place) if old.blocks else 0
        change = compare(old.parse_all(), new.parse_all())
        self._changed = range(change.start, change.new_end)
        if self._marking is not None:
            self._marking.stop()
        self._marking = self.set_timer(MARK_SECONDS, self._unmark)
        if self.follow and self._changed:
            return max(0, new.top_of(new.place_of(change.start)) - self.size.height // 3)
        return new.top_of(new.place_of(change.find(place.block, old.blocks, new.blocks), offset))

    def _unmark(self) -> None:
        self._changed = range(0)
        self.refresh()

    def _remember(self) -> None:
        if self.reading is not None and self._page is not None and self._page.blocks:
            place = self._page.place(self.scroll_offset.y)
            self._places[self.reading.path] = (place.block, self._page.text_offset(place))

    def _return(self) -> None:
        assert self._page is not None and self.reading is not None
        place = self._places.get(self.reading.path)
        self._place(self._page.top_of(self._page.place_of(*place)) if place else 0)

    # -- geometry ----------------------------------------------------------------------------

    @property
    def column(self) -> int:
        """The cells of a line of text."""
        width = self.size.width
        return min(self.measure, width - 2) if width > 2 else width

    @property
    def left(self) -> int:
        """The cells left of it."""
        return (self.size.width - self.column) // 2

    def on_resize(self) -> None:
        """Lay out anew for another width, the text at the top kept there."""
        if self._page is None or self._page.width != self.column:
            self._remember()
            if self.reading is not None and self.column:
                self._page = Page(self.reading, self.column)
                self._return()
                self._start_filling()
        else:
            self._place(self.scroll_offset.y)

    def watch_measure(self) -> None:
        """Lay out anew for another width."""
        if self.is_mounted:
            self.on_resize()

    def _place(self, top: int) -> None:
        """Bring a line to the top, at once and without a layout of the screen."""
        if self._page is not None:
            height = max(1, self.size.height)
            top = self._page.look(top, height)
            last = max(0, self._page.height - height)
            top = self._page.look(last, height) if top > last else top
            self._fit()
            top = min(top, max(0, self._page.height - height))
        else:
            self._fit()
        self.set_reactive(ScrollView.scroll_y, float(top))
        self.set_reactive(ScrollView.scroll_target_y, float(top))
        self.vertical_scrollbar.position = top
        self._tell()
        self.refresh()

    def _fit(self) -> None:
        height = self._page.height if self._page is not None else 0
        if height != self.virtual_size.height:
            self.set_reactive(Widget.virtual_size, Size(self.size.width, height))
            self.vertical_scrollbar.window_virtual_size = height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what came into view."""
        if self._page is not None and round(old_value) != round(new_value):
            self._place(round(new_value))
        else:
            super().watch_scroll_y(old_value, new_value)

    def _start_filling(self) -> None:
        if self._filling is None:
            self._filling = self.set_interval(1 / 60, self._fill)
        else:
            self._filling.resume()

    def _fill(self) -> None:
        page = self._page
        done = True
        if page is not None:
            top = self.scroll_offset.y
            place = page.place(top)
            height = page.height
            done = page.fill(FILL_SECONDS)
            if page.top_of(place) != top:
                self._place(page.top_of(place))
            elif page.height != height:
                self._fit()
        if done and self._filling is not None:
            self._filling.pause()
            self._tell()

    def _tell(self) -> None:
        """Say where the top is, if it is elsewhere than last said."""
        page = self._page
        if page is None or self.reading is None:
            return
        top = self.scroll_offset.y
        line = page.line(top)
        read = min(1.0, (top + self.size.height) / max(1, page.height))
        minutes = self.reading.post.minutes if self.reading.post else None
        total = minutes or max(1, len(self.reading.source) // 900)
        told = (line.source_line if line else 1, int(100 * read), ceil(total * (1 - read)))
        if told != self._told:
            self._told = told
            self.post_message(self.Moved(*told))

    # -- painting ----------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._painter = None

    @property
    def painter(self) -> Painter:
        """What paints in the styles of the theme."""
        if self._painter is None:
            self._painter = Painter(self._component)
        return self._painter

    def _component(self, name: str) -> Style:
        """Return what a component class says, seen on the background that the reader has."""
        styles = self.get_component_styles(name)
        seen = styles.rich_style
        return styles.text_style + Style(
            color=seen.color if styles.has_rule("color") else None,
            bgcolor=seen.bgcolor if styles.has_rule("background") else None,
        )

    def render_line(self, y: int) -> Strip:
        """Paint a line of the view."""
        number = y + self.scroll_offset.y
        width = self.size.width
        base = self.rich_style
        line = self._page.line(number) if self._page is not None else None
        if line is None:
            return Strip.blank(width, base)
        return self.painter.paint(line, base, self.left, width, self.column)

    # -- moving ------------------------------------------------------------------------------

    def action_line(self, lines: int) -> None:
        """Move by lines."""
        self._place(max(0, self.scroll_offset.y + lines))

    def action_half(self, pages: int) -> None:
        """Move by half a view."""
        self.action_line(pages * max(1, self.size.height // 2))

    def action_page(self, pages: int) -> None:
        """Move by a view, one line of it kept."""
        self.action_line(pages * max(1, self.size.height - 1))

    def action_top(self) -> None:
        """Move to the start."""
        self._place(0)

    def action_bottom(self) -> None:
        """Move to the end."""
        if self._page is not None:
            self._page.parse_all()
            self._place(self._page.height)

    def outline(self) -> list[Heading]:
        """Return the headings of the post."""
        return outline(self._page.parse_all()) if self._page is not None else []

    def go_to(self, block: int) -> None:
        """Bring a block to the top."""
        if self._page is not None:
            self._place(self._page.top_of(self._page.place_of(block)))

    def go_to_line(self, line: int) -> None:
        """Bring a line of the file to the top."""
        if self._page is not None:
            self._place(self._page.top_of(self._page.place_of_source(line)))

    def action_heading(self, step: int) -> None:
        """Move to the next heading, or the one before."""
        if self._page is None:
            return
        here = self._page.place(self.scroll_offset.y).block
        blocks = [heading.block for heading in self.outline()]
        there = [b for b in blocks if b > here] if step > 0 else [b for b in blocks if b < here][::-1]
        if there:
            self.go_to(there[0])
