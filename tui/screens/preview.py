"""Only the reader, following one file: the pane beside any editor."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from tui.background import in_background
from tui.blog.errors import BlogError
from tui.config import Config
from tui.messages import FilesChanged, Painted
from tui.reader import Reading
from tui.widgets.reader import Reader
from tui.widgets.reader.find_line import FindLine
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk


class Preview(Screen[None]):
    """Shows the desk's one post, and shows it again when it is saved.

    Args:
        config: The user's settings.
    """

    AUTO_FOCUS = "Reader"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.quit", "Quit", id="preview.quit"),
        Binding("question_mark", "help", "Help", key_display="?", id="preview.help"),
        Binding("ctrl+z", "app.suspend_process", "Back to the shell", show=False, id="preview.suspend"),
    ]

    reader = getters.query_one(Reader)
    status = getters.query_one(StatusLine)

    desk: reactive[Desk | None] = reactive(None, repaint=False)
    """A desk with a post in focus, bound to the app's."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._config = config
        self.path = ""
        """The post that is shown, from the site's root."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Know no way back: escape quits."""
        return action != "back" and super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """Lay out the reader over its status."""
        reader = Reader()
        reader.picture = self._picture
        reader.picture_mode = self._config.pictures
        yield reader
        yield FindLine(reader)
        yield StatusLine()

    def on_mount(self) -> None:
        """Ask for the post."""
        self.post_message(Painted())

    def watch_desk(self, desk: Desk | None) -> None:
        """Read the post."""
        if desk is not None:
            self._go_to(desk.focus)

    def _go_to(self, path: str) -> None:
        self.path = path
        self._read()

    @on(FilesChanged)
    def _follow(self, event: FilesChanged) -> None:
        event.stop()  # it came from the app, which would send it here again
        if self.desk is not None:
            place = self.desk.locate(self.path)
            if not event.paths.isdisjoint((place, *place.parents)):
                self._read()

    @work(exclusive=True, group="reading")
    async def _read(self) -> None:
        """Show the post as it is now; while it can't be read, what was read stays."""
        assert self.desk is not None  # nothing is asked for before it is there
        try:
            reading = await in_background(partial(_reading, self.desk, self.path))
        except BlogError as error:
            self.status.say(error.message, "error")  # which file is known
        else:
            self.status.clear()
            self.reader.show(reading)

    def _picture(self, reading: Reading, target: str) -> Path | None:
        """Return the file of a post's picture; asked from a thread."""
        if self.desk is None or reading.post is None:
            return None
        return self.desk.site.picture(reading.post, target)

    def on_reader_moved(self, event: Reader.Moved) -> None:
        """Say how much is read."""
        place = [f"{event.percent} %"]
        if event.minutes_left:
            place.append(f"{event.minutes_left} min left")
        self.status.place = tuple(place)

    async def on_reader_outlined(self, event: Reader.Outlined) -> None:
        """Let a heading be chosen."""
        from tui.screens.outline import show_outline

        await show_outline(self.app, event)

    def on_reader_returned(self, event: Reader.Returned) -> None:
        """Go back to the post in which a link was followed."""
        self._go_to(event.path)

    @work(exclusive=True, group="following")
    async def on_reader_followed(self, event: Reader.Followed) -> None:
        """Show the post that a link leads to, or open its address."""
        import webbrowser

        from tui.browser import opens

        assert self.desk is not None
        if opens(event.href):
            await in_background(partial(webbrowser.open, event.href))
            self.status.say(f"opened {event.href}")
            return
        path = await in_background(partial(_target, self.desk, event))
        if path is None:
            self.status.say(f"no post is found for {event.href}", "warning")
        else:
            self._go_to(path)

    async def action_help(self) -> None:
        """List the keys; one that is chosen is pressed."""
        from tui.screens.help import explain

        await explain(self)


def _reading(desk: Desk, path: str) -> Reading:
    document, post = desk.read(path), desk.post(path)
    return Reading(path, document.body, document.body_line, desk.site.nearest(path).dialect, post)


def _target(desk: Desk, event: Reader.Followed) -> str | None:
    """Return the post that a link leads to; only for this the whole site is read."""
    if not desk.library:
        desk.index.load()
    known = {post.path: post for post in desk.index.scan().posts}
    return desk.site.find(desk.post(event.path), event.href, known)
