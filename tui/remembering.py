"""Starting with what was seen last: the opening is held until the app shows the same, or a key is pressed.

A start goes through several screens: the list alone, then the reader, then what the facets count. Where
the opening stands on the terminal, none of these is painted: the next paint is that of a screen at rest.
"""

from __future__ import annotations

import asyncio
import math
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual import events

from tui import opening, stage
from tui.background import give_way
from tui.blog.beside import start
from tui.saving import Saving

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.geometry import Size
    from textual.timer import Timer

    from tui.blog.desk import Desk

REST = 0.3
"""How long nothing may be painted for a screen to be at rest, in seconds."""

LONGEST_AWAITED = 0.5
"""How long the first screen is waited for with what would slow it, in seconds."""

LONGEST_HELD = 3.0
"""How long the opening stands at most when nothing is pressed, in seconds: a scan may take longer."""


class StartScreen(Protocol):
    """A screen that an app can start with."""

    @property
    def is_whole(self) -> bool:
        """Whether every part shows what it is to show."""
        ...

    @property
    def at_start(self) -> bool:
        """Whether it is as a start leaves it, whatever was done meanwhile."""
        ...

    @property
    def is_working(self) -> bool:
        """Whether something is under way that may change what is shown."""
        ...

    @property
    def files_shown(self) -> list[Path]:
        """The files that are shown themselves, not only what the index knows of them."""
        ...

    def is_early(self, key: str) -> bool:
        """Tell whether a key does what needs the site, which is still being opened."""
        ...


class Remembering(Saving):
    """An app that keeps its opening, and takes the terminal over without changing what stands there.

    Args:
        path: What is opened.
        driver_class: Textual's driver; None for its own choice.
    """

    def __init__(self, path: Path, driver_class: type[Driver] | None) -> None:
        super().__init__(driver_class)
        self.path = path
        self.start_screen: StartScreen | None = None
        """The screen whose opening is kept; None keeps none."""

        self.is_current = False
        """Whether all is read, so that no more is to come unless something changes."""

        self.has_changed = False
        """Whether other posts were shown than were kept."""

        self._held: Size | None = None  # the size of the screen that is not to be painted yet
        self._early: list[events.InputEvent | events.Paste] | None = [] if stage.stands() else None
        self._answering = False  # whether something was pressed already
        self._whole = asyncio.Event()
        self._resting: Timer | None = None
        self._looks = ""

    def on_mount(self) -> None:
        """Hold what stands on the terminal, and wait for the screen to come to rest."""
        self._looks = self.theme
        self._resting = self.set_interval(REST, self._rest, pause=True)
        if self._early is not None:
            self._held = self.size
            self.set_timer(LONGEST_HELD, self.let_in)
            self.set_timer(LONGEST_HELD, self.lift)

    def may_paint(self) -> bool:
        """Tell whether the start screen may be painted, not only what leads to what stands there already."""
        if self._resting is not None:
            self._resting.reset()
        if not self._whole.is_set() and self.start_screen is not None and self.start_screen.is_whole:
            self._whole.set()
        answered = self._answering and self._whole.is_set()
        if answered or self._held != self.size or len(self.screen_stack) > 1:
            self._held = None
        elif self._answering:
            give_way()
        return self._held is None

    async def on_event(self, event: events.Event) -> None:
        """Let what is pressed wait as long as nothing is there to answer it."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self._early is not None:
                self._early.append(event)
                return
            self._answering = self._answering or not isinstance(event, events.MouseMove)
        await super().on_event(event)

    async def until_whole(self) -> None:
        """Wait until every part of the first screen shows what it is to show; not for long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._whole.wait(), LONGEST_AWAITED)

    def let_in(self) -> None:
        """Let keys come, first those that wait."""
        self.call_later(self._let_in)

    async def _let_in(self) -> None:
        early, self._early = self._early, None
        for event in early or ():
            await self.on_event(event)

    def lift(self) -> None:
        """Paint what there is from now on."""
        if self._held is not None:
            self._held = None
            self.screen.refresh()

    def _rest(self) -> None:
        """Paint a screen that is whole, and keep it where it is as the next start will leave it."""
        start, desk = self.start_screen, self.desk
        if self.leaving.is_set() or not self.is_running or desk is None or start is None:
            return
        if not start.is_whole or start.is_working:
            return
        self.lift()
        if not self.is_current:
            return
        if self._resting is not None:
            self._resting.pause()
        alone = len(self.screen_stack) == 1 and not self._notifications
        if alone and start.at_start and self.theme == self._looks and self.may_keep(desk):
            self.keep(desk, start)

    def may_keep(self, desk: Desk) -> bool:
        """Tell whether an opening of what is opened may be kept, for the terminal that there is."""
        return not (desk.focus or desk.site.configs or self.is_headless) and opening.possible()

    def keep(self, desk: Desk, start: StartScreen) -> None:
        """Keep the screen as it is for the next start."""
        # as Textual's own screenshots do; it has no other way to what it paints
        strips = self.screen._compositor.render_strips()  # noqa: SLF001  see above
        turn = desk.index.next_turn
        opening.keep(
            self.path,
            self.size,
            [strip.render(self.console) for strip in strips],
            [desk.cache / "index", desk.folders.config / "config.toml", *start.files_shown],
            turn.timestamp() if turn is not None else math.inf,
        )

    def forget_opening(self) -> None:
        """Forget the opening, for posts have changed; a screen that rests as at a start is kept anew."""
        self.has_changed = True
        opening.drop(self.path)
        if self._resting is not None:
            self._resting.reset()

    def rehearse(self) -> None:
        """Have the next start rehearsed by a process of its own, where it would show what is not kept."""
        if self.start_screen is None or not (self.path.is_dir() and opening.possible()):
            return
        if self.has_changed or not opening.recall(self.path):
            with suppress(OSError):  # then there will be none
                start("tui.rehearsal", str(self.path), *map(str, os.get_terminal_size()), outlives=True)
