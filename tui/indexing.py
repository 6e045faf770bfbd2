"""The library as the disk has it: what is known is shown, what changed is read, and shown in its turn.

Every change, of another program or of a save of ours, comes in as `FilesChanged` and leaves as a new library;
a stale one is dropped by its revision.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.reactive import reactive
from textual.timer import Timer

from tui.background import Rank, in_background, in_turn, resting
from tui.glance import Glance
from tui.messages import Busy, FilesChanged, Indexed
from tui.remembering import Remembering

if TYPE_CHECKING:
    from textual.driver import Driver

    from tui.blog.desk import Desk
    from tui.blog.index.index import Index
    from tui.blog.library import Library

BLINK = 0.1
"""Progress is told no more often than this, in seconds."""

LONGEST_WAIT = 3600.0
"""How long to wait at most before looking whether a post's status turns, in seconds."""


class Indexing(Remembering):
    """An app whose library is kept equal to the disk.

    Args:
        path: What is opened.
        driver_class: Textual's driver; None for its own choice.
        configs: Jekyll's configuration files, where they are not the usual one.
    """

    library: reactive[Library | None] = reactive(None)
    """The posts as they are known now; None before anything is."""

    busy: reactive[str] = reactive("")
    """What goes on in the background, for the status line."""

    def __init__(self, path: Path, driver_class: type[Driver] | None, configs: Sequence[str]) -> None:
        super().__init__(path, driver_class)
        self.configs = configs
        self._changes: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        self._stale = asyncio.Event()
        self._turning: Timer | None = None

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
    async def index(self, desk: Desk) -> None:
        """Show what is known from the last time, read what changed since, then follow every change."""
        index, leaving = desk.index, resting(self.leaving)
        if not index.library:
            self._take(await in_background(index.load), kept=True)
        if self.library:
            await self.until_whole()
        else:
            self.busy = "reading…"
        self._changes = asyncio.Queue()  # what was told until now is seen by the scan
        self._take(await in_background(partial(index.scan, self._teller(index, "reading"), leaving)))
        self.post_message(Busy(""))  # not at once: what was told last may be on its way
        if not self.configs:  # what is remembered is the usual configuration's
            self._remember(desk, index.library)
        self.offer_leftovers(desk)
        self._complete(desk)
        while True:
            self._take(await in_background(partial(index.refresh, await self._changed())))
            self._stale.set()

    @work(group="glance")
    async def _remember(self, desk: Desk, library: Library) -> None:
        """Keep a glance for the next start: where the posts are, and what the title bar says in the end."""
        from tui.screens.summary import PROBLEMATIC, how_many, whose

        # in one line with the title bar, so that what both ask for is laid out once
        if await in_turn(partial(library.prepare, PROBLEMATIC), Rank.COUNTS):
            counts = how_many(library, len(library.select(PROBLEMATIC)))
            await in_background(partial(Glance.of(desk, whose(desk), counts).remember, self.path))

    async def _changed(self) -> set[Path]:
        """Wait for changes, and return all that have come: they are shown in one step."""
        changed = set(await self._changes.get())
        while not self._changes.empty():
            changed |= self._changes.get_nowait()
        return changed

    @work(group="bodies")
    async def _complete(self, desk: Desk) -> None:
        """Read the bodies of which only the heads are known, and keep the full text up to date."""
        index, leaving = desk.index, resting(self.leaving)
        await in_background(desk.tidy)
        while True:
            counting = self._teller(index, "counting words:")
            self._take(await in_background(partial(index.count_words, counting, leaving, aside=True)))
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

    @work(thread=True, group="watch")
    def watch_disk(self, desk: Desk) -> None:
        """Tell what other programs change, until the app is left."""
        from tui.blog.watch import watch

        def told(sentence: str) -> None:
            self.post_message(Busy(sentence))

        def held(paths: Collection[str]) -> None:
            if self.screen_stack:
                self.screen_stack[0].post_message(FilesChanged(frozenset(map(Path, paths))))

        try:
            for paths in watch(desk.site.root, self.leaving, told=told, held=held):
                self.post_message(FilesChanged(paths))
        except OSError as error:
            told(f"changes of other programs are not seen: {error}")
