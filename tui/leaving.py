"""Leaving: what was typed is answered first, threads are told to end, and nothing goes on in what is gone."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any

from textual import work
from textual.worker import NoActiveWorker, get_current_worker

from tui.background import give_way
from tui.in_order import InOrder

if TYPE_CHECKING:
    from textual.await_remove import AwaitRemove
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.widget import Widget

STEP = 0.01
"""How often is looked whether what was typed is answered, in seconds."""

LONGEST = 2.0
"""How long that is waited for at most, in seconds."""


class Leaving(InOrder):
    """An app that is left in order, whoever ends it."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class)
        self.leaving = Event()
        """Set when the app is left: threads end, and what is written stops between two files."""

    def on_mount(self) -> None:
        """Leave in order when the terminal is closed, so that the screens keep their work."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            with suppress(AttributeError, NotImplementedError, ValueError):  # not on every system
                loop.add_signal_handler(getattr(signal, name), self.leave)

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        """Exit, and tell the threads to end: to close all screens beside them would take twice as long."""
        self.leaving.set()
        give_way()  # what asks only for keys rests meanwhile, too
        super().exit(result, return_code, message)

    def on_unmount(self) -> None:
        """Tell the threads to end, whatever ended the app."""
        self.leaving.set()

    @work(exclusive=True, group="leave")
    async def leave(self) -> None:
        """Exit as soon as all that was typed is answered: it belongs to the work that is kept."""
        last = time.monotonic() + LONGEST
        await asyncio.sleep(STEP)  # what was read when this was called comes in by the next turn of the loop
        while self.typing and time.monotonic() < last:
            await asyncio.sleep(STEP)
        self.exit()

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """End what goes on in what is removed before its parts go: it would look for them.

        Textual does so behind that. What removes itself goes on, to say what comes of it.
        """
        going = {part for node in nodes for part in node.walk_children(with_self=True)}
        try:
            itself = get_current_worker()
        except NoActiveWorker:
            itself = None
        for worker in [one for one in self.workers if one.node in going and one is not itself]:
            worker.cancel()
        return super()._prune(*nodes, parent=parent)
