"""Only the reader, following one file: the pane beside any editor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from tui.blog.errors import BlogError
from tui.messages import FilesChanged, Painted
from tui.reader import Reading
from tui.widgets.reader import Reader
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk


class Preview(Screen[None]):
    """Shows the desk's one post, and shows it again when it is saved."""

    AUTO_FOCUS = "Reader"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.quit", "Quit", show=False)]

    reader = getters.query_one(Reader)
    status = getters.query_one(StatusLine)

    desk: reactive[Desk | None] = reactive(None)
    """A desk with a post in focus, bound to the app's."""

    def compose(self) -> ComposeResult:
        """Lay out the reader over its status."""
        yield Reader()
        yield StatusLine()

    def on_mount(self) -> None:
        """Ask for the post."""
        self.post_message(Painted())

    def watch_desk(self, desk: Desk | None) -> None:
        """Read the post."""
        if desk is not None:
            self._load(desk)

    @on(FilesChanged)
    def _follow(self, event: FilesChanged) -> None:
        if self.desk is not None and self.desk.locate(self.desk.focus) in event.paths:
            self._load(self.desk)

    @on(Reader.Moved)
    def _tell(self, event: Reader.Moved) -> None:
        self.status.place = (f"{event.percent} %", f"{event.minutes_left} min left")

    @work(exclusive=True)
    async def _load(self, desk: Desk) -> None:
        try:
            reading = await asyncio.to_thread(_read, desk)
        except BlogError as error:
            self.status.say(str(error), "error")
        else:
            self.reader.show(reading)


def _read(desk: Desk) -> Reading:
    path = desk.focus
    document, post = desk.read(path), desk.post(path)
    return Reading(path, document.body, document.body_line, desk.site.nearest(path).dialect, post)
