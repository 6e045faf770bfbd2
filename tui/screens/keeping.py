"""Work that is not saved yet: kept in the state folder while it is typed, and offered again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from tui.blog.drafts.whereabouts import Trace
from tui.blog.errors import BlogError, FileError
from tui.blog.text import visible
from tui.screens.ask import Answer, Ask

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.document import Document
    from tui.blog.drafts.drafts import Kept, Typed

Work: TypeAlias = "tuple[dict[str, tuple[Document, Document]], tuple[Typed, ...]]"
"""What is kept: each post as it was and as it is to be, and what is typed that is no value."""

KEEP_SECONDS = 1.0
"""How old unsaved work may get before it is kept."""


class Keeping(Screen[None]):
    """A screen that loses no work, however it ends.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "back", "Back", show=False, id="work.back")  # where it is not typed: else it would quit
    ]

    def __init__(self, desk: Desk, paths: Sequence[str]) -> None:
        super().__init__()
        self.desk = desk
        self.traces: dict[str, Trace | None] = {}
        """What the file of each post is known by, should it be renamed."""

        self.paths = tuple(paths)
        self.wanted: Kept | None = None
        """Work of an earlier session that is taken up without asking, for it was chosen already."""

        self._kept = False
        """Whether this screen kept work itself."""

        self._settled = False
        """Whether the screen is being left with nothing to keep: all is saved, or not wanted."""

        self._keeper: Timer | None = None
        self._drafting = Lock()
        self._turn = 0
        """Counts what was dropped, so that what is being kept meanwhile comes too late."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The posts that are worked on, from the site's root."""
        return self._paths

    @paths.setter
    def paths(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self.traces = {path: Trace.of(self.place(path)) for path in paths}

    def place(self, path: str) -> Path:
        """Where a post is, or was."""
        return self.desk.site.root / path

    # What each screen answers.

    @abstractmethod
    def both(self, path: str) -> tuple[Document, Document]:
        """Return a post as it was when the work began, and as it is to be.

        Raises:
            Refused: It can't be made so.
        """

    def typed(self) -> Iterable[Typed]:
        """Return what is typed that no post can hold; nothing where all text is good."""
        return ()

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

    # Keeping.

    def keep_soon(self) -> None:
        """Keep the work within a second; while that is waited for, more may come."""
        if self._keeper is None:
            self._keeper = self.set_timer(KEEP_SECONDS, self.keep)

    def keep(self) -> None:
        """Keep the work in the state folder."""
        self._keeper = None
        if (work := self._work()) is not None:
            self._write_draft(work, self._turn)

    def on_unmount(self) -> None:
        """Keep what was typed since, when the app ends with work on the screen."""
        if not self._settled and self._keeper is not None and (work := self._work()) is not None:
            with suppress(FileError):  # there is nowhere left to tell it
                self._keep(work, self._turn)

    def _work(self) -> Work | None:
        """Return what is to be kept; None where nothing is."""
        try:
            posts = {path: self.both(path) for path in self.paths}
        except BlogError:
            return None  # what can't be made can't be kept; the screen still holds it
        typed = tuple(self.typed())
        changed = typed or any(base.data != mine.data for base, mine in posts.values())
        if not changed and not self._kept:
            return None  # what is kept is from before, and nobody said yet what shall become of it
        self._kept = True
        return posts, typed

    @property
    def unsaved(self) -> bool:
        """Whether there is work that would be lost."""
        try:
            return any(base.data != mine.data for base, mine in map(self.both, self.paths))
        except BlogError:
            return True

    @work(thread=True, group="keep")
    def _write_draft(self, work: Work, turn: int) -> None:
        try:
            self._keep(work, turn)
        except FileError as error:
            self.app.call_from_thread(self._tell_unkept, error)

    def _tell_unkept(self, error: FileError) -> None:
        """Say that work is not kept, unless something is told already: that a save failed counts more."""
        if not self.query_one("#news").display:
            self.tell(f"unsaved work can't be kept: {error.message}", "error")

    def _keep(self, work: Work, turn: int) -> None:
        posts, typed = work
        with self._drafting:
            if turn == self._turn:
                self.desk.drafts.keep(posts, self.desk.clock().timestamp(), typed)

    def drop_kept(self, *others: str) -> None:
        """Forget what is kept of these posts, and of others by their paths: all is saved, or not wanted."""
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None
        with self._drafting:
            self._turn += 1
            self.desk.drafts.drop(*self.paths)
            for path in others:
                self.desk.drafts.drop(path)

    # Offering.

    def offer_kept(self, kept: Kept | None) -> None:
        """Ask about work that was never saved, if there is any."""
        if kept is None:
            return
        found = kept

        async def decide(answer: str | None) -> None:
            if answer == "t":
                await self._adopt(found)
            elif answer == "F":
                self.desk.drafts.forget(found)

        if self.wanted is not None and self.wanted.paths == kept.paths:
            self.call_next(self._adopt, kept)
            return
        moment = datetime.fromtimestamp(kept.saved, self.desk.clock().tzinfo).astimezone()
        # a capital, so that typing on into the question can't lose the work
        answers = (Answer("t", "take it up"), Answer("F", "forget it"))
        whose = "this post" if len(kept.works) == 1 else f"{len(kept.works)} posts in one form"
        question = f"There is unsaved work on {whose}, of {moment:%Y-%m-%d %H:%M}"
        self.app.push_screen(Ask(question, answers), decide)

    async def _adopt(self, kept: Kept) -> None:
        self.wanted = None
        self._kept = True
        try:
            self.desk.drafts.adopt(kept)
        except FileError as error:  # what is kept stays where it is, and is offered again
            self.tell(f"unsaved work can't be kept: {error.message}", "error")
        await self.take_up(kept)
