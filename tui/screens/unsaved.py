"""What the screens that change posts have in common: work that is not saved yet, and is never lost.

It is kept in the state folder while it is typed, merged with what other programs write, asked about
before it is left, and offered again when it was left by force.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from tui.blog.errors import BlogError, FileError
from tui.blog.merge import Conflict, Merge
from tui.blog.plan import Plan
from tui.blog.text import visible
from tui.blog.values import format_key
from tui.messages import FilesChanged, Save, Saved
from tui.screens.ask import Answer, Ask

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.document import Document
    from tui.blog.drafts import Kept, Typed

KEEP_SECONDS = 1.0
"""How long typing rests before unsaved work is kept."""


class Unsaved(Screen[None]):
    """A screen on which posts are changed.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
    """

    def __init__(self, desk: Desk, paths: Sequence[str]) -> None:
        super().__init__()
        self.desk = desk
        self.paths = tuple(paths)
        self._leaving = False
        """Whether the screen is left once everything is saved."""

        self._kept = False
        """Whether this screen kept work itself."""

        self._keeper: Timer | None = None

    # What each screen answers.

    @abstractmethod
    def both(self, path: str) -> tuple[Document, Document]:
        """Return a post as it was when the work began, and as it is to be.

        Raises:
            Refused: It can't be made so.
        """

    @abstractmethod
    def plan(self) -> Plan:
        """Return what a save writes."""

    def typed(self) -> Iterable[Typed]:
        """Return what is typed that no post can hold; nothing where all text is good."""
        return ()

    @abstractmethod
    async def begin_again(self) -> None:
        """Show what stands on disk now: everything is saved."""

    @abstractmethod
    async def take_up(self, kept: Kept) -> None:
        """Go on with work that was never saved."""

    # News.

    def tell(self, news: str, tone: str = "warning") -> None:
        """Show a line that stays until there are other news; empty for none."""
        line = self.query_one("#news", Static)
        line.update(Content(visible(news)))
        line.set_class(tone == "error", "-error")
        line.display = bool(news)

    def tell_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Say what another program changed too."""
        names = ", ".join(format_key(one.key) or f"the {one.part}" for one in conflicts)
        self.tell(f"changed on disk, and so did you: {names}. You decide when you save")

    def tell_gone(self, path: str, error: FileError) -> None:
        """Say that a post can't be read any more."""
        self.tell(f"{path}: {error.message}. What you typed is still here; ^s writes it back")

    # Keeping.

    def keep_soon(self) -> None:
        """Keep the work once typing rests."""
        if self._keeper is not None:
            self._keeper.stop()
        self._keeper = self.set_timer(KEEP_SECONDS, self.keep)

    def keep(self) -> None:
        """Keep the work in the state folder."""
        try:
            posts = {path: self.both(path) for path in self.paths}
        except BlogError:
            return  # what can't be made can't be kept; the screen still holds it
        typed = tuple(self.typed())
        changed = typed or any(base.data != mine.data for base, mine in posts.values())
        if not changed and not self._kept:
            return  # what is kept is from before, and nobody said yet what shall become of it
        self._kept = True
        self._write_draft(posts, typed)

    @work(thread=True, group="keep")
    def _write_draft(self, posts: Mapping[str, tuple[Document, Document]], typed: Sequence[Typed]) -> None:
        try:
            self.desk.drafts.keep(posts, self.desk.clock().timestamp(), typed)
        except FileError as error:
            self.app.call_from_thread(self.tell, f"unsaved work can't be kept: {error.message}", "error")

    def offer_kept(self, kept: Kept | None) -> None:
        """Ask about work that was never saved, if there is any."""
        if kept is None:
            return
        found = kept

        async def decide(answer: str | None) -> None:
            if answer == "t":
                self.desk.drafts.adopt(found)
                self._kept = True
                await self.take_up(found)
            elif answer == "F":
                self.desk.drafts.forget(found)

        moment = datetime.fromtimestamp(kept.saved, self.desk.clock().tzinfo).astimezone()
        # a capital, so that typing on into the question can't lose the work
        answers = (Answer("t", "take it up"), Answer("F", "forget it"))
        whose = "this post" if len(kept.works) == 1 else f"{len(kept.works)} posts in one form"
        question = f"There is unsaved work on {whose}, of {moment:%Y-%m-%d %H:%M}"
        self.app.push_screen(Ask(question, answers), decide)

    # Saving.

    def save(self) -> None:
        """Ask the app to write the plan."""
        plan = self.plan()
        for error in plan.refused:
            self.tell(str(error), "error")
        if plan.changes:
            self.post_message(Save(plan))

    @on(Saved)
    async def _saved(self, event: Saved) -> None:
        outcome = event.outcome
        if outcome is None:
            self._leaving = False
            self.tell(f"nothing was written: {event.error}", "error")
        elif outcome.conflicts:
            self._leaving = False
            self._resolve(event.plan, outcome.conflicts)
        elif outcome.failed:
            self._leaving = False
            gone = [error for error in outcome.failed if not Path(str(error.path)).exists()]
            self._offer_to_restore() if gone else self.tell(str(outcome.failed[0]), "error")
        else:
            self.desk.drafts.drop(*self.paths)
            if self._leaving:
                self.dismiss()
                return
            await self.begin_again()
            if outcome.merged:
                self.tell("saved, merged with what changed on disk meanwhile")

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
                self.tell("nothing is written yet: this post changed on disk in the same places")
                return
            decided = decided.add(place, self.desk.read(path), document)
        self.post_message(Save(decided))

    def _offer_to_restore(self) -> None:
        """Ask whether a post that is gone shall be written again."""

        def decide(answer: str | None) -> None:
            if answer == "w":
                self._restore()

        question = f"{self.paths[0]} is gone from the disk"
        self.app.push_screen(Ask(question, (Answer("w", "write it back with your changes"),)), decide)

    @work(thread=True)
    def _restore(self) -> None:
        path = self.paths[0]
        try:
            self.desk.restore(path, self.both(path)[1])
        except BlogError as error:
            self.app.call_from_thread(self.tell, str(error), "error")
        else:
            self.app.call_from_thread(self.call_next, self._restored)

    async def _restored(self) -> None:
        self.desk.drafts.drop(self.paths[0])
        self.post_message(FilesChanged(frozenset({self.desk.locate(self.paths[0])})))
        self.tell("")
        await self.begin_again()

    # Leaving.

    def leave(self, unsaved: Sequence[str]) -> None:
        """Leave the screen, after asking about unsaved work.

        Args:
            unsaved: The posts that have any.
        """
        if not unsaved:
            self.dismiss()
            return

        def decide(answer: str | None) -> None:
            if answer == "d":
                self.desk.drafts.drop(*self.paths)
                for path in unsaved:
                    self.desk.drafts.drop(path)
                self.dismiss()
            elif answer == "s":
                self._leaving = True
                self.action_save()

        answers = (Answer("s", "save"), Answer("d", "discard"))
        details = [f"  {visible(path)}" for path in unsaved]
        self.app.push_screen(Ask("There are unsaved changes", answers, details), decide)

    @abstractmethod
    def action_save(self) -> None:
        """Save, after what has to be asked was asked."""
