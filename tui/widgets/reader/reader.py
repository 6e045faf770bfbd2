"""The reader: a post's body, laid out where it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from tui.messages import Ready
from tui.reader import Page, Reading
from tui.reader.change import Change, compare
from tui.reader.outline import Heading, outline
from tui.widgets.reader.pictured import PicturedView

MARK_SECONDS = 1.5
"""How long a changed block is marked."""

CHARACTERS_A_MINUTE = 900
"""How fast a post is read whose generator says nothing of it."""

MOST_JUMPS = 100
"""How many places are kept to go back to."""


class Reader(PicturedView):
    """Shows a reading, keeps its place, and says which links are followed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("O", "outline", "Outline", id="reader.outline"),
        Binding("right_square_bracket", "heading(1)", "Next heading", show=False, id="reader.next-heading"),
        Binding(
            "left_square_bracket", "heading(-1)", "Previous heading", show=False, id="reader.previous-heading"
        ),
        Binding("backspace,ctrl+o", "back", "Back from a link", show=False, id="reader.back"),
        Binding("C", "follow_changes", "Follow changes, or not", show=False, id="reader.follow-changes"),
    ]

    follow: reactive[bool] = reactive(False, repaint=False)
    """Whether a change is brought into view, rather than the place kept."""

    @dataclass
    class Followed(Message):
        """A link was followed that leads out of the post."""

        href: str
        """Where it leads, as it is written in the post."""

        path: str
        """The post it stands in, from the site's root."""

    @dataclass
    class Returned(Message):
        """The way back leads to another post, in which a link was followed."""

        path: str
        """That post, from the site's root."""

    @dataclass
    class Outlined(Message):
        """The headings are wanted, to go to one of them."""

        reader: Reader
        headings: list[Heading]
        current: int
        """The heading being read, by its position; -1 above the first."""

    @dataclass
    class Moved(Message):
        """Another line is at the top."""

        line: int
        """The line of the file, counted from 1."""

        percent: int
        """How much has been read."""

        minutes_left: int
        """How long the rest takes, in minutes."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.reading: Reading | None = None
        """What is shown."""

        self._places: dict[str, tuple[int, int]] = {}
        self._jumps: list[tuple[str, tuple[int, int]]] = []
        self._marking: Timer | None = None
        self._told: Reader.Moved | None = None

    # -- what is shown -----------------------------------------------------------------------

    @property
    def is_opening(self) -> bool:
        """Whether what is to be shown has no room yet: the screen has not been laid out with it."""
        return self.reading is not None and self._page is None and not self.size.width

    def open(self) -> None:
        """Make the page anew, and tell when there is one for keys that waited."""
        is_first = self._page is None
        super().open()
        if is_first and self._page is not None:
            self.post_message(Ready())

    def show(self, reading: Reading | None) -> None:
        """Show a reading: the same path keeps its place, another gets back the one it had."""
        before, old = self.reading, self._page
        if before == reading:
            return
        if (change := self._take(reading)) is None or old is None or self._page is None:
            self.go(*self._places.get(reading.path if reading is not None else "", (0, 0)))
        else:
            self.place(self._kept(old, self._page, change))

    def show_at(self, reading: Reading, line: int, above: int = 0) -> None:
        """Show a reading with a line of its file at the top, or below so many lines."""
        if reading != self.reading:
            self._take(reading)
        self.go_to_line(line, above=above)

    def _take(self, reading: Reading | None) -> Change | None:
        """Open a reading; return what changed where it is that of the same path."""
        before, old = self.reading, self._page
        same = before is not None and reading is not None and before.path == reading.path
        if before is not None:
            self._places[before.path] = self.here()
        self.reading = reading
        self._changed = range(0)
        if not same:
            self._search = None
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()
        self.open()
        return self._mark(old, self._page) if same and old is not None and self._page is not None else None

    def make_page(self, width: int) -> Page | None:
        """Return the page of the reading; what was laid out before at the same width is taken over."""
        if self.reading is None:
            return None
        old = self._page
        if old is not None and old.reading.path != self.reading.path:
            old = None
        return Page(self.reading, width, old, pictures=self.pictures_of(self.reading, anew=old is None))

    # -- changes -----------------------------------------------------------------------------

    @property
    def marks_change(self) -> bool:
        """Whether something is marked for having changed a moment ago."""
        return bool(self._changed)

    def _mark(self, old: Page, new: Page) -> Change:
        """Mark for a moment what was written otherwise in the old version, and return what is otherwise."""
        change = compare(old.parse_all(), new.parse_all())
        if old.reading.as_written != new.reading.as_written:
            self._changed = range(change.start, change.new_end)
        if self._marking is not None:
            self._marking.stop()
        self._marking = self.set_timer(MARK_SECONDS, self._unmark)
        return change

    def _kept(self, old: Page, new: Page, change: Change) -> int:
        """Return the line at which what was at the top of the old version is in the new one."""
        place = old.place(self.scroll_offset.y)
        offset = old.text_offset(place) if old.blocks else 0
        if self.follow and self._changed:
            return max(0, new.top_of(new.place_of(change.start)) - self.size.height // 3)
        return new.top_of(new.place_of(change.find(place.block, old.blocks, new.blocks), offset))

    def _unmark(self) -> None:
        self._changed = range(0)
        self.repaint()

    def action_follow_changes(self) -> None:
        """Bring changes into view from now on, or keep the place."""
        self.follow = not self.follow
        self.notify("Changes come into view" if self.follow else "The place is kept", timeout=2)

    # -- where it is -------------------------------------------------------------------------

    @property
    def where(self) -> Reader.Moved | None:
        """Where the top is; None where nothing is laid out."""
        page = self._page
        if page is None:
            return None
        line = page.line(self.scroll_offset.y)
        read = min(1.0, (self.scroll_offset.y + self.size.height) / max(1, page.height))
        minutes = page.reading.post.minutes if page.reading.post is not None else None
        total = minutes or ceil(len(page.reading.source) / CHARACTERS_A_MINUTE)
        return self.Moved(line.source_line if line else 1, int(100 * read), ceil(total * (1 - read)))

    def moved(self, page: Page) -> None:
        """Say where the top is, if it is elsewhere than last said."""
        told = self.where
        if told is not None and told != self._told:
            self._told = told
            self.post_message(told)

    def go_to(self, block: int) -> None:
        """Bring a block to the top; the way back leads here."""
        self._remember()
        self.go(block)

    def go_to_line(self, line: int, *, above: int = 0) -> None:
        """Bring a line of the file to the top, or below so many lines."""
        if self._page is not None:
            self.place(max(0, self._page.top_of(self._page.place_of_source(line)) - above))

    def _remember(self) -> None:
        if self.reading is not None:
            self._jumps = [*self._jumps[-MOST_JUMPS:], (self.reading.path, self.here())]

    def followed(self, href: str) -> None:
        """Go to a place in the post, or tell of a link that leads out of it."""
        page = self._page
        if page is None:
            return
        if not href.startswith("#"):
            self._remember()
            self.post_message(self.Followed(href, page.reading.path))
        elif (block := page.find_anchor(href[1:])) is not None:
            self.go_to(block)

    def action_back(self) -> None:
        """Go back to where a link was followed, in this post or in another."""
        if self._jumps and self.reading is not None:
            path, place = self._jumps.pop()
            if path == self.reading.path:
                self.go(*place)
            else:
                self._places[path] = place
                self.post_message(self.Returned(path))

    # -- headings ----------------------------------------------------------------------------

    def outline(self) -> list[Heading]:
        """Return the headings of the post."""
        return outline(self._page.parse_all()) if self._page is not None else []

    def action_outline(self) -> None:
        """Ask which heading to go to."""
        if self._page is not None and (headings := self.outline()):
            here = self._page.place(self.scroll_offset.y).block
            current = sum(heading.block <= here for heading in headings) - 1
            self.post_message(self.Outlined(self, headings, current))
        else:
            self.notify("No headings in this post", timeout=2)

    def action_heading(self, step: int) -> None:
        """Move to the next heading, or the one before."""
        if self._page is None:
            return
        here = self._page.place(self.scroll_offset.y).block
        blocks = [heading.block for heading in self.outline()]
        there = [b for b in blocks if b > here] if step > 0 else [b for b in blocks if b < here][::-1]
        if there:
            self.go(there[0])
