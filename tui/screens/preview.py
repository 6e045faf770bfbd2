"""Only the reader, following one file: the pane beside any editor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.blog.errors import BlogError
from tui.messages import FilesChanged
from tui.reader import Reading
from tui.widgets.reader import Reader
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk


class Preview(Screen[None]):
    """Shows the desk's one post, and shows it again when it is saved.

    Args:
        desk: A desk with a post in focus.
    """

    AUTO_FOCUS = "Reader"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.quit", "Quit", show=False)]

    reader = getters.query_one(Reader)
    status = getters.query_one(StatusLine)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """Lay out the reader over its status."""
        yield Reader()
        yield StatusLine()

    def on_mount(self) -> None:
        """Read the post."""
        self._load()

    @on(FilesChanged)
    def _follow(self, event: FilesChanged) -> None:
        if self.desk.locate(self.desk.focus) in event.paths:
            self._load()

    @on(Reader.Moved)
    def _tell(self, event: Reader.Moved) -> None:
        self.status.place = (f"{event.percent} %", f"{event.minutes_left} min left")

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            reading = await asyncio.to_thread(self._read)
        except BlogError as error:
            self.status.say(str(error), "error")
        else:
            self.reader.show(reading)

    def _read(self) -> Reading:
        path = self.desk.focus
        document, post = self.desk.read(path), self.desk.post(path)
        return Reading(path, document.body, document.body_line, self.desk.site.nearest(path).dialect, post)
