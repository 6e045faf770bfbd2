"""What the screens that change posts have in common: how their work meets the disk.

It is merged with what other programs write, follows a post that they rename, can be written back
where they delete it, and is asked about before it is left.
"""

from __future__ import annotations

import asyncio
import os
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import getters, on, work

from tui.blog.drafts.whereabouts import Trace, find_renamed
from tui.blog.errors import BlogError, FileError
from tui.blog.merge import Conflict, Merge
from tui.blog.plan import Plan
from tui.blog.text import visible
from tui.blog.values import format_key
from tui.messages import FilesChanged, Save, Saved
from tui.screens.ask import Answer, Ask
from tui.screens.keeping import Keeping
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk


class Unsaved(Keeping):
    """A screen on which posts are changed.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
    """

    status = getters.query_one(StatusLine)

    def __init__(self, desk: Desk, paths: Sequence[str]) -> None:
        super().__init__(desk, paths)
        self.gone: dict[str, str] = {}
        """Posts that another program took from their place, and where each is now; empty if nowhere."""

        self._known = desk.library
        self._leaving = False
        """Whether the screen is left once everything is saved."""

    # What each screen answers.

    @abstractmethod
    def plan(self) -> Plan:
        """Return what a save writes."""

    @abstractmethod
    async def begin_again(self) -> None:
        """Show what stands on disk now: everything is saved."""

    @abstractmethod
    async def look_at_disk(self) -> None:
        """Take over what other programs wrote, as far as nothing else was done here."""

    @abstractmethod
    def rename(self, old: str, new: str) -> None:
        """Go on with a post under another name."""

    @abstractmethod
    def action_save(self) -> None:
        """Save, after what has to be asked was asked."""

    # What other programs do.

    async def on_mount(self) -> None:
        """Follow what other programs do."""
        if hasattr(self.app, "library"):
            self.watch(self.app, "library", self._library_changed, init=False)

    async def _library_changed(self) -> None:
        for path in self.paths:
            if (trace := Trace.of(self.place(path))) is not None:
                self.traces[path] = trace
                if self.gone.pop(path, None) is not None:
                    self.tell("")
        await self.look_at_disk()

    def tell_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Say what another program changed too."""
        names = ", ".join(format_key(one.key) or f"the {one.part}" for one in conflicts)
        self.tell(f"changed on disk, and so did you: {names}. You decide when you save")

    def tell_gone(self, path: str, error: FileError) -> None:
        """Say that a post can't be read any more; where it was renamed, follow it or offer to."""
        if os.path.lexists(self.place(path)):
            self.tell(f"{path}: {error.message}. What you typed is still here", "error")
        else:
            self._follow_or_tell(path)

    @work(group="seek")
    async def _follow_or_tell(self, path: str) -> None:
        new = await self._seek(path) if path in self.paths else ""
        if path not in self.paths:
            return  # followed already
        if new and not self.unsaved:
            await self._follow(path, new)
            self.tell(f"{path} was renamed to {new}, and followed")
        elif new:
            self.tell(f"{path} was renamed to {new}. ^s follows it, or writes it back")
        else:
            self.tell(f"{path} is gone from the disk. What you typed is still here; ^s writes it back")

    async def _seek(self, path: str) -> str:
        """Find out where a post is that is not in its place; empty if it is nowhere."""
        was = self.both(path)[0]
        find = partial(find_renamed, self.desk, self.traces.get(path), was, self._known)
        new = await asyncio.to_thread(find) or ""
        if path in self.paths:
            self.gone[path] = new
        return new

    async def _follow(self, old: str, new: str) -> None:
        """Go on with a post under the name that another program gave it."""
        self.drop_kept()
        self.gone.pop(old, None)
        self.rename(old, new)
        self.paths = tuple(new if path == old else path for path in self.paths)
        self.keep_soon()
        await self.look_at_disk()

    # Saving.

    def save(self) -> None:
        """Ask the app to write the plan; first, what shall become of a post that is gone."""
        gone = next((path for path in self.paths if not os.path.lexists(self.place(path))), None)
        if gone is not None:
            self._ask_where(gone)
            return
        plan = self.plan()
        for error in plan.refused:
            self.tell(str(error), "error")
        if plan.changes:
            self.post_message(Save(plan))

    @work(group="ask")
    async def _ask_where(self, path: str) -> None:
        """Ask whether to follow a post that is not in its place, or to write it back; save then."""
        self.status.say(f"{path} is not in its place, and is looked for")
        await asyncio.to_thread(self.desk.index.scan)  # news of the disk may still be on their way
        new = await self._seek(path) if path in self.paths else ""
        self.status.clear()
        if path not in self.paths or os.path.lexists(self.place(path)):
            await self._save_rest()  # followed meanwhile, or back
            return
        if not self.is_current:
            return  # asked already
        back = Answer("w", "write it back" if not new else f"write it back as {path}")
        answers = (Answer("f", "follow it"), back) if new else (back,)
        question = f"{path} was renamed to {new}" if new else f"{path} is gone from the disk"
        answer = await self.app.push_screen_wait(Ask(visible(question), answers))
        if path not in self.paths:
            await self._save_rest()
        elif answer == "f":
            await self._follow(path, new)
            await self._save_rest()
        elif answer == "w":
            await self._restore(path)
        else:
            self._leaving = False

    async def _restore(self, path: str) -> None:
        """Write a post that is gone back to its place."""
        try:
            await asyncio.to_thread(self.desk.restore, path, self.both(path)[1])
        except BlogError as error:
            self._leaving = False
            self.tell(str(error), "error")
            return
        self.gone.pop(path, None)
        self.post_message(FilesChanged(frozenset({self.place(path)})))
        if len(self.paths) > 1:
            await self._save_rest()
        else:
            await self._all_saved()

    async def _save_rest(self) -> None:
        if self.unsaved:
            self.action_save()
        else:
            await self._all_saved()

    @on(Saved)
    async def _saved(self, event: Saved) -> None:
        outcome = event.outcome
        if outcome is None:
            self._leaving = False
            self.tell(f"nothing was written: {event.error}", "error")
        elif outcome.failed:
            gone = [path for path in self.paths if not os.path.lexists(self.place(path))]
            if gone:
                self._ask_where(gone[0])
            else:
                self._leaving = False
                self.tell(str(outcome.failed[0]), "error")
        elif outcome.conflicts:
            self._resolve(event.plan, outcome.conflicts)
        else:
            await self._all_saved()
            if outcome.merged:
                self.tell("saved, merged with what changed on disk meanwhile")

    async def _all_saved(self) -> None:
        self.drop_kept()
        self.traces = {path: Trace.of(self.place(path)) for path in self.paths}
        if self._leaving:
            self._leave()
        else:
            self.tell("")
            await self.begin_again()

    @work(group="ask")
    async def _resolve(self, plan: Plan, conflicts: Mapping[Path, Merge]) -> None:
        """Let the user decide what both sides changed, post by post, and save that."""
        from tui.screens.conflict import Conflicts

        decided = Plan(plan.title)
        for place, merge in conflicts.items():
            path = place.relative_to(self.desk.site.root).as_posix()
            fold = self.desk.site.nearest(path).folds_keys
            document = await self.app.push_screen_wait(Conflicts(path, merge, fold=fold))
            if document is None:
                self._leaving = False
                self.tell("nothing is written yet: this post changed on disk in the same places")
                return
            decided = decided.add(place, merge.theirs, document)
        self.post_message(Save(decided))

    # Leaving.

    def leave(self, unsaved: Sequence[str]) -> None:
        """Leave the screen, after asking about unsaved work.

        Args:
            unsaved: The posts that have any.
        """
        if not unsaved:
            self._leave()
            return

        def decide(answer: str | None) -> None:
            if answer == "d":
                self.drop_kept(*unsaved)
                self._leave()
            elif answer == "s":
                self._leaving = True
                self.action_save()

        answers = (Answer("s", "save"), Answer("d", "discard"))
        details = [f"  {visible(path)}" for path in unsaved]
        self.app.push_screen(Ask("There are unsaved changes", answers, details), decide)

    def _leave(self) -> None:
        self._settled = True
        self.dismiss()
