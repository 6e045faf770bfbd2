"""The other side of `helper`: a process that judges the files it is asked for until nobody asks.

What was judged waits here until it is read, so that who asks may do something else meanwhile.
"""

from __future__ import annotations

import gc
import signal
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from io import FileIO
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from tui.blog.index.judging import judge
from tui.blog.packed import packing
from tui.blog.sites import open_site

_SIZE = 4  # bytes that tell how many follow


def main() -> None:
    """Open the site that is named first, then judge what is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks hears it too
    gc.disable()
    with FileIO(0) as questions, FileIO(1, "w") as answers, suppress(EOFError):
        root, configs, now = receive(questions)
        site, moment = open_site(Path(root), configs), datetime.fromisoformat(now)
        judged: SimpleQueue[object] = SimpleQueue()
        start_new_thread(_send_each, (judged.get, partial(send, answers)))
        while True:
            some = judge(site, receive(questions), moment)
            judged.put([(post and post[1:], *rest) for _, post, *rest in some])


def _send_each(take: Callable[[], object], pass_on: Callable[[object], None]) -> None:
    with suppress(OSError):  # nobody reads any more
        while True:
            pass_on(take())


def send(line: IO[bytes], message: object) -> None:
    """Send a message; it waits where there is no room for it.

    Raises:
        OSError: Nobody reads it.
    """
    data = packing.encode(message)
    left = memoryview(len(data).to_bytes(_SIZE, "little") + data)
    while left:
        left = left[line.write(left) :]


def receive(line: IO[bytes]) -> Any:
    """Wait for the next message.

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
