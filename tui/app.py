"""The app: owns the desk, its workers and the library; screens only show what it holds.

The library flows down to the screens (`data_bind`), messages come up from them. Every change on
disk, of another program or of a save of ours, comes in as `FilesChanged` and leaves as a new
library; a stale one is dropped by its revision.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path, PurePath
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import get_current_worker

from tui.blog.desk import Desk
from tui.blog.errors import BlogError
from tui.config import Config
from tui.messages import FilesChanged, Save, Saved

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver

    from tui.blog.library import Library
    from tui.blog.plan import Plan


def _commands() -> type[Provider]:
    from tui.commands import Commands

    return Commands


def _driver() -> type[Driver] | None:
    """Return the driver that quits at once, where it can run and no other is asked for."""
    if os.name != "posix" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from tui.driver import PromptDriver

    return PromptDriver


class DeskApp(App[None]):
    """postdesk's screen.

    Args:
        desk: The site and what can be done with it.
        config: The user's settings.
        query: What the filter line holds at first.
    """

    TITLE = "postdesk"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/browse.tcss"]  # Textual loads none of the first screen
    COMMANDS: ClassVar[set[Any]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit", show=False, id="app.quit"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, system=True),
    ]

    library: reactive[Library | None] = reactive(None)
    """The posts as they are known now; None before anything is."""

    busy: reactive[str] = reactive("")
    """What is being done in the background, for the status line."""

    def __init__(self, desk: Desk, config: Config | None = None, *, query: str = "") -> None:
        super().__init__(driver_class=_driver())
        self.desk = desk
        self.config = config or Config()
        self._query = query
        self._changed: set[Path] = set()
        self._leaving = Event()
        if self.config.theme in self.available_themes:
            self.theme = self.config.theme
        if self.config.keys:
            self.set_keymap(self.config.keys)

    def get_default_screen(self) -> Screen[Any]:
        """Return the screen of the posts."""
        from tui.screens.browse import Browse

        return Browse(self.desk, query=self._query).data_bind(DeskApp.library, DeskApp.busy)

    def on_mount(self) -> None:
        """Show what is known from the last time, and begin to work once that is painted."""
        self._take(self.desk.index.load())
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Tell the threads to end."""
        self._leaving.set()

    def _begin(self) -> None:
        gc.enable()
        self._scan()
        self._watch()

    def _take(self, library: Library) -> None:
        """Show a library unless a newer one is shown."""
        if self.library is None or library.revision > self.library.revision:
            self.library = library

    def _report(self, done: int, total: int) -> None:
        self.call_from_thread(setattr, self, "busy", f"reading {done:,} of {total:,}")

    @work(thread=True, group="index")
    def _scan(self) -> None:
        library = self.desk.index.scan(progress=self._report, cancelled=self._leaving.is_set)
        if not self._leaving.is_set():
            self.call_from_thread(self._take, library)
            self.call_from_thread(setattr, self, "busy", "")

    @on(FilesChanged)
    def _note_changes(self, event: FilesChanged) -> None:
        """Refresh, once for all changes that come while a refresh runs."""
        waiting = bool(self._changed)
        self._changed |= event.paths
        if not waiting:
            self._refresh()

    @work(thread=True, group="index")
    def _refresh(self) -> None:
        changed, self._changed = self._changed, set()
        library = self.desk.index.refresh(changed)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._take, library)

    @on(Save)
    def _on_save(self, event: Save) -> None:
        self.save(event.plan)

    @work(thread=True, group="save")
    def save(self, plan: Plan) -> None:
        """Write a plan, tell the screen on top, and refresh as if another program had written."""
        try:
            outcome = self.desk.apply(plan)
        except BlogError as error:
            self.call_from_thread(self.screen.post_message, Saved(plan, None, error))
        else:
            self.call_from_thread(self.screen.post_message, Saved(plan, outcome))
            self.post_message(FilesChanged(frozenset(change.path for change in plan.changes)))

    @work(thread=True, group="watch")
    def _watch(self) -> None:
        from tui.blog.watch import watch

        for paths in watch(self.desk.site.root, self._leaving):
            self.post_message(FilesChanged(frozenset(paths)))


def run(path: Path, *, query: str = "", preview: Path | None = None) -> None:
    """Open the screen and return when it is left.

    Args:
        path: A site, a folder in one, or a post.
        query: What the filter line holds at first.
        preview: Only the reader, following this file.

    Raises:
        FileError: There is no such file or folder.
        SiteError: The site can't be read.
        SettingError: A setting of the user's isn't one.
    """
    gc.disable()  # nothing made before the first paint is garbage; it starts then
    desk = Desk.open(preview or path)
    app = DeskApp(desk, Config.load(desk.folders.config), query=query)
    app.run()
