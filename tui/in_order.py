"""Keys one at a time: one is looked at when the one before it is done with.

Textual hands a key to what has the focus; one that nothing there takes comes back to the app, which
looks for its binding then. By that time keys typed in the same breath were handed on as well: behind
a key that opens a screen, to the screen that it covers.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

from tui.background import give_way

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message_pump import MessagePump

LEAVE = frozenset({"ctrl+c", "ctrl+q"})
"""The keys that are not to wait for anything."""

PATIENCE = 1.0
"""How long a key is waited for that may be lost, with a widget that went, in seconds."""


class InOrder(App[None]):
    """An app in which what is typed right behind a key goes where that key leads."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._followed: asyncio.TimerHandle | None = None
        """Runs out when the key on its way is lost; None where none is."""

    @property
    def typing(self) -> bool:
        """Whether something that was typed is not done with."""
        return bool(self._typed) or self._followed is not None

    def is_early(self, key: str) -> bool:
        """Tell whether a key, and what is typed behind it, has to wait until `go_on` is called."""
        return False

    async def go_on(self) -> None:
        """Hand on what had to wait."""
        if self._followed is None:
            await self._hand_on()

    async def on_event(self, event: events.Event) -> None:
        """Hand on what is typed, unless something typed before is still on its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            give_way()
            self._typed.append(event)
            await self.go_on()
        else:
            await super().on_event(event)

    async def _hand_on(self, *, at_once: bool = False) -> None:
        """Hand on what was typed next, as soon as the screen is done with what it is at, and follow it."""
        self._followed = None
        if not self._typed:
            return
        key: asyncio.TimerHandle
        key = asyncio.get_running_loop().call_later(PATIENCE, lambda: self._lose(key))
        self._followed = key
        if at_once:
            await self._send(key)
        else:
            self.screen.call_later(self.call_later, self._send, key)

    @property
    def _must_wait(self) -> bool:
        """Whether what was typed next is early, and nobody wants to leave."""
        return (
            bool(self._typed)
            and self.is_early(_key(self._typed[0]))
            and LEAVE.isdisjoint(map(_key, self._typed))
        )

    def _lose(self, key: asyncio.TimerHandle) -> None:
        """Go on without a key that is nowhere, and without a screen that does not answer."""
        if key is self._followed:
            self.call_later(self._hand_on, at_once=True)

    async def _send(self, key: asyncio.TimerHandle) -> None:
        """Hand a key on to what has the focus, unless it has to wait."""
        if key is not self._followed:
            return
        if self._must_wait:
            key.cancel()
            self._followed = None
        elif self._typed:
            event, to = self._typed.popleft(), self.focused or self.screen
            await super().on_event(event)
            answer = partial(self._follow, to, key, partial(self._arrive, key))
            self._follow(to, key, answer)

    def _follow(self, node: MessagePump | None, key: asyncio.TimerHandle, then: Callable[[], object]) -> None:
        """Go the way of a key, behind it, and then that of what it made a widget tell.

        Both lead from what had the focus up to the app.
        """
        if key is not self._followed:
            return
        if node is None or node is self:
            self.call_later(then)
            return
        parent = node._parent  # noqa: SLF001  a pump has no public one; None while it goes
        if not node.call_later(self._follow, parent, key, then):
            self._follow(parent, key, then)

    async def _arrive(self, key: asyncio.TimerHandle) -> None:
        if key is self._followed:
            key.cancel()
            await self._hand_on()


def _key(event: events.Key | events.Paste) -> str:
    return event.key if isinstance(event, events.Key) else ""
