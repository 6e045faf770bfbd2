"""A second process that judges files too, where there are thousands of them.

It is a Python of its own, not a fork of this one, which may have threads; it ends with this one,
however that ends. Should it be lost, its work is done here.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Collection, Generator
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from subprocess import DEVNULL, Popen

from tui.blog.index.judging import Judged, judge
from tui.blog.library.records import pack, unpack
from tui.blog.sites import open_site
from tui.blog.sites.base import Site

MANY = 2000
"""Files for which a helper is started: that takes the time of some hundreds."""

_SHARE = 64  # files that it is asked for at a time
_AHEAD = 6  # times it is asked before it has answered: it goes on while posts are put into the library
_OWN = 32  # files that are judged here between two looks at its answers


class Helper:
    """The other process, as it is seen from here.

    Args:
        site: The site that it opens too.
        now: The moment to judge by.

    Raises:
        OSError: It can't be started.
    """

    def __init__(self, site: Site, now: datetime) -> None:
        self.asked: deque[list[str]] = deque()
        """The files that it was asked for and has not answered."""

        self._line, theirs = Pipe()
        with theirs:
            end = theirs.fileno()
            self._process = Popen(  # noqa: S603  # this program itself
                [sys.executable, "-c", f"from {__name__} import main; main({end})"],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
                pass_fds=[end],
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=DEVNULL,
            )
        self._line.send((site.root, site.configs, now))

    def ask(self, paths: list[str]) -> None:
        """Ask for files, given from the site's root.

        Raises:
            OSError: It is lost.
        """
        self.asked.append(paths)
        self._line.send(paths)

    def answer(self, *, wait: bool) -> list[Judged]:
        """Return what became of the files that it was asked for first, or nothing if it is not done.

        Args:
            wait: Whether to wait until it is.

        Raises:
            OSError: It is lost.
            EOFError: It is lost.
        """
        if not wait and not self._line.poll():
            return []
        answer = self._line.recv()
        self.asked.popleft()
        return [Judged(path, record and unpack(record), *rest) for path, record, *rest in answer]

    def stop(self) -> None:
        """End it, whatever it does."""
        self._line.close()
        self._process.kill()
        self._process.wait()


def judge_heads(site: Site, paths: Collection[str], now: datetime) -> Generator[Judged]:
    """Judge files by their heads, about in their order; many of them with a helper.

    Args:
        site: The site.
        paths: The files, from its root.
        now: The moment to judge by.
    """
    helper: Helper | None = None
    if len(paths) >= MANY and (os.cpu_count() or 1) > 1:
        with suppress(OSError):
            helper = Helper(site, now)
    waiting = deque(paths)
    try:
        while waiting or (helper and helper.asked):
            if helper:
                try:
                    while waiting and len(helper.asked) < _AHEAD:
                        helper.ask(_take(waiting, _SHARE))
                    answer = helper.answer(wait=not waiting)
                except (OSError, EOFError):
                    waiting.extendleft(path for paths in helper.asked for path in paths)
                    helper.stop()
                    helper = None
                else:
                    yield from answer
            for path in _take(waiting, _OWN):
                yield judge(site, path, now)
    finally:
        if helper:
            helper.stop()


def _take(waiting: deque[str], most: int) -> list[str]:
    return [waiting.popleft() for _ in range(min(most, len(waiting)))]


def main(end: int) -> None:
    """Be the helper: open a site, then judge the files that are asked for until nobody asks.

    Args:
        end: The descriptor of the line to who asks.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks hears it too
    gc.disable()
    with Connection(end) as line, suppress(OSError, EOFError):
        root, configs, now = line.recv()
        site = open_site(Path(root), configs)
        while True:
            judged = [judge(site, path, now) for path in line.recv()]
            line.send([(path, post and pack(post), *rest) for path, post, *rest in judged])
