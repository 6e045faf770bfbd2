"""The screen of the posts: facets, list and reader side by side, under one filter line."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal

from tui.background import in_background
from tui.config import Config
from tui.messages import Painted
from tui.screens.following import Following
from tui.screens.summary import PROBLEMATIC, how_many, whose
from tui.widgets.facets import Facets
from tui.widgets.filter_line import FilterLine
from tui.widgets.post_list import PostList
from tui.widgets.status_line import StatusLine
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from pathlib import Path

    from tui.blog.library import Library

REST = 0.3
"""How long the posts have to stay as they are before those with problems are counted, in seconds."""


class Browse(Following):
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
        Binding("question_mark", "help", "Help", key_display="?", id="browse.help"),
    ]

    def __init__(self, config: Config, *, query: str = "", title: tuple[str, str] = ("", "")) -> None:
        super().__init__(config)
        self._first_query = query
        self._first_title = title
        self._sought = ""
        self._was_reading = False

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
            self.call_later(self.bring_reader)
            self.refresh_bindings()

    def _seek(self) -> None:
        """Go to the one post that was asked for, and read it, as soon as it is known."""
        if self._sought and self.library is not None and self.library.get(self._sought) is not None:
            self.go_to(self._sought)
            self._sought = ""
            self.call_after_refresh(self.posts.action_select)

    def watch_marked(self) -> None:
        """Count the marks."""
        super().watch_marked()
        self.tell_place()

    def watch_busy(self) -> None:
        """Say what goes on."""
        if self.is_mounted:
            self.hint = self.say_why_empty()
            self.tell_place()

    def _title(self) -> None:
        if self.library is None or not self.is_mounted:
            return
        bar = self.query_one(TitleBar)
        if self.desk is None:
            bar.site, bar.counts = self._first_title
        else:
            bar.site, bar.counts = whose(self.desk), how_many(self.library)
            self._count_problems(self.library, bar)

    @work(exclusive=True, group="problems")
    async def _count_problems(self, library: Library, bar: TitleBar) -> None:
        left = Event()
        await asyncio.sleep(REST)
        try:
            if await in_background(partial(library.prepare, PROBLEMATIC, left.is_set)):
                problems = len(library.select(PROBLEMATIC))
                bar.counts = how_many(library, problems)  # the screen may be left by now
        finally:
            left.set()

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
