"""The screen of the posts: facets, list and reader side by side, under one filter line."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal

from tui.background import Rank, in_turn
from tui.config import Config
from tui.messages import Painted
from tui.screens.starting import Starting
from tui.screens.summary import PROBLEMATIC, how_many, whose
from tui.widgets.facets import Facets
from tui.widgets.filter_line import FilterLine
from tui.widgets.post_list import PostList
from tui.widgets.status_line import StatusLine
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.library import Library

STAY = 0.3
"""How long the posts have to stay as they are before those with problems are counted, in seconds."""

ORDER = (
    *("browse.filter", "reader.find", "browse.form", "browse.terms", "browse.write", "browse.edit"),
    *("browse.mark", "browse.sort", "reader.outline", "reader.hints", "browse.help"),
)
"""Which keys the status line tells first."""


class Browse(Starting):
    """Find posts, read them, and say what is to be done with them.

    Args:
        config: The user's settings.
        query: What the filter line holds at first.
        title: What the title bar says until the site is opened, of the site and of its posts.
        desk: The site, where it is opened before the screen is.
    """

    AUTO_FOCUS = "PostList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (100, "-wide")]  # noqa: RUF012 (Textual types it so)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="browse.back"),
        Binding("question_mark", "help", "Help", key_display="?", id="browse.help"),
        Binding("ctrl+z", "app.suspend_process", "Back to the shell", show=False, id="browse.suspend"),
    ]

    def __init__(
        self,
        config: Config,
        *,
        query: str = "",
        title: tuple[str, str] = ("", ""),
        desk: Desk | None = None,
    ) -> None:
        super().__init__(config)
        self.set_reactive(Browse.desk, desk)
        self._first_query = query
        self._first_title = title
        self._sought = ""
        self._problems = 0  # as they were counted last

    def compose(self) -> ComposeResult:
        """Lay out the screen; the reader comes when there is a site to read from."""
        # known to the first layout, else a second would follow
        self.add_class(max(one for one in self.HORIZONTAL_BREAKPOINTS if one[0] <= self.app.size.width)[1])
        yield TitleBar()
        yield FilterLine(self._first_query)
        with Horizontal(id="desk"):
            yield Facets().data_bind(selection=Browse.counted)
            yield Container(id="edge")
            yield PostList().data_bind(Browse.selection, Browse.marked, Browse.hint)
            yield Container(*(self.make_reader() if self.desk is not None else ()), id="pane")
        yield StatusLine(ORDER)

    def on_mount(self) -> None:
        """Show what is known, and tell when that is painted."""
        self.select()
        self.call_after_refresh(self._tell_painted)

    def _tell_painted(self) -> None:
        if any(self.posts.outer_size):  # on the smallest screens it has a width alone
            self.post_message(Painted())
        else:  # nothing was laid out yet, so nothing is painted
            self.call_after_refresh(self._tell_painted)

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
            if self.reader is None:
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
        bar.site = whose(self.desk) if self.desk is not None else self._first_title[0]
        bar.counts = bar.counts or self._first_title[1]
        if self.desk is not None:
            self._count(self.library)

    @work(exclusive=True, group="counting")
    async def _count(self, library: Library) -> None:
        """Count the posts beside the screen, and those with problems when the posts stay as they are."""
        bar = self.query_one(TitleBar)
        if self.counted is not None or not bar.counts:  # else what is remembered stands
            bar.counts = await in_turn(lambda _: how_many(library, self._problems), Rank.COUNTS)
        await asyncio.sleep(STAY)
        if await in_turn(partial(library.prepare, PROBLEMATIC), Rank.COUNTS):
            self._problems = len(library.select(PROBLEMATIC))
            bar.counts = await in_turn(lambda _: how_many(library, self._problems), Rank.COUNTS)

    # -- levels, help ------------------------------------------------------------------------

    def action_back(self) -> None:
        """Go back one level: from the reader or the facets to the list, then drop marks, then the filter."""
        if self.has_class("-reading") or not self.posts.has_focus:
            self.remove_class("-reading")
            self.posts.focus()
            self.tell_place()
        elif self.marked:
            self.marked = frozenset()
        elif self.filter_line.text:
            self.filter_line.remember()
            self.filter_line.put("")

    async def action_help(self) -> None:
        """Explain what has focus and list its keys; one that is chosen is pressed."""
        from tui.screens.help import explain

        await explain(self)
