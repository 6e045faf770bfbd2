"""The reader beside the list: it follows the cursor, and links lead from post to post."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from tui.background import REST, in_background
from tui.blog.errors import BlogError
from tui.blog.query import Query
from tui.browser import opens
from tui.config import Config
from tui.messages import FilesChanged, Ready
from tui.screens.finding import Finding
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.widget import Widget

    from tui.blog.post import Post
    from tui.reader import Reading
    from tui.widgets.reader import Reader

SCROLLED = 3
"""How far the reader is scrolled from the list, in lines."""


class Following(Finding):
    """A screen on which the post under the cursor is read.

    Args:
        config: The user's settings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J", "scroll_reader(1)", "Scroll the reader down", show=False, id="browse.reader_down"),
        Binding("K", "scroll_reader(-1)", "Scroll the reader up", show=False, id="browse.reader_up"),
        Binding("n", "match(1)", "Next match", show=False, id="browse.next_match"),
        Binding("N", "match(-1)", "Previous match", show=False, id="browse.previous_match"),
    ]

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.reader: Reader | None = None
        """Beside the list; None until there is a site to read from."""

    def make_reader(self) -> tuple[Widget, ...]:
        """Make the reader, and return what stands beside the list."""
        from tui.widgets.reader import Reader
        from tui.widgets.reader.find_line import FindLine

        self.reader = Reader(id="reader")
        self.reader.picture = self._picture
        self.reader.picture_mode = self.config.pictures
        return self.reader, FindLine(self.reader)

    async def bring_reader(self) -> None:
        """Put the reader beside the list, and read."""
        await self.query_one("#pane").mount(*self.make_reader())
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the filter's key to the reader while that has the focus: it finds in the post."""
        if action == "filter" and self.reader is not None and self.reader.has_focus:
            return False
        return super().check_action(action, parameters)

    @on(Rows.Highlighted, "PostList")
    def _highlight(self) -> None:
        self.post = self.posts.post
        self.tell_place()

    def watch_post(self, old: Post | None, new: Post | None) -> None:
        """Let the reader follow."""
        super().watch_post(old, new)
        self._read()

    @on(FilesChanged)
    def _read_again(self, event: FilesChanged) -> None:
        """Read the post at once where it changed among many, which the list waits for."""
        event.stop()  # it came from the app, which would send it here again
        if self.post is not None and self.opened.locate(self.post.path) in event.paths:
            self._read()

    @work(exclusive=True, group="reading")
    async def _read(self) -> None:
        """Read the post under the cursor; of several in a row only the last is shown."""
        reader, post = self.reader, self.post
        if reader is None or self.desk is None:
            return
        if self.filter_line.has_focus_within:
            await asyncio.sleep(REST)  # what is typed comes first
        try:
            reading = await in_background(partial(self._reading, post)) if post is not None else None
        except BlogError as error:
            reading = None
            self.status.say(str(error), "warning")
        if post is self.post:
            elsewhere = reader.reading is None or reading is None or reader.reading.path != reading.path
            reader.show(reading)
            self._show_words(go=elsewhere)
            self.tell_place()
        self.post_message(Ready())

    def _show_words(self, *, go: bool = True) -> None:
        """Mark the filter's words in what is read.

        Args:
            go: Bring the first into view, or the line that holds one unseen, as in a link's address.
        """
        reader, words = self.reader, self.filter.words
        if reader is None:
            return
        matches = reader.find(words)
        if not go or not words:
            return
        if not reader.match[0]:  # else the reading and the filter, whichever came last, would go one further
            if matches:
                reader.go(0)  # wherever it was left: the first match is that from the top
            reader.action_match(1)  # where nothing is laid out yet, as soon as it is
        if not matches and (reading := reader.reading) is not None and reading.post is not None:
            from tui.blog.search import quote

            found = quote(reading.post, reading.source, words)
            if found and not found.where:
                reader.go_to_line(reading.first_line + found.line)

    def _reading(self, post: Post) -> Reading:
        from tui.reader import Reading

        document = self.opened.read(post.path)
        dialect = self.site.nearest(post.path).dialect
        return Reading(post.path, document.body, document.body_line, dialect, post)

    def _picture(self, reading: Reading, target: str) -> Path | None:
        """Return the file of a post's picture; asked from a thread."""
        if self.desk is None or reading.post is None:
            return None
        return self.site.picture(reading.post, target)

    @on(Rows.Selected, "PostList")
    def _go_reading(self) -> None:
        """Give the keys to the reader, before the next is looked at."""
        if self.reader is not None and self.post is not None:
            self.add_class("-reading")
            self.set_focus(self.reader)
            self.tell_place()

    @property
    def is_reading(self) -> bool:
        """Whether the post under the cursor is being read, so that the reader does not show it yet."""
        return self.is_at("reading")

    @property
    def line_read(self) -> int:
        """The line of the file at the top of the reader; the first where another post is there, or none."""
        reader, post = self.reader, self.post
        if reader is None or reader.reading is None or post is None or reader.reading.path != post.path:
            return 1
        return reader.where.line if reader.where is not None else 1

    def on_reader_moved(self) -> None:
        """Say how much is read."""
        self.tell_place()

    @work
    async def on_reader_followed(self, event: Reader.Followed) -> None:
        """Go to the post that a link leads to, or open its address."""
        library = self.library
        post = library.get(event.path) if library is not None else None
        if library is None or post is None:
            return
        if opens(event.href):
            import webbrowser

            await in_background(partial(webbrowser.open, event.href))
            self.status.say(f"opened {event.href}")
            return
        known = await in_background(lambda: {one.path: one for one in library.posts})
        path = self.site.find(post, event.href, known)
        if path is None:
            self.status.say(f"no post is found for {event.href}", "warning")
        else:
            self.go_to(path)

    def on_reader_returned(self, event: Reader.Returned) -> None:
        """Go back to the post in which a link was followed."""
        self.go_to(event.path)

    async def on_reader_outlined(self, event: Reader.Outlined) -> None:
        """Let a heading be chosen."""
        from tui.screens.outline import show_outline

        await show_outline(self.app, event)

    def go_to(self, path: str) -> None:
        """Put the cursor on a post; the filter gives way where it hides it."""
        if not self.posts.go_to(path) and self.library is not None and self.library.get(path) is not None:
            self.filter_line.put("")
            self.filter = Query()
            self.call_after_refresh(self.posts.go_to, path)

    def action_scroll_reader(self, lines: int) -> None:
        """Scroll the reader a little."""
        if self.reader is not None:
            self.reader.scroll_relative(y=SCROLLED * lines, animate=False)

    def action_match(self, step: int) -> None:
        """Bring the next match in the reader into view, or the one before."""
        if self.reader is not None:
            self.reader.action_match(step)

    def watch_filter(self, old: Query, new: Query) -> None:
        """Filter anew, and mark other words in what is read."""
        super().watch_filter(old, new)
        if old.words != new.words:
            self._mark_words()

    @work(exclusive=True, group="marking")
    async def _mark_words(self) -> None:
        """Mark the filter's words in what is read when keys rest: a long post would slow them."""
        await asyncio.sleep(REST)
        self._show_words()

    def tell_place(self) -> None:
        """Say what is marked and under way, or else how far one is in the list and in the post."""
        place: list[str] = []
        if self.marked:
            place.append(f"{len(self.marked):,} marked")
        if self.busy:
            place.append(self.busy)
        elif self.selection:
            place += [f"{self.posts.cursor + 1:,}/{len(self.selection):,}", *self._progress()]
        self.status.place = tuple(place)

    def _progress(self) -> Iterator[str]:
        """Yield how much of the post is read, where the reader is seen, and how long the rest takes."""
        is_seen = self.has_class("-wide") or self.has_class("-reading")
        where = self.reader.where if self.reader is not None and is_seen else None
        if where is not None:
            yield f"{where.percent} %"
            if where.minutes_left:
                yield f"{where.minutes_left} min left"
