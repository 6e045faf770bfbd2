"""The app: owns the desk, its workers and the library; screens only show what it holds.

The library flows down to the screens (`data_bind`), messages come up from them. Every change on
disk, of another program or of a save of ours, comes in as `FilesChanged` and leaves as a new
library; a stale one is dropped by its revision.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer

from tui import stage
from tui.background import in_background
from tui.blog.errors import BlogError, SettingError
from tui.config import Config
from tui.glance import Glance
from tui.messages import Busy, FilesChanged, Indexed, Painted
from tui.remembering import Remembering

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver

    from tui.blog.desk import Desk
    from tui.blog.index.index import Index
    from tui.blog.library import Library

BLINK = 0.1
"""Progress is told no more often than this, in seconds."""

MANY = 5
"""More files than this that change at once are likely not all."""

CALM = 0.2
"""How long nothing more must change then, in seconds."""

SWITCH = 0.0005
"""How long a key waits at most for a thread that computes, in seconds; Python's own is ten times that."""

LONGEST_WAIT = 3600.0
"""How long to wait at most before looking whether a post's status turns, in seconds."""


def _commands() -> type[Provider]:
    from tui.commands import Commands

    return Commands


def _driver() -> type[Driver] | None:
    """Return the driver that quits at once, where it can run and no other is asked for."""
    if os.name != "posix" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from tui.driver import PromptDriver

    return PromptDriver


class DeskApp(Remembering):
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

    library: reactive[Library | None] = reactive(None)
    """The posts as they are known now; None before anything is."""

    busy: reactive[str] = reactive("")
    """What goes on in the background, for the status line."""

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
        super().__init__(path, _driver())
        if desk is not None:
            self.set_reactive(DeskApp.desk, desk)
            self.set_reactive(DeskApp.library, desk.index.library)
        self.config = config or Config()
        self.failure: Exception | None = None
        """Why the site could not be opened, or what of this program itself went wrong."""

        self._query = query
        self._configs = configs
        self._glance = None if preview or configs or desk else Glance.recall(path)
        self._preview = preview
        self._changes: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        self._stale = asyncio.Event()
        self._turning: Timer | None = None
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

    def on_mount(self) -> None:
        """Show what is remembered from the last time."""
        if self._glance:
            self.library = self._glance.library()

    @on(Painted)
    @work
    async def _begin(self) -> None:
        """Open the site, now that there is something to look at."""
        from tui.blog.desk import Desk

        if self.desk is None:
            try:
                self.desk = await in_background(partial(Desk.open, self.path, configs=self._configs))
            except BlogError as error:
                self.failure = error
                self.exit()
                return
        desk = self.desk
        self.let_in()
        await self._check_keys()
        gc.freeze()  # what is there by now stays: looking through it again would only cost time
        gc.enable()
        self.follow(desk)

    def follow(self, desk: Desk) -> None:
        """Show what is on the disk, and every change of it."""
        self._watch(desk)
        if not self._preview:
            self._index(desk)

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

    # -- the library -------------------------------------------------------------------------

    def _take(self, library: Library, *, kept: bool = False) -> None:
        """Show a library unless it, or a newer one, is shown.

        Args:
            library: The posts as they are known now.
            kept: As they were known the last time, so that the opening still shows them.
        """
        if self.library is None or library.revision > self.library.revision:
            self.library = library
            if not kept:
                self.forget_opening()

    @on(Indexed)
    def _on_indexed(self, event: Indexed) -> None:
        self._take(event.library)

    @on(Busy)
    def _on_busy(self, event: Busy) -> None:
        self.busy = event.text

    def _teller(self, index: Index, doing: str) -> Callable[[int, int], None]:
        """Return what tells from a thread how far something is, not too often."""
        last = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last > BLINK:
                last = time.monotonic()
                self.post_message(Busy(f"{doing} {done:,} of {total:,}"))
                self.post_message(Indexed(index.library))

        return tell

    @work(group="index")
    async def _index(self, desk: Desk) -> None:
        """Show what is known from the last time, read what changed since, then follow every change."""
        from tui.screens.summary import how_many, whose

        index, leaving = desk.index, self.leaving.is_set
        if not index.library:
            self._take(await in_background(index.load), kept=True)
        if self.library:
            await self.until_whole()
        else:
            self.busy = "reading…"
        self._take(await in_background(partial(index.scan, self._teller(index, "reading"), leaving)))
        self.post_message(Busy(""))  # not at once: what was told last may be on its way
        if not self._configs:  # what is remembered is the usual configuration's
            glance = Glance.of(desk, whose(desk), how_many(index.library))
            await in_background(partial(glance.remember, self.path))
        self.offer_leftovers(desk)
        self._complete(desk)
        while True:
            self._take(await in_background(partial(index.refresh, await self._changed())))
            self._stale.set()

    async def _changed(self) -> set[Path]:
        """Wait for changes; when many come, as of a checkout, until all have: they are shown in one step."""
        changed = set(await self._changes.get())
        while not self._changes.empty() or len(changed) > MANY:
            try:
                changed |= await asyncio.wait_for(self._changes.get(), CALM)
            except TimeoutError:
                break
        return changed

    @work(group="bodies")
    async def _complete(self, desk: Desk) -> None:
        """Read the bodies of which only the heads are known, and keep the full text up to date."""
        index, leaving = desk.index, self.leaving.is_set
        while True:
            counting = self._teller(index, "counting words:")
            self._take(await in_background(partial(index.count_words, counting, leaving)))
            learning = self._teller(index, "learning words:")
            await in_background(partial(desk.texts.update, learning, leaving))
            self.post_message(Busy(""))
            self.is_current = True
            self._await_turn(desk)
            await self._stale.wait()
            self._stale.clear()
            self.is_current = False

    def _await_turn(self, desk: Desk) -> None:
        """Refresh when the next post changes its status by itself."""
        turn = desk.index.next_turn
        if self._turning is not None:
            self._turning.stop()
        if turn is not None:
            wait = (turn - desk.clock()).total_seconds()
            self._turning = self.set_timer(
                min(max(wait, 0.0) + 0.1, LONGEST_WAIT), lambda: self.post_message(FilesChanged(frozenset()))
            )

    @on(FilesChanged)
    def _on_files_changed(self, event: FilesChanged) -> None:
        self._changes.put_nowait(event.paths)
        if self._preview and self.screen_stack:  # none any more while the app is left
            self.screen_stack[0].post_message(event)

    @work(thread=True, group="watch")
    def _watch(self, desk: Desk) -> None:
        from tui.blog.watch import watch

        def told(sentence: str) -> None:
            self.post_message(Busy(sentence))

        try:
            for paths in watch(desk.site.root, self.leaving, told=told):
                self.post_message(FilesChanged(paths))
        except OSError as error:
            told(f"changes of other programs are not seen: {error}")


def run(path: Path, *, query: str = "", preview: Path | None = None, configs: Sequence[str] = ()) -> None:
    """Open the screen and return when it is left.

    Args:
        path: A site, a folder in one, or a post.
        query: What the filter line holds at first.
        preview: Only the reader, following this file.
        configs: Jekyll's configuration files, where they are not the usual one.

    Raises:
        FileError: There is no such file or folder.
        SiteError: The site can't be read.
        SettingError: A setting of the user's isn't one.
        Exception: This program itself is wrong.
    """
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
