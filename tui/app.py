"""The app: opens the site and the first screen, and owns what screens only show.

It stands on a floor for each thing that it does: keys one at a time (`in_order`), going in order (`leaving`),
writing (`saving`), its opening (`remembering`) and the library (`indexing`). The library flows down to the
screens (`data_bind`), messages come up from them.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui import stage
from tui.background import in_background
from tui.blog.errors import BlogError, SettingError
from tui.config import Config
from tui.glance import Glance
from tui.harmless import Harmless
from tui.indexing import Indexing
from tui.messages import FilesChanged, Painted, Ready

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter

    from tui.blog.desk import Desk

SWITCH = 0.0005
"""How long a key waits at most for a thread that computes, in seconds; Python's own is ten times that."""

HARVEST = 10_000
"""After how many new objects garbage is sought: a frame makes thousands, which go by themselves."""

HARMLESS = Harmless()


def _commands() -> type[Provider]:
    from tui.commands import Commands

    return Commands


def _driver() -> type[Driver] | None:
    """Return the driver that quits at once, where it can run and no other is asked for."""
    if os.name != "posix" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from tui.driver import PromptDriver

    return PromptDriver


class DeskApp(Indexing):
    """postdesk's screen.

    The first paint waits for nothing that is not on it: the site is opened after it, unless the opening
    stands on the terminal meanwhile.

    Args:
        path: A site, a folder in one, or a post.
        config: The user's settings.
        query: What the filter line holds at first.
        preview: Only the reader, following the post.
        configs: Jekyll's configuration files, where they are not the usual one.
        desk: The site, where it is open already, with the posts as they were kept.

    Raises:
        SettingError: A setting names a theme that there is not.
    """

    TITLE = "postdesk"
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "app.tcss",
        "screens/browse.tcss",  # Textual reads no CSS_PATH of an app's first screen
    ]
    COMMANDS: ClassVar[set[Any]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit", show=False, id="app.quit"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, system=True),
        Binding("ctrl+p", "command_palette", "All commands", show=False, priority=True, id="app.palette"),
    ]
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        path: Path,
        config: Config | None = None,
        *,
        query: str = "",
        preview: bool = False,
        configs: Sequence[str] = (),
        desk: Desk | None = None,
    ) -> None:
        super().__init__(path, _driver(), configs)
        if desk is not None:
            self.set_reactive(DeskApp.desk, desk)
            self.set_reactive(DeskApp.library, desk.index.library)
        self.config = config or Config()
        self.failure: Exception | None = None
        """Why the site could not be opened, or what of this program itself went wrong."""

        self._query = query
        self._glance = None if preview or configs else Glance.recall(path)
        self._preview = preview
        if self.config.theme:
            if self.config.theme not in self.available_themes:
                known = ", ".join(sorted(self.available_themes))
                raise SettingError(
                    f"there is no theme “{self.config.theme}”", hint=f"the themes are: {known}"
                )
            self.theme = self.config.theme
        self.set_keymap(self.config.keys)

    def get_default_screen(self) -> Screen[Any]:
        """Return the screen of the posts, or that of the one post that is followed."""
        if self._preview:
            from tui.screens.preview import Preview

            return Preview(self.config).data_bind(DeskApp.desk)
        from tui.screens.browse import Browse

        title = (self._glance.title, self._glance.counts) if self._glance else ("", "")
        browse = Browse(self.config, query=self._query, title=title, desk=self.desk)
        browse.may_paint = self.may_paint
        self.start_screen = browse
        return browse.data_bind(DeskApp.desk, DeskApp.library, DeskApp.busy)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line is filtered by, last of all by what nothing gets past."""
        return [*super().get_line_filters(), HARMLESS]

    def on_mount(self) -> None:
        """Show what is remembered from the last time; paint anew what the shell painted over meanwhile."""
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        if self._glance and self.desk is None:
            self.library = self._glance.library()

    @on(Painted)
    @work
    async def _begin(self) -> None:
        """Open the site, now that there is something to look at."""
        from tui.blog.desk import Desk

        if self.desk is None:
            try:
                self.desk = await in_background(partial(Desk.open, self.path, configs=self.configs))
            except BlogError as error:
                self.failure = error
                self.exit()
                return
        desk = self.desk
        self.let_in()
        await self._check_keys()
        gc.freeze()  # what is there by now stays: looking through it again would only cost time
        gc.set_threshold(HARVEST)
        gc.enable()
        self.follow(desk)

    def follow(self, desk: Desk) -> None:
        """Show what is on the disk, and every change of it."""
        self.watch_disk(desk)
        if not self._preview:
            self.index(desk)

    def is_early(self, key: str) -> bool:
        """Let a key that needs the site wait until it is opened."""
        start = self.start_screen
        return start is not None and len(self.screen_stack) == 1 and start.is_early(key)

    @on(Ready)
    async def _go_on(self) -> None:
        await self.go_on()

    async def _check_keys(self) -> None:
        """Say which rebound actions there are not: Textual would pass them over."""
        if self.config.keys:
            from tui.keys import known

            unknown = sorted(set(self.config.keys) - await in_background(known))
            if unknown:
                text = f"config.toml rebinds what there is not: {', '.join(unknown)}"
                self.notify(text, severity="warning", markup=False)

    def _fatal_error(self) -> None:
        """End by a fault of our own, without Textual's report: it holds texts of posts as they are."""
        if isinstance(error := sys.exception(), Exception):  # not yet in a worker's wrapping
            self.failure = self.failure or error
        self._close_messages_no_wait()

    @on(FilesChanged)
    def _tell_preview(self, event: FilesChanged) -> None:
        if self._preview and self.screen_stack:  # none any more while the app is left
            self.screen_stack[0].post_message(event)


def run(path: Path, *, query: str = "", preview: Path | None = None, configs: Sequence[str] = ()) -> None:
    """Open the screen and return when it is left.

    Args:
        path: A site, a folder in one, or a post.
        query: What the filter line holds at first.
        preview: Only the reader, following this file.
        configs: Jekyll's configuration files, where they are not the usual one.

    Raises:
        TerminalError: There is no terminal to show it on.
        FileError: There is no such file or folder.
        SiteError: The site can't be read.
        SettingError: A setting of the user's isn't one.
        Exception: This program itself is wrong.
    """
    stage.demand()
    sys.setswitchinterval(SWITCH)
    from platformdirs import user_config_path

    config = Config.load(user_config_path("postdesk", appauthor=False))
    desk = None
    if stage.stands():  # then nothing has to be painted yet, and the screen is made once, with all on it
        from tui.blog.desk import Desk

        desk = Desk.open(path)
        desk.index.load()
    app = DeskApp(
        preview or path, config, query=query, preview=preview is not None, configs=configs, desk=desk
    )
    app.run()
    if app.failure is not None:
        raise app.failure
    app.rehearse()
