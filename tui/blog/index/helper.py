"""A second process that judges files too, where there are thousands of them.

It is a Python of its own, not a fork of this one, which may have threads; it ends with this one,
however that ends. Should it be lost, its work is done here.
"""

from __future__ import annotations

import fcntl
import gc
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Collection, Generator
from contextlib import suppress
from datetime import datetime
from io import FileIO
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any

from tui.blog.index.judging import Judged, judge
from tui.blog.packed import packing
from tui.blog.packed.post import Packed
from tui.blog.sites import open_site
from tui.blog.sites.base import Site

MANY = 2000
"""Files for which a helper is started: that takes the time of some hundreds."""

SOME = 500
"""Files for which a helper is started where time of this process is dear."""

_SHARE = 32  # files that it is asked for at a time
_OWN = 16  # files that are judged here between two looks at its answers
_AHEAD = 1024  # files that it may be asked for before it has answered: it goes on while others are put away
_ROOM = 1 << 20  # bytes of answers that may wait
_SIZE = 4  # bytes that tell how many follow


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

        self._unsent = bytearray()
        self._process = Popen(  # noqa: S603  # this program itself
            [sys.executable, "-c", f"from {__name__} import main; main()"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            bufsize=0,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._questions, self._answers = self._process.stdin, self._process.stdout
        os.set_blocking(self._questions.fileno(), False)  # neither may wait for the other to read first
        if sys.platform == "linux":
            with suppress(OSError):
                fcntl.fcntl(self._answers, fcntl.F_SETPIPE_SZ, _ROOM)
        self._send([str(site.root), site.configs, now.isoformat()])

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
        self._send(paths)

    def answer(self, *, wait: bool) -> list[Judged]:
        """Return what became of the files that it was asked for first, or nothing if it is not done.

        Args:
            wait: Whether to wait until it is.

        Raises:
            OSError: It is lost.
            EOFError: It is lost.
        """
        answered = False
        while not answered:
            sending = [self._questions] if self._unsent else []
            answered, ready, _ = map(bool, select.select([self._answers], sending, [], None if wait else 0))
            if ready:
                self._send_on()
            if not wait and not answered:
                return []
        answer = _receive(self._answers)
        paths = self.asked.popleft()
        return [
            Judged(path, post and Packed.again(path, *post), *rest)
            for path, (post, *rest) in zip(paths, answer, strict=True)
        ]

    def _send(self, message: object) -> None:
        self._unsent += _framed(message)
        self._send_on()

    def _send_on(self) -> None:
        """Send as much of what is to be sent as there is room for."""
        del self._unsent[: self._questions.write(self._unsent) or 0]

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        with self._process, suppress(OSError):  # closes its pipes too
            self._questions.close()


def judge_heads(
    site: Site, paths: Collection[str], now: datetime, *, aside: bool = False
) -> Generator[Judged]:
    """Judge files by their heads, about in their order; many of them with a helper.

    Args:
        site: The site.
        paths: The files, from its root.
        now: The moment to judge by.
        aside: Leave many to the helper alone: that takes longer, but no time of a screen in this process.
    """
    helper: Helper | None = None
    if len(paths) >= (SOME if aside else MANY) and (os.cpu_count() or 1) > 1:
        with suppress(OSError):
            helper = Helper(site, now)
    waiting = deque(paths)
    try:
        while waiting or (helper and helper.asked):
            if helper:
                try:
                    while waiting and helper.unanswered < min(_AHEAD, len(waiting)):
                        helper.ask(_take(waiting, _SHARE))
                    answer = helper.answer(wait=aside or not waiting)
                except (OSError, EOFError):
                    waiting.extendleft(path for paths in helper.asked for path in paths)
                    helper.stop()
                    helper = None
                else:
                    yield from answer
            if not (helper and aside):
                yield from judge(site, _take(waiting, _OWN), now)
    finally:
        if helper:
            helper.stop()


def _take(waiting: deque[str], most: int) -> list[str]:
    return [waiting.popleft() for _ in range(min(most, len(waiting)))]


def main() -> None:
    """Be the helper: open a site, then judge the files that are asked for until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks hears it too
    gc.disable()
    with FileIO(0) as questions, FileIO(1, "w") as answers, suppress(OSError, EOFError):
        root, configs, now = _receive(questions)
        site, moment = open_site(Path(root), configs), datetime.fromisoformat(now)
        while True:
            judged = judge(site, _receive(questions), moment)
            left = memoryview(_framed([(post and post[1:], *rest) for _, post, *rest in judged]))
            while left:
                left = left[answers.write(left) :]


def _framed(message: object) -> bytes:
    data = packing.encode(message)
    return len(data).to_bytes(_SIZE, "little") + data


def _receive(line: IO[bytes]) -> Any:
    """Return the next message.

    Raises:
        EOFError: There will be none.
    """
    return packing.decode(_read(line, int.from_bytes(_read(line, _SIZE), "little")))


def _read(line: IO[bytes], size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = line.read(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data
