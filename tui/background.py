"""Work that only reads: it rests while a key is answered, and nobody waits for its end."""

from __future__ import annotations

import asyncio
import time
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import TypeVar

T = TypeVar("T")

ANSWER = 0.05
"""How long a key has to be answered before other work goes on, in seconds."""


class _Keys:
    """What is known of the keys that are pressed."""

    answered = 0.0
    """When the last one will have been answered, by the clock that only goes forward."""


def give_way() -> None:
    """Let work rest for a moment, for a key was pressed.

    Threads take turns in one interpreter: with four that compute, a key would take five times as long.
    """
    _Keys.answered = time.monotonic() + ANSWER


def resting(left: Event) -> Callable[[], bool]:
    """Return what work asks again and again whether to stop; where a key was pressed it is answered late.

    Only once for each question, so that work gets on however fast one types.

    Args:
        left: Set when the work is no longer wanted.
    """

    def is_left() -> bool:
        rest = _Keys.answered - time.monotonic()
        return left.wait(rest) if rest > 0 else left.is_set()

    return is_left


async def in_background(function: Callable[[], T]) -> T:
    """Run a function in a thread that ends with the process, and return what it returns.

    `asyncio.to_thread` would hold the process until it is done, which is right for what writes posts
    and wrong for reading a hundred thousand of them.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if future.cancelled():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # a result of T without an error

    def run() -> None:
        result, error = None, None
        try:
            result = function()
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):  # the loop is closed: the app was left meanwhile
            loop.call_soon_threadsafe(settle, result, error)

    start_new_thread(run, ())  # a `Thread` would be waited for until it runs, behind all that compute
    return await future
