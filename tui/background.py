"""Work that only reads: it rests while keys are pressed, and nobody waits for its end.

Threads take turns in one interpreter: with four that compute, a key would take five times as long. So what
can wait until keys rest stands in one line, the most urgent first.
"""

from __future__ import annotations

import asyncio
import time
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from functools import partial
from heapq import heappop, heappush
from itertools import count
from threading import Condition, Event
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")

REST = 0.15
"""How long after a key other work goes on, in seconds: who types eight keys in a second never meets it."""

Stopped: TypeAlias = Callable[[], bool]
"""Asked by work again and again, at least each few milliseconds, whether it is no longer wanted."""


class Rank(IntEnum):
    """What work is for, the most urgent first."""

    ANSWER = 0
    """What a key asked for, which waits for nothing."""

    OFFERS = 1
    EXCERPTS = 2
    SEARCH = 3
    """What else is found than the first page."""

    LAYOUT = 4
    """What the next keys will ask for."""

    COUNTS = 5


class _Keys:
    """What is known of the keys that are pressed."""

    answered = 0.0
    """When work goes on behind the last one, by the clock that only goes forward."""


def give_way() -> None:
    """Let work rest for a moment, for a key was pressed."""
    _Keys.answered = time.monotonic() + REST


def resting(left: Event) -> Stopped:
    """Return what work of its own thread asks whether to stop; where a key was pressed it is answered late.

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
    return await in_turn(lambda _: function(), Rank.ANSWER)


async def in_turn(work: Callable[[Stopped], T], rank: Rank) -> T:
    """Run work when its turn comes, and return what it returns; who no longer waits for it stops it.

    Args:
        work: Is given what it is to ask whether to stop. When it asks, it makes room for what is more urgent.
        rank: How urgent it is.
    """
    job = _Job(work, rank)
    if rank is Rank.ANSWER:
        start_new_thread(job.run, ())  # a `Thread` would be waited for until it runs, behind all that compute
    else:
        _LINE.put(job)
    return await job.future


class _Job(Generic[T]):
    """Work that is waited for."""

    def __init__(self, work: Callable[[Stopped], T], rank: Rank) -> None:
        self.rank = rank
        self.future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._work = work

    def run(self) -> None:
        """Do the work, in another thread than who waits for it."""
        if self._stopped():
            return
        try:
            settle = partial(self.future.set_result, self._work(self._stopped))
        except BaseException as error:
            settle = partial(self.future.set_exception, error)
        with suppress(RuntimeError):  # the loop is closed: the app was left meanwhile
            self.future.get_loop().call_soon_threadsafe(self._settle, settle)

    def _settle(self, settle: Callable[[], None]) -> None:
        if not self.future.cancelled():
            settle()

    def _stopped(self) -> bool:
        if self.rank is not Rank.ANSWER:
            time.sleep(max(0.0, _Keys.answered - time.monotonic()))
            _LINE.run(before=self.rank)
        return self.future.cancelled()


class _Line:
    """One thread's work, in the order of its ranks."""

    def __init__(self) -> None:
        self._jobs: list[tuple[Rank, int, _Job[Any]]] = []
        self._numbers = count()
        self._changed = Condition()
        self._is_run = False

    def put(self, job: _Job[Any]) -> None:
        """Put a job behind those of its rank."""
        with self._changed:
            heappush(self._jobs, (job.rank, next(self._numbers), job))
            self._changed.notify()
            if not self._is_run:
                self._is_run = True
                start_new_thread(self._run_all, ())

    def run(self, *, before: Rank) -> None:
        """Run what is more urgent than a rank."""
        while job := self._next(before):
            job.run()

    def _next(self, before: Rank) -> _Job[Any] | None:
        with self._changed:
            return heappop(self._jobs)[2] if self._jobs and self._jobs[0][0] < before else None

    def _run_all(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs)
                job = heappop(self._jobs)[2]
            job.run()


_LINE = _Line()
