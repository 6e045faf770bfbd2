"""A second process that judges files too, where there are thousands of them.

It ends with this one, however that ends. Should it be lost, its work is done here.
"""

from __future__ import annotations

import fcntl
import os
import select
import sys
from collections import deque
from collections.abc import Collection, Generator
from contextlib import suppress
from datetime import datetime

from tui.blog.beside import receive, send, start
from tui.blog.index.judging import Judged, judge
from tui.blog.packed.post import Packed
from tui.blog.sites.base import Site

MANY = 2000
"""Files for which a helper is started: that takes the time of some hundreds."""

SOME = 500
"""Files for which a helper is started where time of this process is dear."""

_SHARE = 32  # files that it is asked for at a time
_OWN = 16  # files that are judged here between two looks at its answers: whole ones may be large
_FIRST = 256  # files that it is asked for at first, …
_AHEAD = 4096  # … and at most before it has answered: it goes on while others are put away
_ROOM = 1 << 20  # bytes that may wait in each direction, where the system lets us say so


class Helper:
    """The other process, as it is seen from here.

    Args:
        site: The site that it opens too.
        now: The moment to judge by.
        whole: Whether it reads all of each file.

    Raises:
        OSError: It can't be started.
    """

    def __init__(self, site: Site, now: datetime, *, whole: bool = False) -> None:
        self.asked: deque[list[str]] = deque()
        """The files that it was asked for and has not answered."""

        self._process = start("tui.blog.index.helping")
        assert self._process.stdin
        assert self._process.stdout
        self._questions, self._answers = self._process.stdin, self._process.stdout
        if sys.platform == "linux":
            for line in (self._questions, self._answers):
                with suppress(OSError):
                    fcntl.fcntl(line, fcntl.F_SETPIPE_SZ, _ROOM)
        send(self._questions, [str(site.root), site.configs, now.isoformat(), whole])

    @property
    def unanswered(self) -> int:
        """How many files it was asked for and has not answered."""
        return sum(map(len, self.asked))

    def ask(self, paths: list[str]) -> None:
        """Ask for files, given from the site's root.

        Raises:
            OSError: It is lost.
        """
        self.asked.append(paths)
        send(self._questions, paths)

    def answer(self, *, wait: bool) -> list[Judged]:
        """Return what became of the files that it was asked for first, or nothing if it is not done.

        Args:
            wait: Whether to wait until it is.

        Raises:
            OSError: It is lost.
            EOFError: It is lost.
        """
        if not wait and not select.select([self._answers], [], [], 0)[0]:
            return []
        answer = receive(self._answers)
        paths = self.asked.popleft()
        return [
            Judged(path, post and Packed.again(path, *post), *rest)
            for path, (post, *rest) in zip(paths, answer, strict=True)
        ]

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        with self._process, suppress(OSError):  # closes its pipes too
            self._questions.close()


def judge_all(
    site: Site, paths: Collection[str], now: datetime, *, whole: bool = False, aside: bool = False
) -> Generator[Judged]:
    """Judge files, about in their order; many of them with a helper.

    Args:
        site: The site.
        paths: The files, from its root.
        now: The moment to judge by.
        whole: Read all of each and count its words, not its head alone.
        aside: Leave many to the helper alone: that takes longer, but no time of a screen in this process.
    """
    helper: Helper | None = None
    if len(paths) >= (SOME if aside else MANY) and (os.cpu_count() or 1) > 1:
        with suppress(OSError):
            helper = Helper(site, now, whole=whole)
    waiting, done = deque(paths), 0
    try:
        while waiting or (helper and helper.asked):
            if helper:
                ahead = min(max(_FIRST, done), _AHEAD)
                try:
                    while waiting and helper.unanswered < min(ahead, len(waiting)):
                        helper.ask(_take(waiting, _SHARE))
                    answer = helper.answer(wait=aside or not waiting)
                except (OSError, EOFError):
                    waiting.extendleft(path for paths in helper.asked for path in paths)
                    helper.stop()
                    helper = None
                else:
                    done += len(answer)
                    yield from answer
            if not (helper and aside):
                own = judge(site, _take(waiting, _OWN), now, whole=whole)
                done += len(own)
                yield from own
    finally:
        if helper:
            helper.stop()


def _take(waiting: deque[str], most: int) -> list[str]:
    return [waiting.popleft() for _ in range(min(most, len(waiting)))]
