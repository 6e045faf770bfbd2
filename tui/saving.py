"""The app's writing: what screens ask for is written in a thread, and they are told what came of it.

A save never touches the library: it tells which files changed, as the watch does, and the refresh
does the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.reactive import reactive
from textual.screen import Screen

from tui.blog.errors import BlogError
from tui.blog.text import visible
from tui.leaving import Leaving
from tui.messages import FilesChanged, Save, Saved, Undo, Undone

if TYPE_CHECKING:
    from tui.blog.batch import Replaced
    from tui.blog.desk import Desk
    from tui.blog.journal import Entry
    from tui.blog.plan import Plan
    from tui.config import Config

MANY = 20
"""From how many files on a plan shows its progress."""


class Saving(Leaving):
    """An app that applies plans, and takes them back, for its screens."""

    desk: reactive[Desk | None] = reactive(None)
    """The site and what can be done with it; None until it is opened."""

    config: Config
    """The user's settings."""

    def on_unmount(self) -> None:
        """Leave the desk."""
        if self.desk is not None:
            self.desk.close()

    @work(group="leftovers")
    async def offer_leftovers(self, desk: Desk) -> None:
        """Ask what shall become of plans that were interrupted, and of work that was never saved."""
        from tui.screens.leftovers import Leftovers, ask_to_settle, screen_for

        for entry in await asyncio.to_thread(desk.journal.unfinished):
            standing = await asyncio.to_thread(desk.journal.standing, entry)
            answer = await self.push_screen_wait(ask_to_settle(entry, standing, desk.site.root))
            if answer:
                settle = desk.journal.finish if answer == "F" else desk.journal.roll_back
                await self._settle(entry, settle)
        kept = await asyncio.to_thread(desk.drafts.all)
        if kept and (chosen := await self.push_screen_wait(Leftovers(desk.drafts, kept))):
            await self.push_screen(screen_for(desk, chosen, self.config.pictures))

    async def _settle(self, entry: Entry, settle: Callable[[Entry], Replaced]) -> None:
        try:
            result = await asyncio.to_thread(settle, entry)
        except BlogError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
            return
        self.post_message(FilesChanged(frozenset(result.done)))
        if result.failed:
            text = f"{len(result.failed):,} left alone: {result.failed[0]}"
            self.notify(visible(text), severity="warning", markup=False)

    @on(Save)
    async def _on_save(self, event: Save) -> None:
        asker, desk = self.screen, self.desk
        if desk is None:
            return
        stop, tell, progress = self.leaving.is_set, None, None
        if len(event.plan.parts) >= MANY:
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
