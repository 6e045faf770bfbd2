"""The screen of the posts: facets, list and reader side by side, under one filter line."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal

from tui.background import in_background
from tui.blog.errors import BlogError
from tui.blog.query import Query
from tui.browser import opens
from tui.config import Config
from tui.messages import Painted
from tui.screens.finding import Finding
from tui.screens.searching import PAUSE
from tui.screens.summary import PROBLEMATIC, how_many, whose
from tui.widgets.facets import Facets
from tui.widgets.filter_line import FilterLine
from tui.widgets.post_list import PostList
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from pathlib import Path

    from tui.blog.library import Library
    from tui.blog.post import Post
    from tui.reader import Reading
    from tui.widgets.reader import Reader

REST = 0.3
"""How long the posts have to stay as they are before those with problems are counted, in seconds."""

SCROLLED = 3
"""How far the reader is scrolled from the list, in lines."""


class Browse(Finding):
    """Find posts, read them, and say what is to be done with them.

    Args:
        config: The user's settings.
        query: What the filter line holds at first.
        title: What the title bar says until the site is opened, of the site and of its posts.
    """

    AUTO_FOCUS = "PostList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (100, "-wide")]  # noqa: RUF012 (Textual types it so)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="browse.back"),
        Binding("J", "scroll_reader(1)", "Scroll the reader down", show=False, id="browse.reader_down"),
        Binding("K", "scroll_reader(-1)", "Scroll the reader up", show=False, id="browse.reader_up"),
        Binding("n", "match(1)", "Next match", show=False, id="browse.next_match"),
        Binding("N", "match(-1)", "Previous match", show=False, id="browse.previous_match"),
        Binding("question_mark", "help", "Help", key_display="?", id="browse.help"),
    ]

    def __init__(self, config: Config, *, query: str = "", title: tuple[str, str] = ("", "")) -> None:
        super().__init__(config)
        self._first_query = query
        self._first_title = title
        self._sought = ""
        self._line = 1
        self._progress: list[str] = []
        self._was_reading = False
        self.reader: Reader | None = None
        """Beside the list; None until there is a site to read from."""

    def compose(self) -> ComposeResult:
        """Lay out the screen; the reader comes when there is a site to read from."""
        yield TitleBar()
        yield FilterLine(self._first_query)
        with Horizontal(id="desk"):
            yield Facets().data_bind(selection=Browse.counted)
            yield PostList().data_bind(Browse.selection, Browse.marked, Browse.hint)
            yield Container(id="pane")
        yield StatusLine()

    def on_mount(self) -> None:
        """Show what is known, and tell when that is painted."""
        self.select()
        self.call_after_refresh(self._tell_painted)

    def _tell_painted(self) -> None:
        if self.posts.size:
            self.post_message(Painted())
        else:  # nothing was laid out yet, so nothing is painted
            self.call_after_refresh(self._tell_painted)

    async def _bring_reader(self) -> None:
        from tui.widgets.reader import Reader
        from tui.widgets.reader.find_line import FindLine

        self.reader = Reader(id="reader")
        self.reader.picture = self._picture
        self.reader.picture_mode = self.config.pictures
        await self.query_one("#pane").mount(self.reader, FindLine(self.reader))
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the filter's key to the reader while that has the focus: it finds in the post."""
        if action == "filter" and self.reader is not None and self.reader.has_focus:
            return False
        return super().check_action(action, parameters)

    # -- a start -----------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """Whether every part shows what it is to show: the posts, their terms, and the one that is read."""
        reading = self.reader.reading if self.reader is not None else None
        shown = reading.path if reading is not None else None
        return self.painted and not self.busy and shown == (self.post.path if self.post is not None else None)

    @property
    def is_working(self) -> bool:
        """Whether something is being sought, counted or read that may change what is shown."""
        return any(worker.node is self and not worker.is_finished for worker in self.workers)

    @property
    def at_start(self) -> bool:
        """Whether it is as a start leaves it, whatever was done meanwhile."""
        return (
            not (self.filter_line.text or self.marked or self.status.message or self._was_reading)
            and self.posts.has_focus
            and not any((self.posts.cursor, self.posts.scroll_y, self.facets.cursor, self.facets.scroll_y))
            and not self.facets.folded
            and self.reader is not None
            and not (self.reader.scroll_y or self.reader.marks_change)
        )

    @property
    def files_shown(self) -> list[Path]:
        """The file of the post that is read."""
        return [self.opened.locate(self.post.path)] if self.post is not None else []

    def on_descendant_focus(self) -> None:
        """Note that there was reading, which leaves its traces."""
        self._was_reading = self._was_reading or (self.reader is not None and self.reader.has_focus)

    # -- what is shown -----------------------------------------------------------------------

    def watch_library(self) -> None:
        """Filter anew, and count, but not what is only remembered: it will be known in a moment."""
        self.painted = self.desk is not None
        self.select()
        if self.painted:
            self.lay_out()
        self._title()
        self._seek()

    def watch_desk(self) -> None:
        """Bring the reader; the title waits for the posts as the site has them."""
        if self.desk is not None:
            self._sought = self.desk.focus
            self.on_screen_resume()
            self._seek()
            self.call_later(self._bring_reader)
            self.refresh_bindings()

    def _seek(self) -> None:
        """Go to the one post that was asked for, and read it, as soon as it is known."""
        if self._sought and self.library is not None and self.library.get(self._sought) is not None:
            self.go_to(self._sought)
            self._sought = ""
            self.call_after_refresh(self.posts.action_select)

    def watch_filter(self, old: Query, new: Query) -> None:
        """Filter anew, and mark other words in what is read."""
        super().watch_filter(old, new)
        if old.words != new.words:
            self._mark_words()

    @work(exclusive=True, group="marking")
    async def _mark_words(self) -> None:
        """Mark the filter's words in what is read when keys rest: a long post would slow them."""
        await asyncio.sleep(PAUSE)
        self._show_words()

    def watch_marked(self) -> None:
        """Count the marks."""
        super().watch_marked()
        self._place()

    def watch_busy(self) -> None:
        """Say what goes on."""
        if self.is_mounted:
            self.hint = self.say_why_empty()
            self._place()

    def _title(self) -> None:
        if self.library is None or not self.is_mounted:
            return
        bar = self.query_one(TitleBar)
        if self.desk is None:
            bar.site, bar.counts = self._first_title
        else:
            bar.site, bar.counts = whose(self.desk), how_many(self.library)
            self._count_problems(self.library)

    @work(exclusive=True, group="problems")
    async def _count_problems(self, library: Library) -> None:
        left = Event()
        await asyncio.sleep(REST)
        try:
            if await in_background(partial(library.prepare, PROBLEMATIC, left.is_set)):
                problems = len(library.select(PROBLEMATIC))
                self.query_one(TitleBar).counts = how_many(library, problems)
        finally:
            left.set()

    def _place(self) -> None:
        place: list[str] = []
        if self.marked:
            place.append(f"{len(self.marked):,} marked")
        if self.busy:
            place.append(self.busy)
        elif self.selection:
            place += [f"{self.posts.cursor + 1:,}/{len(self.selection):,}", *self._progress]
        self.status.place = tuple(place)

    # -- the cursor and the reader -----------------------------------------------------------

    @on(Rows.Highlighted, "PostList")
    def _highlight(self) -> None:
        self.post = self.posts.post
        self._place()

    def watch_post(self, old: Post | None, new: Post | None) -> None:
        """Let the reader follow."""
        super().watch_post(old, new)
        self._read()

    @work(exclusive=True, group="reading")
    async def _read(self) -> None:
        """Read the post under the cursor; of several in a row only the last is shown."""
        reader, post = self.reader, self.post
        if reader is None or self.desk is None:
            return
        if self.filter_line.has_focus_within:
            await asyncio.sleep(PAUSE)  # what is typed comes first
        try:
            reading = await in_background(partial(self._reading, post)) if post is not None else None
        except BlogError as error:
            reading = None
            self.status.say(str(error), "warning")
        if post is self.post:
            elsewhere = reader.reading is None or reading is None or reader.reading.path != reading.path
            reader.show(reading)
            self._show_words(go=elsewhere)

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
        if self.reader is not None and self.post is not None:
            self.add_class("-reading")
            self.reader.focus()

    @property
    def line_read(self) -> int:
        """The line of the file at the top of the reader."""
        return self._line

    def on_reader_moved(self, event: Reader.Moved) -> None:
        """Say how much is read."""
        self._line = event.line
        self._progress = [f"{event.percent} %"]
        if event.minutes_left:
            self._progress.append(f"{event.minutes_left} min left")
        self._place()

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

    # -- levels, help ------------------------------------------------------------------------

    def action_back(self) -> None:
        """Go back one level: from the reader or the facets to the list, then drop marks, then the filter."""
        if self.has_class("-reading") or not self.posts.has_focus:
            self.remove_class("-reading")
            self.posts.focus()
        elif self.marked:
            self.marked = frozenset()
        elif self.filter_line.text:
            self.filter_line.remember()
            self.filter_line.put("")

    async def action_help(self) -> None:
        """Explain what has focus and list its keys; one that is chosen is pressed."""
        from tui.screens.help import explain

        await explain(self)
