"""The app's writing: what screens ask for is written in a thread, and they are told what came of it.

A save never touches the library: it tells which files changed, as the watch does, and the refresh
does the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import App
from textual.reactive import reactive
from textual.screen import Screen

from tui.blog.errors import BlogError
from tui.messages import FilesChanged, Save, Saved, Undo, Undone

if TYPE_CHECKING:
    from textual.driver import Driver

    from tui.blog.desk import Desk
    from tui.blog.plan import Plan

MANY = 20
"""From how many files on a plan shows its progress."""


class Saving(App[None]):
    """An app that applies plans, and takes them back, for its screens."""

    desk: reactive[Desk | None] = reactive(None)
    """The site and what can be done with it; None until it is opened."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.leaving = Event()
        """Set when the app is left: threads end, and what is written stops between two files."""

    def on_unmount(self) -> None:
        """Tell the threads to end."""
        self.leaving.set()

    def report_unfinished(self, desk: Desk) -> None:
        """Say what was interrupted while it wrote, the last time."""
        if unfinished := desk.journal.unfinished():
            title = unfinished[0].title
            self.notify(f"“{title}” was interrupted. z takes it back.", severity="warning", markup=False)

    @on(Save)
    async def _on_save(self, event: Save) -> None:
        asker, desk = self.screen, self.desk
        if desk is None:
            return
        stop, tell, progress = self.leaving.is_set, None, None
        if len(event.plan.changes) >= MANY:
            from tui.screens.progress import Progress

            progress = Progress(event.plan.title)
            await self.push_screen(progress)
            stop, tell = progress.stopped.is_set, self._bar(progress.tell)
        self._save(desk, asker, event.plan, progress, tell, stop)

    def _bar(self, tell: Callable[[int, int], object]) -> Callable[[int, int], None]:
        """Return what moves a progress bar from a thread."""

        def from_thread(done: int, total: int) -> None:
            self.call_later(tell, done, total)

        return from_thread

    @work(group="save")
    async def _save(
        self,
        desk: Desk,
        asker: Screen[Any],
        plan: Plan,
        progress: Screen[Any] | None,
        tell: Callable[[int, int], None] | None,
        stop: Callable[[], bool],
    ) -> None:
        """Write a plan, tell who asked, and refresh as if another program had written."""
        try:
            outcome = await asyncio.to_thread(desk.apply, plan, progress=tell, cancelled=stop)
        except BlogError as error:
            answer = Saved(plan, None, error)
        else:
            answer = Saved(plan, outcome)
            self.post_message(FilesChanged(frozenset(outcome.written)))
        if progress is not None:
            await progress.dismiss()
        asker.post_message(answer)

    @on(Undo)
    @work(group="save")
    async def _on_undo(self) -> None:
        """Take back the last plan, and tell the screen on top."""
        if self.desk is None:
            return
        asker, journal = self.screen, self.desk.journal
        entry = await asyncio.to_thread(journal.last)
        if entry is None:
            asker.post_message(Undone("", None))
            return
        try:
            result = await asyncio.to_thread(journal.undo, entry)
        except BlogError as error:
            asker.post_message(Undone(entry.title, None, error))
        else:
            asker.post_message(Undone(entry.title, result))
            self.post_message(FilesChanged(frozenset(result.done)))
