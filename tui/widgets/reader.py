"""The reader: a post's body, laid out where it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from tui.reader import Page, Reading
from tui.reader.blocks import Code
from tui.reader.change import compare
from tui.reader.links import LinkAt, Links
from tui.reader.outline import Heading, outline
from tui.reader.page import Place
from tui.reader.search import Search
from tui.widgets.reader_paint import Over
from tui.widgets.reader_pictures import Pictures
from tui.widgets.reader_view import PageView

MARK_SECONDS = 1.5
"""How long a changed block is marked."""

CHARACTERS_A_MINUTE = 900
"""How fast a post is read whose generator says nothing of it."""


class Reader(PageView):
    """Shows a reading, keeps its place, and says which links are followed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket", "heading(1)", "Next heading", show=False, id="reader.next-heading"),
        Binding(
            "left_square_bracket", "heading(-1)", "Previous heading", show=False, id="reader.previous-heading"
        ),
        Binding("n", "match(1)", "Next match", show=False, id="reader.next-match"),
        Binding("N", "match(-1)", "Previous match", show=False, id="reader.previous-match"),
        Binding("tab", "link(1)", "Next link", show=False, id="reader.next-link"),
        Binding("shift+tab", "link(-1)", "Previous link", show=False, id="reader.previous-link"),
        Binding("enter", "follow", "Follow the link", show=False, id="reader.follow"),
        Binding("F", "hints", "Links by letter", show=False, id="reader.hints"),
        Binding("backspace,ctrl+o", "back", "Back", show=False, id="reader.back"),
        Binding("Y", "copy", "Copy the link or the code", show=False, id="reader.copy"),
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

        self.picture: Callable[[Reading, str], Path | None] | None = None
        """Returns the local file that a picture's address means in a reading; None shows none."""

        self._pictures: Pictures | None = None
        self._links: Links | None = None
        self._search: Search | None = None
        self._words: tuple[str, ...] = ()
        self._places: dict[str, tuple[int, int]] = {}
        self._jumps: list[tuple[int, int]] = []
        self._marking: Timer | None = None
        self._told: Reader.Moved | None = None

    # -- what is shown -----------------------------------------------------------------------

    def show(self, reading: Reading | None) -> None:
        """Show a reading: the same path keeps its place, another gets back the one it had."""
        before, old = self.reading, self._page
        if before == reading:
            return
        same = before is not None and reading is not None and before.path == reading.path
        if before is not None:
            self._places[before.path] = self.here()
        self.reading = reading
        self._changed = range(0)
        if self.text_selection is not None:
            self.screen.clear_selection()
        self.open()
        if same and old is not None and self._page is not None:
            self.place(self._kept(old, self._page))
        else:
            self._jumps.clear()
            self.go(*self._places.get(reading.path if reading is not None else "", (0, 0)))

    def make_page(self, width: int) -> Page | None:
        """Return the page of the reading; what was laid out before at the same width is taken over."""
        self._links = self._search = None
        if self.reading is None:
            return None
        old = self._page
        if old is None or old.reading.path != self.reading.path:
            old = self._pictures = None
        if self._pictures is None and self.picture is not None:
            self._pictures = Pictures(self._find_picture, self._start, self._picture_ready)
        page = Page(self.reading, width, old, pictures=self._pictures.lines if self._pictures else None)
        self._links = Links(page)
        if self._words:
            self._search = Search(page, self._words)
        return page

    def _find_picture(self, address: str) -> Path | None:
        return (
            self.picture(self.reading, address)
            if self.picture is not None and self.reading is not None
            else None
        )

    def _start(self, work: Callable[[], None]) -> None:
        self.run_worker(work, thread=True, group="pictures", exit_on_error=False)

    def _picture_ready(self, address: str) -> None:
        self.app.call_from_thread(self._show_picture, address)

    def _show_picture(self, address: str) -> None:
        """Make room for a picture that has come, what is read kept where it is."""
        if self._page is not None:
            here = self.here()
            self._page.forget(address)
            self.go(*here)
            self.refresh()

    def _kept(self, old: Page, new: Page) -> int:
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

    def moved(self, page: Page) -> None:
        """Say where the top is, if it is elsewhere than last said."""
        reading = page.reading
        line = page.line(self.scroll_offset.y)
        read = min(1.0, (self.scroll_offset.y + self.size.height) / max(1, page.height))
        minutes = reading.post.minutes if reading.post is not None else None
        total = minutes or ceil(len(reading.source) / CHARACTERS_A_MINUTE)
        told = self.Moved(line.source_line if line else 1, int(100 * read), ceil(total * (1 - read)))
        if told != self._told:
            self._told = told
            self.post_message(told)

    # -- moving ------------------------------------------------------------------------------

    def go_to(self, block: int) -> None:
        """Bring a block to the top."""
        if self._page is not None:
            self._jumps.append(self.here())
            self.go(block)

    def go_to_line(self, line: int) -> None:
        """Bring a line of the file to the top."""
        if self._page is not None:
            self.place(self._page.top_of(self._page.place_of_source(line)))

    def outline(self) -> list[Heading]:
        """Return the headings of the post."""
        return outline(self._page.parse_all()) if self._page is not None else []

    def action_heading(self, step: int) -> None:
        """Move to the next heading, or the one before."""
        if self._page is None:
            return
        here = self._page.place(self.scroll_offset.y).block
        blocks = [heading.block for heading in self.outline()]
        there = [b for b in blocks if b > here] if step > 0 else [b for b in blocks if b < here][::-1]
        if there:
            self.go(there[0])

    def action_back(self) -> None:
        """Go back to where a link in the post was followed."""
        if self._jumps:
            self.go(*self._jumps.pop())

    def looks(self, place: Place) -> Iterable[Over]:
        """Return the marks of matches and of the link walked to."""
        if self._search is not None:
            for mark in self._search.marks(place.block, place.line):
                current = self._search.is_current(place.block, mark)
                yield Over(mark.start, mark.end, "current-match" if current else "match")
        current_link = self._links.current if self._links is not None else None
        if current_link is not None and current_link.block == place.block:
            for part in current_link.link.parts:
                if part.line == place.line:
                    yield Over(part.start, part.end, "current-link")

    def labels(self, place: Place) -> Iterable[tuple[int, str]]:
        """Return the letters that name links."""
        return self._links.labels_on(place.block, place.line) if self._links is not None else ()

    # -- finding -----------------------------------------------------------------------------

    def find(self, words: Sequence[str]) -> int:
        """Mark words, in any case, width and kana; return how many there are."""
        if self._search is not None and self._search.words == tuple(words):
            return len(self._search.matches)
        self._words = tuple(words)
        self._search = Search(self._page, words) if self._page is not None and any(words) else None
        self.refresh()
        return len(self._search.matches) if self._search is not None else 0

    @property
    def match(self) -> tuple[int, int]:
        """Which match is current, from 1 (0 for none), and how many there are."""
        if self._search is None:
            return 0, 0
        current = self._search.current
        return (0 if current is None else current + 1), len(self._search.matches)

    def action_match(self, step: int) -> None:
        """Move to the next match, or the one before."""
        if self._search is not None:
            line = self._search.step(step, self.scroll_offset.y)
            if line is not None:
                self._bring(line)

    def _bring(self, line: int) -> None:
        """Bring a line into view, near the middle if it is not."""
        top, height = self.scroll_offset.y, self.size.height
        self.place(top if top <= line < top + height else max(0, line - height // 3))
        self.refresh()

    # -- links -------------------------------------------------------------------------------

    def action_link(self, step: int) -> None:
        """Walk to the next link, or the one before."""
        if self._links is not None:
            link = self._links.step(step, self.scroll_offset.y, self.size.height)
            if link is not None:
                self._bring(self._links.line(link))

    def action_follow(self) -> None:
        """Follow the link that was walked to."""
        if self._links is not None and self._links.current is not None:
            self._go(self._links.current)

    def action_hints(self) -> None:
        """Name the links in view by letters; the letters follow them."""
        if self._links is not None and not self._links.name(self.scroll_offset.y, self.size.height):
            self.notify("No links in view", timeout=2)
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take the letters of a link's name."""
        if self._links is None or not self._links.hints:
            return
        event.stop()
        event.prevent_default()
        if event.character is not None and event.character.isalpha():
            link = self._links.type(event.character)
            if link is not None:
                self._go(link)
        else:
            self._links.hints = {}
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the pointer."""
        if self._page is None or self._links is None or self.text_selection is not None:
            return
        number = event.y + self.scroll_offset.y
        line = self._page.line(number)
        if line is not None and event.x >= self.left:
            before = Strip([Segment(line.text)]).crop(0, event.x - self.left + 1).text
            link = self._links.at(number, len(before) - 1)
            if link is not None:
                self._go(link)

    def _go(self, link: LinkAt) -> None:
        href, page = link.link.href, self._page
        if page is not None and not href.startswith("#"):
            self.post_message(self.Followed(href, page.reading.path))
        elif page is not None and (block := page.find_anchor(href[1:])) is not None:
            self.go_to(block)

    def action_copy(self) -> None:
        """Copy the address of the link that was walked to, or else the first code in view."""
        if self._page is None:
            return
        current = self._links.current if self._links is not None else None
        if current is not None:
            self._copy(current.link.href, "Link copied")
            return
        block = self._page.place(self.scroll_offset.y).block
        while (
            block < len(self._page.blocks)
            and self._page.tops[block] < self.scroll_offset.y + self.size.height
        ):
            content = self._page.blocks[block].content
            if isinstance(content, Code):
                self._copy(content.text, "Code copied")
                return
            block += 1
        self.notify("No link is chosen (tab) and no code is in view", timeout=2)

    def _copy(self, text: str, said: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify(said, timeout=2)
